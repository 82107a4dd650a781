// Every word the page says, and how it writes numbers. Another language is another file like this.
// A % stands for what fill() puts there, in this order.

export const language = 'en-GB';
export const noScript = 'This page needs JavaScript. The serial console does not.';

export const duration = (s) => {
  for (const [size, unit] of [[86400, 'd'], [3600, 'h'], [60, 'min']]) {
    if (s >= size * 2) return `${s / size | 0} ${unit}`;
  }
  return `${s | 0} s`;
};

/** Puts values where the text says %. */
export const fill = (text, ...values) => text.replace(/%/g, () => values.shift());

const scaled = (n, base, names) => {
  let i = 0;
  for (; n >= base && i < names.length - 1; i++) n /= base;
  return `${i && n < 10 ? n.toFixed(1) : Math.round(n)} ${names[i]}`;
};

export const bytes = (n) => scaled(n, 1024, ['B', 'KB', 'MB', 'GB', 'TB']);

export const rate = (perSecond) => scaled(perSecond * 8, 1000, ['bit/s', 'kbit/s', 'Mbit/s']);
export const ago = (s) => (s < 3 ? 'just now' : duration(s) + ' ago');
export const left = '% left';
/** What the gateway says for its console, as a sentence. */
export const sentence = (text) => text[0].toUpperCase() + text.slice(1)
  + (/[.!?…]$/.test(text) ? '' : '.');
export const clock = (iso) => new Date(iso).toLocaleString(language, { timeZoneName: 'short' });

export const views = {
  first: 'A new door',
  doors: 'Doors', people: 'People', now: 'Now', test: 'Test', journal: 'Journal', board: 'Board',
};
export const navigation = 'Views';
export const loading = 'One moment…';
export const close = 'Close';
export const dismiss = 'Dismiss';
export const cancel = 'Cancel';
export const save = 'Save';
export const again = 'Try again';
export const otherPage = 'This page does not fit its gateway.';
export const copy = 'Copy';
export const copied = 'Copied.';
export const remove = 'Remove %';
export const undo = 'Undo';
export const theme = 'Light or dark';
export const logout = 'Log out';
export const away = 'The gateway does not answer.';
export const awaySince = 'Away for %; this page comes back by itself.';
export const loginOver = 'You have been logged out.';
export const forgotten = 'Everything is forgotten.';
export const safeMode =
  'Safe mode after several crashes: all doors are closed. See the journal, then restart.';
export const quiet = 'All quiet';
export const summary = '% inside · %';
export const knocksWait = (n) => (n === 1 ? '1 knock' : `${n} knocks`);

export const claimTitle = 'A new doorkeeper';
export const claimSteps = 'Connect the board by USB; “tools/portreeve console --usb” shows it.';
export const code = 'One-time code';
export const password = 'Password';
export const passwordAgain = 'Once more';
export const passwordHint = 'At least 10 characters, such as a few words.';
export const passwordDiffers = 'The two differ.';
export const claim = 'Make it mine';
export const claimDone = 'It is yours.';
export const loginTitle = 'Who knocks?';
export const login = 'Log in';
export const impostor =
  'This gateway does not know your password. Check your network before you go on.';
export const forgot = 'Forgotten? Type forget-password on the serial console.';

export const addDoor = 'Add a door';
export const editDoor = 'Edit %';
export const noDoors = 'No doors yet. Everything is closed.';
export const noDoorsHow =
  'A door is a port of this gateway that leads to one machine, only for people on its list.';
