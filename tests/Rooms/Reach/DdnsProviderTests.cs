// Rooms: what providers of dynamic DNS are asked, and what every code of theirs asks of us.

using nanoFramework.TestFramework;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class DdnsProviderTests
    {
        [DataRow("good 203.0.113.9", DdnsVerdict.Good, 0)]
        [DataRow("nochg 203.0.113.9", DdnsVerdict.Good, 0)]
        [DataRow("ok", DdnsVerdict.Good, 0)]
        [DataRow("nohost", DdnsVerdict.NameRefused, 0)]
        [DataRow("notfqdn", DdnsVerdict.NameRefused, 0)]
        [DataRow("!yours", DdnsVerdict.NameRefused, 0)]
        [DataRow("!active", DdnsVerdict.NameRefused, 0)]
        [DataRow("badauth", DdnsVerdict.Refused, 0)]
        [DataRow("badagent", DdnsVerdict.Refused, 0)]
        [DataRow("!donator", DdnsVerdict.Refused, 0)]
        [DataRow("abuse", DdnsVerdict.Refused, 0)]
        [DataRow("badsys", DdnsVerdict.Refused, 0)]
        [DataRow("ko", DdnsVerdict.Refused, 0)]
        [DataRow("911", DdnsVerdict.Trouble, 0)]
        [DataRow("dnserr", DdnsVerdict.Trouble, 0)]
        [DataRow("numhost", DdnsVerdict.Trouble, 0)]
        [DataRow("w30s", DdnsVerdict.Trouble, 30)]
        [DataRow("w5m", DdnsVerdict.Trouble, 300)]
        [DataRow("w2h", DdnsVerdict.Trouble, 7200)]
        [DataRow("w99h", DdnsVerdict.Trouble, 86400)]
        [DataRow("<html>", DdnsVerdict.Retry, 0)]
        [DataRow("", DdnsVerdict.Retry, 0)]
        [DataRow("goodness", DdnsVerdict.Retry, 0)]
        public void EveryCode_HasItsVerdict(string line, int verdict, int waitS)
        {
            int wait;
            Assert.AreEqual(verdict, DdnsProvider.VerdictOf(line, out wait));
            Assert.AreEqual(waitS, wait);
        }

        [DataRow("noip", "https://dynupdate.no-ip.com/nic/update?hostname=a.test,b.test"
            + "&myip=203.0.113.9")]
        [DataRow("dyndns", "https://members.dyndns.org/v3/update?hostname=a.test,b.test"
            + "&myip=203.0.113.9")]
        [DataRow("duckdns", "https://www.duckdns.org/update?domains=a.test,b.test&token=p%26w"
            + "&ip=203.0.113.9")]
        [DataRow("https://x.test/?h={names}&i={ip}&u={user}&p={password}",
            "https://x.test/?h=a.test,b.test&i=203.0.113.9&u=me%40x&p=p%26w")]
        public void Address_IsFilledIn(string provider, string url)
        {
            ReachSettings settings = Settings(provider);
            Assert.AreEqual(url, DdnsProvider.Fill(settings, "a.test,b.test", "203.0.113.9"));
        }

        [TestMethod]
        public void Duck_IsAskedForItsOwnPartOfTheName()
        {
            string url = DdnsProvider.Fill(Settings("duckdns"), "anna.duckdns.org", "1.2.3.4");
            Assert.Contains("domains=anna&", url);
        }

        [TestMethod]
        public void Plain_IsHttpOnlyWhenTheOwnerSaysSo()
        {
            ReachSettings settings = Settings("noip");
            settings.Set(ReachSettings.Plain, true);
            Assert.AreEqual(0, DdnsProvider.Fill(settings, "a.test", "1.2.3.4")
                .IndexOf("http://dynupdate"));
            settings = Settings("http://x.test/?{names}");
            Assert.Contains("add the word plain", DdnsProvider.TroubleWith(settings));
            settings.Set(ReachSettings.Plain, true);
            Assert.IsNull(DdnsProvider.TroubleWith(settings));
        }

        [TestMethod]
        public void Proof_IsBasic_UnlessItStandsInTheAddress()
        {
            Assert.AreEqual("Authorization: Basic bWVAeDpwJnc=\r\n",
                DdnsProvider.ProofOf(Settings("noip")));
            Assert.AreEqual("", DdnsProvider.ProofOf(Settings("duckdns")));
        }

        [DataRow("", "say the provider")]
        [DataRow("nonsense", "is no provider")]
        [DataRow("ftp://x.test/{names}", "is no provider")]
        [DataRow("https://x.test/", "needs a place")]
        public void BadProvider_IsRefusedWithTheNextStep(string provider, string words)
        {
            Assert.Contains(words, DdnsProvider.TroubleWith(Settings(provider)));
        }

        [DataRow("no name")]
        [DataRow("a.test,,b.test")]
        [DataRow("")]
        [DataRow("a,b,c,d,e,f,g,h,i")]
        public void BadNames_AreRefused(string names)
        {
            ReachSettings settings = Settings("noip");
            settings.Names = names;
            Assert.IsNotNull(DdnsProvider.TroubleWith(settings));
        }

        [DataRow("me:you", "pw", false)]
        [DataRow("me", "p:w", true)]
        [DataRow("me", "p\rw", false)]
        public void Secrets_HoldNothingThatEndsTheLine(string user, string password, bool isGood)
        {
            ReachSettings settings = Settings("noip");
            settings.User = user;
            settings.Password = password;
            Assert.AreEqual(isGood, DdnsProvider.TroubleWith(settings) == null);
        }

        private static ReachSettings Settings(string provider)
        {
            ReachSettings settings = new ReachSettings(new FakeWorld());
            settings.Provider = provider;
            settings.Names = "a.test,b.test";
            settings.User = "me@x";
            settings.Password = "p&w";
            return settings;
        }
    }
}
