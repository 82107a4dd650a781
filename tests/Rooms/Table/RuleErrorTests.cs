// Rooms: every way to write a rule wrong, each with its column and proposal.

using nanoFramework.TestFramework;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class RuleErrorTests
    {
        // C0, DEL, C1 (a terminal's commands in one character), the turners of direction and the
        // foreign line ends.
        [DataRow("\u0001")]
        [DataRow("\u007f")]
        [DataRow("\u0080")]
        [DataRow("\u009b")]
        [DataRow("\u009f")]
        [DataRow("\u2028")]
        [DataRow("\u2029")]
        [DataRow("\u202a")]
        [DataRow("\u202e")]
        [DataRow("\u2066")]
        [DataRow("\u2069")]
        public void UnseenCharacter_InANote_IsRefused(string unseen)
        {
            RuleDraft draft = RuleText.Read("tcp 80 nas from any # a" + unseen + "b", 0);
            Assert.AreEqual(1, draft.Errors.Count);
            Assert.AreEqual(24, draft.Errors.At(0).Column);
            Assert.AreEqual("a?b", Words.Shown("a" + unseen + "b"));
        }

        [DataRow("a\tb \u00a0 Z\u00e4hler \u20ac \u2027 \u202f \u2065 \u206a \u05d0")]
        public void SeenCharacter_InANote_IsTaken(string note)
        {
            Assert.IsTrue(RuleText.Read("tcp 80 nas from any # " + note, 0).IsGood);
            Assert.AreEqual(note, Words.Shown(note));
        }

        // One thing wrong: its column, its field, and the heart of the proposal.
        [DataRow("", 1, "line", "tcp 8080")]
        [DataRow("# only a note", 1, "line", "tcp 8080")]
        [DataRow("tpc 80 nas", 1, "protocol", "tcp")]
        [DataRow("icmp 80 nas", 1, "protocol", "tcp, udp")]
        [DataRow("both 80 nas", 1, "protocol", "portmap add")]
        [DataRow("8080 nas", 1, "protocol", "before the port")]
        [DataRow("tcp nas.lan:80", 5, "port", "before the target")]
        [DataRow("tcp 0 nas", 5, "port", "write 1 ")]
        [DataRow("tcp 65536 nas", 5, "port", "65535")]
        [DataRow("tcp 99999999999 nas", 5, "port", "65535")]
        [DataRow("tcp 8O8O nas", 5, "port", "8080")]
        [DataRow("tcp ssh nas", 5, "port", "22")]
        [DataRow("tcp 8000-8010 nas", 5, "port", "portmap add")]
        [DataRow("tcp -80 nas", 5, "port", "1 to 65535")]
        [DataRow("tcp 8080:192.168.1.20:80", 9, "port", "write 8080 192.168.1.20:80")]
        [DataRow("8080:192.168.1.20:80", 1, "protocol", "before the port")]
        [DataRow("tcp 8080:80", 9, "port", "write 8080 192.168.1.20:80")]
        [DataRow("tcp 80 http://192.168.1.20:81/", 8, "target", "write 192.168.1.20:81")]
        [DataRow("tcp 80 http://nas.lan/photos", 8, "target", "write nas.lan:80")]
        [DataRow("tcp 443 https://nas.lan", 9, "target", "write nas.lan:443")]
        [DataRow("tcp 80 nas.lan/photos", 8, "target", "write nas.lan")]
        [DataRow("tcp 80 nas from http://anna.ddns.net/", 17, "from", "write anna.ddns.net")]
        [DataRow("tcp 80 nas from anna.ddns.net:1234", 17, "from", "write anna.ddns.net")]
        [DataRow("tcp 80 nas from 203.0.113.7:1234", 17, "from", "write 203.0.113.7")]
        [DataRow("tcp 80 nas # a\uFFFDb", 15, "line", "leave it out")]
        [DataRow("tcp 80", 7, "target", "192.168.1.20:80")]
        [DataRow("tcp 80 from lan", 8, "target", "192.168.1.20:80")]
        [DataRow("tcp 80 192.168.1.300", 8, "target", "")]
        [DataRow("tcp 80 192.168,1,20", 8, "target", "192.168.1.20")]
        [DataRow("tcp 80 nas_1", 8, "target", "like 192.168.1.20:80")]
        [DataRow("tcp 80 nas:", 12, "target", "1 to 65535")]
        [DataRow("tcp 80 nas:70000", 12, "target", "65535")]
        [DataRow("tcp 80 nas 70000", 12, "target", "65535")]
        [DataRow("tcp 80 [fe80::1]:80", 8, "target", "IPv4")]
        [DataRow("tcp 80 fe80::1", 8, "target", "IPv4")]
        [DataRow("tcp 80 nas from", 12, "from", "anna.ddns.net")]
        [DataRow("tcp 80 nas from max 4", 12, "from", "anna.ddns.net")]
        [DataRow("tcp 80 nas from lan,,any", 21, "from", "comma")]
        [DataRow("tcp 80 nas from lann", 17, "from", "lan")]
        [DataRow("tcp 80 nas from anyone", 17, "from", "any, lan")]
        [DataRow("tcp 80 nas from 203.0.113.7/24", 17, "from", "203.0.113.0/24")]
        [DataRow("tcp 80 nas from 203.0.113.7/33", 17, "from", "write 203.0.113.7")]
        [DataRow("tcp 80 nas from 203.0.113.7/255.255.255.0", 17, "from", "203.0.113.0/24")]
        [DataRow("tcp 80 nas from 192.168.1.*", 17, "from", "192.168.1.0/24")]
        [DataRow("tcp 80 nas from 10.0", 17, "from", "")]
        [DataRow("tcp 80 nas from 10.*", 17, "from", "10.0.0.0/8")]
        [DataRow("tcp 80 nas from 2001:db8::1", 17, "from", "IPv4")]
        [DataRow("tcp 80 nas from any,any", 21, "from", "leave one out")]
        [DataRow("tcp 80 nas from any lan", 21, "word", "ban")]
        [DataRow("tcp 80 nas from any a.b", 21, "word", "comma")]
        [DataRow("tcp 80 nas from a.b[]", 21, "from", "[until")]
        [DataRow("tcp 80 nas from a.b[until]", 21, "until", "")]
        [DataRow("tcp 80 nas from a.b[max 4]", 21, "from", "until, for, hours")]
        [DataRow("tcp 80 nas from a.b[until 2026-12-01", 20, "from", "add ]")]
        [DataRow("tcp 80 nas max", 12, "max", "1 to 9999")]
        [DataRow("tcp 80 nas max 0", 16, "max", "leave max out")]
        [DataRow("tcp 80 nas max 10000", 16, "max", "9999")]
        [DataRow("tcp 80 nas ban 256", 16, "ban", "255")]
        [DataRow("tcp 80 nas max 4 max 5", 18, "max", "leave one out")]
        [DataRow("tcp 80 nas idle 300", 17, "idle", "300s, 300m")]
        [DataRow("tcp 80 nas idle 0s", 17, "idle", "90s")]
        [DataRow("tcp 80 nas idle 8d", 17, "idle", "7d")]
        [DataRow("tcp 80 nas dial 10m", 17, "dial", "5m")]
        [DataRow("tcp 80 nas proxy v3", 18, "proxy", "v1 or proxy v2")]
        [DataRow("udp 80 nas proxy v1", 18, "proxy", "v2")]
        [DataRow("tcp 80 nas wake nas", 17, "wake", "AA:BB")]
        [DataRow("tcp 80 nas wake", 12, "wake", "AA:BB")]
        [DataRow("tcp 80 nas until 2026-02-31", 18, "until", "2026-02-28")]
        [DataRow("tcp 80 nas until soon", 18, "until", "2026-12-01")]
        [DataRow("tcp 80 nas until 2026-12-01 for 3h", 29, "for", "leave one out")]
        [DataRow("tcp 80 nas for 3", 16, "for", "3h")]
        [DataRow("tcp 80 nas hours mo-fr 08:00-18:00", 18, "hours", "mon-fri")]
        [DataRow("tcp 80 nas hours mon-fri 8-18", 26, "hours", "08:00-18:00")]
        [DataRow("tcp 80 nas hours mon-fri 08:00-25:00", 26, "hours", "24:00")]
        [DataRow("tcp 80 nas hours mon-fri 08:00-08:00", 26, "hours", "00:00-24:00")]
        [DataRow("tcp 80 nas anywere", 12, "word", "anywhere")]
        [DataRow("tcp 80 nas zebra", 12, "word", "the words are from, max")]
        [DataRow("tcp 80 nas # a\u0007b", 15, "line", "leave it out")]
        public void OneSlip_Read_IsToldWithPlaceAndProposal(
            string line, int column, string field, string proposal)
        {
            RuleDraft draft = RuleText.Read(line, 1700000000);
            Assert.IsFalse(draft.IsGood);
            TextError error = draft.Errors.At(0);
            Assert.AreEqual(column, error.Column);
            Assert.AreEqual(field, error.Field);
            Assert.Contains(proposal, error.Proposal);
        }

        [DataRow("tcp 80 my_nas.lan", "host name: '_' cannot")]
        [DataRow("tcp 80 nas from my_pc.lan", "host name: '_' cannot")]
        [DataRow("tcp 80 na\u00EFs", "host name: '\u00EF' cannot")]
        public void OddCharacterInAName_Read_IsNamed(string line, string expected)
        {
            RuleDraft draft = RuleText.Read(line, 0);
            Assert.AreEqual(1, draft.Errors.Count);
            Assert.Contains(expected, draft.Errors.At(0).Message);
        }

        [TestMethod]
        public void DotAtTheEndOfAName_Read_IsLeftOut()
        {
            RuleDraft draft = RuleText.Read("tcp 80 nas.lan.:81 from anna.ddns.net.", 0);
            Assert.IsTrue(draft.IsGood);
            Assert.AreEqual("tcp 80 nas.lan:81 from anna.ddns.net", RuleText.Write(draft.Rule));
            Assert.IsFalse(RuleText.Read("tcp 80 nas.lan..", 0).IsGood);
            Assert.IsFalse(RuleText.Read("tcp 80 192.168.1.20.", 0).IsGood);
        }

        [TestMethod]
        public void SeveralSlips_Read_AreAllToldInOrder()
        {
            string line = "tpc 80800 192.168.1.300:0 fron lan maxx 4 idle 300 proxy v3 "
                + "until 2026-02-31 hours mo-fri 8-18 wake me";
            int[] columns = { 1, 5, 11, 25, 27, 36, 48, 58, 67, 84, 91, 101 };
            RuleDraft draft = RuleText.Read(line, 0);
            Assert.AreEqual(columns.Length, draft.Errors.Count);
            for (int i = 0; i < columns.Length; i++)
            {
                Assert.AreEqual(columns[i], draft.Errors.At(i).Column);
            }
        }

        [TestMethod]
        public void LongLine_Read_SaysByHowMuch()
        {
            string line = "tcp 80 nas # " + new string('x', Limits.RuleCharsMax - 13);
            Assert.IsTrue(RuleText.Read(line, 0).IsGood);
            RuleDraft draft = RuleText.Read(line + "yyy", 0);
            Assert.AreEqual(1, draft.Errors.Count);
            Assert.Contains(" 3 characters longer", draft.Errors.At(0).Message);
        }

        [TestMethod]
        public void Errors_AddedInAnyOrder_StandByColumnWithTheColumnlessLast()
        {
            TextErrors errors = new TextErrors();
            int[] columns = { 9, 0, 3, 9, 1, 0, 12 };
            for (int i = 0; i < columns.Length; i++)
            {
                errors.Add(columns[i], i.ToString(), "message", "");
            }
            string order = "";
            for (int i = 0; i < errors.Count; i++) order += errors.At(i).Field;
            Assert.AreEqual("4203615", order);
        }

        [TestMethod]
        public void Notes_Added_RefuseNothing()
        {
            TextErrors errors = new TextErrors();
            errors.AddNote(1, "idle", "short", "");
            Assert.IsTrue(errors.IsGood);
            errors.Add(1, "idle", "wrong", "write 5m");
            Assert.IsFalse(errors.IsGood);
            Assert.AreEqual("column 1: wrong; write 5m", errors.At(1).ToString());
        }
    }
}
