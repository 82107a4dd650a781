// Now: who is inside this moment, and how much goes through.

import { act, api } from '../api.js';
import { h } from '../dom.js';
import { ask, button, card, empty, heading, item, plot } from '../parts.js';
import { compose, parse, title } from '../rule.js';
import { S, ruleOf } from '../state.js';
import * as T from '../texts/en.js';

export const loadNow = async () => {
  S.live = (await api('now')).live;
};

/** What let somebody in is taken away, and with it everybody else that it let in. */
const keepOut = (s, rule) => {
  if (s.grant) {
    act('people/revoke', { id: s.grant }, '', T.fill(T.revoked, s.client));
    return;
  }
  const draft = parse(rule.line);
  draft.from = draft.from.filter((who) => who.replace(/\[.*/, '') !== s.by);
  // Of the list as it is now: by the time of the answer another owner may have changed it.
  const { revision } = S.rules;
  ask(T.keepOut, T.fill(T.keepOutAsk, s.by, title(rule)), T.keepOut,
    () => act('rules/edit', { id: rule.id, line: compose(draft), revision }, '',
      T.fill(T.keptOut, s.by, title(rule))));
};

const row = (s) => {
  const rule = ruleOf(s.rule);
  return item(s.id, s.client, '→ ' + (rule ? title(rule) : s.target), [
    s.grant ? T.byGrant : s.by && T.fill(T.byEntry, s.by),
    s.state !== 'open' && s.state,
    T.duration(s.ageS),
    `${T.bytes(s.in)} ${T.inward}, ${T.bytes(s.out)} ${T.outward}`,
    s.idleS > 9 && T.fill(T.idleFor, T.duration(s.idleS)),
  ].filter(Boolean).join(' · '), h('div.row',
    button(T.end, () => act('now/kick', { id: s.id }, '', null), 'small bad', s.client),
    rule && (s.grant || s.by)
      && button(T.keepOut, () => keepOut(s, rule), 'small bad', s.client)));
};

export const now = () => {
  const both = ['in', 'out'].map((way) => S.history.map((e) => e[way]));
  const [a, b] = both.map((r) => T.rate(r.at(-1) || 0));
  return [
    heading(T.views.now),
    card(T.throughput,
      h('p.legend', h('span.accent', a, ' ', T.inward), h('span.warn', b, ' ', T.outward)),
      plot(both, T.throughput, T.rate)),
    S.live && S.rules && (S.live.length
      ? h('section.card', h('ul.list', S.live.map(row)))
      : empty('now', T.nobodyNow)),
  ];
};
