// A QR code (ISO/IEC 18004) for one short text: byte mode, error correction L, versions 1 to 5.
// These five hold 106 bytes in a single block each, which is more than any address of a door,
// and spare us the tables for interleaving and version bits.

const ECC = [7, 10, 15, 20, 26];
const TOTAL = [26, 44, 70, 100, 134];

// Level L and mask 0 with their check bits (table C.1). The eight masks are there to find the one
// that suffers print best; on a screen every reader takes any, and the chessboard is always good.
const FORMAT = 0x77c4;

/** Product in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1. */
const multiply = (a, b) => {
  let product = 0;
  for (; b; b >>= 1) {
    if (b & 1) product ^= a;
    a = a << 1 ^ (a >> 7) * 285;
  }
  return product;
};

/** The Reed-Solomon remainder: `count` check bytes. */
const check = (bytes, count) => {
  let generator = [1];
  for (let i = 0, root = 1; i < count; i++, root = multiply(root, 2)) {
    const next = [...generator, 0];
    generator.forEach((g, j) => { next[j + 1] ^= multiply(g, root); });
    generator = next;
  }
  const rest = [...bytes, ...Array(count).fill(0)];
  bytes.forEach((_, i) => {
    const factor = rest[i];
    generator.forEach((g, j) => { rest[i + j] ^= multiply(g, factor); });
  });
  return rest.slice(bytes.length);
};

const codewords = (text, version) => {
  const bytes = new TextEncoder().encode(text);
  const room = TOTAL[version] - ECC[version];
  // Mode 4 bits, length 8 bits, the bytes, and at least the 4 bits of the end: shifted by half.
  const data = [64 | bytes.length >> 4];
  bytes.forEach((b, i) => data.push((i ? bytes[i - 1] : bytes.length) << 4 & 255 | b >> 4));
  data.push((bytes.length ? bytes[bytes.length - 1] : 0) << 4 & 255);
  for (let pad = 236; data.length < room; pad ^= 253) data.push(pad);
  return [...data, ...check(data, ECC[version])];
};

const draw = (words, version) => {
  const size = version * 4 + 21;
  const m = Array.from({ length: size }, () => Array(size).fill(null));
  // Squares in squares: three to find the picture, one to straighten it.
  const square = (left, top, radius, light) => {
    for (let y = -radius; y <= radius; y++) {
      for (let x = -radius; x <= radius; x++) {
        const ring = Math.max(Math.abs(x), Math.abs(y));
        if (m[top + y]?.[left + x] === null) {
          m[top + y][left + x] = +(ring !== light && ring < 4);
        }
      }
    }
  };
  square(3, 3, 4, 2);
  square(size - 4, 3, 4, 2);
  square(3, size - 4, 4, 2);
  if (version) square(size - 7, size - 7, 2, 1);
  for (let i = 8; i < size - 8; i++) m[6][i] = m[i][6] = +(i % 2 === 0);
  // The format, twice; then the one module that is always dark.
  for (let i = 0; i < 15; i++) {
    const bit = FORMAT >> i & 1;
    m[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = bit;
    m[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = bit;
  }
  m[size - 8][8] = 1;
  let at = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = (right + 1) & 2 ? step : size - 1 - step;
      for (const x of [right, right - 1]) {
        if (m[y][x] !== null) continue;
        const bit = (words[at >> 3] ?? 0) >> (7 - at++ % 8) & 1;
        m[y][x] = bit ^ (x + y + 1) % 2;
      }
    }
  }
  return m;
};

/** Rows of 0 and 1, or null when the text is longer than 106 bytes. */
export const qr = (text) => {
  const length = new TextEncoder().encode(text).length;
  const version = TOTAL.findIndex((total, i) => total - ECC[i] - 2 >= length);
  if (version < 0) return null;
  return draw(codewords(text, version), version);
};
