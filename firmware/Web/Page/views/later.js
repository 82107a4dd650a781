// Board comes as a second file, once, when it is first opened. It runs as a script of this page,
// whose policy knows it by its hash: what was not packed together with this page never runs, such
// as the file of a gateway that was upgraded meanwhile.

import { file, words } from '../api.js';
import { h } from '../dom.js';
import { button, heading } from '../parts.js';
import { S } from '../state.js';
import * as T from '../texts/en.js';
// Whatever the second file imports from the modules of the first; tools/PageBuild makes the list.
import lent from 'lent';

let views; // [board, loadBoard]
let coming;
let errors = [];

const bring = async () => {
  const text = await file('board.js');
  const script = Object.assign(document.createElement('script'), { text, lent });
  document.head.append(script);
  if (!script.views) {
    // The page that belongs to it has another policy. One try: a loop would help nobody.
    if (!sessionStorage.anew) {
      sessionStorage.anew = 1;
      location.reload();
    }
    throw { errors: [{ message: T.otherPage }] };
  }
  delete sessionStorage.anew;
  return script.views;
};

export const loadBoard = async (isFirst) => {
  try {
    // Whoever comes back before it is here waits for the same one.
    views ||= await (coming ||= bring().finally(() => { coming = null; }));
  } catch (e) {
    // The next poll tries again.
    ({ errors } = e);
    throw e;
  }
  await views[1](isFirst);
};

export const board = () => (views ? views[0]() : [
  heading(T.views.board),
  errors[0] ? [h('p.error', errors.map(words)), button(T.again, () => S.poll(true))]
    : T.loading,
]);
