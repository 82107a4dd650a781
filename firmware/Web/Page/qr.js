// A QR code (ISO/IEC 18004) for one short text: byte mode, error correction L, always version 5.
// That holds 106 bytes in a single block, which is more than any address of a door, and one size
// spares us all tables.

const SIZE = 37;
const CHECK_BYTES = 26;
const DATA_BYTES = 108;

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

/** The data and their Reed-Solomon remainder. */
const protect = (data) => {
  let generator = [1];
  for (let i = 0, root = 1; i < CHECK_BYTES; i++, root = multiply(root, 2)) {
    const next = [...generator, 0];
    generator.forEach((g, j) => { next[j + 1] ^= multiply(g, root); });
    generator = next;
  }
  const rest = [...data, ...Array(CHECK_BYTES).fill(0)];
  data.forEach((_, i) => {
    const factor = rest[i];
    generator.forEach((g, j) => { rest[i + j] ^= multiply(g, factor); });
  });
  return [...data, ...rest.slice(DATA_BYTES)];
};

/** Rows of 0 and 1, or null when the text is longer than 106 bytes. */
export const qr = (text) => {
  const bytes = [...new TextEncoder().encode(text)];
  if (bytes.length > DATA_BYTES - 2) return null;
  bytes.unshift(bytes.length);
  // Mode 4 bits, length 8 bits, the bytes, and at least the 4 bits of the end: shifted by half.
  const data = [64 | bytes[0] >> 4, ...bytes.map((b, i) => b << 4 & 255 | bytes[i + 1] >> 4)];
  for (let pad = 236; data.length < DATA_BYTES; pad ^= 253) data.push(pad);
  const words = protect(data);
  const m = Array.from({ length: SIZE }, () => Array(SIZE).fill(null));
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
  square(SIZE - 4, 3, 4, 2);
  square(3, SIZE - 4, 4, 2);
  square(SIZE - 7, SIZE - 7, 2, 1);
  for (let i = 8; i < SIZE - 8; i++) m[6][i] = m[i][6] = (i + 1) % 2;
  // The format, twice; then the one module that is always dark.
  for (let i = 0; i < 15; i++) {
    const bit = FORMAT >> i & 1;
    m[i < 6 ? i : i < 8 ? i + 1 : SIZE - 15 + i][8] = bit;
    m[8][i < 8 ? SIZE - 1 - i : i < 9 ? 7 : 14 - i] = bit;
  }
  m[SIZE - 8][8] = 1;
  let at = 0;
  for (let right = SIZE - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < SIZE; step++) {
      const y = (right + 1) & 2 ? step : SIZE - 1 - step;
      for (const x of [right, right - 1]) {
        if (m[y][x] === null) {
          m[y][x] = words[at >> 3] >> (7 - at++ % 8) & 1 ^ (x + y + 1) % 2;
        }
      }
    }
  }
  return m;
};
