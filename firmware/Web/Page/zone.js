// The browser's own time zone as the text that the gateway understands (POSIX): its name, how far
// it is from UTC, and the two days of this year on which that changes.

const HOUR = 3600000;

const offset = (t) => -new Date(t).getTimezoneOffset();

// POSIX counts west of Greenwich.
const west = (minutes) => (-minutes / 60 | 0) + (minutes % 60 ? ':' + Math.abs(minutes % 60) : '');

// The day and hour that the clocks showed: ",M3.5.0/2", the last Sunday of March at two.
const change = (t) => {
  const d = new Date(t + offset(t - HOUR) * 60000);
  const month = d.getUTCMonth();
  const isLast = new Date(+d + HOUR * 168).getUTCMonth() !== month;
  const week = isLast ? 5 : Math.ceil(d.getUTCDate() / 7);
  return `,M${month + 1}.${week}.${d.getUTCDay()}/${d.getUTCHours()}`;
};

const find = () => {
  const year = new Date().getFullYear();
  let begin;
  let end;
  for (let t = Date.UTC(year, 0, 1); t < Date.UTC(year + 1, 0, 1); t += HOUR) {
    // Summer time begins where clocks go forward, in whichever half of the year.
    const by = offset(t) - offset(t - HOUR);
    if (by > 0) begin = t;
    if (by < 0) end = t;
  }
  // A country that changed its time for good did so once this year.
  const isTwice = begin && end;
  const standard = offset(isTwice ? end : Date.now());
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone.split('/').pop();
  return `<${name.replace(/_/g, '-')}>${west(standard)}` + (isTwice
    ? 'DST' + (offset(begin) - standard === 60 ? '' : west(offset(begin)))
      + change(begin) + change(end)
    : '');
};

let found;

/** "<Berlin>-1DST,M3.5.0/2,M10.5.0/3". Looked for once: it walks through all hours of a year. */
export const ownZone = () => (found ??= find());
