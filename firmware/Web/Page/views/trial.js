// The change that is only tried: a bar that stays in sight, counts down by itself and says what
// came of it, also where the change has moved the gateway away from this page.

import { api, attempt } from '../api.js';
import { h } from '../dom.js';
import { button, link, send, sheet } from '../parts.js';
import { S, begin, draw, set, toast } from '../state.js';
import * as T from '../texts/en.js';
import { login, oldPassword } from './entry.js';

/** True for an address that is not the one of this page. */
export const isElsewhere = (url) => url && new URL(url).origin !== location.origin;

const seconds = () => Math.ceil((S.trial.end - Date.now()) / 1000);

/** After each poll: a trial may have begun or ended elsewhere, or run out. */
export const follow = async (pending) => {
  if (pending) begin(pending);
  else if (S.trial) {
    const { text } = S.trial;
    set({ trial: null });
    toast((await api('pending')).last || T.fill(T.trialUndone, text), null, true);
  }
};

const settle = (how) => attempt('keep', async () => {
  const answer = await api('pending/' + how, {});
  set({ trial: null, form: {} });
  toast(answer.message);
  await S.poll(true);
});

/** A new password counts only from one who has logged in with it. */
const keepPassword = (draft) => attempt('keep', async () => {
  await login(draft);
  S.busy = '';
  await settle('confirm');
});

const keep = (p) => (p.what === 'password' ? keepPassword : () => settle('confirm'));

setInterval(() => {
  if (!S.trial) return;
  draw();
  // Where the page was before, the gateway answers again by itself.
  if (seconds() === 0) S.poll();
}, 1000);

export const trialBar = () => {
  const p = S.trial;
  const left = seconds();
  const moved = isElsewhere(p.url);
  const back = isElsewhere(p.back);
  const isOver = left <= 0;
  return h('div.banner', {
    k: 'trial',
    role: 'alertdialog',
    'aria-label': p.text,
    tabindex: '-1',
    ref: (el) => p.isOwn && el.focus(),
  },
  h('p', h('b', p.text), ' ', isOver ? T.trialOver : T.fill(T.trialLeft, left)),
  moved && !isOver && h('p', T.trialMoved, ' ', link(p.url)),
  isOver && back && h('p', T.trialBack, ' ', link(p.back)),
  // Where nothing answers a button would promise what it cannot do.
  !moved && !isOver && !S.away && sheet('keep', 'row', keep(p), [
    p.what === 'password' && oldPassword(T.trialPassword),
  ], send(T.trialKeep), button(T.undo, () => settle('revert'))));
};
