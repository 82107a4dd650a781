// World: what it costs to admit somebody who is known: no heap and no question to DNS; and what
// 64 list entries take of the chip's memory. (How many instructions an admission takes beside no
// and beside 500 sessions is counted by the nano check: tools/NanoCheck/scenario.)

using System;
using System.Collections.Generic;
using System.Reflection;
using Portreeve.Access;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.World.Outside;
using Portreeve.World.People;
using Xunit;

namespace Portreeve.World
{
    public class KnownGuestTests
    {
        private const string Anna = "anna.example.net";
        private const uint Home = 0xCB007150;
        private const int ChipBlockBytes = 12;
        private const int EntriesBytesMax = 24 * 1024;

        private readonly ITestOutputHelper _output;

        public KnownGuestTests(ITestOutputHelper output)
        {
            _output = output;
        }

        // All that Intake asks about a newcomer, in its order, for each way to be known.
        [Theory]
        [InlineData("203.0.113.80")]
        [InlineData("lan,198.51.100.0/24,203.0.113.0/24")]
        [InlineData("any[hours daily 00:00-24:00]")]
        [InlineData("203.0.113.80[until 2090-01-01 hours daily 00:00-24:00]")]
        [InlineData("198.51.100.7," + Anna)]
        [InlineData("198.51.100.7")]
        public void KnownAddress_Judged_TakesNoHeapAndAsksNoDns(string list)
        {
            Stage stage = House("tcp 8001 192.168.1.20:1 from " + list + " max 9 each 3 rate 90");
            Rule rule = stage.Gateway.Table.At(0);
            Admission admission = stage.Gateway.Admission;
            if (list == "198.51.100.7")
            {
                stage.Gateway.Grants.Give(new Cidr(Home, 32), rule, GrantKind.Good, 0, 0, out _);
            }
            int asked = stage.Names.Asked;
            for (int i = 0; i < 20; i++)
            {
                stage.Network.Knock(Home, 5000 + i, 8001).PeerReset();
                Settle(stage, 100);
            }
            Assert.Equal(20, rule.Tally.Admitted);
            Assert.Equal(asked, stage.Names.Asked);
            long bytes = 0;
            for (int i = 1; i <= 2000; i++)
            {
                long nowMs = stage.Clock.NowMs + i * 1000;
                long before = GC.GetAllocatedBytesForCurrentThread();
                Verdict verdict = admission.Judge(rule, Home, nowMs);
                bool isFree = admission.Limit(rule, Home, nowMs) == null;
                admission.Enter(rule, Home, verdict.Grant, nowMs);
                bool mayStay = admission.MayStay(rule, Home, verdict.Grant, nowMs);
                admission.Leave(rule, Home);
                // What the runtime takes when code runs for the first time is no one's fault.
                if (i > 100) bytes += GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(verdict.IsAdmitted && isFree && mayStay, list);
            }
            Assert.Equal(0, bytes);
        }

        // The chip keeps 12 bytes for each object and each field, and arrays and texts in steps
        // of 12 (measured on its interpreter, 32 bits).
        [Fact]
        public void SixtyFourFriends_TakeLessThan24KbOfTheChip()
        {
            string[] lines = new string[16];
            for (int i = 0; i < lines.Length; i++)
            {
                lines[i] = "tcp " + (8001 + i) + " 192.168.1.20:1 from ";
                for (int k = 0; k < 4; k++)
                {
                    lines[i] += (k > 0 ? "," : "") + "friend" + (10 + i * 4 + k) + ".ddns.net";
                }
            }
            Stage stage = House(lines);
            for (int i = 10; i < 74; i++)
            {
                stage.Names.Move("friend" + i + ".ddns.net", Home, Home + 1);
            }
            Settle(stage, 60000);
            for (int i = 0; i < 700; i++)
            {
                stage.Round();
                stage.Pass(1000000);
            }
            // All of them come back out of flash while DNS is silent.
            stage.LosePower();
            stage.Names.SilentPercent = 100;
            stage.Boot();
            Settle(stage, 1000);
            RuleTable table = stage.Gateway.Table;
            HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
            int bytes = 0;
            int entries = 0;
            for (int i = 0; i < table.Count; i++)
            {
                entries += table.At(i).From.Entries.Length;
                bytes += OnChip(table.At(i).From, seen);
            }
            Assert.Equal(Limits.AllowEntriesMax, entries);
            for (int i = 0; i < stage.Gateway.Names.Friends.Count; i++)
            {
                NamedHost friend = stage.Gateway.Names.Friends.At(i);
                Assert.True(friend.IsUnconfirmed && friend.IsKnown(stage.Clock.NowMs));
                Assert.Equal(2, friend.Addresses.Length);
            }
            _output.WriteLine(entries + " friends with two addresses each: " + bytes
                + " bytes on the chip, " + seen.Count + " objects");
            Assert.InRange(bytes, 10000, EntriesBytesMax);
        }

        private static int OnChip(object thing, HashSet<object> seen)
        {
            if (thing == null || !seen.Add(thing)) return 0;
            if (thing is string text) return ChipBlockBytes + Blocks(text.Length + 1);
            Type type = thing.GetType();
            int bytes = ChipBlockBytes;
            if (thing is Array array)
            {
                Type element = type.GetElementType();
                int size = element == typeof(uint) ? 4 : ChipBlockBytes;
                bytes += Blocks(array.Length * size);
                if (element == typeof(uint)) return bytes;
                foreach (object item in array) bytes += OnChip(item, seen);
                return bytes;
            }
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                bytes += ChipBlockBytes;
                if (!field.FieldType.IsValueType) bytes += OnChip(field.GetValue(thing), seen);
            }
            return bytes;
        }

        private static int Blocks(int bytes)
        {
            return (bytes + ChipBlockBytes - 1) / ChipBlockBytes * ChipBlockBytes;
        }

        private static Stage House(params string[] lines)
        {
            Stage stage = new Stage(new Dice(5), new SimStyle { SocketsMax = 64 });
            stage.Prepare(lines);
            stage.Network.Place(0xC0A80114, 1, new Machine(stage, new Dice(6)));
            stage.Names = new NameServer(stage, new Dice(7));
            stage.Names.Move(Anna, Home);
            stage.Clock.KnowsTime = true;
            stage.Boot();
            Settle(stage, 2000);
            return stage;
        }

        private static void Settle(Stage stage, int ms)
        {
            for (int i = 0; i < ms / 10; i++)
            {
                stage.Round();
                stage.Pass(10000);
            }
        }
    }
}
