// The finished address of a door: to copy, or to hold under a friend's camera.

import { api } from '../api.js';
import { h } from '../dom.js';
import { copyable, dialog, field } from '../parts.js';
import { qr } from '../qr.js';
import { address, isPrivate, title } from '../rule.js';
import { S, form, openDialog } from '../state.js';
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

/** What to give away; the name of the gateway can be chosen where it has several. */
export const shared = (rule, name) => {
  const hosts = S.rules.hosts?.length ? S.rules.hosts : [location.hostname];
  const draft = form(name);
  if (!hosts.includes(draft.host)) [draft.host] = hosts;
  const text = address(rule, draft.host);
  return [
    hosts.length > 1 && field(name, 'host', T.shareName, {
      choices: hosts.map((host) => [host, host]),
    }),
    picture(text),
    copyable(text),
    h('p.hint', T.fill(T.shareFor, rule.from?.length ? rule.from.join(', ') : T.nobodyYet)),
    isPrivate(draft.host) ? h('p.warn', T.onlyHome) : h('p.hint', T.shareLan),
  ];
};

export const openShare = async (rule) => {
  // The names may have changed since the list was fetched.
  S.rules = await api('rules').catch(() => S.rules);
  S.form.share = {};
  openDialog(() => dialog(T.fill(T.shareTitle, title(rule)), shared(rule, 'share')));
};
