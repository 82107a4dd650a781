// The second half of Board: password, keys, logins, backup, restart. What the owner does rarely.

import { act, attempt } from '../api.js';
import { h } from '../dom.js';
import {
  ask, button, card, copyable, dialog, digits, ends, item, link, send, sheet,
} from '../parts.js';
import { S, closeDialog, form, openDialog, toast } from '../state.js';
import * as T from '../texts/en.js';
import { download } from './backup.js';
import { apply, split } from './board.js';
import { makeVerifier, newPasswords, oldPassword, prove } from './entry.js';
import { isElsewhere } from './trial.js';

const changePassword = (draft) => attempt('password', async () => {
  let final;
  const v = await makeVerifier(draft, async () => {
    final = await prove(draft.clientFinal || '');
    return final.clientKey;
  });
  S.busy = '';
  await apply('board/password', { ...v, clientFinal: final.message }, 'password');
});

const password = () => {
  return card(T.password, sheet('password', '', changePassword,
    [oldPassword(T.oldPassword), ...newPasswords(T.newPassword)],
    h('p.hint', T.sixty), ends(send(S.busy ? T.loading : T.tryIt, ''))));
};

const makeKey = (draft) => attempt('key', async () => {
  const body = { name: (draft.name || '').trim(), scope: draft.scope, from: split(draft.from) };
  if (draft.days) body.days = +draft.days || 0;
  body.clientFinal = (await prove(draft.clientFinal || '')).message;
  S.busy = '';
  const answer = await apply('keys', body, 'key');
  if (answer) openDialog(() => dialog(T.keyMake, h('p', T.keyOnce), copyable(answer.key)));
});

const keys = () => {
  form('key', { scope: 'read', from: '' });
  return card(T.keys,
    S.keys?.length ? h('ul.list', S.keys.map((k) => item(k.id, k.name,
      T.scopes.find((s) => s[0] === k.scope)?.[1],
      [k.usedS == null ? T.keyUnused : T.fill(T.keyUsed, T.ago(k.usedS)),
        k.from[0] && T.fill(T.keyOnly, k.from.join(', ')),
        k.until && T.fill(T.keyUntil, k.until)].filter(Boolean).join(' · '),
      button(T.revoke, () => apply('keys/revoke', { id: k.id }), 'small bad', k.name))))
      : h('p.hint', T.noKeys),
    sheet('key', 'trio', makeKey, [
      ['name', T.keyName], ['scope', T.keyScope, { choices: T.scopes }],
      ['from', T.keyFrom, { hint: T.optional, mono: true }],
      ['days', T.keyDays, { hint: T.optional, props: digits }],
      oldPassword(T.password),
      send(T.keyMake, ''),
    ]));
};

const logins = () => card(T.logins, h('ul.list', S.logins?.map((l) => item(l.id, l.source,
  l.own && T.ownLogin, T.ago(l.idleS), !l.own
    && button(T.logout, () => apply('logins/revoke', { id: l.id }), 'small bad', l.source)))));

const changeRow = (c) => h('li.change', h('b', c.what),
  c.before != null && h('del.mono', c.before), c.after != null && h('ins.mono', c.after));

const preview = (backup, { ok, errors, changes, revision }) => () => {
  S.errors.restore = errors;
  return dialog(T.restoreTitle,
    h('ul.list', changes.map(changeRow)),
    ok && !changes[0] && h('p', T.restoreNothing),
    sheet('restore', '', async () => {
      closeDialog();
      if (await apply('restore', { ...backup, revision })) S.form = {};
    }, [], ends(button(T.cancel, closeDialog), ok && changes[0] && send(T.restoreDo))));
};

const choose = async ({ target }) => {
  const backup = await target.files[0].text().then(JSON.parse).catch(() => null);
  target.value = '';
  if (!backup) {
    toast(T.restoreBad);
    return;
  }
  const found = await act('restore/preview', backup);
  if (found) openDialog(preview(backup, found));
};

const backup = (b) => card(T.backup,
  h('p.hint', T.backupHint),
  h('div.row',
    button(T.download, () => download(b.name)),
    h('label.button', T.restore,
      h('input.away', { type: 'file', accept: '.json,application/json', onchange: choose })),
    b.canReturn && button(T.restoreBack, () => ask(T.restoreBack, T.restoreBackAsk,
      T.restoreDo, () => apply('restore/back', {})))));

const resetDialog = (b) => () => dialog(T.reset,
  h('p', T.resetAsk, ' ', h('b', b.name)),
  sheet('reset', '', async ({ name }) => {
    const answer = await act('factory-reset', { name }, 'reset');
    if (!answer) return;
    closeDialog();
    // The old address may never answer again.
    if (!answer.url) S.gone = T.resetDone;
    else if (isElsewhere(answer.url)) S.gone = [T.resetMoved, ' ', link(answer.url)];
  }, [['name', T.boardName]], ends(button(T.cancel, closeDialog), send(T.reset, 'danger'))));

const power = (b) => card(T.power, h('div.row',
  button(T.restart, () => ask(T.restart, T.restartAsk, T.restart, () => act('restart', {}))),
  button(T.reset, () => openDialog(resetDialog(b)), 'bad')));

export const account = (b) => [password(), keys(), logins(), backup(b), power(b)];
