// Test: the doctor's walk along one door, and the question "would they get in?".

import { act, api } from '../api.js';
import { h } from '../dom.js';
import { button, card, digits, empty, ends, heading, send, sheet } from '../parts.js';
import { doorChoices, title } from '../rule.js';
import { S, draw, form, ruleOf } from '../state.js';
import * as T from '../texts/en.js';
import { change } from './doors.js';
import { openEditor } from './editor.js';

const MARKS = { good: '✓', bad: '✕', unsure: '?', waiting: '…' };

let why;

export const loadTest = async () => {
  if (!S.test || S.test.running) S.test = await api('test');
};

export const runTest = async (rule, wait = false) => {
  S.test = { rule, running: true, waiting: wait, steps: [] };
  if (!await act('test', { id: rule, wait }, '', null)) S.test = null;
};

/** What one can do about a finding, by its name. */
const help = ({ name, verdict }, rule) => {
  if (verdict === 'good' || !rule) return null;
  const edit = button(T.edit, () => openEditor(rule), 'small', title(rule));
  const go = (view) => button(T.views[view], () => { location.hash = view; }, 'small');
  return h('p', {
    switch: button(T.switchOn, () => change('enable', rule, T.fill(T.isOn, title(rule)))
      .then(() => runTest(rule.id)), 'small', title(rule)),
    list: edit,
    target: edit,
    port: rule.state === 'full' ? go('now') : edit,
    outside: go('people'),
  }[name]);
};

const step = (verdict, said, ...more) => h('div.step',
  h('span.mark', { class: verdict, 'aria-hidden': 'true' }, MARKS[verdict]),
  h('div', h('p', h('b', said), ' ', more)));

const ask = async (draft) => {
  S.errors.why = [];
  why = await api('why?' + new URLSearchParams(draft)).catch((e) => {
    S.errors.why = e.errors;
  });
  draw();
};

const whyCard = ({ protocol, port }) => {
  form('why', { protocol, port: String(port) });
  return card(T.whyTitle,
    sheet('why', 'trio', ask, [
      ['protocol', T.protocol, { choices: T.protocols }],
      ['port', T.outsidePort, { props: digits }],
      ['source', T.fromAddress, { props: { placeholder: '203.0.113.9' } }],
      send(T.whyAsk),
    ]),
    h('div', { role: 'status' }, why && step(why.allowed ? 'good' : 'bad',
      why.allowed ? T.allowed : T.denied, why.text)));
};

export const test = () => {
  const all = S.rules?.rules || [];
  if (!all.length) return [heading(T.views.test), S.rules && empty('test', T.noRules)];
  const draft = form('test');
  draft.rule ??= String(all[0].id);
  return [
    heading(T.views.test),
    h('section.card',
      h('p.hint', T.testLead),
      sheet('test', 'trio', () => runTest(+draft.rule), [
        ['rule', T.door, { choices: doorChoices(all) }],
        send(S.test?.running ? T.testing : T.testRun),
      ], h('p.hint', T.testWaitHint), ends(S.test?.waiting
        ? button(T.testStop, () => act('test', { stop: true }, '', null))
        : button(T.testWait, () => runTest(+draft.rule, true)))),
      h('div', { 'aria-live': 'polite' }, S.test?.rule === +draft.rule
        && S.test.steps.map((s) => step(s.verdict, s.text, h('span.hint', s.verdict),
          s.advice && h('p.advice', s.advice),
          help(s, ruleOf(S.test.rule)))))),
    whyCard(all[0]),
  ];
};
