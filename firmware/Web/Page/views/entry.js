// Entry: claiming a new board, and logging in. The password is turned into a proof here, in the
// browser; neither it nor the one-time code is ever sent.

import { api, attempt } from '../api.js';
import { h } from '../dom.js';
import { arch, heading, send, sheet } from '../parts.js';
import { claimProof, clientFinal, clientFirst, verifier } from '../scram.js';
import { S, set, toast } from '../state.js';
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

/** Logs in and keeps the token. Refuses a gateway that cannot prove that it knows us. */
export const login = async ({ clientFinal: password = '' }) => {
  const final = await prove(password);
  const answer = await api('login/final', { clientFinal: final.message });
  if (answer.serverFinal !== final.expected) throw { errors: [{ message: T.impostor }] };
  S.session.token = answer.token;
};

/** The verifier of a new password; what is wrong with that is said before anything is sent. */
export const makeVerifier = ({ password = '', again }) => {
  const field = password.length < SHORTEST ? 'password' : password !== again && 'again';
  if (field) {
    const message = field === 'again' ? T.passwordDiffers : T.passwordShort;
    throw { errors: [{ field, message }] };
  }
  return verifier(password, S.session.iterations || ITERATIONS);
};

const enter = () => {
  S.form = {};
  set({ phase: 'load' });
  dispatchEvent(new Event('hashchange'));
};

const claimNow = (draft) => attempt('claim', async () => {
  const v = await makeVerifier(draft);
  await api('claim', { ...v, proof: claimProof(draft.proof || '', v) });
  toast(T.claimDone);
  enter();
});

const loginNow = (draft) => attempt('login', () => login(draft).then(enter));

const frame = (name, lead, ...rest) => h('main.entry', h('div.card.open',
  arch(true), heading(name), h('p', lead), rest));

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
  return frame(T.claimTitle, T.claimLead, sheet('claim', '', claimNow, [
    ['proof', T.code, { mono: true, hint: T.claimSteps }],
    account(),
    ...newPasswords(T.password),
  ], go(T.claim)));
};

export const loginView = () => {
  return frame(T.loginTitle, S.session.name, sheet('login', '', loginNow, [
    account(),
    oldPassword(T.password),
  ], go(T.login)), h('p.hint', T.forgot));
};
