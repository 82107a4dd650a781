// Board: how the gateway is reached: a name in DNS, the router above, a name in the house. What
// stands is said in the gateway's own words.

import { h } from '../dom.js';
import { card, ends, send, sheet, tick } from '../parts.js';
import { S, form } from '../state.js';
import * as T from '../texts/en.js';
import { apply } from './board.js';

const sendDdns = (draft) => apply('reach/ddns',
  { ...draft, provider: draft.provider || (draft.url || '').trim() }, 'ddns');

export const reach = () => {
  const r = S.reach;
  if (!r) return;
  const { provider } = r.ddns;
  const isKnown = T.providers.some((p) => p[0] === provider);
  const ddns = form('ddns', {
    on: r.ddns.on,
    provider: isKnown ? provider : provider ? '' : 'noip',
    url: isKnown ? '' : provider,
    names: r.ddns.names,
    user: r.ddns.user,
    plain: r.ddns.plain,
    checkUrl: r.ddns.checkUrl,
  });
  const router = form('router', { on: r.router.on });
  const house = form('house', { on: r.house.on, name: r.house.name });
  return card(T.reach,
    h('p', r.ddns.state),
    sheet('ddns', '', sendDdns, [
      tick(ddns, 'on', T.ddns),
      ...ddns.on ? [
        ['provider', T.provider, { choices: T.providers }],
        !ddns.provider && ['url', T.providerUrl, { hint: T.providerHint, mono: true }],
        ['names', T.ddnsNames],
        ddns.provider !== 'duckdns' && ['user', T.ddnsUser],
        ['password', T.ddnsPassword, { hint: T.ddnsPasswordHint, type: 'password' }],
        ['checkUrl', T.checkUrl, { hint: T.checkUrlHint, mono: true }],
        tick(ddns, 'plain', T.plain),
      ] : [],
    ], ends(send(T.save, ''))),
    h('p', r.router.state),
    h('ul.list', r.router.leases.map((l) => h('li', { k: l.protocol + l.port }, l.state))),
    sheet('router', '', (draft) => apply('reach/router', draft, 'router'),
      [tick(router, 'on', T.router)], ends(send(T.save, ''))),
    h('p', r.house.state),
    sheet('house', '', (draft) => apply('reach/house', draft, 'house'),
      [tick(house, 'on', T.house), house.on && ['name', T.houseName]],
      ends(send(T.save, ''))));
};
