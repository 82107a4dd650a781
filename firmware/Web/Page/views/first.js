// A new door, asked for one question at a time: what is it, where is it, who may come in; then what
// the router must know, what to give to a friend, and what happens when the friend tries. While one
// fills it in, the gateway looks whether machine and friend are there.

import { act, api, attempt, words } from '../api.js';
import { h } from '../dom.js';
import { button, card, copyable, digits, ends, field, heading, send, sheet } from '../parts.js';
import { PRESETS, compose, fillIn, freePort, isPrivate, parse, portName, title } from '../rule.js';
import { S, countsOf, draw, form, ruleOf } from '../state.js';
import * as T from '../texts/en.js';
import { download } from './backup.js';
import { checklist, outside } from './checks.js';
import { openEditor } from './editor.js';
import { loadNow } from './now.js';
import { allow, loadPeople } from './people.js';
import { outsidePort, shared } from './share.js';

const NAME = 'first';
const EVERY_MS = 400;

let at; // what, where, who, ready, share
let id; // of the rule that was made
let seen = {}; // by field: { of, verdict, text, promise }
let sure; // what was asked to go on with although it looks bad
let near = []; // machines that the gateway has heard of

const step = (name) => {
  at = name;
  draw();
  setTimeout(() => (document.querySelector('main input') || document.querySelector('h1')).focus());
};

/** From the start, or with what was typed before. */
export const begin = () => {
  at = 'what';
  id = 0;
  seen = {};
  S.form[NAME] = { ...parse('tcp'), friend: '', who: '' };
  S.form.share = null;
  location.hash = NAME;
};

/** Asks the gateway once for each text whether that is there. */
const look = (key, port) => {
  const host = form(NAME)[key].trim().toLowerCase();
  const of = `${host}:${port}`;
  if (seen[key]?.of === of) return seen[key].promise;
  const mine = seen[key] = { of, verdict: 'waiting', text: T.looking };
  mine.promise = (async () => {
    let now = await api('look', { host, port: +port || 0 }).catch((e) => ({
      verdict: 'bad', text: e.errors.map(words).join(' '),
    }));
    while (now.verdict === 'waiting' && seen[key] === mine) {
      await new Promise((go) => setTimeout(go, EVERY_MS));
      now = await api('look').catch(() => ({ verdict: 'unsure' }));
    }
    Object.assign(mine, { verdict: now.verdict, text: now.text });
    draw();
    return mine;
  })();
  draw();
  return mine.promise;
};

/** Goes on when all is well there, or when that was asked for twice. */
const unless = async (key, port, go) => {
  const { verdict, of } = await look(key, port);
  if (verdict === 'good' || sure === of) go();
  else sure = of;
  draw();
};

const sight = (key) => {
  const { verdict, text } = seen[key] || {};
  return h('p', { role: 'status', class: verdict }, text);
};

const onward = (key, label) => ends(
  button(T.back, () => step(key === 'host' ? 'what' : 'where')),
  send(seen[key]?.of === sure && sure ? T.goOn : label));

const all = () => ends(button(T.allAtOnce, () => openEditor(null, form(NAME)), 'small'));

const what = () => [
  heading(T.whatTitle),
  h('div.presets', [...PRESETS, ['', 'tcp', '']].map((preset) =>
    button(preset[0] || T.other, () => {
      fillIn(form(NAME), preset, S.rules.rules);
      step('where');
    }))),
  all(),
];

const where = () => {
  const draft = form(NAME);
  const isUdp = draft.protocol === 'udp';
  const known = [...new Set([...S.rules.rules.map((r) => r.target.split(':')[0]), ...near])];
  // UDP says nothing until it is asked in its own language.
  const ask = () => !isUdp && draft.host.trim() && draft.targetPort
    && look('host', draft.targetPort);
  const next = () => {
    draft.port ||= String(freePort(draft.protocol, +draft.targetPort, S.rules.rules));
    if (isUdp) step('who');
    else unless('host', draft.targetPort, () => step('who'));
  };
  const usual = PRESETS.find((p) => p[0] === draft.note);
  return [
    heading(T.whereTitle),
    h('section.card', sheet(NAME, '', next, [
      ['host', T.machine, {
        hint: T.machineHint, props: { placeholder: '192.168.1.20', onchange: ask },
      }],
      sight('host'),
      h('div.row', known.map((host) =>
        button(host, () => { draft.host = host; ask(); draw(); }, 'small'))),
      h('details', { open: !usual }, h('summary', usual ? T.fill(T.usual, usual[0],
        (usual[3].split(':')[0] || usual[1]).toUpperCase(), usual[2]) : T.ports),
        field(NAME, 'protocol', T.protocol, { choices: T.protocols }),
        field(NAME, 'targetPort', T.machinePort, { props: { ...digits, onchange: ask } }),
        field(NAME, 'port', T.outsidePort, { props: digits })),
    ], onward('host', T.next))),
    all(),
  ];
};

