// Rooms: one line that means several rules, and what is wrong with a range.

using nanoFramework.TestFramework;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class RuleSeriesTests
    {
        [DataRow("tcp+udp 25565 10.0.0.1 from lan # game",
            "tcp 25565 10.0.0.1 from lan # game;udp 25565 10.0.0.1 from lan # game")]
        [DataRow("off both 53 nas:5353", "off tcp 53 nas:5353;off udp 53 nas:5353")]
        [DataRow("TCP/UDP 53 nas 5353", "tcp 53 nas 5353;udp 53 nas 5353")]
        [DataRow("tcp 8000-8002 nas:9000-9002 from any",
            "tcp 8000 nas:9000 from any;tcp 8001 nas:9001 from any;tcp 8002 nas:9002 from any")]
        [DataRow("udp 5-6 nas max 3", "udp 5 nas:5 max 3;udp 6 nas:6 max 3")]
        [DataRow("udp+tcp 5-6 nas:7-8",
            "tcp 5 nas:7;udp 5 nas:7;tcp 6 nas:8;udp 6 nas:8")]
        public void Series_IsALineForEach(string line, string expected)
        {
            RuleSeries series = RuleSeries.Of(line, 32);
            Assert.IsTrue(series.Errors.IsGood);
            string[] lines = expected.Split(';');
            Assert.AreEqual(lines.Length, series.Count);
            for (int i = 0; i < lines.Length; i++) Assert.AreEqual(lines[i], series.At(i));
        }

        [DataRow("tcp 80 nas")]
        [DataRow("tcp 80-x nas")]
        [DataRow("")]
        [DataRow("icmp 5 nas")]
        public void OrdinaryLine_IsNone(string line)
        {
            Assert.IsNull(RuleSeries.Of(line, 32));
        }

        [DataRow("tcp 8003-8000 nas", 5, "write 8000-8003")]
        [DataRow("tcp 0-5 nas", 5, "1 to 65535")]
        [DataRow("tcp 65530-65536 nas", 5, "1 to 65535")]
        [DataRow("tcp 80-80 nas", 5, "such as 8000-8003")]
        [DataRow("tcp 80-83 nas:80", 15, "write 80-83")]
        [DataRow("tcp 80-83 nas:90-92", 15, "write 90-93")]
        [DataRow("tcp 80-83 nas:65534-65537", 15, "write 80-83")]
        [DataRow("tcp 80-83 nas:x", 15, "write 80-83")]
        [DataRow("tcp 80-84 nas", 5, "router")]
        [DataRow("tcp+udp 80-82 nas", 9, "router")]
        [DataRow("tcp 1-65535 nas", 5, "router")]
        public void BadRange_IsTold(string line, int column, string proposal)
        {
            RuleSeries series = RuleSeries.Of(line, 4);
            Assert.AreEqual(1, series.Errors.Count);
            Assert.AreEqual(column, series.Errors.At(0).Column);
            Assert.Contains(proposal, series.Errors.At(0).Proposal);
        }

        [TestMethod]
        public void AsManyAsFit_AreTaken()
        {
            Assert.AreEqual(4, RuleSeries.Of("tcp 80-83 nas", 4).Count);
            Assert.IsTrue(RuleSeries.Of("tcp 80-83 nas", 4).Errors.IsGood);
            Assert.IsTrue(RuleSeries.Of("tcp+udp 65534-65535 nas:1-2", 4).Errors.IsGood);
        }
    }
}
