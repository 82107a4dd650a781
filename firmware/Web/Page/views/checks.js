// The checks of a door, as the gateway saw them: it listens, its machine answers, its friends are
// found, somebody came in from outside. Each is a digit: 0 not asked, 1 good, 2 bad, 3 not seen
// yet, 4 seen from outside, but nobody came in.

import { h } from '../dom.js';
import * as T from '../texts/en.js';

const KINDS = ['', 'good', 'bad', 'hint', 'good'];
const MARKS = ['', '✓ ', '✕ ', '… ', '✓ '];

const digits = (live) => String(live.checks || '').split('').map(Number);

/** The last of them: 1 is "it works", 0 a door for the own network alone. */
export const outside = (live) => digits(live)[3];

/** Whether those on the list could come in now. */
export const stands = (live) => /open|granted|full/.test(live.state);

/** How a door stands in a word or two, and the class that colours it. */
export const standing = (live) => {
  const seen = digits(live);
  const bad = seen.indexOf(2);
  if (!stands(live) || live.state === 'full') return [live.state, T.states[live.state]];
  if (bad > 0) return ['trouble', T.checks[bad][2]];
  if (seen.some((s) => s > 2)) return ['ready', T.ready];
  return [live.state, live.state !== 'open' ? T.states[live.state]
    : seen[3] ? T.works : T.worksHome];
};

/** All of them, one below the other or in a row. */
export const checklist = (live) => h('ul.checks', digits(live).map((seen, i) =>
  seen && h('li', { k: i, class: KINDS[seen] }, MARKS[seen] + T.checks[i][seen])));
