// The address that the page hands out and the one that the console prints (firmware/Reach/
// ShareAddress.cs) are the same for every port that either of them knows.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PRESETS, address } from '../../../firmware/Web/Page/rule.js';

const source = readFileSync(
  new URL('../../../firmware/Reach/ShareAddress.cs', import.meta.url), 'utf8');

// "case 80: case 3000: ... return" and the first text behind it.
const known = new Map();
for (const [, cases, text] of source.matchAll(/((?:case \d+:\s*)+)return\s+[^"]*"([a-z]+)/g)) {
  for (const [, port] of cases.matchAll(/case (\d+)/g)) known.set(+port, text);
}

const page = (target, port, protocol = 'tcp') => address({
  line: `${protocol} ${port} 192.168.1.20:${target} from lan`, protocol, port,
}, 'name');

test('both know the same ports', () => {
  assert.ok(known.size > 12, `${known.size} ports found`);
  for (const [port, text] of known) {
    assert.ok(page(port, 9999).startsWith(text === 'ssh' ? 'ssh://' : text + '://'), `${port}`);
  }
  for (const [, protocol, port, scheme] of PRESETS) {
    if (scheme && protocol === 'tcp') assert.ok(known.has(port), `${port} is the page's alone`);
  }
});

test('an address is finished', () => {
  assert.equal(page(80, 8080), 'http://name:8080/');
  assert.equal(page(80, 80), 'http://name/');
  assert.equal(page(8443, 443), 'https://name/');
  assert.equal(page(22, 2222), 'ssh://name:2222');
  assert.equal(page(32400, 32400), 'http://name:32400/web');
  assert.equal(page(25565, 25565), 'name:25565');
  assert.equal(page(8080, 9000, 'udp'), 'name:9000');
});
