// A rule's line taken apart for the form and put together again. Words the form has no field for
// are kept as they are; whether the line makes sense is for the gateway to say.

const TAKES_VALUE = /^(from|max|idle)$/;

/** Entries with commas between. */
export const list = (text = '') => text.match(/(\[[^\]]*\]|[^,\s])+/g) || [];

export const parse = (line) => {
  const [head, ...note] = line.split('#');
  // A bracket holds the hours of a list entry, blanks and commas included.
  const words = head.match(/(\[[^\]]*\]|\S)+/g) || [];
  // "off" may stand first; behind the rest it means the same and is kept like any other word.
  if (words[0] === 'off') words.push(words.shift());
  const [protocol = '', port = '', target = '', ...rest] = words;
  const [host, targetPort = ''] = target.split(':');
  const rule = {
    protocol, port, host, targetPort, note: note.join('#').trim(),
    from: [], max: '', idle: '', other: '',
  };
  for (let word; (word = rest.shift());) {
    if (!TAKES_VALUE.test(word)) rule.other += ' ' + word;
    else if (word === 'from') rule.from = list(rest.shift());
    else rule[word] = rest.shift() || '';
  }
  return rule;
};

export const compose = (r) => [
  r.protocol,
  r.port.trim(),
  r.host.trim() + (r.targetPort.trim() && ':' + r.targetPort.trim()),
  r.from.length && 'from ' + r.from.join(','),
  r.max.trim() && 'max ' + r.max.trim(),
  r.idle.trim() && 'idle ' + r.idle.trim(),
  r.other.trim(),
  r.note.trim() && '# ' + r.note.trim(),
].filter(Boolean).join(' ');

/**
 * What people open: name, protocol, the program's port, how its address is written, what stands
 * behind it, and how long it rests before it gives way: browsers hold more than they use, a shell
 * at its prompt is in use.
 */
export const PRESETS = [
  ['Web', 'tcp', 80, 'http://', '', '1s'],
  ['HTTPS', 'tcp', 443, 'https://', '', '1s'],
  ['SSH', 'tcp', 22, 'ssh://', '', '2h'],
  ['Minecraft', 'tcp', 25565, ''],
  ['RDP', 'tcp', 3389, '', '', '1h'],
  ['Camera', 'tcp', 554, 'rtsp://'],
  ['Plex', 'tcp', 32400, 'http://', '/web'],
  ['Home Assistant', 'tcp', 8123, 'http://'],
  ['WireGuard', 'udp', 51820, ''],
];

// What is usual beside them; Reach/ShareAddress knows the same, and a test holds them together.
const SCHEMES = [
  ['http://', 3000, 5000, 8000, 8080, 8081],
  ['https://', 5001, 8443],
  ['rtsp://', 8554],
];

/** The finished address of a rule's door at one of our names, to give to a friend. */
export const address = ({ line, protocol, port }, host) => {
  const { targetPort } = parse(line);
  const [, , , scheme = '', path] = PRESETS.find(
    (p) => p[1] === protocol && p[2] === +targetPort)
    || [0, 0, 0, protocol === 'tcp' && SCHEMES.find((s) => s.includes(+targetPort))?.[0] || ''];
  // A line for a terminal: few phones and browsers know what to do with ssh://.
  if (scheme === 'ssh://') return `ssh ${port === 22 ? '' : `-p ${port} `}${host}`;
  // The first preset of a scheme has the port that goes without saying.
  const usual = PRESETS.find((p) => p[3] === scheme)[2];
  return scheme + host + (scheme && port === usual ? '' : ':' + port)
    + (path || (/^[hr]/.test(scheme) ? '/' : ''));
};

/** Our own page and a rule may not share a port, so the usual ones get a free neighbour. */
export const freePort = (protocol, port, rules) => {
  let outside = port < 1024 ? port + 8000 : port;
  while (rules.some((r) => r.protocol === protocol && r.port === outside)) outside++;
  return outside;
};

/** Fills a draft with what is usual for one of PRESETS, or with nothing for one without a port. */
export const fillIn = (draft, [name, protocol, port, , , rest], rules) => {
  Object.assign(draft, {
    protocol,
    targetPort: String(port),
    port: port && String(freePort(protocol, port, rules)),
    other: draft.other.replace(/ *yield \S+/, '') + (rest ? ' yield ' + rest : ''),
  });
  if (!draft.note || PRESETS.some((p) => p[0] === draft.note)) draft.note = name;
};

// The own networks (RFC 1918, loopback, RFC 3927), and names that only they know.
const PRIVATE = /^(10|127|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.[\d.]+$|^[^.]+$|\.local$/;

/** True for a name or an address that leads nowhere outside. */
export const isPrivate = (host) => PRIVATE.test(host);

/** "TCP 8080". */
export const portName = ({ protocol, port }) => `${protocol.toUpperCase()} ${port}`;

export const title = (rule) => rule.note || portName(rule);

/** The rules for a field that asks for one of them. */
export const doorChoices = (rules) => rules.map((r) => [String(r.id), title(r)]);
