// Entry: claiming a new board, and logging in. The password is turned into a proof here, in the
// browser; neither it nor the one-time code is ever sent.

import { api, attempt } from '../api.js';
import { h } from '../dom.js';
import { arch, heading, send, sheet, tick } from '../parts.js';
import { claimKey, clientFinal, clientFirst, sealedVerifier } from '../scram.js';
import { S, form, openDialog, set, toast } from '../state.js';
import * as T from '../texts/en.js';

const USER = 'owner';
const ITERATIONS = 10000;
const SHORTEST = 10;

/** The second message of a login, made from the gateway's challenge. */
export const prove = async (password) => {
  const first = clientFirst(USER);
  const { serverFirst } = await api('login/first', { clientFirst: first });
  return clientFinal(first, serverFirst, password);
};

/** Tries again while the gateway says "not yet" or "start again": a few times, a second apart. */
const again = async (status, how) => {
  for (let left = 8; ; left--) {
    try {
      return await how();
    } catch (e) {
      if (e.status !== status || !left) throw e;
      await new Promise((go) => setTimeout(go, status === 503 ? 1000 : 0));
    }
  }
};

/** Logs in and keeps the token. Refuses a gateway that cannot prove that it knows us. */
export const login = ({ clientFinal: password = '' }) => again(409, async () => {
  const final = await prove(password);
  const answer = await api('login/final', { clientFinal: final.message });
  if (answer.serverFinal !== final.expected) throw { errors: [{ message: T.impostor }] };
  sessionStorage.token = answer.token;
});

/** Seals a new password's verifier; what is wrong with that is said before anything is sent. */
export const makeVerifier = async ({ password = '', again }, findKey) => {
  const field = password.length < SHORTEST ? 'password' : password !== again && 'again';
  if (field) {
    const message = field === 'again' ? T.passwordDiffers : T.passwordHint;
    throw { errors: [{ field, message }] };
  }
  return sealedVerifier(password, S.session.iterations || ITERATIONS, await findKey());
};

const enter = () => {
  const dialog = S.resume;
  set({ phase: 'load', resume: null });
  dispatchEvent(new Event('hashchange'));
  if (dialog) openDialog(dialog);
};

const claimNow = (draft) => attempt('claim', async () => {
  // Typed once: it can be shown.
  draft.again = draft.password;
  // The code may be a new one by now, with a salt of its own.
  const { claimSalt, claimRounds } = await api('session');
  const v = await makeVerifier(draft, () => claimKey(draft.proof || '', claimSalt, claimRounds));
  sessionStorage.token = (await again(503, () => api('claim', v))).token;
  toast(T.claimDone);
  S.newAt = location.hash;
  enter();
});

const loginNow = (draft) => attempt('login', () => login(draft).then(enter));

const frame = (name, ...rest) => h('main.entry', h('div.card.open',
  arch(true), heading(name), rest));

// The name of the account is always the same; password safes want to see one.
const account = () => h('input.away', {
  value: USER, autocomplete: 'username', readonly: true, tabindex: '-1', 'aria-hidden': 'true',
});

const secret = (key, label, kind, hint) => [key, label, {
  type: 'password', hint, props: { autocomplete: kind + '-password' },
}];

/** Fields are called as the gateway calls them when it refuses what is made from them. */
export const oldPassword = (label) => secret('clientFinal', label, 'current');

export const newPasswords = (label) => [
  secret('password', label, 'new', T.passwordHint),
  secret('again', T.passwordAgain, 'new'),
];

const go = (label) => send(S.busy ? T.loading : label, 'primary wide');

export const claim = () => {
  const draft = form('claim');
  return frame(T.claimTitle, sheet('claim', '', claimNow, [
    ['proof', T.code, { mono: true, hint: T.claimSteps }],
    account(),
    ['password', T.password, {
      type: draft.isShown ? 'text' : 'password',
      hint: T.passwordHint,
      props: { autocomplete: 'new-password' },
    }],
    tick(draft, 'isShown', T.showIt),
  ], go(T.claim)));
};

export const loginView = () => {
  return frame(T.loginTitle, h('p', S.session.name), sheet('login', '', loginNow, [
    account(),
    oldPassword(T.password),
  ], go(T.login)), h('p.hint', T.forgot));
};
