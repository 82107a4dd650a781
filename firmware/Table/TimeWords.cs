// Table: the words that bound something in time, alike for a rule and for a list entry:
// "until 2026-12-01T18:00", "for 3h", "hours mon-fri 08:00-18:00". Pure: the time is passed in.

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>Reads and writes ends and weekly hours.</summary>
    internal sealed class TimeWords
    {
        private readonly TextErrors _errors;
        private readonly long _nowUtcSeconds;
        private readonly Zone _zone;
        private bool _hasEnd;

        /// <param name="errors">Takes the problems.</param>
        /// <param name="nowUtcSeconds">Now, which "for" counts from; 0 = not known.</param>
        /// <param name="zone">The owner's; null = UTC.</param>
        public TimeWords(TextErrors errors, long nowUtcSeconds, Zone zone)
        {
            _zone = zone;
            _errors = errors;
            _nowUtcSeconds = nowUtcSeconds;
        }

        /// <summary>What was read; null when it was nothing.</summary>
        public OpenTime Time { get; private set; }

        /// <summary>
        /// Reads the words from place i on. Returns how many it took: 0 when it is no word of
        /// time.
        /// </summary>
        public int Read(Words words, int i)
        {
            string word = words.Lower(i);
            if (word == "until") return ReadUntil(words, i);
            if (word == "for") return ReadFor(words, i);
            if (word == "hours") return ReadHours(words, i);
            return 0;
        }

        /// <summary>The canonical words, each with a space before it.</summary>
        public static string ToText(OpenTime time)
        {
            string text = time.UntilSeconds == 0 ? ""
                : " until " + Moment.ToText(time.UntilSeconds, time.OffsetMinutes);
            return time.Hours == null ? text : text + " hours " + time.Hours.ToString();
        }

        private int ReadUntil(Words words, int i)
        {
            string text = RuleText.ArgumentOf(words, i + 1);
            long until;
            int offset;
            if (text == null)
            {
                Miss(words, i, "until", "a date, such as until 2026-12-01 or 2026-12-01T18:00");
                return 1;
            }
            if (Moment.TryParse(text, _zone, out until, out offset))
            {
                SetEnd(words.ColumnOf(i), "until", until, offset);
                return 2;
            }
            _errors.Add(words.ColumnOf(i + 1), "until", "\"" + text + "\" is no date of the "
                + "calendar from 2020 to 2099", NearestDate(text));
            return 2;
        }

        private int ReadFor(Words words, int i)
        {
            string text = RuleText.ArgumentOf(words, i + 1);
            int seconds;
            if (text == null)
            {
                Miss(words, i, "for", "a length of time, such as for 3h");
                return 1;
            }
            if (!Duration.TryParse(text, out seconds))
            {
                _errors.Add(words.ColumnOf(i + 1), "for", "\"" + text
                    + "\" is no length of time", RuleText.ProposeDuration(text));
                return 2;
            }
            if (_nowUtcSeconds == 0)
            {
                _errors.Add(words.ColumnOf(i), "for", "the time of day is not known yet, so "
                    + "\"for\" has no end to count to", "use a grant, which counts the "
                    + "time since start: grant ADDRESS on RULE for " + text);
                return 2;
            }
            // Ends are written to the minute; the last minute is given, not taken.
            long end = _nowUtcSeconds + seconds + 59;
            end -= end % 60;
            SetEnd(words.ColumnOf(i), "for", end,
                _zone == null ? 0 : _zone.OffsetSeconds(end) / 60);
            return 2;
        }

        private int ReadHours(Words words, int i)
        {
            string days = RuleText.ArgumentOf(words, i + 1);
            string span = days == null ? null : RuleText.ArgumentOf(words, i + 2);
            int taken = days == null ? 1 : span == null ? 2 : 3;
            if (span == null)
            {
                Miss(words, i + taken - 1, "hours",
                    "days and a span, such as hours mon-fri 08:00-18:00");
                return taken;
            }
            int bits, from, to;
            bool isGood = true;
            if (!WeekHours.TryParseDays(days, out bits))
            {
                _errors.Add(words.ColumnOf(i + 1), "hours", "\"" + days + "\" are no days of the "
                    + "week", "write them like mon-fri, sat,sun or daily");
                isGood = false;
            }
            if (!WeekHours.TryParseSpan(span, out from, out to))
            {
                _errors.Add(words.ColumnOf(i + 2), "hours", "\"" + span + "\" is no span of a day",
                    NearestSpan(span));
                isGood = false;
            }
            bool isTwice = Time != null && Time.Hours != null;
            if (isGood && isTwice)
            {
                _errors.Add(words.ColumnOf(i), "hours", "hours is written twice", "leave one out");
            }
            if (isGood) TimeRead().Hours = new WeekHours(bits, from, to, _zone);
            return taken;
        }

        private void SetEnd(int column, string field, long until, int offset)
        {
            if (_hasEnd)
            {
                _errors.Add(column, field, "the end is written twice", "leave one out");
            }
            _hasEnd = true;
            TimeRead().UntilSeconds = until;
            Time.OffsetMinutes = offset;
        }

        private OpenTime TimeRead()
        {
            if (Time == null) Time = new OpenTime();
            return Time;
        }

        private void Miss(Words words, int i, string field, string what)
        {
            _errors.Add(words.ColumnOf(i), field, field + " needs " + what, "");
        }

        // The last day of the month for a day too many; else how a date looks.
        private static string NearestDate(string text)
        {
            int year, month, day;
            string example = "write it like 2026-12-01 or 2026-12-01T18:00";
            string[] parts = text.Split('-');
            if (parts.Length != 3 || !Number.TryParse(parts[0], out year)
                || !Number.TryParse(parts[1], out month)
                || !Number.TryParse(parts[2], out day)) return example;
            if (year < 2020 || year > 2099 || month < 1 || month > 12 || day < 1) return example;
            int last = Moment.DaysIn(year, month);
            return "write " + year.ToString() + "-" + Number.TwoDigits(month) + "-"
                + Number.TwoDigits(day > last ? last : day);
        }

        // "8-18" and "8:00-18:00" are what people type first.
        private static string NearestSpan(string text)
        {
            string[] ends = text.Split('-');
            if (ends.Length != 2) return "write it like 08:00-18:00";
            for (int i = 0; i < 2; i++)
            {
                if (ends[i].IndexOf(':') < 0) ends[i] += ":00";
                if (ends[i].Length == 4) ends[i] = "0" + ends[i];
            }
            if (ends[0] == ends[1]) return "for the whole day write 00:00-24:00";
            int from, to;
            string span = ends[0] + "-" + ends[1];
            return WeekHours.TryParseSpan(span, out from, out to)
                ? "write " + span : "write it like 08:00-18:00, at most 24:00";
        }
    }
}
