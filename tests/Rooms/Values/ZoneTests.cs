// Rooms: time zones by their POSIX text: offsets and changes as the zone data base has them, and
// hours and ends that follow them.

using nanoFramework.TestFramework;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class ZoneTests
    {
        private const string Berlin = "CET-1CEST,M3.5.0,M10.5.0/3";
        private const string Sydney = "AEST-10AEDT,M10.1.0,M4.1.0/3";
        private const string Dublin = "IST-1GMT0,M10.5.0,M3.5.0/1";

        // The second before each change and the change, of the years 2026 and 2027.
        [DataRow("", 1774746000, 0)]
        [DataRow(Berlin, 1774745999, 60)]
        [DataRow(Berlin, 1774746000, 120)]
        [DataRow(Berlin, 1792889999, 120)]
        [DataRow(Berlin, 1792890000, 60)]
        [DataRow(Berlin, 1806195599, 60)]
        [DataRow(Berlin, 1806195600, 120)]
        [DataRow("EST5EDT,M3.2.0,M11.1.0", 1772953199, -300)]
        [DataRow("EST5EDT,M3.2.0,M11.1.0", 1772953200, -240)]
        [DataRow("EST5EDT,M3.2.0,M11.1.0", 1793512799, -240)]
        [DataRow("EST5EDT,M3.2.0,M11.1.0", 1793512800, -300)]
        [DataRow(Sydney, 1775318399, 660)]
        [DataRow(Sydney, 1775318400, 600)]
        [DataRow(Sydney, 1791043199, 600)]
        [DataRow(Sydney, 1791043200, 660)]
        [DataRow(Sydney, 1798761600, 660)]
        [DataRow(Dublin, 1774745999, 0)]
        [DataRow(Dublin, 1774746000, 60)]
        [DataRow("<+0545>-5:45", 1774746000, 345)]
        [DataRow("<-03>3", 1774746000, -180)]
        [DataRow("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1774745999, -120)]
        [DataRow("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1774746000, -60)]
        [DataRow("EET-2EEST,M3.4.4/50,M10.4.4/50", 1774655999, 120)]
        [DataRow("EET-2EEST,M3.4.4/50,M10.4.4/50", 1774656000, 180)]
        public void Offset_IsThatOfTheZone(string text, int utcSeconds, int minutes)
        {
            Assert.AreEqual(minutes * 60, Of(text).OffsetSeconds(utcSeconds));
        }

        [DataRow("Europe/Berlin")]
        [DataRow("CET")]
        [DataRow("CE-1")]
        [DataRow("CET-25")]
        [DataRow("CET-1CEST")]
        [DataRow("CET-1CEST,M3.5.0")]
        [DataRow("CET-1CEST,M13.5.0,M10.5.0")]
        [DataRow("CET-1CEST,M0.5.0,M10.5.0")]
        [DataRow("CET-1CEST,M3.6.0,M10.5.0")]
        [DataRow("CET-1CEST,M3.0.0,M10.5.0")]
        [DataRow("CET-1CEST,M3.5.7,M10.5.0")]
        [DataRow("CET-1CEST,J60,J300")]
        [DataRow("CET-1CEST,M3.5.0,M10.5.0/168")]
        [DataRow("CET-1CEST,M3.5.0,M10.5.0x")]
        [DataRow("<+1>-1")]
        [DataRow("<+01-1")]
        [DataRow("CET-1:60")]
        [DataRow("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVW-1")]
        public void NoZone_IsRefused_AndNothingChanges(string text)
        {
            Zone zone = Of(Berlin);
            Assert.IsFalse(zone.TrySet(text));
            Assert.AreEqual(Berlin, zone.Text);
            Assert.AreEqual(7200, zone.OffsetSeconds(1774746000));
        }

        [DataRow("2026-12-01T18:00", "2026-12-01T18:00+01:00")]
        [DataRow("2026-07-01", "2026-07-01+02:00")]
        [DataRow("2026-07-01T18:00Z", "2026-07-01T18:00Z")]
        [DataRow("2026-07-01T18:00-05:00", "2026-07-01T18:00-05:00")]
        [DataRow("2026-07-01-05:00", "2026-07-01-05:00")]
        [DataRow("2026-03-29T01:59", "2026-03-29T01:59+01:00")]
        [DataRow("2026-03-29T02:30", "2026-03-29T03:30+02:00")]
        [DataRow("2026-10-25T02:30", "2026-10-25T02:30+02:00")]
        [DataRow("2026-10-25T03:00", "2026-10-25T03:00+01:00")]
        public void Until_IsTheOwnersTime_AndSaysWhich(string typed, string written)
        {
            Zone zone = Of(Berlin);
            Rule rule = RuleText.Read("tcp 80 nas until " + typed, 0, zone).Rule;
            string line = RuleText.Write(rule);
            Assert.AreEqual("tcp 80 nas:80 until " + written, line);
            // Whoever reads it, in whatever zone: the same moment and the same text.
            Rule again = RuleText.Read(line, 0, null).Rule;
            Assert.AreEqual(rule.Time.UntilSeconds, again.Time.UntilSeconds);
            Assert.AreEqual(line, RuleText.Write(again));
        }

        // 08:00 in Berlin is 07:00 UTC in winter and 06:00 in summer.
        [TestMethod]
        public void Hours_FollowTheZone_WithDaylightSaving()
        {
            Zone zone = new Zone();
            Rule rule = RuleText.Read("tcp 80 nas hours mon-fri 08:00-18:00", 0, zone).Rule;
            Judge(OpenTime.OutOfHours, rule, "2026-07-01T06:30Z");
            zone.TrySet(Berlin);
            Judge(OpenTime.Open, rule, "2026-07-01T06:00Z");
            Judge(OpenTime.OutOfHours, rule, "2026-07-01T05:59Z");
            Judge(OpenTime.OutOfHours, rule, "2026-07-01T16:00Z");
            Judge(OpenTime.OutOfHours, rule, "2026-12-01T06:59Z");
            Judge(OpenTime.Open, rule, "2026-12-01T07:00Z");
            Assert.AreEqual("CET", rule.Time.Hours.ZoneName);
        }

        [TestMethod]
        public void For_EndsInTheOwnersTime()
        {
            Rule rule = RuleText.Read("tcp 80 nas for 1h", Utc("2026-12-01T17:00Z"),
                Of(Berlin)).Rule;
            Assert.AreEqual("tcp 80 nas:80 until 2026-12-01T19:00+01:00", RuleText.Write(rule));
        }

        [TestMethod]
        public void Name_IsShort()
        {
            Assert.AreEqual("CET", Of(Berlin).ShortName);
            Assert.AreEqual("UTC+0545", Of("<+0545>-5:45").ShortName);
            Assert.AreEqual("Los-Angeles", Of("<Los-Angeles>8DST,M3.2.0/2,M11.1.0/2").ShortName);
            Assert.AreEqual("UTC", new Zone().ShortName);
            Assert.AreEqual("UTC+02:00", Of(Berlin).NameAt(1774746000));
            Assert.IsTrue(Of(Berlin).TrySet("utc"));
        }

        private static void Judge(int expected, Rule rule, string time)
        {
            Assert.AreEqual(expected, OpenTime.Judge(rule.Time, Utc(time)));
        }

        private static long Utc(string text)
        {
            long seconds;
            int offset;
            Assert.IsTrue(Moment.TryParse(text, null, out seconds, out offset));
            return seconds;
        }

        private static Zone Of(string text)
        {
            Zone zone = new Zone();
            Assert.IsTrue(zone.TrySet(text));
            return zone;
        }
    }
}
