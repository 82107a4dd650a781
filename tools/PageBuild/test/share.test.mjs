// The address that the page hands out and the one that the console prints are the same, for every
// port. The console's is made by firmware/Reach/ShareAddress.cs: its lines are run here as they
// stand, since a switch of C# reads the same in JavaScript.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PRESETS, address } from '../../../firmware/Web/Page/rule.js';

const source = readFileSync(
  new URL('../../../firmware/Reach/ShareAddress.cs', import.meta.url), 'utf8');

const [, body] = source.match(
  /public static string Of\(Rule rule, string host, int port\)\s+\{([^]+?)\n        \}/);
const console = Function('rule', 'host', 'port',
  body.replace('string tail', 'let tail').replaceAll('.ToString()', '.toString()'));

const page = (target, port, protocol = 'tcp') => address({
  line: `${protocol} ${port} 192.168.1.20:${target} from lan`, protocol, port,
}, 'name');

test('page and console hand out the same', () => {
  const outside = [22, 80, 443, 554, 8080, 32400];
  for (const protocol of ['tcp', 'udp']) {
    for (let TargetPort = 1; TargetPort < 65536; TargetPort++) {
      // Each with another, and those that are usual somewhere with all of these.
      for (const port of TargetPort % 1000 && TargetPort > 600 ? [TargetPort ^ 1] : outside) {
        assert.equal(page(TargetPort, port, protocol),
          console({ TargetPort, IsUdp: protocol === 'udp' }, 'name', port));
      }
    }
  }
  for (const [, protocol, TargetPort] of PRESETS) {
    for (const port of outside) {
      assert.equal(page(TargetPort, port, protocol),
        console({ TargetPort, IsUdp: protocol === 'udp' }, 'name', port));
    }
  }
});

test('an address is finished', () => {
  assert.equal(page(80, 8080), 'http://name:8080/');
  assert.equal(page(80, 80), 'http://name/');
  assert.equal(page(8443, 443), 'https://name/');
  assert.equal(page(22, 2222), 'ssh -p 2222 name');
  assert.equal(page(22, 22), 'ssh name');
  assert.equal(page(32400, 32400), 'http://name:32400/web');
  assert.equal(page(25565, 25565), 'name:25565');
  assert.equal(page(8080, 9000, 'udp'), 'name:9000');
});
