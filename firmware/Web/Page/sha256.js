// SHA-256 (FIPS 180-4), HMAC (RFC 2104) and PBKDF2 (RFC 8018) over byte arrays. The browser's own
// crypto.subtle does not exist on a page that came over plain HTTP, hence these lines. One fixed
// block of words is reused throughout: a login runs the inner loop many thousand times.

const K = new Int32Array(64);
const H0 = new Int32Array(8);

// The constants are the first 32 bits of the fractions of cube and square roots of primes.
for (let n = 2, i = 0; i < 64; n++) {
  let isPrime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
  if (!isPrime) continue;
  if (i < 8) H0[i] = (n ** 0.5 % 1) * 2 ** 32;
  K[i++] = (n ** (1 / 3) % 1) * 2 ** 32;
}

const w = new Int32Array(64);

/** Folds the 16 words at the start of w into the state. */
const compress = (state) => {
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    w[i] = w[i - 16] + w[i - 7]
      + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
      + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
  }
  let [a, b, c, d, e, f, g, k] = state;
  for (let i = 0; i < 64; i++) {
    const t = k + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))
      + (e & f ^ ~e & g) + K[i] + w[i] | 0;
    const u = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10))
      + (a & b ^ a & c ^ b & c) | 0;
    k = g; g = f; f = e; e = d + t | 0; d = c; c = b; b = a; a = t + u | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += k;
};

/** Continues from `state` over bytes; `before` is how many bytes the state has already eaten. */
const digest = (state, bytes, before) => {
  const size = (bytes.length + 72) >> 6 << 6;
  const padded = new DataView(new ArrayBuffer(size));
  bytes.forEach((b, i) => padded.setUint8(i, b));
  padded.setUint8(bytes.length, 128);
  padded.setUint32(size - 4, (before + bytes.length) * 8);
  for (let at = 0; at < size; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = padded.getInt32(at + i * 4);
    compress(state);
  }
  return state;
};

const toBytes = (words) => {
  const view = new DataView(new ArrayBuffer(32));
  words.forEach((word, i) => view.setInt32(i * 4, word));
  return new Uint8Array(view.buffer);
};

export const sha256 = (bytes) => toBytes(digest(H0.slice(), bytes, 0));

/** The two states of HMAC after the key: what PBKDF2 would otherwise compute again and again. */
const keyed = (key) => {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  return [54, 92].map((pad) => {
    const state = H0.slice();
    const words = new DataView(block.map((b) => b ^ pad).buffer);
    for (let i = 0; i < 16; i++) w[i] = words.getInt32(i * 4);
    compress(state);
    return state;
  });
};

export const hmac = (key, bytes) => {
  const [inner, outer] = keyed(key);
  return toBytes(digest(outer, toBytes(digest(inner, bytes, 64)), 64));
};

/** PBKDF2-HMAC-SHA256 with 32 bytes of output. */
export const pbkdf2 = (password, salt, iterations) => {
  const [inner, outer] = keyed(password);
  let u = hmac(password, new Uint8Array([...salt, 0, 0, 0, 1]));
  const view = new DataView(u.buffer);
  const sum = new Int32Array(8).map((_, i) => view.getInt32(i * 4));
  const chain = sum.slice();
  // Each round is two compressions of one block: 32 bytes, the bit 1, the length 96 bytes.
  const round = (from) => {
    w.set(chain);
    w.fill(0, 8, 15);
    w[8] = 1 << 31;
    w[15] = 768;
    chain.set(from);
    compress(chain);
  };
  for (let i = 1; i < iterations; i++) {
    round(inner);
    round(outer);
    for (let j = 0; j < 8; j++) sum[j] ^= chain[j];
  }
  return toBytes(sum);
};
