// The pieces every view is made of: buttons, fields with the server's words beside them, dialogs,
// icons, plots. No state of their own.

import { words } from './api.js';
import { h } from './dom.js';
import { S, closeDialog, draw, form, hush, openDialog, set, toast } from './state.js';
import * as T from './texts/en.js';

const ARCH = 'M5 21V10a7 7 0 0 1 14 0v11';

const ICONS = {
  doors: ARCH + 'M3 21h18',
  people: 'M4 21c0-9 16-9 16 0M12 11a4 4 0 1 0-.1 0',
  now: 'M2 12h4l3-8 5 16 3-8h5',
  test: 'M9 3v6l-5 12h16l-5-12V3M8 3h8M7 15h10',
  journal: 'M6 3h12v18H6zM9 8h6M9 12h6',
  board: 'M7 7h10v10H7zM12 3v4m0 10v4M3 12h4m10 0h4',
};

const picture = (cls, ...paths) => h('svg', {
  class: cls, viewBox: '0 0 24 24', 'aria-hidden': 'true',
}, paths);

export const icon = (name) => picture('i', h('path', { d: ICONS[name] }));

/** A door: an arch, its leaf shut or standing open with the lamp's light behind it. */
export const arch = (isOpen) => picture('arch',
  h('path.light', { d: ARCH }),
  h('path.leaf', { d: isOpen ? 'M5 21V10c0-3 2-5 4-6l4 3v14z' : ARCH }),
  h('path', { d: ICONS.doors }));

/** `about` completes the name of a button that stands in a list: "Revoke: backup script". */
export const button = (label, onclick, cls, about) => h('button', {
  type: 'button', class: cls, onclick, 'aria-label': about && `${label}: ${about}`,
}, label);

/** A button that is only a sign still has a name. */
export const signButton = (sign, label, onclick) => h('button.round',
  { type: 'button', onclick, 'aria-label': label }, sign);

/** The button that sends a form. */
export const send = (label, cls = 'primary') => h('button',
  { class: cls, 'aria-disabled': S.busy ? 'true' : null }, label);

/**
 * A labelled input of the form `name`. options: hint, type, mono, rows, choices, oninput, props.
 */
export const field = (name, key, label, options = {}) => {
  const id = name + '-' + key;
  const draft = form(name);
  const { hint, choices, rows } = options;
  const errors = (S.errors[name] || []).filter((e) => e.field === key);
  const common = {
    id,
    'aria-describedby': [hint && id + '-h', errors[0] && id + '-e'].filter(Boolean).join(' ')
      || null,
    'aria-invalid': errors[0] && 'true',
    value: draft[key] ?? '',
    oninput: (e) => {
      draft[key] = e.target.value;
      options.oninput?.();
      draw();
    },
    ...options.props,
  };
  return h('div.field', { class: options.cls },
    h('label', { for: id }, label),
    choices
      ? h('select', common, choices.map(([value, text]) => h('option', { value }, text)))
      : h(rows ? 'textarea' : 'input', {
        type: options.type,
        rows,
        autocomplete: 'off',
        autocapitalize: 'none',
        spellcheck: 'false',
        class: options.mono && 'mono',
        ...common,
      }),
    hint && h('p.hint', { id: id + '-h' }, hint),
    errors[0] && h('p.error', { id: id + '-e' }, errors.map(words).join(' ')));
};

/** What brings up the digits of a phone. */
export const digits = { inputmode: 'numeric' };

/** A yes or no of a draft. */
export const tick = (draft, key, label) => h('label.check', h('input', {
  type: 'checkbox',
  checked: !!draft[key],
  onchange: (e) => { draft[key] = e.target.checked; draw(); },
}), label);

/**
 * A whole form: its fields, each [key, label, options] or a finished element; then a bar with the
 * words about no field in particular and what sends the form. In a dialog the fields scroll and
 * the bar stays, so it covers none of them.
 */
