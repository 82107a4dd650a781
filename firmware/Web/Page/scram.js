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

/** { salt, iterations, storedKey, serverKey }: what the gateway keeps instead of the password. */
export const verifier = async (password, iterations, salt = random(16)) => {
  const salted = await derive(password, salt, iterations);
  return {
    salt: toBase64(salt),
    iterations,
    storedKey: toBase64(sha256(hmac(salted, ascii('Client Key')))),
    serverKey: toBase64(hmac(salted, ascii('Server Key'))),
  };
};

/** Shows that we read the one-time code, without sending it, and ties it to this verifier. */
export const claimProof = (code, v) => toBase64(hmac(
  ascii(code.toUpperCase().replace(/[^0-9A-Z]/g, '')),
  ascii([v.salt, v.iterations, v.storedKey, v.serverKey].join(','))));

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
    message: withoutProof + ',p=' + toBase64(clientKey.map((b, i) => b ^ signature[i])),
    expected: 'v=' + toBase64(hmac(hmac(salted, ascii('Server Key')), message)),
  };
};