export const states = {
  open: 'Open', granted: 'Open to guests only', full: 'Full', off: 'Off',
  empty: 'Closed: nobody on its list', ended: 'Ended', 'out-of-hours': 'Closed: not at this hour',
  'no-clock': 'Closed: time not known yet', 'no-target': 'Target not found', failed: 'Cannot open',
  'safe-mode': 'Safe mode', unclaimed: 'Closed: nobody owns this board',
};
export const ready = 'Ready';
export const works = 'It works';
export const worksHome = 'Works at home';
export const checks = [
  ['', 'Listens', 'Does not listen'],
  ['', 'Machine answers', 'Machine does not answer', 'Machine not called yet'],
  ['', 'Friend found', 'Friend not found', 'Looking for the friend'],
  ['', 'Seen from outside', '', 'Not seen from outside yet', 'Seen from outside'],
];
export const leadsTo = 'leads to';
export const inside = '% inside';
export const nobody = 'nobody inside';
export const admitted = '% came in';
export const turnedAway = '% turned away';
export const nobodyYet = 'nobody yet';
export const share = 'Share';
export const testDoor = 'Test';
export const edit = 'Edit';
export const moveUp = 'Move up';
export const moveDown = 'Move down';
export const duplicate = 'Duplicate';
export const deleteDoor = 'Delete';
export const deleted = '% is deleted.';
export const undone = 'Undone.';
export const saved = '% is saved.';
export const savedShut = '% is saved. It stays closed until somebody is on its list.';
export const isOn = '% is on.';
export const isOff = '% is off; its connections have ended.';
export const moved = 'Moved.';
export const usual = '%: usually % on port %';
export const copyOf = '% copy';
export const doorName = 'Name';
export const doorNameHint = 'Only you see this';
export const protocol = 'Protocol';
export const protocols = [['tcp', 'TCP'], ['udp', 'UDP']];
export const outsidePort = 'Outside port';
export const outsideIs = '(outside: %)';
export const outsideHint = 'What people outside type';
export const machine = 'Machine';
export const machineHint = 'Address in your network';
export const machinePort = 'Port of the machine';
export const who = 'Who may come in';
export const whoAdd = 'Add somebody';
export const whoHint = 'A name, an address, or a network like 203.0.113.0/24';
export const whoLan = 'My own network';
export const whoAny = 'The whole internet';
export const whoAnyWarning =
  'Anybody in the world may come in. Is the program behind this door made for that?';
export const whoNobody = 'Nobody: the door stays closed.';
export const maxAtOnce = 'Connections at most';
export const idle = 'End when idle for';
export const line = 'The rule in one line';
export const lineGood = 'This line is fine.';
export const shareTitle = 'Come in: %';
export const shareName = 'Name of this gateway';
export const shareLan = 'From outside, your router must forward this port here.';
export const shareFor = 'Works for: %';
export const qrOf = 'QR code';

export const onlyHome = 'Works only at home. Set a public name under Board.';
export const showIt = 'Show the password';
export const whatTitle = 'What do you want to open?';
export const other = 'Something else';
export const allAtOnce = 'All fields at once';
export const whereTitle = 'Where is it?';
export const ports = 'Ports';
export const looking = 'Looking…';
export const back = 'Back';
export const next = 'Next';
export const goOn = 'Go on anyway';
export const done = 'Done';
export const whoFriend = 'A friend with a name';
export const whoFriendHint = 'anna.ddns.net, or an address that stays';
export const whoKnock = 'I don\u2019t know the address';
export const whoKnockHint = 'They knock, you let them in with one tap';
export const friendName = 'Name of the friend';
export const openDoor = 'Open the door';
export const readyTitle = 'Your door is ready';
export const tryNow = 'Now try it from a phone without Wi-Fi';
export const tryHome = 'Now try it from your own network';
export const waiting = 'Waiting for somebody from outside…';
export const waitingHome = 'Waiting for somebody from your network…';
export const cameHome = 'Somebody from your network came in. Not seen from outside yet…';
export const knocked = '% knocked.';
export const letTwoHours = 'Let in for 2 hours';
export const isInside = '% is inside, % so far';
export const tellRouter = 'Tell your router';
export const tellRouterHow = 'Under “port forwarding” or “virtual server” it needs this line:';
export const routerKnows = 'Nothing to do: the gateway has asked it for this line, and it is there.';
export const askRouter = 'Let the gateway ask it';
export const nameTitle = 'Your public name';
export const publicName = 'Name or address from outside';
export const backupNow = 'Keep a copy of all settings:';

