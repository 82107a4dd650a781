// Our QR codes, read by a decoder that somebody else wrote.

import assert from 'node:assert/strict';
import test from 'node:test';
import jsQR from 'jsqr';
import { qr } from '../../../firmware/Web/Page/qr.js';

const SCALE = 4;
const QUIET = 4;

const read = (rows) => {
  const size = (rows.length + 2 * QUIET) * SCALE;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  rows.forEach((row, y) => row.forEach((dark, x) => {
    if (!dark) return;
    for (let i = 0; i < SCALE * SCALE; i++) {
      const px = (x + QUIET) * SCALE + i % SCALE;
      const py = (y + QUIET) * SCALE + (i / SCALE | 0);
      pixels.fill(0, (py * size + px) * 4, (py * size + px) * 4 + 3);
    }
  }));
  return jsQR(pixels, size, size);
};

test('every length from 1 to 106 bytes is read back', () => {
  for (let length = 1; length <= 106; length++) {
    const text = ('http://home.example.net:8080/' + 'aB3-/_'.repeat(20)).slice(0, length);
    const found = read(qr(text));
    assert.equal(found?.data, text, 'length ' + length);
  }
});

test('names that are not ASCII are read back', () => {
  assert.equal(read(qr('http://bücher.example:80')).data, 'http://bücher.example:80');
});

test('a text that does not fit gives nothing rather than a wrong picture', () => {
  assert.equal(qr('x'.repeat(107)), null);
});
