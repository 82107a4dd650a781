// The browser's own zone as the gateway reads it, in places whose clocks differ in kind. Each is
// asked in a process of its own, since Node takes the zone from where it starts.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';

const ZONE = new URL('../../../firmware/Web/Page/zone.js', import.meta.url);

const zoneIn = (place, day) => execFileSync(process.execPath, ['--input-type=module', '-e', `
  const now = Date.parse('${day}T12:00:00Z');
  globalThis.Date = class extends Date {
    constructor(...args) { super(...(args.length ? args : [now])); }
    static now() { return now; }
  };
  const { ownZone } = await import('${ZONE}');
  console.log(ownZone());`], { env: { ...process.env, TZ: place }, encoding: 'utf8' }).trim();

test('a zone with summer time, on either half of the earth', () => {
  assert.equal(zoneIn('Europe/Berlin', '2026-01-10'), '<Berlin>-1DST,M3.5.0/2,M10.5.0/3');
  assert.equal(zoneIn('Australia/Sydney', '2026-01-10'), '<Sydney>-10DST,M10.1.0/2,M4.1.0/3');
  assert.equal(zoneIn('America/St_Johns', '2026-07-10'),
    '<St-Johns>3:30DST,M3.2.0/2,M11.1.0/2');
});

test('a zone without', () => {
  assert.equal(zoneIn('Asia/Tehran', '2026-01-10'), '<Tehran>-3:30');
  assert.equal(zoneIn('Etc/UTC', '2026-01-10'), '<UTC>0');
});

test('a zone that changed once and for all this year has no summer time', () => {
  assert.equal(zoneIn('Europe/Moscow', '2014-11-10'), '<Moscow>-3');
  assert.equal(zoneIn('Europe/Moscow', '2014-01-10'), '<Moscow>-4');
});
