// Rooms: the stage for the tests of being reached: a bench with a way out, a web server that
// answers every dial with what the test says, and the owner's switches.

using System.Text;
using Portreeve.Changes;
using Portreeve.Outside;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms.Reach
{
    public abstract class ReachStage
    {
        private protected const string Provider =
            "http://203.0.113.53/update?hostname={names}&myip={ip}";

        private const string Service = "http://198.51.100.1/ip";

        private protected static Bench s_bench;
        private protected static FakeUplink s_uplink;
        private protected static ReachEdits s_edits;

        /// <summary>What the provider answers, status and body; null hangs.</summary>
        private protected static string s_answer;

        /// <summary>What the what-is-my-address service says.</summary>
        private protected static string s_seen;

        /// <summary>The provider's requests so far, and the newest.</summary>
        private protected static int s_asked;
        private protected static string s_request;

        private static int s_served;

        private protected static void Begin()
        {
            s_bench = new Bench();
            s_uplink = new FakeUplink();
            s_answer = "200 good 203.0.113.9";
            s_seen = "203.0.113.9";
            s_asked = 0;
            BeginAgain();
        }

        // The same world and flash, a gateway anew: a restart.
        private protected static void BeginAgain()
        {
            s_bench.Limits.WebPort = 0;
            Surroundings around = s_bench.World.Around();
            around.Uplink = s_uplink;
            s_bench.Gateway = new Gateway(around, s_bench.Limits);
            s_edits = new ReachEdits(s_bench.Gateway.Rooms);
            s_served = s_bench.World.Network.Dials.Count;
        }

        private protected static Reachability Room { get { return s_bench.Gateway.Reach; } }

        private protected static void SetDdns(string names)
        {
            s_edits.SetCheckUrl(Service);
            s_edits.SetDdns(Provider, names, "me", "secret", true, 0);
        }

        private protected static void Pass(long seconds)
        {
            for (long i = 0; i < seconds * 2; i++) Half();
        }

        // Half a second: steps until nothing moves, then the server's turn.
        private protected static void Half()
        {
            s_bench.World.Ms += 480;
            if (s_bench.World.Utc != 0) s_bench.World.Utc = s_bench.World.Ms / 1000 + 1000000;
            for (int i = 0; i < 10; i++)
            {
                s_bench.Pass(2);
                Serve();
            }
        }

        private static void Serve()
        {
            FakeNetwork network = s_bench.World.Network;
            // The doctor and the doors dial, too.
            while (s_served < network.Dials.Count && IsOver(network.DialAt(s_served))) s_served++;
            if (s_served >= network.Dials.Count) return;
            FakeDial dial = network.DialAt(s_served);
            if (!dial.IsTaken || dial.Upstream.SentCount == 0) return;
            s_served++;
            bool isProvider = dial.Address == 0xCB007135;
            if (isProvider)
            {
                s_asked++;
                s_request = new string(Encoding.UTF8.GetChars(dial.Upstream.Sent, 0,
                    dial.Upstream.SentCount));
            }
            string answer = isProvider ? s_answer : "200 " + s_seen;
            if (answer == null) return;
            dial.Upstream.Arrive(Encoding.UTF8.GetBytes("HTTP/1.1 " + answer.Substring(0, 3)
                + " x\r\nA: b\r\n\r\n" + answer.Substring(4)));
            dial.Upstream.IsFinished = true;
        }

        private static bool IsOver(FakeDial dial)
        {
            return dial.IsAbandoned || dial.Upstream.IsClosed;
        }
    }
}
