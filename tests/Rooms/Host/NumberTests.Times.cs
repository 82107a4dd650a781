// Host only: the times and counts of the guides, as NumberTests holds them to the code.

using Portreeve.Access;
using Portreeve.Names;
using Portreeve.SignIn;
using Portreeve.Table;
using Xunit;

namespace Portreeve.Rooms.Host
{
    public partial class NumberTests
    {
        private const double Second = 1000;
        private const double Minute = 60 * Second;
        private const double Hour = 60 * Minute;

        // What docs/ssh.md says of its rule: how many come in where one knocks ten times a second.
        [Fact]
        public void Rate_LetsInAsManyInAMinuteAsTheGuideSays()
        {
            Rule rule = RuleText.Read("tcp 2222 192.168.1.10:22 from any rate 6", 0).Rule;
            SourceRates rates = new SourceRates(4, 1);
            int[] minutes = new int[3];
            for (int ms = 0; ms < minutes.Length * (int)Minute; ms += 100)
            {
                if (!rates.Allows(rule, 1, ms)) continue;
                rates.Take(rule, 1, ms);
                minutes[ms / (int)Minute]++;
            }
            Assert.Contains("rate 6", Text("docs/ssh.md"));
            Assert.Equal(new[] { 11, 6, 6 }, minutes);
            Assert.Matches(@"eleven in the first minute and six in each one after",
                Text("docs/ssh.md").Replace("\n  ", " "));
        }

        private static (string Page, string Pattern, double Value)[] Times()
        {
            return new (string Page, string Pattern, double Value)[]
            {
                ("docs/friends.md", @"at most every (\d+) seconds, at least",
                    Limits.LookupTtlMinMs / Second),
                ("docs/friends.md", @"at least (\w+) an\s+hour", Hour / Limits.LookupTtlMaxMs),
                ("docs/friends.md", @"at most every (\d+) seconds for each name",
                    Limits.KnockLookupMs / Second),
                ("docs/friends.md", @"that moment, (\w+) seconds at most",
                    Limits.ParkMs / Second),
                ("docs/friends.md", @"of the name count, up to (\w+)\.", DnsReader.AddressesMax),
                ("docs/friends.md", @"last good address for (\d+) hours",
                    Limits.FriendGraceMs / Hour),
                ("DESIGN.md", @"keep at most (\w+) addresses for a name", DnsReader.AddressesMax),
                ("docs/limits.md", @"sockets for\s+people: \*\*(\w+) TCP sessions",
                    Sessions(new Limits(), 1)),
                ("docs/limits.md", @"16 - 3 - 6 = 7:\s+(\w+) sessions",
                    Sessions(new Limits(), 5)),
                ("docs/limits.md", @"\*\*(\w+) TCP sessions at once\*\*, with any",
                    (Ble("Connections") - 1 - Limits.JudgeSockets) / Limits.SessionSockets),
                ("docs/limits.md", @"one that asked once and was\s+answered after a (\w+) of",
                    Second / Limits.YieldAnsweredMs),
                ("docs/limits.md", @"after a second of rest, or a (\w+) of one",
                    Second / Limits.YieldAloneMs),
                ("docs/limits.md", @"(\d+) KB in flash\.", Limits.PayloadBytesMax / 1024.0),
                ("docs/limits.md", @"last session of an address, after (a) minute",
                    Limits.GiveWayIdleMs / Minute),
                ("docs/security.md", @"goes back after\s+(a)\s+minute unless",
                    Limits.ConfirmMs / Minute),
                ("docs/security.md", @"address that guesses waits, (\w+) seconds at most",
                    BackOff.WaitMaxMs / Second),
                ("docs/page.md", @"tried for\s+(a) minute", Limits.ConfirmMs / Minute),
                ("docs/ports.md", @"it goes back after (a) minute", Limits.ConfirmMs / Minute),
                ("docs/troubleshooting.md", @"It says within (\w+) minutes who",
                    Limits.KnockWaitMs / Minute),
                ("docs/reached.md", @"waits (\w+) minutes for somebody",
                    Limits.KnockWaitMs / Minute),
                ("docs/reached.md", @"and every (\d+) days so that", Limits.DdnsRefreshDays),
                ("docs/reached.md", @"there are at least (\w+) minutes",
                    Limits.DdnsPauseS / 60.0),
                ("docs/reached.md", @"trouble of the provider (half) an hour",
                    Limits.DdnsTroubleS / 3600.0),
                ("docs/reached.md", @"service every (\w+)\s+minutes",
                    Limits.PublicAddressMs / Minute),
                ("docs/reached.md", @"TLS takes about (\d+) KB", Limits.TlsBytesMin / 1024.0),
                ("docs/reached.md", @"restarted \(found within (a) minute\)",
                    Limits.RouterWatchMs / Minute),
                ("DESIGN.md", @"then has (a) second\s+to read", Limits.LastWordsQuietMs / Second),
                ("DESIGN.md", @"in one of (\w+) seats, for", Limits.ParkedMax),
            };
        }
    }
}
