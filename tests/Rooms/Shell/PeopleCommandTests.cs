// Rooms: what the owner says about people on the console, and what is answered.

using nanoFramework.TestFramework;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class PeopleCommandTests
    {
        private static Bench s_bench;
        private static DnsServer s_server;

        private static void Begin()
        {
            s_bench = new Bench();
            s_bench.World.Utc = 1793016000;
            s_bench.Begin();
            s_server = new DnsServer(s_bench.World);
            s_server.Addresses = new uint[] { 0xCB007109 };
            s_bench.Gateway.Table.Add(RuleText.Read("tcp 8080 192.168.1.20:80 from anna.ddns.net "
                + "wake AA:BB:CC:DD:EE:FF # web shop", 0).Rule);
            for (int i = 0; i < 20; i++)
            {
                s_server.Answer();
                s_bench.Pass(50);
            }
        }

        private static string Say(string line)
        {
            s_bench.World.Written = "";
            s_bench.World.Typed = line + "\n";
            for (int i = 0; i < 40; i++) s_bench.Step();
            return s_bench.World.Written;
        }

        [DataRow("grant 203.0.113.7 on web for 2h", "203.0.113.7 may come in at tcp 8080 for 2h")]
        [DataRow("grant 203.0.113.0/28 on 1 for good", "for good")]
        [DataRow("grant 203.0.113.7 on tcp 8080 until reboot", "until the next start")]
        [DataRow("grant 203.0.113.7 on 1 until 2026-12-01", "until 2026-12-01Z")]
        [DataRow("grant 203.0.113.7 on 1 once", "once")]
        [DataRow("grant 203.0.113.7 on tcp 8080 to 192.168.1.20:80 for good", "for good")]
        [DataRow("grant 203.0.113.7 on tcp 8080 to 192.168.1.21:80 for good",
            "Nobody was let in: tcp 8080 leads to 192.168.1.20:80.")]
        [DataRow("grant 203.0.113.7 on tcp 8080 to", "Nobody was let in: tcp 8080 leads to")]
        [DataRow("grant 203.0.113.7 on 9 once", "no rule \"9\"")]
        [DataRow("grant 203.0.113.7 on 1", "Write: grant")]
        [DataRow("grant 203.0.113.7 on 1 for ever", "is no length")]
        [DataRow("grant 203.0.113.300 on 1 once", "no address")]
        [DataRow("grant bob.ddns.net on 1 for good", "tcp 8080 for good")]
        [DataRow("grant anna.ddns.net on 1 once", "A name comes in for a time")]
        [DataRow("grant lan on 1 once", "lan and any go on a door's list")]
        [DataRow("grant 203.0.113.7 on 1 until 2020-01-01", "has passed")]
        public void Grant_Line_IsAnswered(string line, string answer)
        {
            Begin();
            Assert.Contains(answer, Say(line));
        }

        [TestMethod]
        public void Grants_ListsThemAndWhyTheyEnded()
        {
            Begin();
            Assert.Contains("No grant yet", Say("grants"));
            Say("grant 203.0.113.7 on web for 2h");
            string said = Say("grants");
            Assert.Contains("203.0.113.7        tcp 8080   ", said);
            Assert.Contains(" left", said);
            Assert.Contains("is revoked", Say("revoke 1"));
            Assert.Contains("ended: revoked", Say("grants"));
            Assert.Contains("no grant 1 in force", Say("revoke 1"));
        }

        [TestMethod]
        public void Knock_IsListedAndAnswered()
        {
            Begin();
            Assert.Contains("Nobody has been refused", Say("knocks"));
            s_server.IsSilent = true;
            s_bench.World.Network.Acceptor(8080).Knock(Bench.Stranger);
            s_bench.Pass(50);
            s_bench.Pass(5000);
            Assert.Contains("8.8.8.8         tcp 8080   1 try   refused: this address is not on",
                Say("knocks"));
            Assert.Contains("8.8.8.8 may come in at tcp 8080 for 1h", Say("allow 1 for 1h"));
            Assert.Contains("Nobody has been refused", Say("knocks"));
            Assert.Contains("no knock 1", Say("allow 1 for 1h"));
            Assert.Contains("Yes: 8.8.8.8 may use tcp 8080. It is let in by grant 1",
                Say("why tcp 8080 from 8.8.8.8"));
        }

        [TestMethod]
        public void Knock_IsForgottenAloneOrWithAllOthers()
        {
            Begin();
            s_server.IsSilent = true;
            s_bench.World.Network.Acceptor(8080).Knock(Bench.Stranger);
            s_bench.Pass(5000);
            Assert.Contains("no knock 7", Say("knocks forget 7"));
            Assert.Contains("Write: knocks", Say("knocks forget it"));
            Assert.Contains("Knock 1 is forgotten.", Say("knocks forget 1"));
            Assert.Contains("Nobody has been refused", Say("knocks"));
            Assert.Contains("All knocks are forgotten.", Say("knocks forget"));
        }

        [TestMethod]
        public void Friends_ShowsWhereTheyAreAndTheGrace()
        {
            Begin();
            Assert.Contains("anna.ddns.net            203.0.113.9, ", Say("friends"));
            Assert.Contains("believed for 2h", Say("friends grace 2h"));
            Assert.Contains("believed for 2h", Say("friends"));
            Assert.Contains("as soon as the last answer runs out", Say("friends grace strict"));
            Assert.Contains("strict", Say("friends"));
            Assert.Contains("no length of time", Say("friends grace soon"));
            s_bench.Pass(11000);
            Assert.Contains("Asking where anna.ddns.net is", Say("lookup anna.ddns.net"));
            Assert.Contains("No rule has a friend", Say("lookup ben.ddns.net"));
        }

        [TestMethod]
        public void Why_NamesTheNearestAndTheTime()
        {
            Begin();
            Assert.Contains("the nearest is the entry \"anna.ddns.net\" (at 203.0.113.9",
                Say("why tcp 8080 from 203.0.113.10"));
            Say("grant 203.0.113.10 on 1 for 2h");
            Assert.Contains("Yes:", Say("why tcp 8080 from 203.0.113.10"));
            Assert.Contains("named by grant 1",
                Say("why tcp 8080 from 203.0.113.10 at 2026-12-01T18:00"));
            Assert.Contains("is no moment", Say("why tcp 8080 from 203.0.113.10 at noon"));
        }

        [TestMethod]
        public void Wake_ByNoteTargetNumberOrAddress()
        {
            Begin();
            Assert.Contains("on its way to AA:BB:CC:DD:EE:FF", Say("wake web"));
            Assert.AreEqual("waking AA:BB:CC:DD:EE:FF for the owner", s_bench.LastLine());
            Assert.Contains("on its way to AA:BB:CC:DD:EE:FF", Say("wake 192.168.1.20"));
            Assert.Contains("on its way to AA:BB:CC:DD:EE:FF", Say("wake 1"));
            Assert.Contains("on its way to 02:00:00:00:00:01", Say("wake 02:00:00:00:00:01"));
            Assert.Contains("knows an Ethernet address", Say("wake nas"));
            Assert.AreEqual(4, s_bench.World.Network.Ports.Count);
        }

        [TestMethod]
        public void Bans_ListAndLift()
        {
            Begin();
            Assert.Contains("Nobody is banned", Say("bans"));
            Rule rule = RuleText.Read("tcp 81 192.168.1.20:80 from 1.2.3.4 ban 1", 0).Rule;
            s_bench.Gateway.Table.Add(rule);
            s_bench.Step();
            s_bench.World.Network.Acceptor(81).Knock(Bench.Stranger);
            s_bench.Step();
            Assert.Contains("8.8.8.8         59 s left", Say("bans"));
            Assert.Contains("not banned any more", Say("unban 8.8.8.8"));
            Assert.Contains("Nobody is banned", Say("bans"));
        }
    }
}
