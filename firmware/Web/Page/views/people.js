// People: who knocked and was turned away, who is a guest for a while, whose name we follow.

import { act, api } from '../api.js';
import { h } from '../dom.js';
import { button, card, ends, heading, item, send, sheet } from '../parts.js';
import { doorChoices, portName, title } from '../rule.js';
import { S, draw, form, ruleOf } from '../state.js';
import * as T from '../texts/en.js';
import { showInvite } from './share.js';

export const loadPeople = async (isFirst) => {
  S.people = await api('people');
  if (isFirst) S.invites = await api('invites');
};

const change = (path, body, name, said) => act('people/' + path, body, name, said);

const nameOf = (id) => {
  const rule = ruleOf(id);
  return rule ? title(rule) : `#${id}`;
};

const durationName = (how) => T.durations.find((d) => d[0] === how)?.[1];

/** Lets in who has knocked. */
export const allow = (k, how) => change('allow', {
  knock: k.id, for: how, revision: S.rules.revision,
}, '', T.fill(T.letIn, k.address, nameOf(k.rule), durationName(how)));

const knock = (k) => item(k.id, k.address,
  T.fill(T.knockAt, k.rule ? nameOf(k.rule) : portName(k)),
  [k.reason, T.times(k.count), T.ago(k.ageS)].filter(Boolean).join(' · '),
  h('div.row', k.rule && ['2h', '7d', 'good'].map((how) => button(
    T.fill(T.allowFor, durationName(how)), () => allow(k, how), 'small', k.address)),
  button(T.forget, () => change('forget-knocks', { knock: k.id }, '', null), 'small', k.address)));

const grant = (g) => item(g.id, g.who, T.fill(T.knockAt, nameOf(g.rule)),
  g.kind === 'timed' ? T.fill(T.left, T.duration(g.leftS)) : durationName(g.kind),
  button(T.revoke, () => change('revoke', { id: g.id }, '', T.fill(T.revoked, g.who)),
    'small', g.who));

const friend = (f) => item(f.name, f.name, (f.rules || []).map(nameOf).join(', '), [
  f.addresses.length ? `${f.addresses.join(', ')} · ${T.ago(f.ageS)}` : T.friendUnknown,
  f.error && h('span.error', ' ', f.error),
], button(T.lookUp, () => change('refresh', { name: f.name }), 'small', f.name));

const invite = (i) => item(i.id, nameOf(i.rule), T.fill(T.inviteFor, i.for, T.times(i.times)),
  T.fill(T.left, T.duration(i.leftS)),
  h('div.row', button(T.share, () => showInvite(i), 'small', nameOf(i.rule)),
    button(T.revoke, () => act('invites/end', { id: i.id }, '', null), 'small', nameOf(i.rule))));

const ban = (b) => item(b.address, b.address, '',
  b.leftS != null && T.fill(T.left, T.duration(b.leftS)),
  button(T.lift, () => change('unban', { address: b.address }), 'small', b.address));

const grantForm = (first) => {
  const draft = form('grant', { who: '', rule: first, for: '2h' });
  const { line } = ruleOf(+draft.rule) || {};
  draft.line ??= line;
  return sheet('grant', 'trio', async () => {
    // The number chosen may be another door by now.
    if (draft.line !== line) {
      draft.line = line;
      S.errors.grant = [{ field: 'rule', message: T.changedMeanwhile }];
    } else if (await change('grant', {
      who: draft.who.trim(), rule: +draft.rule, for: draft.for, revision: S.rules.revision,
    }, 'grant')) draft.who = '';
    draw();
  }, [
    ['who', T.guest, { props: { placeholder: '203.0.113.9' } }],
    ['rule', T.door, {
      oninput: () => { draft.line = null; },
      choices: doorChoices(S.rules.rules),
    }],
    ['for', T.forHow, { choices: T.durations }],
    send(T.grant),
  ]);
};

const list = (items, describe, nothing) => (items.length
  ? h('ul.list', items.map(describe))
  : h('p.hint', nothing));

export const people = () => {
  const p = S.people;
  if (!p || !S.rules) return heading(T.views.people);
  const first = S.rules.rules[0] && String(S.rules.rules[0].id);
  return [
    heading(T.views.people),
    card(T.knocks, list(p.knocks, knock, T.noKnocks),
      p.knocks[1] && ends(button(T.forgetAll,
        () => change('forget-knocks', {}, '', null), 'small'))),
    card(T.grants, list(p.grants, grant, T.noGrants), first && grantForm(first)),
    S.invites?.invites[0] && card(T.invites,
      S.invites.trouble && h('p.error', S.invites.trouble),
      list(S.invites.invites, invite)),
    card(T.friends, list(p.friends, friend, T.noFriends)),
    p.bans[0] && card(T.bans, list(p.bans, ban)),
  ];
};
