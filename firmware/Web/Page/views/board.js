// Board: the device itself: how it stands, where it is, who keeps it.

import { act, api } from '../api.js';
import { h } from '../dom.js';
import {
  ask, button, card, digits, ends, heading, plot, send, sheet, tick,
} from '../parts.js';
import { isPrivate } from '../rule.js';
import { S, draw, form } from '../state.js';
import * as T from '../texts/en.js';
import { ownZone } from '../zone.js';
import { account } from './account.js';
import { reach } from './reach.js';

const SLOW_MS = 10000;
let looked = 0;

/** What changes slowly is asked slowly. */
export const loadBoard = async (isFirst) => {
  if (!isFirst && Date.now() - looked < SLOW_MS) return;
  looked = Date.now();
  S.board = await api('board');
  S.keys = (await api('keys')).keys;
  S.logins = (await api('logins')).logins;
  S.reach = await api('reach');
};

/** Sends a form and makes it anew from what came of it. */
export const apply = async (path, body, name) => {
  const answer = await act(path, body, name);
  if (answer) delete S.form[name];
  draw();
  return answer;
};

export const split = (text) => text.split(/[\s,]+/).filter(Boolean);

const fact = (name, value) => value && [h('dt', name), h('dd', value)];

const budget = ({ total, kept, parts }) => {
  const used = parts.reduce((sum, p) => sum + p.sockets, 0);
  return [
    h('p', h('b', T.budget), ' ', T.fill(T.budgetOf, used, total, kept)),
    h('meter', { max: total, value: used, 'aria-label': T.budget }),
    h('p.hint', parts.map((p) => `${p.name} ${p.sockets}`).join(' · ')),
  ];
};

const overview = (b) => card(T.overview,
  h('dl',
    fact(T.boardName, b.name),
    fact(T.version, b.version),
    fact(T.runsOn, b.board),
    fact(T.address, b.address),
    fact(T.mac, b.mac),
    fact(T.uptime, T.duration(S.status.uptimeS)),
    fact(T.time, S.status.time ? T.clock(S.status.time) : T.noTime),
    fact(T.lastStart, b.start),
    b.heapFree && fact(T.memory,
      T.bytes(b.heapFree) + (b.heapLowest ? T.fill(T.memoryLowest, T.bytes(b.heapLowest)) : ''))),
  b.budget && budget(b.budget),
  b.heapFree && [h('p.hint', T.memory),
    plot([S.history.map((e) => e.heap)], T.memory, T.bytes)]);

const names = (b) => {
  const own = ownZone();
  const draft = form('names', {
    name: b.name, hosts: (b.hosts || []).join('\n'), zone: b.zone, was: b,
  });
  return card(T.names, sheet('names', '', async ({ name, hosts, zone, was }) => {
    // Against what was here when one began to write, not what somebody else has made of it since.
    if (name !== was.name
      && !await act('board/name', { name: name.trim(), was: was.name }, 'names')) return;
    if (zone !== was.zone
      && !await act('board/zone', { zone: zone.trim(), was: was.zone }, 'names')) return;
    apply('board/hosts', { hosts: split(hosts), was: was.hosts || [] }, 'names');
  }, [
    ['name', T.boardName],
    ['hosts', T.publicNames, { rows: 2, hint: T.namesHint, mono: true }],
    ['zone', T.zone, { hint: T.zoneHint, mono: true }],
  ], ends(
    draft.zone !== own && button(T.ownZone, () => { draft.zone = own; draw(); }),
    send(T.save, ''))));
};

const network = (b) => {
  if (b.dhcp == null) return card(T.network, h('p.hint', T.networkNotOurs));
  const draft = form('network', {
    dhcp: b.dhcp, address: b.address || '', mask: b.mask || '', gateway: b.gateway || '',
    dns: (b.dns || []).join(' '), was: b.setting,
  });
  return card(T.network, sheet('network', 'pair', () => apply('board/network',
    draft.dhcp ? { dhcp: true, was: draft.was } : { ...draft, dns: split(draft.dns) }, 'network'), [
    tick(draft, 'dhcp', T.dhcp),
    ...draft.dhcp ? [] : [
      ['address', T.address], ['mask', T.netMask], ['gateway', T.netGateway], ['dns', T.netDns]],
  ], h('p.hint', T.sixty), ends(send(T.tryIt, ''))));
};

const isOwn = (network) => {
  const [address, bits = 32] = network.split('/');
  return network === 'lan' || isPrivate(address) && bits > 7;
};

/** Who is not of the owner's own networks is let near the page only after another question. */
const admit = ({ networks, was }) => {
  const list = split(networks);
  const go = (sure) => apply('board/admin', { networks: list, was, sure }, 'admin');
  const strange = list.filter((n) => !isOwn(n));
  if (strange[0]) ask(T.access, T.fill(T.adminAsk, strange.join(', ')), T.tryIt, () => go(true));
  else go(false);
};

const access = (b) => {
  form('admin', { networks: b.adminNetworks.join('\n'), was: b.adminNetworks });
  form('port', { port: String(b.webPort), was: String(b.webPort) });
  return card(T.access,
    sheet('admin', '',
      admit,
      [['networks', T.adminNetworks, { rows: 4, hint: T.adminHint, mono: true }]],
      ends(send(T.tryIt, ''))),
    sheet('port', '', ({ port, was }) => apply('board/port', { port: +port, was }, 'port'),
      [['port', T.webPort, { hint: T.sixty, props: digits }]],
      ends(send(T.tryIt, ''))));
};

export const board = () => {
  const b = S.board;
  return [
    heading(T.views.board),
    b && h('div.columns', overview(b), names(b), network(b), reach(), access(b), account(b)),
  ];
};
