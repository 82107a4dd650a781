// Rooms: moments as text, at the calendar's edges.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Wire;

namespace Portreeve.Rooms
{
    /// <summary>Moments chosen at the calendar's edges; the right answers are GNU date's.
    /// </summary>
    [TestClass]
    public class CalendarTests
    {
        [DataRow(1L, "1970-01-01T00:00:01Z", "Thu, 01 Jan 1970 00:00:01 GMT")]
        [DataRow(951782400L, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT")]
        [DataRow(951868799L, "2000-02-29T23:59:59Z", "Tue, 29 Feb 2000 23:59:59 GMT")]
        [DataRow(1709251200L, "2024-03-01T00:00:00Z", "Fri, 01 Mar 2024 00:00:00 GMT")]
        [DataRow(1798761599L, "2026-12-31T23:59:59Z", "Thu, 31 Dec 2026 23:59:59 GMT")]
        [DataRow(4107542399L, "2100-02-28T23:59:59Z", "Sun, 28 Feb 2100 23:59:59 GMT")]
        [DataRow(4107542400L, "2100-03-01T00:00:00Z", "Mon, 01 Mar 2100 00:00:00 GMT")]
        public void Moment_AtAnEdge_IsWrittenAsTheCalendarHasIt(long utc, string rfc, string http)
        {
            byte[] buffer = new byte[40];
            int end = Calendar.WriteRfc3339(utc, buffer, 0);
            Assert.AreEqual(rfc, Encoding.UTF8.GetString(buffer, 0, end));
            end = Calendar.WriteHttpDate(utc, buffer, 0);
            Assert.AreEqual(http, Encoding.UTF8.GetString(buffer, 0, end));
        }
    }
}
