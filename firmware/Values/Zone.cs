// Values: a time zone, by a POSIX zone text (IEEE Std 1003.1, "Environment Variables"; RFC 8536
// section 3.3.1 has the longer hours): CET-1CEST,M3.5.0,M10.5.0/3 is an hour east of UTC, two from
// the last Sunday of March to the last of October. One text of this kind says what a data base of
// zones says about today, and takes no room. Pure.

namespace Portreeve.Values
{
    /// <summary>How far local time is from UTC, and when that changes.</summary>
    internal sealed class Zone
    {
        /// <summary>Longest text that is taken.</summary>
        public const int CharsMax = 48;

        private const int HourSeconds = 3600;
        private const int DaySeconds = 24 * HourSeconds;

        // Seconds east of UTC, and the two changes: month * 1000 + week * 10 + day, and the
        // second of that day by the clock in force. A change of 0 means there is none.
        private int _standard;
        private int _summer;
        private int _beginDay;
        private int _beginSecond;
        private int _endDay;
        private int _endSecond;

        // The text while it is read, and the place in it.
        private string _read;
        private int _at;

        public Zone()
        {
            Text = "";
        }

        /// <summary>The text of the zone; empty for UTC.</summary>
        public string Text { get; private set; }

        /// <summary>Becomes another zone. False: the text is none, and nothing has changed.
        /// </summary>
        /// <param name="text">A POSIX zone text; empty or "utc" for UTC.</param>
        public bool TrySet(string text)
        {
            if (text.ToLower() == "utc") text = "";
            Zone other = new Zone();
            if (text.Length > CharsMax || (text.Length > 0 && !other.Read(text))) return false;
            _standard = other._standard;
            _summer = other._summer;
            _beginDay = other._beginDay;
            _beginSecond = other._beginSecond;
            _endDay = other._endDay;
            _endSecond = other._endSecond;
            Text = text;
            return true;
        }

        /// <summary>Seconds that local time is ahead of UTC at a moment.</summary>
        public int OffsetSeconds(long utcSeconds)
        {
            if (_beginDay == 0) return _standard;
            int year = Moment.YearOf(utcSeconds + _standard);
            long begin = MomentOf(year, _beginDay, _beginSecond) - _standard;
            long end = MomentOf(year, _endDay, _endSecond) - _summer;
            // South of the equator summer time crosses the new year.
            bool isSummer = begin < end ? utcSeconds >= begin && utcSeconds < end
                : utcSeconds >= begin || utcSeconds < end;
            return isSummer ? _summer : _standard;
        }

        /// <summary>The moment of a local time. One that the clock shows twice is the first of
        /// them; one that it skips is as much later.</summary>
        public long ToUtc(long localSeconds)
        {
            long early = localSeconds - (_summer > _standard ? _summer : _standard);
            if (early + OffsetSeconds(early) == localSeconds) return early;
            return localSeconds - (_summer > _standard ? _standard : _summer);
        }

        /// <summary>The name that the text begins with: "CET"; "UTC" for none.</summary>
        public string ShortName
        {
            get
            {
                if (Text.Length == 0) return "UTC";
                int close = Text.IndexOf('>');
                if (close > 0)
                {
                    string name = Text.Substring(1, close - 1);
                    return name[0] == '+' || name[0] == '-' ? "UTC" + name : name;
                }
                int end = 0;
                while (!Number.IsDigit(Text[end]) && Text[end] != '-' && Text[end] != '+') end++;
                return Text.Substring(0, end);
            }
        }

        /// <summary>"UTC", or "UTC+02:00": what this zone is at a moment.</summary>
        public string NameAt(long utcSeconds)
        {
            int offset = OffsetSeconds(utcSeconds);
            return offset == 0 ? "UTC" : "UTC" + Moment.OffsetToText(offset / 60);
        }

        /// <summary>A moment in this zone, to the minute, with its offset.</summary>
        public string Write(long utcSeconds)
        {
            return Moment.ToText(utcSeconds, OffsetSeconds(utcSeconds) / 60);
        }

        // The local second of a change in a year.
        private static long MomentOf(int year, int change, int second)
        {
            int month = change / 1000;
            int week = change / 10 % 100;
            long first = Moment.DaysSince1970(year, month, 1);
            // 1 January 1970 was a Thursday; Sunday is day 0 here.
            int weekday = (int)((first + 4) % 7);
            int day = (change % 10 - weekday + 7) % 7 + (week - 1) * 7;
            // Week 5 is the last one that the month has.
            while (day >= Moment.DaysIn(year, month)) day -= 7;
            return (first + day) * DaySeconds + second;
        }

        private bool Read(string text)
        {
            _read = text;
            int offset;
            if (!SkipName() || !TryClock(24, out offset)) return false;
            _standard = -offset;
            _summer = _standard;
            if (_at == text.Length) return true;
            if (!SkipName()) return false;
            _summer = _standard + HourSeconds;
            if (Peek() != ',' && _at < text.Length)
            {
                if (!TryClock(24, out offset)) return false;
                _summer = -offset;
            }
            return TryChange(out _beginDay, out _beginSecond)
                && TryChange(out _endDay, out _endSecond) && _at == text.Length;
        }

        // Three letters and more, or anything between < and >.
        private bool SkipName()
        {
            int start = _at;
            if (Peek() == '<')
            {
                int end = _read.IndexOf('>', start);
                _at = end + 1;
                return end > start + 3;
            }
            while ((Peek() >= 'a' && Peek() <= 'z') || (Peek() >= 'A' && Peek() <= 'Z')) _at++;
            return _at - start >= 3;
        }

        // [+-]hh[:mm[:ss]] in seconds.
        private bool TryClock(int hoursMax, out int seconds)
        {
            int sign = Peek() == '-' ? -1 : 1;
            if (Peek() == '-' || Peek() == '+') _at++;
            int hours;
            int minutes = 0;
            int rest = 0;
            bool isGood = TryNumber(hoursMax, out hours);
            if (isGood && Peek() == ':')
            {
                _at++;
                isGood = TryNumber(59, out minutes);
            }
            if (isGood && Peek() == ':')
            {
                _at++;
                isGood = TryNumber(59, out rest);
            }
            seconds = sign * (hours * HourSeconds + minutes * 60 + rest);
            return isGood;
        }

        // ,Mmonth.week.day[/time]; two in the morning where no time is written.
        private bool TryChange(out int day, out int second)
        {
            int month = 0;
            int week = 0;
            int weekday = 0;
            day = 0;
            second = 2 * HourSeconds;
            bool isGood = Take(',') && Take('M') && TryNumber(12, out month) && Take('.')
                && TryNumber(5, out week) && Take('.') && TryNumber(6, out weekday)
                && month > 0 && week > 0;
            if (!isGood) return false;
            day = month * 1000 + week * 10 + weekday;
            return !Take('/') || TryClock(167, out second);
        }

        private bool TryNumber(int max, out int number)
        {
            int start = _at;
            while (Number.IsDigit(Peek())) _at++;
            return Number.TryParse(_read.Substring(start, _at - start), out number)
                && number <= max;
        }

        private bool Take(char c)
        {
            if (Peek() != c) return false;
            _at++;
            return true;
        }

        private char Peek()
        {
            return _at < _read.Length ? _read[_at] : (char)0;
        }
    }
}
