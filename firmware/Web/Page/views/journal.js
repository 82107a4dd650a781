// Journal: what happened, newest first, with the two-letter reasons in plain words.

import { api } from '../api.js';
import { h } from '../dom.js';
import { empty, heading, sheet } from '../parts.js';
import { portName, title } from '../rule.js';
import { S, form } from '../state.js';
import * as T from '../texts/en.js';

const KEPT = 150; // of each half, as the gateway does: no crowd pushes the owner's lines out

const HALVES = [/system|admin|change/, /session|refused/];
const kept = (lines) => HALVES
  .flatMap((half) => lines.filter((l) => half.test(l.kind)).slice(-KEPT))
  .sort((a, b) => a.n - b.n);

export const loadJournal = async () => {
  // A gateway that restarted counts from one again.
  if (S.status.journal < S.last) Object.assign(S, { lines: [], last: 0 });
  for (let all = 1; S.last < all;) {
    const answer = await api('journal?after=' + S.last);
    all = answer.lines.length && answer.last;
    S.lines = kept([...S.lines, ...answer.lines]);
    S.last = S.lines.at(-1)?.n || 0;
  }
};

/** An end as a sentence; the gateway writes it for consoles and log servers (EndLine.cs). */
const told = (l) => {
  const [, protocol, port, who, , age, inward, outward, , more] = l.text.match(
    /^(\w+) (\d+) ([\d.]+):\d+ (> \S+ (\d+)s in (\d+) out (\d+) )?(..)(.*)$/) || [];
  if (!l.reason || !who) return T.sentence(l.text);
  const rule = S.rules?.rules.find((r) => r.protocol === protocol && r.port === +port);
  const door = rule ? title(rule) : portName({ protocol, port });
  return age ? T.fill(T.wasInside, who, door, T.duration(age), T.bytes(inward), T.bytes(outward))
    : T.fill(T.wasTurnedAway, who, door, more);
};

const line = (l) => h('li', { k: l.n },
  h('time', { datetime: l.time }, l.time ? T.clock(l.time) : T.ago(l.ageS)),
  h('p', told(l)),
  l.words && h('p.hint', T.sentence(l.words)));

export const journal = () => {
  const { filter, kind } = form('journal', { filter: '', kind: '' });
  const found = S.lines.filter((l) => (!kind || l.kind === kind)
    && `${l.text} ${told(l)} ${l.words}`.toLowerCase().includes(filter.toLowerCase())).reverse();
  return [
    heading(T.views.journal),
    h('section.card',
      sheet('journal', 'trio', () => {}, [
        ['filter', T.filter, { type: 'search' }],
        ['kind', T.kind, { choices: T.kinds }],
      ]),
      found.length ? h('ul.journal', found.map(line))
        : empty('journal', S.lines.length ? T.journalNone : T.journalEmpty)),
  ];
};