export const firstDoor = 'Open the first door';
export const knocks = 'Knocks';
export const noKnocks =
  'Nobody was turned away. A friend who cannot come in should try again: one tap lets them in.';
export const times = (n) => (n === 1 ? 'once' : `${n} times`);
export const knockAt = 'at %';
export const allowFor = 'Allow %';
export const grants = 'Guests';
export const noGrants = 'A guest may come in for a while.';
export const guest = 'Address or name';
export const durations = [
  ['1h', '1 hour'], ['2h', '2 hours'], ['1d', '1 day'], ['7d', '1 week'],
  ['reboot', 'until restart'], ['once', 'one time'], ['good', 'for good'],
];
export const address = 'Address';
export const door = 'Door';
export const forHow = 'For';
export const grant = 'Let in';
export const forget = 'Forget';
export const forgetAll = 'Forget all';
export const letIn = '% may come in at % (%).';
export const revoked = '% is no longer a guest.';
export const invites = 'Invites';
export const invite = 'Invite';
export const inviteWhen = 'No name, no fixed address?';
export const inviteHow =
  'A link to send: whoever opens it and presses its button may come in from where they are.';
export const inviteTimes = 'How many people';
export const inviteMake = 'Make the link';
export const inviteFor = 'for %, %';
export const friends = 'Friends';
export const noFriends =
  'Put a name such as anna.ddns.net on a door’s list: its address is followed.';
export const friendUnknown = 'cannot be found yet';
export const lookUp = 'Look up now';
export const bans = 'Bans';
export const lift = 'Lift';
export const noRules = 'Add a door first.';

export const nobodyNow = 'Nobody is inside.';
export const throughput = 'Throughput';
export const inward = 'in';
export const outward = 'out';
export const end = 'End';
export const keepOut = 'End and keep out';
export const keepOutAsk =
  '“%” is taken off the list of %. Everybody whom it lets in is ended and kept out.';
export const keptOut = '“%” is off the list of %.';
export const byEntry = 'let in by “%”';
export const byGrant = 'a guest';
export const plotOf = '%: up to %, over %';
export const before = '% ago';
export const justNow = 'now';
export const idleFor = 'idle %';

export const testLead = 'The doctor tries a door from both sides.';
export const testRun = 'Test this door';
export const testWait = 'Wait for a knock';
export const testWaitHint = 'Two minutes: try from a phone with its Wi-Fi off.';
export const testStop = 'Stop';
export const switchOn = 'Switch it on';
export const testing = 'Testing…';
export const whyTitle = 'Would they get in?';
export const fromAddress = 'From address';
export const whyAsk = 'Ask';
export const allowed = 'Yes';
export const denied = 'No';

export const kind = 'Kind';
export const kinds = [
  ['', 'everything'], ['session', 'who was inside'], ['refused', 'who was refused'],
  ['change', 'changes'], ['admin', 'the owner'], ['system', 'the board'],
];
export const wasInside = '% was inside at % for %: % in, % out.';
export const wasTurnedAway = '% was turned away at %%.';
export const journalEmpty = 'Nothing yet.';
export const journalNone = 'No line matches.';
export const filter = 'Filter';

export const overview = 'This gateway';
export const version = 'Version';
export const runsOn = 'Runs on';
export const mac = 'MAC';
export const uptime = 'Up for';
export const time = 'Clock';
export const noTime = 'not known';
export const lastStart = 'Last start';
export const memory = 'Free memory';
export const memoryLowest = ', lowest %';
export const budget = 'Sockets';
export const budgetOf = '% of % in use, % always kept for you';
export const names = 'Names';
export const publicNames = 'Public names';
export const zone = 'Time zone';
export const zoneHint = 'For hours and dates. Empty: UTC.';
export const ownZone = 'Use this browser\u2019s';
export const namesHint =
  'One per line. The first is the one to share. Behind a TLS proxy: https://NAME.';
