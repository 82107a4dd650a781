// Everything the page knows, in one place, and the one way to make the screen follow it.

export const S = {
  phase: 'load', // load, claim, login, in
  view: 'doors',
  lines: [], // of the journal; `last` is the newest number
  last: 0,
  history: [], // one entry a poll: { t, in, out, heap, rules: { id: bytes } }
  form: {}, // what is typed, by form
  errors: {}, // the gateway's words about it, by form
  // And what the gateway answered last: session, status, rules, people, live, test, board, keys,
  // logins, reach. `away` is when it stopped answering, `busy` what is being sent, `dialog`
  // describes the open dialog, `toast` is { text, undo }, `poll` asks for everything anew.
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

export const openDialog = (describe) => set({ dialog: describe });

/** The browser gives the focus back to where it was. */
export const closeDialog = () => document.querySelector('dialog')?.close();

let toastTimer;

/** Says something in passing; with `undo` there is a button and more time for it. */
export const toast = (text, undo) => {
  clearTimeout(toastTimer);
  set({ toast: text && { text, undo } });
  toastTimer = setTimeout(() => set({ toast: null }), undo ? 12000 : 5000);
};
