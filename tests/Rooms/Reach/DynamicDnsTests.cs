// Rooms: when the provider is asked, and when never: each code, changed addresses, restarts, a
// flash that does not keep what is to be remembered.

using nanoFramework.TestFramework;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class DynamicDnsTests : ReachStage
    {
        [TestMethod]
        public void Off_AsksNobody_AndHasNoObject()
        {
            Begin();
            Pass(700);
            Assert.IsNull(Room.Ddns);
            Assert.IsNull(Room.Router);
            Assert.IsNull(Room.House);
            Assert.AreEqual(0, s_bench.World.Network.Dials.Count);
            Assert.AreEqual(0, s_bench.World.Network.Upstreams.Count);
        }

        [TestMethod]
        public void Names_AreUpdatedOnce_WithEverythingAProviderWants()
        {
            Begin();
            SetDdns("Anna.test,bert.test");
            Pass(20 * 60);
            Assert.AreEqual(1, s_asked);
            Assert.AreEqual(0, s_request.IndexOf("GET /update?hostname=anna.test,bert.test"
                + "&myip=203.0.113.9 HTTP/1.0\r\n"));
            Assert.Contains("\r\nHost: 203.0.113.53\r\n", s_request);
            Assert.Contains("\r\nUser-Agent: Portreeve Gateway-portreeve-test/", s_request);
            Assert.Contains("\r\nAuthorization: Basic bWU6c2VjcmV0\r\n", s_request);
            Assert.Contains("anna.test,bert.test is at 203.0.113.9", Status());
            Assert.AreEqual(0, s_bench.Gateway.Relay.Budget.Open);
        }

        [TestMethod]
        public void ChangedAddress_IsSent_AndNotBeforeFiveMinutes()
        {
            Begin();
            SetDdns("anna.test");
            Pass(10);
            Assert.AreEqual(1, s_asked);
            s_seen = "203.0.113.10";
            Room.Public.Refresh();
            Pass(Limits.DdnsPauseS - 30);
            Assert.AreEqual(1, s_asked);
            Pass(60);
            Assert.AreEqual(2, s_asked);
            Assert.Contains("myip=203.0.113.10", s_request);
        }

        [TestMethod]
        public void UnchangedName_IsUpdatedBeforeItExpires()
        {
            Begin();
            SetDdns("anna.test");
            Pass(10);
            s_bench.World.Ms += (Limits.DdnsRefreshDays * 86400L - 60) * 1000;
            Pass(10);
            Assert.AreEqual(1, s_asked);
            s_answer = "200 nochg 203.0.113.9";
            Pass(90);
            Assert.AreEqual(2, s_asked);
            Pass(3600);
            Assert.AreEqual(2, s_asked);
        }

        [DataRow("200 badauth", "refuses the user name or password")]
        [DataRow("401 no", "refuses the user name or password")]
        [DataRow("200 badagent", "has blocked this kind of device")]
        [DataRow("200 !donator", "wants a paid plan")]
        [DataRow("200 abuse", "blocked the name for abuse")]
        [DataRow("200 nohost", "does not know this name")]
        [DataRow("200 !yours", "belongs to somebody else")]
        [DataRow("200 badsys", "does not know this kind of update")]
        public void Refused_StopsForGood_EvenAcrossARestart(string answer, string words)
        {
            Begin();
            s_answer = answer;
            SetDdns("anna.test");
            Pass(10);
            Assert.IsTrue(Room.Ddns.IsStopped);
            Assert.Contains(words, Status());
            BeginAgain();
            int dials = s_bench.World.Network.Dials.Count;
            Pass(24 * 60);
            Assert.AreEqual(1, s_asked);
            // Not even our own address is asked for any more.
            Assert.AreEqual(dials, s_bench.World.Network.Dials.Count);
            s_answer = "200 good";
            SetDdns("bert.test");
            Pass(60);
            Assert.AreEqual(2, s_asked);
            Assert.IsFalse(Room.Ddns.IsStopped);
        }

        [DataRow("200 911", 1800)]
        [DataRow("200 dnserr", 1800)]
        [DataRow("200 w50m", 3000)]
        [DataRow("503 busy", 300)]
        [DataRow("200 <html>parked</html>", 300)]
        public void Trouble_WaitsItsTime_AcrossARestartToo(string answer, int seconds)
        {
            Begin();
            s_bench.World.Utc = 1;
            s_answer = answer;
            SetDdns("anna.test");
            Pass(10);
            Assert.AreEqual(1, s_asked);
            BeginAgain();
            Pass(seconds - 40);
            Assert.AreEqual(1, s_asked);
            Pass(80);
            Assert.AreEqual(2, s_asked);
        }

        [TestMethod]
        public void Failures_DoubleThePause()
        {
            Begin();
            s_answer = "500 no";
            SetDdns("anna.test");
            Pass(10);
            Pass(300);
            Assert.AreEqual(2, s_asked);
            Pass(560);
            Assert.AreEqual(2, s_asked);
            Pass(80);
            Assert.AreEqual(3, s_asked);
        }

        [TestMethod]
        public void HangingProvider_EndsInTime_WithASentence()
        {
            Begin();
            s_answer = null;
            SetDdns("anna.test");
            Pass(5);
            Assert.AreEqual("Asking the provider now.", Status());
            Pass(40);
            Assert.Contains("did not answer in time; asks again in", Status());
            Assert.AreEqual(0, s_bench.Gateway.Relay.Budget.Open);
        }

        [TestMethod]
        public void OneOfTwoNamesRefused_TheOtherGoesOn()
        {
            Begin();
            s_answer = "200 nohost\r\ngood 203.0.113.9\r\n";
            SetDdns("anna.test,bert.test");
            Pass(10);
            Assert.IsFalse(Room.Ddns.IsStopped);
            Assert.Contains("refused: anna.test", Status());
            s_seen = "203.0.113.10";
            s_answer = "200 good";
            Pass(20 * 60);
            Assert.Contains("hostname=bert.test&", s_request);
        }

        [TestMethod]
        public void PowerGoneInTheMiddle_IsAFailure_NotAFreshStart()
        {
            Begin();
            s_answer = null;
            SetDdns("anna.test");
            Pass(5);
            Assert.AreEqual(1, s_asked);
            s_answer = "200 good";
            BeginAgain();
            Pass(200);
            Assert.AreEqual(1, s_asked);
            Pass(300);
            Assert.AreEqual(2, s_asked);
        }

        [TestMethod]
        public void FlashThatDoesNotKeepIt_LetsNothingBeSent()
        {
            Begin();
            SetDdns("anna.test");
            s_bench.World.IsFlashFull = true;
            Pass(120);
            Assert.AreEqual(0, s_asked);
            Assert.Contains("Nothing was sent, since flash did not keep it", Status());
        }

        [DataRow("10.0.0.7")]
        [DataRow("100.64.3.4")]
        [DataRow("192.168.1.2")]
        [DataRow("no address")]
        public void AddressThatNobodyCanReach_IsNotSent(string seen)
        {
            Begin();
            s_seen = seen;
            SetDdns("anna.test");
            Pass(60);
            Assert.AreEqual(0, s_asked);
            Assert.AreEqual(0u, Room.OutsideAddress);
        }

        [TestMethod]
        public void Password_StaysWithItsProvider()
        {
            Begin();
            SetDdns("anna.test");
            Assert.IsFalse(s_edits.SetDdns("noip", "anna.test", "me", null, false, 0).IsGood);
            Assert.IsTrue(s_edits.SetDdns(Provider, "bert.test", "me", null, true, 0).IsGood);
        }

        private static string Status()
        {
            return Room.Ddns.Status(s_bench.World.Ms);
        }
    }
}