export const boardName = 'Name of the board';
export const network = 'Network';
export const networkNotOurs = 'The address is that of the computer this runs on.';
export const dhcp = 'Automatic address (DHCP)';
export const netMask = 'Mask';
export const netGateway = 'Router';
export const netDns = 'Name servers';
export const sixty = 'Undone after 60 seconds unless you keep it.';
export const tryIt = 'Try it';
export const reach = 'Being reached';
export const ddns = 'Keep a name pointing here (dynamic DNS)';
export const provider = 'Provider';
export const providers = [
  ['noip', 'No-IP'], ['duckdns', 'DuckDNS'], ['dyndns', 'Dyn'], ['', 'another one'],
];
export const providerUrl = 'Its web address for updates';
export const providerHint = 'With {names} and {ip} in it.';
export const ddnsNames = 'Host names, with commas';
export const ddnsUser = 'User or key';
export const ddnsPassword = 'Its password or token';
export const ddnsPasswordHint =
  'Empty keeps the stored one. It crosses your own network readable; not so on the console.';
export const checkUrl = 'Who tells our address';
export const checkUrlHint = 'Empty: the router or the usual service.';
export const plain = 'Without HTTPS: the password is readable on the way';
export const router = 'Ask the router to send the doors\u2019 ports here';
export const house = 'Show this page in the house by a name';
export const houseName = 'Name in the house';
export const access = 'Access to this page';
export const adminNetworks = 'Who may see it';
export const adminHint = 'Networks, one per line; lan is your own.';
export const adminAsk = 'Everybody in % could then see the login. Sure?';
export const webPort = 'Port of this page';
export const oldPassword = 'Current password';
export const newPassword = 'New password';
export const trialKeep = 'Keep it';
export const trialLeft = 'Will be undone in % s unless you keep it.';
export const trialOver = 'It is being undone.';
export const trialMoved = 'Log in and keep it here:';
export const trialBack = 'The page is back here:';
export const trialUndone = 'Undone, since nobody kept it: %.';
export const trialPassword = 'The new password, once more';
export const keys = 'Keys for scripts';
export const noKeys =
  'A script sends a key as “Authorization: Bearer …” and needs no password.';
export const keyName = 'Name';
export const keyScope = 'Access';
export const scopes = [['read', 'read only'], ['full', 'full']];
export const keyFrom = 'Only from';
export const keyDays = 'Valid for days';
export const optional = 'Optional.';
export const keyOnly = 'only from %';
export const keyUntil = 'until %';
export const keyMake = 'Make a key';
export const keyOnce = 'Copy it now: it is not shown again.';
export const keyUnused = 'never used';
export const keyUsed = 'used %';
export const revoke = 'Revoke';
export const logins = 'Logged in';
export const ownLogin = 'this browser';
export const backup = 'Backup and restore';
export const backupHint = 'All settings, without passwords and keys.';
export const download = 'Download backup';
export const restore = 'Restore from a file';
export const restoreTitle = 'What would change';
export const restoreNothing = 'Nothing.';
export const changedMeanwhile = 'Somebody else has changed this door meanwhile.';
export const deletedMeanwhile = 'It was deleted.';
export const showTheirs = 'Show theirs';
export const keepMine = 'Keep mine';
export const restoreBad = 'This file is not a backup.';
export const restoreDo = 'Restore this';
export const restoreBack = 'Back to before the last restore';
export const restoreBackAsk = 'Changes since then are lost.';
export const power = 'Restart and reset';
export const restart = 'Restart';
export const restartAsk = 'Everybody inside is ended.';
export const reset = 'Factory reset';
export const resetAsk =
  'Doors, people and password are forgotten. To go on, type the name of the board:';
export const resetMoved = 'Everything is forgotten. The page is now at';
export const resetDone =
  'Everything is forgotten. Type page on the serial console to see where the page is now.';
