// The frame around the views: where we are, what is polled, and what is said on top of everything.

import { api } from './api.js';
import { h, show } from './dom.js';
import { button, heading, icon, signButton, toasts } from './parts.js';
import { S, draw, onDraw, set, toast } from './state.js';
import * as T from './texts/en.js';
import { doors } from './views/doors.js';
import { claim, loginView } from './views/entry.js';
import { begin, first, loadFirst } from './views/first.js';
import { journal, loadJournal } from './views/journal.js';
import { board, loadBoard } from './views/later.js';
import { loadNow, now } from './views/now.js';
import { loadPeople, people } from './views/people.js';
import { loadTest, test } from './views/test.js';
import { follow, trialBar } from './views/trial.js';

const POLL_MS = 2000;
const HISTORY = 150; // five minutes

const VIEWS = {
  doors: [doors],
  people: [people, loadPeople],
  now: [now, loadNow],
  test: [test, loadTest],
  journal: [journal, loadJournal],
  board: [board, loadBoard],
  first: [first, loadFirst],
};

let seen = 0;
let before;

/** Keeps bytes per second since the poll before. A restart counts from zero again. */
const remember = (status) => {
  const t = performance.now();
  S.status = status;
  // A poll asked for in between would only add a tooth to the plot.
  if (t - seen < POLL_MS * 0.7) return;
  const rate = (now, then) => Math.max(0, now - then) * 1000 / (t - seen);
  if (before) {
    S.history = [...S.history, {
      in: rate(status.in, before.in),
      out: rate(status.out, before.out),
      heap: status.heapFree,
      rules: Object.fromEntries(status.rules.map((r) => {
        const old = before.rules.find((o) => o.id === r.id) || r;
        return [r.id, rate(r.in + r.out, old.in + old.out)];
      })),
    }].slice(-HISTORY);
  }
  seen = t;
  before = status;
};

const look = async (isFirst) => {
  if (S.phase === 'load' || S.away) await start();
  if (S.phase !== 'in') return;
  const status = await api('status');
  remember(status);
  await follow(status.pending);
  const is = status.revision + status.rules.map((r) => r.state + r.checks).join();
  if (S.rules?.is !== is) S.rules = { ...await api('rules'), is };
  // Whoever has gone somewhere else by then wants to be there.
  if (S.newAt === location.hash && !S.rules.rules[0]) begin();
  delete S.newAt;
  const [, load] = VIEWS[S.view];
  if (load) await load(isFirst);
};

let timer;

/** One poll, then the next one two seconds later; nothing while nobody looks. */
const poll = S.poll = async (isFirst) => {
  await look(isFirst).catch(() => {});
  draw();
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(poll, S.test?.running ? POLL_MS / 3 : POLL_MS);
};

const go = () => {
  const view = location.hash.slice(1);
  set({ view: VIEWS[view] ? view : 'doors', dialog: null });
  setTimeout(() => document.querySelector('h1').focus());
  poll(true);
};

// What is half written outlives a login that is over, but for secrets.
const SECRET = ['login', 'claim', 'password', 'key', 'keep', 'reset', 'ddns'];

const start = async () => {
  const was = S.session?.in;
  S.session = await api('session');
  set({ phase: !S.session.claimed ? 'claim' : S.session.in ? 'in' : 'login' });
  if (S.session.in) return;
  for (const name of SECRET) delete S.form[name];
  // A dialog would lie over the login; the editor comes back after it.
  if (S.dialog) set({ resume: S.session.claimed && S.form.rule && S.dialog, dialog: null });
  if (was) toast(S.session.claimed ? T.loginOver : T.forgotten);
};

/** Whatever else is under way; what the page knows goes with it, what was typed, too. */
const logout = async () => {
  await api('logout', {}).catch(() => {});
  delete sessionStorage.token;
  location.reload();
};

const setTheme = () => {
  document.documentElement.style.colorScheme = localStorage.theme || '';
};

const turnTheme = () => {
  const now = localStorage.theme
    || (matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : 'light');
  localStorage.theme = now === 'dark' ? 'light' : 'dark';
  setTheme();
};

const banners = () => h('div', { role: 'status' },
  S.away && !S.trial && h('p.banner.bad', S.gone || [T.away, ' ',
    T.fill(T.awaySince, T.duration((Date.now() - S.away) / 1000))]),
  S.phase === 'in' && S.status?.safe && h('p.banner.bad', T.safeMode));

const summary = () => {
  const inside = S.status.sessions + S.status.mappings;
  const last = S.history.at(-1);
  return [
    inside && last ? T.fill(T.summary, inside, T.rate(last.in + last.out)) : T.quiet,
    S.status.knocks
      && [' · ', h('a', { href: '#people' }, T.knocksWait(S.status.knocks))],
  ];
};

const frame = () => [
  h('header.top',
    h('div.grow', h('b', S.status?.name || S.session.name || 'Portreeve'),
      h('p.hint', S.status && summary())),
    signButton('◐', T.theme, turnTheme),
    button(T.logout, logout, 'small')),
  h('nav', { 'aria-label': T.navigation }, Object.keys(VIEWS).slice(0, -1).map((view) => h('a', {
    href: '#' + view, 'aria-current': view === S.view ? 'page' : null,
  }, icon(view), h('span', T.views[view]),
  view === 'people' && S.status?.knocks
    && h('b.badge', { 'aria-label': T.knocksWait(S.status.knocks) }, S.status.knocks)))),
  h('main', { k: S.view }, S.status ? VIEWS[S.view][0]() : heading(T.loading)),
  h('div.bars', !S.dialog && toasts(), S.trial && trialBar()),
];

const screen = () => [
  banners(),
  S.phase === 'in' ? h('div.frame', { k: 'in' }, frame())
    : h('div', { k: S.phase }, S.phase === 'claim' ? claim() : S.phase === 'login' ? loginView()
      : h('main.entry', heading(T.loading)),
    !S.dialog && toasts()),
  S.dialog && S.dialog(),
];

onDraw(() => {
  const { knocks } = S.status || {};
  document.title = (knocks ? `(${knocks}) ` : '') + T.views[S.view] + ' · Portreeve';
  show(screen());
});

setTheme();
addEventListener('hashchange', go);
document.addEventListener('visibilitychange', () => {
  clearTimeout(timer);
  if (!document.hidden) poll(true);
});
go();
