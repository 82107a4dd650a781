// Rooms: the stage for the tests of friends: a bench, a DNS server that answers, one rule for one
// friend, Anna.

using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    public abstract class FriendStage
    {
        private protected const uint Old = 0xCB007109;
        private protected const uint New = 0xC6336407;

        private protected static Bench s_bench;
        private protected static DnsServer s_server;
        private protected static Rule s_rule;

        private protected static void Begin()
        {
            s_bench = new Bench();
            s_server = new DnsServer(s_bench.World);
            s_server.Addresses = new uint[] { Old };
            BeginAgain();
        }

        // The same world and flash, a gateway anew: a restart.
        private protected static void BeginAgain()
        {
            s_bench.Begin();
            s_rule = RuleText.Read("tcp 8080 192.168.1.20:80 from anna.ddns.net", 0).Rule;
            s_bench.Gateway.Table.Add(s_rule);
            s_bench.Gateway.Names.Load(s_bench.Gateway.Table, s_bench.World.Ms);
            Pass(500);
        }

        private protected static void Pass(long ms)
        {
            for (long i = 0; i < ms; i += 50)
            {
                s_server.Answer();
                s_bench.Pass(50);
            }
        }

        private protected static NamedHost Friend()
        {
            return s_bench.Gateway.Names.Friends.Find("anna.ddns.net");
        }

        private protected static bool LetsIn(uint source)
        {
            return s_bench.Gateway.Admission.Judge(s_rule, source, s_bench.World.Ms).IsAdmitted;
        }

        private protected static FakeStream Knock(uint source)
        {
            return s_bench.World.Network.Acceptor(8080).Knock(source);
        }
    }
}
