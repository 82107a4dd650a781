// Everything the page knows, in one place, and the one way to make the screen follow it.

export const S = {
  phase: 'load', // load, claim, login, in
  view: 'doors',
  lines: [], // of the journal; `last` is the newest number
  last: 0,
  history: [], // one entry a poll: { in, out, heap, rules: { id: bytes } }
  form: {}, // what is typed, by form
  errors: {}, // the gateway's words about it, by form
  // And what the gateway answered last: session, status, rules, people, live, test, board, keys,
  // logins, reach, invites. `away` is when it stopped answering, `busy` what is being sent,
  // `dialog` describes the open dialog, `resume` the one that a login interrupted, `toast` is
  // { text, undo }, `trial` is the change that waits for its confirmation, `poll` asks for
  // everything anew, `newAt` where one was until the first look after a claim.
};

let render = () => {};
let asked = false;

export const onDraw = (f) => { render = f; };

/** Draws soon, once, however often it is asked. */
export const draw = () => {
  if (asked) return;
  asked = true;
  queueMicrotask(() => {
    asked = false;
    render();
  });
};

/** Changes the state and draws. */
export const set = (changes) => {
  Object.assign(S, changes);
  draw();
};

/** The draft of a form; made from `start` when it is first asked for. */
export const form = (name, start) => (S.form[name] ??= { ...start });

/** The rule of this number, if there is one. */
export const ruleOf = (id) => S.rules?.rules.find((r) => r.id === id);

/** What the last poll said of it. */
export const countsOf = (id) => S.status.rules.find((r) => r.id === id);

export const openDialog = (describe) => set({ dialog: describe });

/** The browser gives the focus back to where it was. */
export const closeDialog = () => document.querySelector('dialog')?.close();

/** Takes over what the gateway says is being tried: its answer to us, or a poll's. */
export const begin = (pending, isOwn) => set({
  trial: { ...pending, isOwn, end: Date.now() + pending.leftS * 1000 },
});

let toastTimer;

/** Ends what is said in passing. */
export const hush = () => set({ toast: null });

/** Says something in passing; with `undo` there is a button and more time for it. What `stays`
 * is there until it is dismissed. */
export const toast = (text, undo, stays) => {
  clearTimeout(toastTimer);
  set({ toast: { text, undo } });
  if (!stays) toastTimer = setTimeout(hush, undo ? 12000 : 6000);
};
