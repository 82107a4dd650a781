// The page's own cryptography against published vectors and against node's.

import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import test from 'node:test';
import { hmac, pbkdf2, sha256 } from '../../../firmware/Web/Page/sha256.js';
import { claimKey, clientFinal, clientFirst, sealedVerifier }
  from '../../../firmware/Web/Page/scram.js';

const hex = (bytes) => Buffer.from(bytes).toString('hex');

test('SHA-256 of "abc" is the one in FIPS 180-4', () => {
  assert.equal(hex(sha256(Buffer.from('abc'))),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('SHA-256 and HMAC agree with node for every length around the block borders', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = crypto.randomBytes(length);
    assert.equal(hex(sha256(bytes)), crypto.createHash('sha256').update(bytes).digest('hex'));
    const key = crypto.randomBytes(length);
    assert.equal(hex(hmac(key, bytes)),
      crypto.createHmac('sha256', key).update(bytes).digest('hex'));
  }
});

test('PBKDF2 agrees with node', async () => {
  for (const count of [1, 2, 4096, 10000]) {
    const salt = crypto.randomBytes(16);
    const password = crypto.randomBytes(count % 90);
    assert.equal(hex(await pbkdf2(password, salt, count)),
      crypto.pbkdf2Sync(password, salt, count, 32, 'sha256').toString('hex'));
  }
});

test('SCRAM-SHA-256 speaks the exchange of RFC 7677 section 3', async () => {
  const first = clientFirst('user', 'rOprNGfwEbeRWgbNEkqO');
  assert.equal(first, 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
  const final = await clientFinal(first, 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,'
    + 's=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096', 'pencil');
  assert.equal(final.message, 'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,'
    + 'p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=');
  assert.equal(final.expected, 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
});

test('a gateway that repeats our nonce, or asks for too little work, is refused', async () => {
  const first = clientFirst('owner', 'abc');
  for (const bad of ['r=abc,s=AAAA,i=4096', 'r=xabc,s=AAAA,i=4096', 'r=abcd,s=AAAA,i=4095']) {
    await assert.rejects(clientFinal(first, bad, 'x'));
  }
});

// What the gateway does with a sealed verifier: it takes the seal off with the key they share.
const unsealed = (key, pad, v, name) => {
  const mask = crypto.createHmac('sha256', key).update(`${pad},${v.salt}`).digest();
  return Buffer.from(v[name], 'base64').map((b, i) => b ^ mask[i]);
};

test('the verifier opens the door it was made for, once it is unsealed', async () => {
  const key = crypto.randomBytes(32);
  const v = await sealedVerifier('Grüße', 4096, key);
  const storedKey = unsealed(key, 'stored', v, 'storedKey');
  const first = clientFirst('owner', 'me');
  const server = `r=meyou,s=${v.salt},i=4096`;
  const final = await clientFinal(first, server, 'Gru\u0308ße');
  const message = ['n=owner,r=me', server, 'c=biws,r=meyou'].join(',');
  const signature = crypto.createHmac('sha256', storedKey).update(message).digest();
  const proof = Buffer.from(final.message.split(',p=')[1], 'base64');
  const clientKey = proof.map((b, i) => b ^ signature[i]);
  assert.deepEqual(crypto.createHash('sha256').update(clientKey).digest(), storedKey);
  assert.notDeepEqual(Buffer.from(v.storedKey, 'base64'), storedKey);
  assert.equal(v.proof, crypto.createHmac('sha256', key)
    .update(['verifier', v.salt, 4096, v.storedKey, v.serverKey].join(',')).digest('base64'));
});

test('the claim key is stretched from the code as people type it', async () => {
  const salt = crypto.randomBytes(16);
  const key = crypto.pbkdf2Sync('7KMQ2XW4PA', salt, 8192, 32, 'sha256');
  assert.equal(hex(await claimKey(' 7kmq2-xw4pa ', salt.toString('base64'), 8192)), hex(key));
  await assert.rejects(claimKey('7KMQ2XW4PA', salt.toString('base64'), 8191));
});
