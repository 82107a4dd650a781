// SCRAM-SHA-256 (RFC 5802, RFC 7677), the client's side, and the verifier that a new password
// leaves with the gateway. The password itself stays in this file's arguments.

import { hmac, pbkdf2, sha256 } from './sha256.js';

const ascii = (text) => new TextEncoder().encode(text);
export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

export const random = (count) => crypto.getRandomValues(new Uint8Array(count));

/** What people type is normalised, so that two keyboards give the same bytes (SASLprep). */
const derive = async (password, salt, iterations) => {
  // Half a second on a phone; the button shall say so before.
  await new Promise((go) => setTimeout(go, 30));
  return pbkdf2(ascii(password.normalize('NFKC')), salt, iterations);
};

const xor = (a, b) => a.map((x, i) => x ^ b[i]);

/**
 * { salt, iterations, storedKey, serverKey, proof }: what the gateway keeps instead of the
 * password, sealed with a key that only it and we have, so that nobody on the way can read it.
 */
export const sealedVerifier = async (password, iterations, key, bytes = random(16)) => {
  const salted = await derive(password, bytes, iterations);
  const salt = toBase64(bytes);
  const mac = (text) => hmac(key, ascii(text));
  const under = (pad, secret) => toBase64(xor(secret, mac(pad + ',' + salt)));
  const v = {
    salt,
    iterations,
    storedKey: under('stored', sha256(hmac(salted, ascii('Client Key')))),
    serverKey: under('server', hmac(salted, ascii('Server Key'))),
  };
  return { ...v, proof: toBase64(mac(['verifier', ...Object.values(v)].join(','))) };
};

/** The key that the one-time code is stretched to. A gateway that asks for less is none. */
export const claimKey = async (code, salt, rounds) => {
  if (!(rounds >= 8192)) throw Error('rounds');
  return derive(code.toUpperCase().replace(/[^0-9A-Z]/g, ''), fromBase64(salt), rounds);
};

/** The first message. `nonce` is given by tests only. */
export const clientFirst = (user, nonce = toBase64(random(18))) => `n,,n=${user},r=${nonce}`;

/** The second message, and the signature that only the true gateway can answer with. */
export const clientFinal = async (first, serverFirst, password) => {
  const bare = first.slice(3);
  const part = Object.fromEntries(serverFirst.split(',').map((p) => [p[0], p.slice(2)]));
  const mine = bare.slice(bare.indexOf(',r=') + 3);
  if (!part.r.startsWith(mine) || part.r === mine || !(part.i >= 4096)) throw Error('nonce');
  const salted = await derive(password, fromBase64(part.s), +part.i);
  const clientKey = hmac(salted, ascii('Client Key'));
  const withoutProof = 'c=biws,r=' + part.r;
  const message = ascii([bare, serverFirst, withoutProof].join(','));
  const signature = hmac(sha256(clientKey), message);
  return {
    clientKey,
    message: withoutProof + ',p=' + toBase64(xor(clientKey, signature)),
    expected: 'v=' + toBase64(hmac(hmac(salted, ascii('Server Key')), message)),
  };
};
