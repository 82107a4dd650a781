// The editor of a rule: fields for what everybody needs, the line itself for what is finer, and the
// gateway's own words beside each. The line is checked while one types; nothing is checked here.

import { act, api } from '../api.js';
import { h } from '../dom.js';
import { button, dialog, digits, ends, signButton, send, sheet } from '../parts.js';
import { compose, list, parse, title } from '../rule.js';
import { S, closeDialog, draw, openDialog, ruleOf } from '../state.js';
import * as T from '../texts/en.js';

const NAME = 'rule';

let editing; // { id, name, line, revision }: the door as it was when the editor opened
let timer;
let asked = 0;

/** The gateway says "target"; the form has two fields for it. */
const spread = (errors, line) => errors.map((e) => (e.field !== 'target' ? e : {
  ...e, field: e.column > line.indexOf(':') + 1 && S.form.rule.host ? 'targetPort' : 'host',
}));

const check = () => {
  clearTimeout(timer);
  const mine = ++asked;
  const draft = S.form.rule;
  timer = setTimeout(async () => {
    const line = compose(draft);
    const body = { line };
    if (editing.id) body.id = editing.id;
    const verdict = await api('rules/check', body).catch((e) => e);
    // Meanwhile one may have written on, begun another door, or restored everything.
    if (mine !== asked || draft !== S.form.rule) return;
    draft.ok = verdict.ok && (verdict.message || T.lineGood);
    // What one is still writing, or has not come to yet, is not wrong; that there was no check is
    // to be said at once.
    S.errors.rule = spread(verdict.errors, line)
      .filter((e) => verdict.status || editing.tried || editing.left[e.field]);
    draw();
  }, 350);
};

const typed = () => {
  S.form.rule.ok = false;
  check();
  draw();
};

const leave = (key) => {
  editing.left[key] = true;
  check();
};

const addWho = (who) => {
  const draft = S.form.rule;
  const more = list(who ?? draft.who).filter((w) => !draft.from.includes(w));
  draft.from = [...draft.from, ...more];
  if (!who) draft.who = '';
  typed();
};

const removeWho = (who) => {
  S.form.rule.from = S.form.rule.from.filter((w) => w !== who);
  typed();
};

/** The table is another one by now; whether this very door is, shows here. */
const conflict = async () => {
  S.rules = await api('rules');
  const theirs = ruleOf(editing.id);
  const isOther = theirs?.line !== editing.line;
  Object.assign(editing, { revision: S.rules.revision, line: theirs?.line });
  if (!isOther) {
    await save();
    return;
  }
  S.errors.rule = [];
  editing.theirs = theirs || {};
  draw();
};

const choice = () => h('div.error', { role: 'alert' },
  h('p', T.changedMeanwhile), h('p.mono', editing.theirs.line || T.deletedMeanwhile),
  h('div.row', editing.theirs.line && button(T.showTheirs, () => openEditor(editing.theirs)),
    button(T.keepMine, () => {
      if (!editing.theirs.line) editing = { left: {} };
      editing.theirs = null;
      save();
    })));

const save = async () => {
  const draft = S.form.rule;
  if (draft.who.trim()) addWho();
  const line = compose(draft);
  const { id, revision } = editing;
  const name = title(draft);
  const answer = await act(id ? 'rules/edit' : 'rules', id ? { id, line, revision } : { line },
    NAME, T.fill(draft.from[0] ? T.saved : T.savedShut, name));
  editing.tried = true;
  asked++;
  if (!answer && S.errors.rule[0]?.field === 'revision') {
    await conflict();
    return;
  }
  if (answer) {
    closeDialog();
    location.hash = 'doors';
    return;
  }
  S.errors.rule = spread(S.errors.rule, line);
  draw();
  setTimeout(() => document.querySelector('[aria-invalid]')?.focus());
};

const whoList = (draft) => h('div.wide', { role: 'group', 'aria-label': T.who },
  h('span.label', T.who),
  h('ul.chips', draft.from.map((who) => h('li.chip', { k: who }, who,
    signButton('✕', T.fill(T.remove, who), () => removeWho(who))))),
  !draft.from[0] && h('p.hint', T.whoNobody),
  draft.from.includes('any') && h('p.error', T.whoAnyWarning),
  h('div.row', [['lan', T.whoLan], ['any', T.whoAny]].map(([who, label]) =>
    !draft.from.includes(who) && button('+ ' + label, () => addWho(who), 'small'))));

const editor = () => {
  const draft = S.form.rule;
  const text = (key, label, more) => [key, label, {
    oninput: typed, ...more, props: { ...more.props, onblur: () => leave(key) },
  }];
  return dialog(editing.id ? T.fill(T.editDoor, editing.name) : T.addDoor,
    sheet(NAME, 'pair', save, [
      text('note', T.doorName, { hint: T.doorNameHint, cls: 'wide' }),
      text('protocol', T.protocol, { choices: T.protocols }),
      text('port', T.outsidePort, { hint: T.outsideHint, props: digits }),
      text('host', T.machine, { hint: T.machineHint, props: { placeholder: '192.168.1.20' } }),
      text('targetPort', T.machinePort, { props: digits }),
      whoList(draft),
      ['from', T.whoAdd, {
        hint: T.whoHint,
        cls: 'wide',
        props: {
          placeholder: 'anna.ddns.net',
          value: draft.who,
          oninput: (e) => { draft.who = e.target.value; },
          onchange: () => { addWho(); leave('from'); },
          onkeydown: (e) => {
            if ((e.key !== 'Enter' && e.key !== ',') || !draft.who.trim()) return;
            e.preventDefault();
            addWho();
          },
        },
      }],
      text('max', T.maxAtOnce, { props: digits }),
      text('idle', T.idle, { props: { placeholder: '2h' } }),
      ['line', T.line, {
        mono: true,
        cls: 'wide',
        hint: draft.ok,
        props: {
          value: draft.line ?? compose(draft),
          oninput: (e) => { draft.line = e.target.value; },
          onchange: () => {
            Object.assign(draft, parse(draft.line), { line: null });
            typed();
          },
        },
      }],
    ], editing.theirs && choice(), ends(button(T.cancel, closeDialog), send(T.save))));
};

/** Opens the editor: for a rule, or for a new one that begins as this draft. */
export const openEditor = (rule, draft) => {
  editing = rule ? { ...rule, name: title(rule), revision: S.rules.revision } : {};
  editing.left = {};
  S.form.rule = { ...(draft || parse(rule.line)), who: '' };
  S.errors.rule = [];
  openDialog(editor);
};
