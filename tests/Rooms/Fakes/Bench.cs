// Fakes: a relay with one or more rules on the bench, stepped by hand.

using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms.Fakes
{
    /// <summary>A gateway among fakes.</summary>
    internal sealed class Bench
    {
        /// <summary>Somebody on the list of every rule of the bench.</summary>
        public const uint Friend = 0xCB007107;

        /// <summary>Somebody on no list.</summary>
        public const uint Stranger = 0x08080808;

        /// <summary>The target of every rule of the bench.</summary>
        public const uint Target = 0xC0A80114;

        public readonly FakeWorld World = new FakeWorld();
        public readonly Limits Limits = new Limits();
        public Gateway Gateway;

        /// <summary>Builds the gateway; call after changing World or Limits.</summary>
        public Bench Begin()
        {
            Limits.WebPort = 0;
            Gateway = new Gateway(World.Around(), Limits);
            return this;
        }

        /// <summary>A bench with so many sockets, begun.</summary>
        public static Bench With(int sockets)
        {
            Bench bench = new Bench();
            bench.Limits.SocketsMax = sockets;
            return bench.Begin();
        }

        /// <summary>A rule for Friend only.</summary>
        public static Rule NewRule(bool isUdp, int port)
        {
            AllowEntry entry = new AllowEntry();
            entry.Kind = AllowKind.Network;
            entry.Network = new Cidr(Friend, 32);
            entry.Text = "203.0.113.7";
            Rule rule = new Rule();
            rule.IsUdp = isUdp;
            rule.Port = port;
            rule.Target = "192.168.1.20";
            rule.TargetAddress = Target;
            rule.TargetPort = 80;
            rule.From.Entries = new AllowEntry[] { entry };
            return rule;
        }

        /// <summary>Adds a rule for Friend and steps once.</summary>
        public Rule Open(bool isUdp, int port)
        {
            Rule rule = NewRule(isUdp, port);
            Gateway.Table.Add(rule);
            Step();
            return rule;
        }

        /// <summary>A client of that rule, connected to its target.</summary>
        public FakeStream Connect(Rule rule)
        {
            FakeStream client = World.Network.Acceptor(rule.Port).Knock(Friend);
            Step();
            Step();
            return client;
        }

        /// <summary>The upstream of the newest dial.</summary>
        public FakeStream Upstream()
        {
            return World.Network.DialAt(World.Network.Dials.Count - 1).Upstream;
        }

        /// <summary>One step, a millisecond later.</summary>
        public bool Step()
        {
            return Pass(1);
        }

        /// <summary>One step, so many milliseconds later.</summary>
        public bool Pass(long ms)
        {
            World.Ms += ms;
            return Gateway.Step(World.Ms);
        }

        /// <summary>The newest line of the journal.</summary>
        public string LastLine()
        {
            return Gateway.Journal.At(Gateway.Journal.Count - 1).Text;
        }

        /// <summary>How often a reason happened.</summary>
        public int Ends(string letters)
        {
            int place = 0;
            while (Journal.EndReason.All[place].Letters != letters) place++;
            return Gateway.Counters.Of(Journal.EndReason.All[place]);
        }
    }

    /// <summary>Changes of one rule of a table: all rules are set anew, as TableEdits does it.
    /// </summary>
    internal static class TableSet
    {
        /// <summary>Puts a rule in the place of the one with its number and hands the counters
        /// on. False: there is none.</summary>
        public static bool Replace(RuleTable table, Rule rule)
        {
            Rule old = table.Find(rule.Number);
            if (old == null) return false;
            rule.Tally = old.Tally;
            Rule[] rules = table.ToArray();
            for (int i = 0; i < rules.Length; i++)
            {
                if (rules[i] == old) rules[i] = rule;
            }
            table.Set(rules);
            return true;
        }

        /// <summary>Takes a rule out. False: there is none of that number.</summary>
        public static bool Remove(RuleTable table, int number)
        {
            Rule old = table.Find(number);
            if (old == null) return false;
            Rule[] rules = table.ToArray();
            Rule[] kept = new Rule[rules.Length - 1];
            for (int i = 0, to = 0; i < rules.Length; i++)
            {
                if (rules[i] != old) kept[to++] = rules[i];
            }
            table.Set(kept);
            return true;
        }
    }
}
