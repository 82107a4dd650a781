// Speaks with the gateway. One request at a time: the gateway has one or two sockets for us, and
// two answers at once would only wait for each other.

import * as T from './texts/en.js';
import { S, begin, draw, set, toast } from './state.js';

const PATIENCE_MS = 8000;
let queue = Promise.resolve();

/** Throws what was refused as { errors }, worded by the gateway. */
const request = async (path, body) => {
  let response;
  let json;
  try {
    response = await fetch('/' + path, {
      method: body ? 'POST' : 'GET',
      // No cookie: those know no ports, and the browser would send it to every door, too.
      headers: {
        'Content-Type': 'application/json', 'X-Portreeve-Token': sessionStorage.token || '',
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    json = await response[response.ok && path.endsWith('.js') ? 'text' : 'json']();
  } catch {
    // Gone, or not speaking our language: a gateway that restarts cuts answers short.
    S.away ||= Date.now();
    draw();
    throw { errors: [{ message: T.away }] };
  }
  S.away = 0;
  if (response.ok) return json;
  if (response.status === 401 && S.phase === 'in') {
    // Whether to log in again or to claim anew is for the gateway to say.
    set({ phase: 'load' });
  }
  throw Object.assign(json, { status: response.status });
};

/** A file of the page itself, when its turn comes. */
export const file = (path, body) => {
  const answer = queue.then(() => request(path, body));
  queue = answer.catch(() => {});
  return answer;
};

/** GET without a body, POST with one. */
export const api = (path, body) => file('api/v1/' + path, body);

/** Runs something that takes its time; its refusal stands in the form `name`, or in a toast. */
export const attempt = async (name, how) => {
  if (S.busy) return;
  S.errors[name] = [];
  set({ busy: name || 'toast' });
  try {
    return await how();
  } catch (e) {
    const errors = e.errors || [{ message: String(e) }];
    if (name) S.errors[name] = errors;
    else toast(errors.map(words).join(' '));
  } finally {
    set({ busy: '' });
  }
};

/**
 * POSTs what a button asks and looks what came of it. Gives the answer, or nothing. A change that
 * is only tried may have moved the gateway, so nobody waits for it then. `said` replaces the
 * gateway's own words, which are the console's; null says nothing.
 */
export const act = (path, body, name, said) => attempt(name, async () => {
  const answer = await api(path, body);
  if (said !== null) toast(said || answer.message);
  if (answer.pending) begin(answer.pending, true);
  else await S.poll(true);
  return answer;
});

/** An error as one sentence or two. */
export const words = (e) => T.sentence([e.message, e.proposal].filter(Boolean).join('; '));
