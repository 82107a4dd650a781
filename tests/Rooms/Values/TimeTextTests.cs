// Rooms: durations, dates and week hours as people write them.

using nanoFramework.TestFramework;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class TimeTextTests
    {
        // 2026-12-01 00:00 UTC, a Tuesday.
        private const long FirstOfDecember = 1796083200;

        [DataRow("90s", 90, "90s")]
        [DataRow("5m", 300, "5m")]
        [DataRow("300s", 300, "5m")]
        [DataRow("2h", 7200, "2h")]
        [DataRow("3d", 259200, "3d")]
        [DataRow("1h30m", 5400, "90m")]
        [DataRow("1D1H1M1S", 90061, "90061s")]
        public void Duration_Read_IsWrittenInOneUnit(string text, int seconds, string written)
        {
            int read;
            Assert.IsTrue(Duration.TryParse(text, out read));
            Assert.AreEqual(seconds, read);
            Assert.AreEqual(written, Duration.ToText(read));
        }

        [DataRow("")]
        [DataRow("5")]
        [DataRow("m")]
        [DataRow("0s")]
        [DataRow("-5m")]
        [DataRow("5 m")]
        [DataRow("5w")]
        [DataRow("1.5h")]
        [DataRow("9999999999d")]
        [DataRow("4000d")]
        [DataRow("5m3")]
        public void NoDuration_Read_Refused(string text)
        {
            int seconds;
            Assert.IsFalse(Duration.TryParse(text, out seconds));
        }

        [DataRow("2026-12-01", 1796083200, "2026-12-01Z")]
        [DataRow("2026-12-01T00:00", 1796083200, "2026-12-01Z")]
        [DataRow("2026-12-01T18:00", 1796148000, "2026-12-01T18:00Z")]
        [DataRow("2026-12-01t18:00z", 1796148000, "2026-12-01T18:00Z")]
        [DataRow("2028-02-29", 1835395200, "2028-02-29Z")]
        [DataRow("2020-01-01", 1577836800, "2020-01-01Z")]
        [DataRow("2036-12-31T23:59", 2114380740, "2036-12-31T23:59Z")]
        public void Moment_Read_IsThatSecond(string text, int seconds, string written)
        {
            long read;
            int offset;
            Assert.IsTrue(Moment.TryParse(text, null, out read, out offset));
            Assert.AreEqual((long)seconds, read);
            Assert.AreEqual(written, Moment.ToText(read, 0));
        }

        [TestMethod]
        public void Moment_EndOfCentury_ReadAndWritten()
        {
            long read;
            int offset;
            Assert.IsTrue(Moment.TryParse("2099-12-31T23:59", null, out read, out offset));
            Assert.AreEqual(4102444740L, read);
            Assert.AreEqual("2099-12-31T23:59Z", Moment.ToText(read, 0));
        }

        [DataRow("2026-02-29")]
        [DataRow("2026-04-31")]
        [DataRow("2026-13-01")]
        [DataRow("2026-00-01")]
        [DataRow("2026-01-00")]
        [DataRow("2019-12-31")]
        [DataRow("2100-01-01")]
        [DataRow("2026-1-1")]
        [DataRow("2026-12-01T24:00")]
        [DataRow("2026-12-01T12:60")]
        [DataRow("2026-12-01 12:00")]
        [DataRow("2026-12-01T12:00+25:00")]
        [DataRow("2026-12-01T12:00+1:00")]
        [DataRow("2026-12-01ZZ")]
        [DataRow("2026-12-01T")]
        [DataRow("01.12.2026")]
        [DataRow("tomorrow")]
        [DataRow("")]
        public void NoMoment_Read_Refused(string text)
        {
            long seconds;
            int offset;
            Assert.IsFalse(Moment.TryParse(text, null, out seconds, out offset));
        }

        [DataRow("mon-fri", "08:00-18:00", "mon-fri 08:00-18:00")]
        [DataRow("MON", "00:00-24:00", "mon 00:00-24:00")]
        [DataRow("sun,sat", "10:00-12:00", "sat-sun 10:00-12:00")]
        [DataRow("fri-mon", "22:00-06:00", "mon,fri-sun 22:00-06:00")]
        [DataRow("mon-sun", "01:00-02:00", "daily 01:00-02:00")]
        [DataRow("daily", "01:00-02:00", "daily 01:00-02:00")]
        [DataRow("mon,wed,fri", "01:00-02:00", "mon,wed,fri 01:00-02:00")]
        public void WeekHours_Read_AreWrittenInOrder(string days, string span, string written)
        {
            Assert.AreEqual(written, Read(days, span).ToString());
        }

        [DataRow("mo-fri")]
        [DataRow("mon-")]
        [DataRow("")]
        [DataRow("mon,,tue")]
        [DataRow("weekend")]
        public void NoDays_Read_Refused(string days)
        {
            int bits;
            Assert.IsFalse(WeekHours.TryParseDays(days, out bits));
        }

        [DataRow("8:00-18:00")]
        [DataRow("08:00-24:01")]
        [DataRow("08:00-08:00")]
        [DataRow("24:00-08:00")]
        [DataRow("08:00-00:00")]
        [DataRow("08:00")]
        [DataRow("08.00-18.00")]
        public void NoSpan_Read_Refused(string span)
        {
            int from, to;
            Assert.IsFalse(WeekHours.TryParseSpan(span, out from, out to));
        }

        [TestMethod]
        public void WorkingHours_AskedAtTheirEdges_HoldFromFirstMinuteToBeforeLast()
        {
            WeekHours hours = Read("mon-fri", "08:00-18:00");
            long tuesday = FirstOfDecember;
            Assert.IsFalse(hours.Holds(tuesday + 8 * 3600 - 1));
            Assert.IsTrue(hours.Holds(tuesday + 8 * 3600));
            Assert.IsTrue(hours.Holds(tuesday + 18 * 3600 - 1));
            Assert.IsFalse(hours.Holds(tuesday + 18 * 3600));
            Assert.IsTrue(hours.Holds(tuesday + 3 * 86400 + 9 * 3600));
            Assert.IsFalse(hours.Holds(tuesday + 4 * 86400 + 9 * 3600));
            Assert.IsTrue(hours.Holds(tuesday + 6 * 86400 + 9 * 3600));
        }

        [TestMethod]
        public void NightHours_AskedAfterMidnight_BelongToTheDayBefore()
        {
            WeekHours hours = Read("tue", "22:00-06:00");
            long tuesday = FirstOfDecember;
            Assert.IsFalse(hours.Holds(tuesday + 5 * 3600));
            Assert.IsTrue(hours.Holds(tuesday + 23 * 3600));
            Assert.IsTrue(hours.Holds(tuesday + 86400 + 5 * 3600));
            Assert.IsFalse(hours.Holds(tuesday + 86400 + 6 * 3600));
            Assert.IsFalse(hours.Holds(tuesday + 86400 + 23 * 3600));
        }

        [TestMethod]
        public void EndOrHours_WithoutClock_AreClosed()
        {
            WeekHours daily = Read("daily", "00:00-24:00");
            Assert.AreEqual(OpenTime.Open, OpenTime.Judge(null, 0));
            Assert.AreEqual(OpenTime.NoClock, Judge(FirstOfDecember, null, 0));
            Assert.AreEqual(OpenTime.NoClock, Judge(0, daily, 0));
            Assert.AreEqual(OpenTime.Open, Judge(0, daily, FirstOfDecember));
            long end = FirstOfDecember;
            Assert.AreEqual(OpenTime.Open, Judge(end, daily, end - 1));
            Assert.AreEqual(OpenTime.Ended, Judge(end, daily, end));
            WeekHours monday = Read("mon", "00:00-24:00");
            Assert.AreEqual(OpenTime.OutOfHours, Judge(0, monday, FirstOfDecember));
        }

        private static int Judge(long untilSeconds, WeekHours hours, long utcSeconds)
        {
            OpenTime time = new OpenTime();
            time.UntilSeconds = untilSeconds;
            time.Hours = hours;
            return OpenTime.Judge(time, utcSeconds);
        }

        [DataRow("AA:BB:CC:DD:EE:FF", "AA:BB:CC:DD:EE:FF")]
        [DataRow("00-1b-2c-3d-4e-5f", "00:1B:2C:3D:4E:5F")]
        [DataRow("001b2c3d4e5f", "00:1B:2C:3D:4E:5F")]
        public void MacAddress_Read_IsWrittenWithColons(string text, string written)
        {
            Assert.AreEqual(written, MacAddress.ToText(MacAddress.Parse(text)));
        }

        [DataRow("")]
        [DataRow("AA:BB:CC:DD:EE")]
        [DataRow("AA:BB:CC:DD:EE:FG")]
        [DataRow("AA.BB.CC.DD.EE.FF")]
        [DataRow("01:00:5E:00:00:01")]
        [DataRow("FF:FF:FF:FF:FF:FF")]
        [DataRow("00:00:00:00:00:00")]
        [DataRow("AA:BB:CC:DD:EE:FF:00")]
        public void NoMachinesMac_Read_Refused(string text)
        {
            Assert.IsNull(MacAddress.Parse(text));
        }

        private static WeekHours Read(string days, string span)
        {
            int bits, from, to;
            Assert.IsTrue(WeekHours.TryParseDays(days, out bits));
            Assert.IsTrue(WeekHours.TryParseSpan(span, out from, out to));
            return new WeekHours(bits, from, to, null);
        }
    }
}
