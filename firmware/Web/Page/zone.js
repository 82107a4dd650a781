// The browser's own time zone as the text that the gateway understands (POSIX): its name, how far
// it is from UTC, and the two days of this year on which that changes.

const HOUR = 3600000;

const offset = (t) => -new Date(t).getTimezoneOffset();

// POSIX counts west of Greenwich.
const west = (minutes) => (minutes > 0 ? '-' : '') + Math.trunc(Math.abs(minutes) / 60)
  + (minutes % 60 ? ':' + Math.abs(minutes) % 60 : '');

// The day and hour that the clocks showed: ",M3.5.0/2", the last Sunday of March at two.
const change = (t) => {
  const d = new Date(t + offset(t - HOUR) * 60000);
  const day = d.getUTCDate();
  const days = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0)).getUTCDate();
  const week = day + 7 > days ? 5 : Math.ceil(day / 7);
  return `,M${d.getUTCMonth() + 1}.${week}.${d.getUTCDay()}/${d.getUTCHours()}`;
};

const find = () => {
  const year = new Date().getFullYear();
  const changes = [];
  for (let t = Date.UTC(year, 0, 1); t < Date.UTC(year + 1, 0, 1); t += HOUR) {
    if (offset(t) !== offset(t - HOUR)) changes.push(t);
  }
  // Summer time begins where clocks go forward, in whichever half of the year.
  changes.sort((a, b) => (offset(b) - offset(b - HOUR)) - (offset(a) - offset(a - HOUR)));
  const [begin, end] = changes;
  const standard = end ? offset(end) : offset(Date.now());
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone.split('/').pop();
  return `<${name.replace(/_/g, '-')}>${west(standard)}` + (end
    ? 'DST' + (offset(begin) - standard === 60 ? '' : west(offset(begin)))
      + change(begin) + change(end)
    : '');
};

let found;

/** "<Berlin>-1DST,M3.5.0/2,M10.5.0/3". Looked for once: it walks through all hours of a year. */
export const ownZone = () => (found ??= find());
