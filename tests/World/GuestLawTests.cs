// World: the laws about guests and grants, each seen to fail: a gateway whose calendar stands still
// keeps somebody too long, and a flash that forgets or remembers too much is noticed.

using Portreeve.World.Outside;
using Portreeve.World.People;
using Xunit;

namespace Portreeve.World
{
    public class GuestLawTests
    {
        private const uint Guest = 0xCB007107;

        private static readonly string[] Slots = { "grants.a", "grants.b" };

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void CalendarThatStandsStill_IsFoundByWhoStays(bool stands)
        {
            Stage stage = House("tcp 8001 192.168.1.20:1 from any until 2026-12-01T00:01");
            Laws laws = new Laws(stage) { IsStrict = false };
            stage.Network.Knock(Guest, 5000, 8001);
            Settle(stage, laws, 2000);
            Assert.Equal(1, stage.Gateway.Relay.Roster.SessionCount);
            if (stands) stage.Clock.StuckUtcSeconds = stage.Clock.TrueUtcSeconds;
            Settle(stage, laws, 70000);
            if (stands) Assert.Contains("somebody stays whose time is over", stage.Broken);
            else Assert.Null(stage.Broken);
        }

        [Fact]
        public void GrantThatFlashForgets_IsFound()
        {
            Stage stage = House("tcp 8001 192.168.1.20:1");
            Laws laws = new Laws(stage) { IsStrict = false };
            Say(stage, laws, "grant 203.0.113.7 on 1 for good");
            Restart(stage);
            Assert.Null(stage.Broken);
            foreach (string slot in Slots) stage.Flash.Erase(slot);
            Restart(stage);
            Assert.Contains("a grant for good is lost", stage.Broken);
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void GrantThatFlashBringsBack_IsFound(bool isBack)
        {
            Stage stage = House("tcp 8001 192.168.1.20:1");
            Laws laws = new Laws(stage) { IsStrict = false };
            Say(stage, laws, "grant 203.0.113.7 on 1 for good");
            byte[][] kept = { stage.Flash.Read(Slots[0]), stage.Flash.Read(Slots[1]) };
            Say(stage, laws, "revoke 1");
            for (int i = 0; isBack && i < 2; i++)
            {
                stage.Flash.Erase(Slots[i]);
                if (kept[i] != null) stage.Flash.Write(Slots[i], kept[i], kept[i].Length);
            }
            Restart(stage);
            if (isBack) Assert.Contains("a grant is back that was over", stage.Broken);
            else Assert.Null(stage.Broken);
        }

        // The gateway ends the grant; one that moved it to the new machine would be found.
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void GrantThatMovesToAnotherMachine_IsFound(bool moves)
        {
            Stage stage = House("tcp 8001 192.168.1.20:1");
            stage.Network.Place(0xC0A80115, 1, new Machine(stage, new Dice(13)));
            Laws laws = new Laws(stage) { IsStrict = false };
            Say(stage, laws, "grant 203.0.113.7 on 1 for good");
            stage.Network.Knock(Guest, 5000, 8001);
            Settle(stage, laws, 2000);
            Assert.Equal(1, stage.Gateway.Relay.Roster.SessionCount);
            stage.Terminal.Type("portmap edit 1 tcp 8001 192.168.1.21:1 from 203.0.113.99");
            for (int i = 0; i < 50; i++)
            {
                int version = stage.Gateway.Table.Version;
                stage.Round();
                Access.Grant grant = stage.Gateway.Grants.At(0);
                if (moves && version != stage.Gateway.Table.Version)
                {
                    grant.Bind(stage.Gateway.Table.At(0));
                }
                laws.Check();
                stage.Pass(10000);
            }
            stage.Network.Knock(Guest, 5001, 8001);
            Settle(stage, laws, 2000);
            if (moves) Assert.Contains("a stranger was let in by: tcp 8001 192.168.1.21:1",
                stage.Broken);
            else Assert.Null(stage.Broken);
        }

        // A length of time that goes on although the calendar has passed its end.
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void GrantThatOutlivesTheCalendar_IsFound(bool outlives)
        {
            Stage stage = House("tcp 8001 192.168.1.20:1");
            Laws laws = new Laws(stage) { IsStrict = false };
            Say(stage, laws, "grant 203.0.113.7 on 1 for 2h");
            stage.Clock.Jump(3 * 3600);
            if (outlives) stage.Gateway.Grants.At(0).EndUtcSeconds = 0;
            stage.Network.Knock(Guest, 5000, 8001);
            Settle(stage, laws, 2000);
            if (outlives) Assert.Contains("a stranger was let in", stage.Broken);
            else Assert.Null(stage.Broken);
        }

        private static Stage House(string rule)
        {
            Stage stage = new Stage(new Dice(11), new SimStyle());
            stage.Prepare(rule);
            stage.Network.Place(0xC0A80114, 1, new Machine(stage, new Dice(12)));
            stage.Clock.KnowsTime = true;
            stage.Boot();
            return stage;
        }

        private static void Say(Stage stage, Laws laws, string line)
        {
            stage.Terminal.Type(line);
            Settle(stage, laws, 500);
        }

        private static void Restart(Stage stage)
        {
            stage.LosePower();
            stage.Boot();
        }

        private static void Settle(Stage stage, Laws laws, int ms)
        {
            for (int i = 0; i < ms / 10; i++)
            {
                stage.Round();
                laws.Check();
                stage.Pass(10000);
            }
        }
    }
}
