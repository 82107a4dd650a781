// Rooms: which ports of the router are wished for, when each is asked about, what becomes of it.

using nanoFramework.TestFramework;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class LeasesTests
    {
        private static RuleTable s_table;
        private static Leases s_leases;

        private static void Begin()
        {
            s_table = new RuleTable(4);
            s_leases = new Leases(4, new Journal.Journal(new FakeWorld(), 16));
        }

        [TestMethod]
        public void Wishes_AreThePortsOfEnabledRules_AndNoMore()
        {
            Begin();
            Rule on = Bench.NewRule(false, 8080);
            Rule off = Bench.NewRule(true, 53);
            off.IsEnabled = false;
            s_table.Add(on);
            s_table.Add(off);
            s_leases.Follow(s_table, false);
            Assert.AreEqual(1, s_leases.Count);
            Assert.AreEqual(8080, s_leases.At(0).Port);
            Assert.IsNull(s_leases.Find(true, 53));
            off.IsEnabled = true;
            s_leases.Follow(s_table, false);
            Assert.IsNotNull(s_leases.Find(true, 53));
        }

        [TestMethod]
        public void Disabled_IsGivenBackFirst_AndForgottenIfNeverAsked()
        {
            Begin();
            Rule rule = Bench.NewRule(false, 8080);
            Rule other = Bench.NewRule(false, 8081);
            s_table.Add(rule);
            s_table.Add(other);
            s_leases.Follow(s_table, false);
            Assert.AreSame(s_leases.At(0), s_leases.NextDue(0));
            rule.IsEnabled = false;
            other.IsEnabled = false;
            s_leases.Follow(s_table, false);
            Assert.AreEqual(1, s_leases.Count);
            Lease due = s_leases.NextDue(0);
            Assert.AreEqual(8080, due.Port);
            Assert.IsFalse(due.IsWanted);
        }

        [TestMethod]
        public void Held_IsRenewedAtHalfLife()
        {
            Lease lease = Held(3600);
            Assert.IsTrue(lease.IsHeld(1000));
            Assert.IsNull(s_leases.NextDue(1799000));
            Assert.AreSame(lease, s_leases.NextDue(1801000));
            Assert.IsFalse(lease.IsHeld(3601001));
        }

        [DataRow(1, 120)]
        [DataRow(100000, 7200)]
        public void Time_IsKeptWithinBounds(int givenS, int takenS)
        {
            Lease lease = Held(givenS);
            Assert.AreEqual(1000L + takenS * 1000, lease.EndsMs);
        }

        [TestMethod]
        public void Refused_WaitsLongerEachTime_UpToTenMinutes()
        {
            Lease lease = Held(3600);
            long before = 0;
            for (int i = 0; i < 8; i++)
            {
                s_leases.Refuse(lease, LeaseTrouble.Taken, 0, 0);
                Assert.IsTrue(lease.DueMs >= before);
                before = lease.DueMs;
            }
            Assert.AreEqual((long)Limits.RouterAgainMs, lease.DueMs);
            Assert.IsFalse(lease.IsHeld(1));
            Assert.Contains("another machine has this port", lease.ToText(1));
        }

        [TestMethod]
        public void Silence_TakesNothingAway()
        {
            Lease lease = Held(3600);
            s_leases.Refuse(lease, LeaseTrouble.Silent, 0, 2000);
            Assert.IsTrue(lease.IsHeld(3000));
        }

        [TestMethod]
        public void Release_GivesEverythingBack()
        {
            Lease lease = Held(3600);
            s_leases.Follow(s_table, true);
            Assert.AreSame(lease, s_leases.NextDue(2000));
            Assert.IsFalse(lease.IsWanted);
            s_leases.Drop(lease);
            Assert.AreEqual(0, s_leases.Count);
        }

        [TestMethod]
        public void OtherRouter_HoldsNothing()
        {
            Lease lease = Held(3600);
            s_leases.Lose();
            Assert.IsFalse(lease.IsHeld(2000));
            Assert.AreEqual(1, s_leases.Count);
        }

        private static Lease Held(int lifetimeS)
        {
            Begin();
            s_table.Add(Bench.NewRule(false, 8080));
            s_leases.Follow(s_table, false);
            Lease lease = s_leases.NextDue(1000);
            s_leases.Hold(lease, 8080, lifetimeS, 1000);
            return lease;
        }
    }
}
