// The finished address of a door: to copy, or to hold under a friend's camera.

import { h } from '../dom.js';
import { copyable, dialog, field } from '../parts.js';
import { qr } from '../qr.js';
import { address, title } from '../rule.js';
import { S, openDialog } from '../state.js';
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

export const openShare = (rule) => {
  const hosts = S.rules.hosts?.length ? S.rules.hosts : [location.hostname];
  S.form.share = { host: hosts[0] };
  openDialog(() => {
    const draft = S.form.share;
    const text = address(rule, draft.host);
    return dialog(T.fill(T.shareTitle, title(rule)),
      h('p', T.shareLead),
      hosts.length > 1 && field('share', 'host', T.shareName, {
        choices: hosts.map((host) => [host, host]),
      }),
      picture(text),
      copyable(text),
      h('p.hint',
        T.fill(T.shareFor, rule.from?.length ? rule.from.join(', ') : T.nobodyYet)),
      h('p.hint', T.shareLan));
  });
};
