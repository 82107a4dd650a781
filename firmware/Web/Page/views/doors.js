// Doors: every rule as a door one can look at, with what is going through it right now.

import { act } from '../api.js';
import { h } from '../dom.js';
import { arch, button, dialog, empty, heading } from '../parts.js';
import { parse, portName, title } from '../rule.js';
import { S, closeDialog, countsOf, draw, form, openDialog, toast } from '../state.js';
import * as T from '../texts/en.js';
import { checklist, standing, stands } from './checks.js';
import { openEditor } from './editor.js';
import { begin } from './first.js';
import { openShare } from './share.js';
import { runTest } from './test.js';

/** Asks for a change of a rule as it stands on the page. */
export const change = (what, rule, said, more) => act('rules/' + what,
  { id: rule.id, revision: S.rules.revision, ...more }, '', said);

const remove = async (rule) => {
  const answer = await change('delete', rule, null);
  if (!answer) return;
  // Another change since then is not the one to be undone.
  toast(T.fill(T.deleted, title(rule)),
    () => act('rules/undo', { revision: answer.revision }, '', T.undone));
};

/** The switch stays where it was put while the gateway is asked. */
const turn = async (rule) => {
  rule.enabled = !rule.enabled;
  if (!await change(rule.enabled ? 'enable' : 'disable', rule,
    T.fill(rule.enabled ? T.isOn : T.isOff, title(rule)))) rule.enabled = !rule.enabled;
  draw();
};

/** Whether there is such a place is for the gateway to say. */
const move = (rule, by) => change('move', rule, T.moved,
  { to: S.rules.rules.findIndex((r) => r.id === rule.id) + 1 + by });

/** What one does with a door rarely. */
const menu = (rule) => openDialog(() => dialog(title(rule), h('div.row',
  button(T.moveUp, () => move(rule, -1)),
  button(T.moveDown, () => move(rule, 1)),
  button(T.duplicate, () => openEditor(null,
    { ...parse(rule.line), note: T.fill(T.copyOf, rule.note), port: '' })),
  button(T.deleteDoor, () => { closeDialog(); remove(rule); }, 'bad'))));

const door = (rule) => {
  const live = countsOf(rule.id) || { state: rule.state, live: 0 };
  const rate = S.history.at(-1)?.rules[rule.id];
  const name = title(rule);
  const [look, words] = standing(live);
  return h('article', { class: 'card door ' + look, k: rule.id, 'aria-label': name },
    arch(stands(live) && look !== 'trouble'),
    h('div.what',
      h('h2', name),
      h('p.mute',
        h('b', portName(rule)), ' ',
        live.outside && T.fill(T.outsideIs, live.outside) + ' ',
        h('span', { role: 'img', 'aria-label': T.leadsTo }, '→'), ' ',
        rule.target),
      h('p.chips',
        rule.from?.length
          ? rule.from.map((who) => h('span.chip', { class: who === 'any' ? 'warn' : '' }, who))
          : h('span.chip.none', T.nobodyYet)),
      /failed|no-|trouble/.test(look) && h('p.error', rule.stateText)),
    h('input.switch', {
      type: 'checkbox',
      role: 'switch',
      checked: rule.enabled,
      'aria-label': name,
      onchange: () => turn(rule),
    }),
    stands(live) && checklist(live),
    h('p.state', h('b', words),
      ' · ', live.live ? T.fill(T.inside, live.live) : T.nobody,
      rate && [' · ', h('span.accent', T.rate(rate))],
      live.total && [' · ', T.fill(T.admitted, live.total)],
      live.refused
        && [' · ', h('a', { href: '#people' }, T.fill(T.turnedAway, live.refused))]),
    h('div.row',
      button(T.share, () => openShare(rule), '', name),
      button(T.testDoor, () => {
        form('test').rule = String(rule.id);
        location.hash = 'test';
        runTest(rule.id);
      }, '', name),
      button(T.edit, () => openEditor(rule), '', name),
      button('⋯', () => menu(rule), '', name)));
};

export const doors = () => {
  const all = S.rules?.rules || [];
  return [
    heading(T.views.doors,
      all[0] && button('+ ' + T.addDoor, begin, 'primary')),
    S.rules && !all[0] && empty('doors', h('h2', T.noDoors), T.noDoorsHow,
      button(T.firstDoor, begin, 'primary')),
    h('div.doors', all.map(door)),
  ];
};
