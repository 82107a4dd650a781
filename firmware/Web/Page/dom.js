// The smallest thing that makes "the screen is a function of the state" true: h() describes an
// element, patch() makes the document look like the description and touches nothing that already
// does. Focus and half-typed text survive, because an element that stays is never replaced.

/**
 * Describes an element: h('p.hint', { id: 'x' }, children). The properties may be left out; those
 * that begin with "on" are handlers, `k` tells two siblings apart, `ref` is called once with the
 * element when it has come into the document. Children that are false (null, 0, '') are nothing.
 */
export const h = (name, ...children) => {
  const [tag, ...classes] = name.split('.');
  const isProps = children[0]?.constructor === Object && !children[0].tag;
  const props = isProps ? children.shift() : {};
  if (classes[0]) props.class = [...classes, props.class].join(' ').trim();
  return {
    tag,
    props,
    kids: children.flat(9).filter(Boolean)
      .map((c) => (c.tag ? c : { tag: '#', text: String(c), props: {}, kids: [] })),
  };
};

const setProp = (el, name, value, before) => {
  // What a person typed is compared with what it should be, not with what it was.
  if (/^(on|value$|checked)/.test(name)) {
    if (el[name] !== value) el[name] = value ?? null;
  } else if (value === before || name === 'k' || value?.call) return;
  else if (value == null || value === false) el.removeAttribute(name);
  else el.setAttribute(name, value);
};

const create = (node) => {
  if (node.tag === '#') return (node.el = document.createTextNode(node.text));
  const el = node.el = document.createElementNS(
    `http://www.w3.org/${/^(svg|g|path)$/.test(node.tag) ? '2000/svg' : '1999/xhtml'}`, node.tag);
  patch(el, [], node.kids);
  // After the children: a select takes its value only from options that exist.
  for (const name in node.props) setProp(el, name, node.props[name]);
  return el;
};

/** Turns the children `was` of an element into `now`. Both are lists of h() descriptions. */
export const patch = (parent, was, now) => {
  now.forEach((node, i) => {
    const old = was[i];
    const { tag, props } = node;
    if (!old || old.tag !== tag || old.props.k !== props.k) {
      const el = create(node);
      if (old) old.el.replaceWith(el);
      else parent.append(el);
      props.ref?.(el);
      return;
    }
    const el = node.el = old.el;
    if (tag === '#') {
      if (node.text !== old.text) el.data = node.text;
      return;
    }
    patch(el, old.kids, node.kids);
    for (const name in { ...old.props, ...props }) {
      setProp(el, name, props[name], old.props[name]);
    }
  });
  was.slice(now.length).forEach((old) => old.el.remove());
};

let shown = [];

// Where the focus was last: the element, its parent, and so on, each with its place among others.
let trail = [];

addEventListener('focusin', ({ target }) => {
  trail = [];
  for (let el = target; el && el !== document.body; el = el.parentElement) trail.push(el);
});

const FOCUSABLE = 'a,button,input,select,textarea';

/** Makes the document look like the description. The focus of an element that goes passes on to
 * what has its place, or to the nearest that there is. */
export const show = (tree) => {
  const next = tree.filter(Boolean);
  const places = trail.map((el) => {
    const parent = el.parentElement;
    return [parent, parent && [...parent.children].indexOf(el)];
  });
  patch(document.body, shown, next);
  shown = next;
  if (!trail[0] || trail[0].isConnected || document.activeElement !== document.body) return;
  for (const [parent, i] of places) {
    if (!parent?.isConnected || parent === document.body) continue;
    const near = parent.children[i] || parent.lastElementChild;
    const to = near?.matches(FOCUSABLE) ? near
      : near?.querySelector(FOCUSABLE) || parent.querySelector(FOCUSABLE);
    if (to) return to.focus();
  }
  document.querySelector('h1')?.focus();
};
