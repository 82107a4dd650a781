// Now: who is inside this moment, and how much goes through.

import { act, api } from '../api.js';
import { h } from '../dom.js';
import { button, card, empty, heading, item, plot } from '../parts.js';
import { title } from '../rule.js';
import { S } from '../state.js';
import * as T from '../texts/en.js';

export const loadNow = async () => {
  S.live = (await api('now')).live;
};

const row = (s) => {
  const rule = S.rules.rules.find((r) => r.id === s.rule);
  return item(s.id, s.client, '→ ' + (rule ? title(rule) : s.target), [
    s.state !== 'open' && s.state,
    T.duration(s.ageS),
    `${T.bytes(s.in)} ${T.inward}, ${T.bytes(s.out)} ${T.outward}`,
    s.idleS > 9 && T.fill(T.idleFor, T.duration(s.idleS)),
  ].filter(Boolean).join(' · '), button(T.kick, () => act('now/kick', { id: s.id }), 'small bad', s.client));
};

export const now = () => {
  const both = ['in', 'out'].map((way) => S.history.map((e) => e[way]));
  const [a, b] = both.map((r) => T.rate(r.at(-1) || 0));
  return [
    heading(T.views.now),
    card(T.throughput,
      h('p.legend', h('span.accent', a, ' ', T.inward), h('span.warn', b, ' ', T.outward)),
      plot(both, T.throughput)),
    S.live && (S.live.length
      ? h('section.card', h('ul.list', S.live.map(row)))
      : empty('now', T.nobodyNow)),
  ];
};
