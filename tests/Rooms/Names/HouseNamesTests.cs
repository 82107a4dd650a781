// Rooms: names in .local: the house is asked first, and whom of the house one may believe.

using nanoFramework.TestFramework;
using Portreeve.Budget;
using Portreeve.Names;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class HouseNamesTests
    {
        private const uint Printer = 0xC0A80132;

        private static FakeWorld s_world;
        private static SocketBudget s_budget;
        private static DnsServer s_server;
        private static DnsClient s_dns;
        private static DnsLookup s_lookup;

        private static void Begin(string name)
        {
            s_world = new FakeWorld();
            s_budget = new SocketBudget(16, 8, 16);
            s_server = new DnsServer(s_world);
            s_server.Addresses = new uint[] { 0xC0A80140 };
            s_dns = new DnsClient(s_world.Around(), s_budget, null);
            s_lookup = new DnsLookup();
            s_lookup.Name = name;
            s_dns.Ask(s_lookup, false);
            s_dns.Step(s_world.Ms);
        }

        [TestMethod]
        public void House_IsAskedFirst_AndAnswers()
        {
            Begin("printer.local");
            FakeDatagrams socket = s_world.Network.PortAt(0);
            Assert.AreEqual(0xE00000FBu, socket.SentAt(0).Address);
            Assert.AreEqual(5353, socket.SentAt(0).Port);
            Answer(socket, Printer, Printer, 5353);
            Assert.AreEqual(DnsVerdict.Found, s_lookup.State);
            Assert.AreEqual(Printer, s_lookup.Addresses[0]);
            Assert.AreEqual(0, s_server.Asked);
            Assert.AreEqual(0, s_budget.Open);
        }

        [TestMethod]
        public void SilentHouse_LeavesItToTheDnsServer()
        {
            Begin("printer.local");
            Pass(6000);
            Assert.AreEqual(2, s_world.Network.Ports.Count);
            Assert.AreEqual(DnsVerdict.Found, s_lookup.State);
            Assert.AreEqual(0xC0A80140u, s_lookup.Addresses[0]);
        }

        [DataRow(0xC0A80132u, 0x08080808u, 5353)]
        [DataRow(0x08080808u, 0xC0A80132u, 5353)]
        [DataRow(0xC0A80132u, 0xC0A80132u, 4444)]
        public void AnswerFromElsewhere_OrToElsewhere_IsNone(uint address, uint from, int port)
        {
            Begin("printer.local");
            Answer(s_world.Network.PortAt(0), address, from, port);
            Assert.IsTrue(s_lookup.IsUnderWay);
        }

        [TestMethod]
        public void OtherNames_AreNotAskedInTheHouse()
        {
            Begin("printer.local.net");
            Assert.AreEqual(0, s_world.Network.Ports.Count);
        }

        [DataRow(0xC0A80150u, true)]
        [DataRow(0x08080808u, false)]
        [DataRow(0xC0A80102u, false)]
        public void FriendOfTheHouse_IsLetInFromThere_AndFromNowhereElse(uint address, bool isIn)
        {
            Bench bench = new Bench().Begin();
            DnsServer server = new DnsServer(bench.World);
            server.IsSilent = true;
            Rule rule = RuleText.Read("tcp 8080 192.168.1.20:80 from pc.local", 0).Rule;
            bench.Gateway.Table.Add(rule);
            bench.Gateway.Names.Load(bench.Gateway.Table, bench.World.Ms);
            for (int i = 0; i < 10; i++) bench.Pass(50);
            FakeDatagrams socket = bench.World.Network.PortAt(0);
            server.Addresses = new uint[] { address };
            socket.Peer = Printer;
            socket.Port = 5353;
            socket.Arrive(server.AnswerTo(socket.SentAt(0).Bytes));
            bench.Pass(50);
            Assert.AreEqual(isIn, bench.Gateway.Admission.Judge(rule, address, bench.World.Ms)
                .IsAdmitted);
        }

        private static void Answer(FakeDatagrams socket, uint address, uint from, int port)
        {
            s_server.Addresses = new uint[] { address };
            socket.Peer = from;
            socket.Port = port;
            socket.Arrive(s_server.AnswerTo(socket.SentAt(0).Bytes));
            Pass(10);
        }

        private static void Pass(int ms)
        {
            for (int i = 0; i < ms; i += 10)
            {
                s_world.Ms += 10;
                s_server.Answer();
                s_dns.Step(s_world.Ms);
            }
        }
    }
}