export const sheet = (name, cls, onsend, fields, ...rest) => {
  const others = (S.errors[name] || []).filter((e) =>
    !e.field || !fields.some((f) => f[0] === e.field));
  return h('form', {
    novalidate: true,
    onsubmit: (e) => { e.preventDefault(); onsend(form(name)); },
  },
  h('div.fields', { class: cls }, fields.map((f) => (!f || f.tag ? f : field(name, ...f)))),
  h('div.foot',
    others[0] && h('div.error', { role: 'alert' }, others.map((e) => h('p', words(e)))),
    rest));
};

/** The last row of a form that has one field above the other. */
export const ends = (...children) => h('div.row.end', children);

/** One line of a list: a name, what belongs to it, small print, buttons. */
export const item = (k, name, about, hint, ...rest) => h('li', { k },
  h('div.grow', h('b', name), ' ', h('span.mute', about), hint && h('p.hint', hint)), rest);

/** An address to follow. */
export const link = (url) => h('a', { href: url }, url);

/** A section of a view. */
export const card = (heading, ...rest) => h('section.card', h('h2', heading), rest);

/** The heading of a view, and what stands beside it. */
export const heading = (text, ...rest) =>
  h('div.title', h('h1', { tabindex: '-1' }, text), rest);

/** What is said in passing: in the frame, or within the dialog that lies over it. */
export const toasts = () => h('div', { k: 'toasts', role: 'status' },
  S.toast && h('div.toast', { k: S.toast.text },
    h('span.grow', S.toast.text),
    S.toast.undo && button(T.undo, () => { S.toast.undo(); hush(); }),
    signButton('✕', T.dismiss, hush)));

export const dialog = (name, ...children) => h('dialog', {
  k: name,
  'aria-labelledby': 'dialog-title',
  ref: (el) => {
    el.showModal();
    // Not on its close mark, which comes first.
    el.querySelectorAll('input,select,button')[1].focus();
  },
  onclose: () => set({ dialog: null }),
},
h('header',
  h('h2', { id: 'dialog-title' }, name),
  signButton('✕', T.close, closeDialog)),
...children,
toasts());

/** "Really?" before what cannot be undone. */
export const ask = (name, text, label, onyes) => openDialog(() => dialog(name,
  h('p', text),
  ends(button(T.cancel, closeDialog),
    button(label, () => { closeDialog(); onyes(); }, 'danger'))));

export const empty = (name, ...text) => h('div.empty',
  icon(name), text.map((t) => (t.tag ? t : h('p', t))));

/** A text to copy, and the button that does. */
export const copyable = (text) => [
  h('p.finished.mono', text),
  h('div.row.center', button(T.copy, async () => {
    // On plain HTTP there is no navigator.clipboard; copying what is selected works everywhere.
    getSelection().selectAllChildren(document.querySelector('.finished'));
    document.execCommand('copy');
    toast(T.copied);
  }, 'primary')),
];

const SERIES = ['accent', 'warn', 'good', 'mute'];

/**
 * Values over the last minutes as a picture, with what its top stands for and how long it is. The
 * second line is dashed, so that one that is equal does not hide the first.
 */
export const plot = (series, label, unit) => {
  const top = Math.max(1, ...series.flat());
  const span = T.duration((series[0].length - 1) * 2);
  const path = (values) => values.map((v, i) =>
    `${(i * 300 / (values.length - 1)).toFixed(1)} ${(78 - v * 74 / top).toFixed(1)}`).join('L');
  return [
    h('p.hint.scale', unit(top)),
    h('svg', {
      class: 'plot', viewBox: '0 0 300 80', preserveAspectRatio: 'none', role: 'img',
      'aria-label': T.fill(T.plotOf, label, unit(top), span),
    },
    series.map((values, i) => values.length > 1 && [
      h('g', { class: SERIES[i] },
        h('path.area', { d: `M0 80L${path(values)}L300 80Z` }),
        h('path', { d: 'M' + path(values), 'stroke-dasharray': i ? '6 6' : null })),
    ])),
    series[0].length > 1
      && h('p.hint.scale', h('span', T.fill(T.before, span)), h('span', T.justNow)),
  ];
};