/** Stores the door, and has its machine called once, so that the gateway knows of it. */
const save = async (from) => {
  const draft = form(NAME);
  draft.from = from;
  const answer = await attempt(NAME, () => api('rules', { line: compose(draft) }));
  if (!answer) return;
  ({ id } = answer);
  if (draft.protocol === 'tcp') await api('test', { id }).catch(() => {});
  await S.poll(true);
  step('ready');
};

const who = () => {
  const draft = form(NAME);
  const choose = (name, label, hint, onclick) => h('button', {
    type: 'button', class: draft.who === name && 'on', onclick,
  }, h('span', h('b', label), h('span.hint', hint)));
  const pick = (name) => { draft.who = name; save(['lan']); };
  return [
    heading(T.who + '?'),
    h('div.choices',
      choose('lan', T.whoLan, '', () => pick('lan')),
      choose('friend', T.whoFriend, T.whoFriendHint, () => { draft.who = 'friend'; step('who'); }),
      choose('knock', T.whoKnock, T.whoKnockHint, () => pick('knock'))),
    h('section.card', sheet(NAME, '', () => draft.friend.trim()
      && unless('friend', 0, () => save([draft.friend.trim()])), [
      ...draft.who === 'friend' ? [['friend', T.friendName, {
        props: {
          placeholder: 'anna.ddns.net', onchange: () => draft.friend.trim() && look('friend', 0),
        },
      }], sight('friend')] : [],
    ], draft.who === 'friend' ? onward('friend', T.openDoor)
      : ends(button(T.back, () => step('where'))))),
  ];
};

const rule = () => ruleOf(id);
const counts = () => countsOf(id) || {};

// A door for the own network alone; who does not know an address waits for knocks from outside.
const isHome = () => !outside(counts()) && form(NAME).who !== 'knock';

/** Whether somebody came in from where they should; from outside is for the gateway to say. */
const works = () => (isHome() ? counts().total : outside(counts()) === 1);

/** Who has knocked or come through this door; the light that waits for them. */
const live = () => {
  const now = counts();
  const people = S.people || { knocks: [], friends: [] };
  const named = (address) => people.friends.find((f) => f.addresses.includes(address))?.name
    || address;
  const inside = (S.live || []).filter((l) => l.rule === id);
  const knocks = people.knocks.filter((k) => k.rule === id);
  return h('section.card', { 'aria-live': 'polite' },
    h('h2', works() ? isHome() ? T.worksHome : T.works : isHome() ? T.tryHome : T.tryNow),
    checklist(now),
    knocks.map((k) => h('p.banner', T.fill(T.knocked, k.address), ' ',
      button(T.letTwoHours, () => allow(k, '2h'), 'primary'))),
    inside.map((l) => h('p.good', T.fill(T.isInside, named(l.client.split(':')[0]),
      T.bytes(l.in + l.out)))),
    now.total && !inside[0]
      && h('p.good', T.fill(T.admitted, now.total), ', ', T.bytes(now.in + now.out)),
    !works() && h('p.waiting', isHome() ? T.waitingHome : now.total ? T.cameHome : T.waiting));
};

const name = async ({ hosts }) => {
  const b = await api('board');
  if (await act('board/hosts', { hosts: [hosts.trim(), ...b.hosts], was: b.hosts }, 'public')) {
    S.rules = await api('rules');
    draw();
  }
};

const ready = () => {
  const r = rule();
  const own = S.rules.hosts.at(-1);
  const router = S.reach?.router;
  const leases = router?.on
    ? router.leases.filter((l) => l.port === r.port && l.protocol === r.protocol) : [];
  return [
    heading(T.readyTitle),
    live(),
    card(T.tellRouter,
      h('p', leases[0]?.external ? T.routerKnows : T.tellRouterHow),
      copyable(`${portName({ ...r, ...outsidePort(r) })} → ${own} : ${r.port}`),
      router && (router.on ? [router, ...leases].map((l) => h('p.hint', l.state))
        : button(T.askRouter, () => act('reach/router', { on: true }), 'small'))),
    isPrivate(S.rules.hosts[0]) && card(T.nameTitle, sheet('public', '', name, [
      ['hosts', T.publicName, {
        props: { placeholder: S.reach?.outside || 'home.ddns.net' },
      }],
    ], ends(send(T.save, '')))),
    ends(button(T.next, () => step('share'), 'primary')),
  ];
};

const share = () => {
  return [
    heading(T.fill(T.shareTitle, title(rule()))),
    live(),
    h('section.card', shared(rule(), 'share')),
    works()
      && h('p', T.backupNow, ' ', button(T.download, () => download(S.session.name), 'small')),
    ends(button(T.back, () => step('ready')),
      button(T.done, () => { location.hash = 'doors'; }, 'primary')),
  ];
};

export const first = () => {
  if (!S.rules) return heading(T.loading);
  // While a new door is stored, the list is still the one before it.
  if (!at || /ready|share/.test(at) && !rule()) begin();
  return { what, where, who, ready, share }[at]();
};

export const loadFirst = async () => {
  if (!id) {
    near = (await api('look')).near?.match(/\S+/g) || [];
    return;
  }
  await loadPeople();
  await loadNow();
  if (at === 'ready') S.reach = await api('reach');
};
