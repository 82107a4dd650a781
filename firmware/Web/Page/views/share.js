// The finished address of a door: to copy, or to hold under a friend's camera; and invites, which
// let whoever opens them in from where they are.

import { act, api } from '../api.js';
import { h } from '../dom.js';
import { button, copyable, dialog, digits, ends, field, send, sheet } from '../parts.js';
import { qr } from '../qr.js';
import { address, freePort, isPrivate, title } from '../rule.js';
import { S, countsOf, form, openDialog } from '../state.js';
import * as T from '../texts/en.js';

/** One path for all dark modules: small, and one element instead of hundreds. */
const picture = (text) => {
  const rows = qr(text);
  if (!rows) return null;
  const size = rows.length + 8;
  const d = rows.flatMap((row, y) => row.map((v, x) => v && `M${x + 4} ${y + 4}h1v1h-1z`))
    .filter(Boolean).join('');
  return h('svg.qr', {
    viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': T.qrOf,
  }, h('path', { d }));
};

const toCopy = (text) => [picture(text), copyable(text)];

/** The link of an invite. */
export const showInvite = ({ link }) => openDialog(() => dialog(T.invite, toCopy(link),
  h('p.hint', T.inviteHow), isPrivate(new URL(link).hostname) && h('p.warn', T.onlyHome)));

const makeInvite = async (rule, { for: how, times, port }) => {
  if (!S.invites.port && !await act('invites/port', { port: +port }, 'invite', null)) return;
  if (!await act('invites', { rule, for: how, times: +times }, 'invite', null)) return;
  S.invites = await api('invites');
  showInvite(S.invites.invites.at(-1));
};

const openInvite = async (rule) => {
  S.invites = await api('invites');
  S.form.invite = {
    for: '2h', times: '1', port: String(freePort('tcp', 8444, S.rules.rules)),
  };
  openDialog(() => dialog(T.invite, h('p', T.inviteHow),
    sheet('invite', 'pair', (draft) => makeInvite(rule.id, draft), [
      ['for', T.forHow, { choices: T.durations.slice(0, 4) }],
      ['times', T.inviteTimes, { props: digits }],
      !S.invites.port && ['port', T.outsidePort, { hint: T.shareLan, props: digits }],
    ], ends(send(T.inviteMake)))));
};

/** { port } where the router has given the door another one than its own. */
export const outsidePort = ({ id }) => {
  const port = countsOf(id)?.outside;
  return port && { port };
};

/** What to give away; the name of the gateway can be chosen where it has several. */
export const shared = (rule, name) => {
  const hosts = S.rules.hosts?.length ? S.rules.hosts : [location.hostname];
  const draft = form(name);
  if (!hosts.includes(draft.host)) [draft.host] = hosts;
  const isHome = isPrivate(draft.host);
  const text = address({ ...rule, ...!isHome && outsidePort(rule) }, draft.host);
  return [
    hosts.length > 1 && field(name, 'host', T.shareName, {
      choices: hosts.map((host) => [host, host]),
    }),
    toCopy(text),
    h('p.hint', T.fill(T.shareFor, rule.from?.length ? rule.from.join(', ') : T.nobodyYet)),
    isHome ? h('p.warn', T.onlyHome) : h('p.hint', T.shareLan),
    h('p', T.inviteWhen, ' ', button(T.invite, () => openInvite(rule), 'small')),
  ];
};

export const openShare = async (rule) => {
  // The names may have changed since the list was fetched.
  S.rules = await api('rules').catch(() => S.rules);
  S.form.share = {};
  openDialog(() => dialog(T.fill(T.shareTitle, title(rule)), shared(rule, 'share')));
};
