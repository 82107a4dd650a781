// Values: hours that come back every week, such as "mon-fri 08:00-18:00", by the owner's clock:
// they follow his zone and its daylight saving. Pure. A span may cross midnight: "fri 22:00-06:00"
// ends on Saturday morning.

namespace Portreeve.Values
{
    /// <summary>Days of the week and one span of the day.</summary>
    internal sealed class WeekHours
    {
        /// <summary>All seven days, Monday is bit 0.</summary>
        public const int AllDays = 127;

        private const int MinutesOfDay = 24 * 60;

        private static readonly string[] DayNames =
        {
            "mon", "tue", "wed", "thu", "fri", "sat", "sun"
        };

        private readonly int _days;
        private readonly int _fromMinute;
        private readonly int _toMinute;
        private readonly Zone _zone;

        /// <param name="days">Bits of the days, Monday is bit 0.</param>
        /// <param name="fromMinute">First minute of the day, 0 to 1439.</param>
        /// <param name="toMinute">The minute that no longer counts, 1 to 1440.</param>
        /// <param name="zone">Whose hours they are, kept and asked each time; null = UTC.</param>
        public WeekHours(int days, int fromMinute, int toMinute, Zone zone)
        {
            _zone = zone;
            _days = days;
            _fromMinute = fromMinute;
            _toMinute = toMinute;
        }

        /// <summary>True when this second since 1970 lies within the hours.</summary>
        public bool Holds(long utcSeconds)
        {
            long local = _zone == null ? utcSeconds
                : utcSeconds + _zone.OffsetSeconds(utcSeconds);
            long days = local / 86400;
            int minute = (int)(local % 86400) / 60;
            // 1 January 1970 was a Thursday, day 3 of a week that begins on Monday.
            int today = (int)((days + 3) % 7);
            if (_fromMinute < _toMinute)
            {
                return HasDay(today) && minute >= _fromMinute && minute < _toMinute;
            }
            int yesterday = (today + 6) % 7;
            return (HasDay(today) && minute >= _fromMinute)
                || (HasDay(yesterday) && minute < _toMinute);
        }

        /// <summary>Whose clock they follow, in short: "CET", "UTC".</summary>
        public string ZoneName { get { return _zone == null ? "UTC" : _zone.ShortName; } }

        /// <summary>"mon-fri 08:00-18:00".</summary>
        public override string ToString()
        {
            return DaysToText() + " " + Moment.ClockToText(_fromMinute) + "-"
                + Moment.ClockToText(_toMinute);
        }

        /// <summary>Reads "mon-fri", "sat,sun", "mon,wed-fri", "fri-mon" or "daily".</summary>
        public static bool TryParseDays(string text, out int days)
        {
            days = 0;
            text = text.ToLower();
            if (text == "daily")
            {
                days = AllDays;
                return true;
            }
            string[] parts = text.Split(',');
            for (int i = 0; i < parts.Length; i++)
            {
                int dash = parts[i].IndexOf('-');
                int first = DayOf(dash < 0 ? parts[i] : parts[i].Substring(0, dash));
                int last = dash < 0 ? first : DayOf(parts[i].Substring(dash + 1));
                if (first < 0 || last < 0) return false;
                for (int day = first; ; day = (day + 1) % 7)
                {
                    days |= 1 << day;
                    if (day == last) break;
                }
            }
            return true;
        }

        /// <summary>Reads "08:00-18:00". An empty span is refused.</summary>
        public static bool TryParseSpan(string text, out int fromMinute, out int toMinute)
        {
            fromMinute = 0;
            toMinute = 0;
            if (text.Length != 11 || text[5] != '-') return false;
            return Moment.TryParseClock(text.Substring(0, 5), out fromMinute)
                && Moment.TryParseClock(text.Substring(6), out toMinute)
                && fromMinute != toMinute && fromMinute < MinutesOfDay && toMinute > 0;
        }

        private string DaysToText()
        {
            if (_days == AllDays) return "daily";
            string text = "";
            for (int first = 0; first < 7; first++)
            {
                if (!HasDay(first)) continue;
                int last = first;
                while (last < 6 && HasDay(last + 1)) last++;
                if (text.Length > 0) text += ",";
                text += DayNames[first];
                if (last > first) text += "-" + DayNames[last];
                first = last;
            }
            return text;
        }

        private bool HasDay(int day)
        {
            return (_days & (1 << day)) != 0;
        }

        private static int DayOf(string text)
        {
            for (int i = 0; i < 7; i++)
            {
                if (DayNames[i] == text) return i;
            }
            return -1;
        }
    }
}
