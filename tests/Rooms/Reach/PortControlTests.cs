// Rooms: the router above: what it is asked, in which order of tongues, and whom nobody believes.

using nanoFramework.TestFramework;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class PortControlTests : RouterStage
    {
        [TestMethod]
        public void Silence_IsAskedInThreeTongues_ThenNotForTenMinutes()
        {
            BeginRouter(false);
            Pass(1);
            Assert.AreEqual(2, (int)Newest(0).Bytes[0]);
            Pass(2);
            Assert.AreEqual(0, (int)Newest(0).Bytes[0]);
            Pass(12);
            Assert.IsTrue(Room.Router.IsMute);
            // The search goes to everybody, from a socket of its own.
            FakeDatagrams search = s_bench.World.Network.PortAt(0);
            Assert.AreEqual(0xEFFFFFFAu, search.SentAt(0).Address);
            Assert.AreEqual(1900, search.SentAt(0).Port);
            Assert.IsTrue(search.IsClosed);
            int sockets = s_bench.World.Network.Upstreams.Count;
            Pass(580);
            Assert.AreEqual(sockets, s_bench.World.Network.Upstreams.Count);
            Pass(30);
            Assert.IsTrue(s_bench.World.Network.Upstreams.Count > sockets);
            Pass(20);
            Assert.AreEqual(0, s_bench.Gateway.Relay.Budget.Owners);
        }

        [DataRow(true)]
        [DataRow(false)]
        public void Rule_IsLeased_RenewedAtHalfLife_AndGivenBack(bool isPcp)
        {
            BeginRouter(isPcp);
            Talk(20);
            Lease lease = Room.Router.Leases.At(0);
            Assert.IsTrue(lease.IsHeld(s_bench.World.Ms));
            Assert.AreEqual(Outside, Room.Router.Outside);
            Assert.AreEqual(Outside, Room.OutsideAddress);
            long due = lease.DueMs;
            Assert.IsTrue(due <= s_bench.World.Ms + Limits.LeaseS * 500);
            s_bench.World.Ms = due;
            Talk(90);
            Assert.IsTrue(lease.DueMs > due);
            s_bench.Gateway.Table.Clear();
            Talk(5);
            Assert.AreEqual(0, Room.Router.Leases.Count);
            s_edits.SetRouter(false);
            Talk(5);
            Assert.IsNull(Room.Router);
        }

        [DataRow(true)]
        [DataRow(false)]
        public void Rule_DisabledWhileItIsAskedFor_IsGivenBackAllTheSame(bool isPcp)
        {
            BeginRouter(isPcp);
            UntilAsked(isPcp, false);
            s_bench.Gateway.Table.Clear();
            Answer(isPcp);
            UntilAsked(isPcp, true);
            Talk(5);
            Assert.AreEqual(0, Room.Router.Leases.Count);
        }

        [DataRow(true)]
        [DataRow(false)]
        public void Rule_EnabledWhileItIsGivenBack_IsLeasedAgain(bool isPcp)
        {
            BeginRouter(isPcp);
            Talk(20);
            s_bench.Gateway.Table.Clear();
            UntilAsked(isPcp, true);
            s_bench.Gateway.Table.Add(Bench.NewRule(false, 8080));
            Answer(isPcp);
            Talk(3);
            Assert.IsTrue(Room.Router.Leases.At(0).IsHeld(s_bench.World.Ms));
        }

        [TestMethod]
        public void Rule_InPlaceOfOneGivenBack_IsLeasedInAFullTable()
        {
            BeginRouter(false);
            Table.RuleTable table = s_bench.Gateway.Table;
            while (table.Count < table.Max) table.Add(Bench.NewRule(false, 9000 + table.Count));
            Talk(2 * table.Max);
            TableSet.Remove(table, table.At(0).Number);
            table.Add(Bench.NewRule(false, 8090));
            Talk(20);
            Assert.IsNotNull(Room.Router.Leases.Find(false, 8090));
            Assert.IsTrue(Room.Router.Leases.Find(false, 8090).IsHeld(s_bench.World.Ms));
        }

        [TestMethod]
        public void FailedLease_TakesNoAddressAway()
        {
            BeginRouter(false);
            s_refusal = 3;
            // The lease is asked for again after half a minute.
            Talk(40);
            Assert.AreEqual(Outside, Room.Router.Outside);
            Assert.IsTrue(Room.Router.HasSaidAddress);
        }

        [TestMethod]
        public void AddressThatIsNone_IsTakenAway()
        {
            BeginRouter(false);
            Talk(20);
            Assert.AreEqual(Outside, Room.OutsideAddress);
            s_outside = 0;
            Talk(70);
            Assert.AreEqual(0u, Room.OutsideAddress);
        }

        // Half seconds until the router is asked for a lease, or to take one back.
        private static void UntilAsked(bool isPcp, bool gives)
        {
            for (int i = 0; i < 40; i++)
            {
                Half();
                FakeDatagrams socket = NewestSocket();
                if (socket == null || socket.IsClosed) continue;
                byte[] asked = socket.SentAt(socket.Sent.Count - 1).Bytes;
                int lifetime = isPcp ? 4 : 8;
                bool isLease = asked.Length == (isPcp ? 60 : 12) && asked[0] == (isPcp ? 2 : 0);
                bool isNone = isLease && asked[lifetime + 2] + asked[lifetime + 3] == 0;
                if (isLease && isNone == gives) return;
                byte[] answer = isPcp ? Pcp(asked) : NatPmp(asked);
                if (answer != null) socket.Arrive(answer);
                s_epoch++;
            }
            Assert.IsTrue(false, "the router was not asked");
        }

        private static void Answer(bool isPcp)
        {
            byte[] asked = Newest(0).Bytes;
            NewestSocket().Arrive(isPcp ? Pcp(asked) : NatPmp(asked));
            Half();
        }

        [DataRow(true)]
        [DataRow(false)]
        public void RouterThatStartedAnew_IsAskedForAllAgain(bool isPcp)
        {
            BeginRouter(isPcp);
            Talk(20);
            s_bench.World.Ms += 600000;
            s_epoch += 600;
            Talk(70);
            s_epoch = 3;
            Talk(130);
            Assert.IsTrue(HasLine("it has started anew"));
        }

        [TestMethod]
        public void ForgedAnswers_MoveNothing()
        {
            BeginRouter(true);
            Pass(1);
            for (int i = 0; i < 40; i++)
            {
                FakeDatagrams socket = NewestSocket();
                byte[] forged = new byte[60];
                forged[0] = 2;
                forged[1] = 129;
                forged[54] = forged[55] = 255;
                forged[56] = 45;
                socket.Arrive(forged);
                Half();
            }
            Assert.AreEqual(0u, Room.Router.Outside);
            Assert.AreEqual(0u, Room.OutsideAddress);
        }

        [TestMethod]
        public void PrivateOutsideAddress_IsSaid_AndNotHandedOut()
        {
            BeginRouter(false);
            s_outside = 0x64400005;
            Talk(20);
            Assert.AreEqual(0x64400005u, Room.Router.Outside);
            Assert.AreEqual(0u, Room.OutsideAddress);
            Assert.Contains("your provider shares one address",
                Views.ReachView.RouterLine(Room.Router));
        }

        private static FakeDatagram Newest(int back)
        {
            FakeDatagrams socket = NewestSocket();
            return socket.SentAt(socket.Sent.Count - 1 - back);
        }

        private static bool HasLine(string words)
        {
            Journal.Journal journal = s_bench.Gateway.Journal;
            for (int i = 0; i < journal.Count; i++)
            {
                if (journal.At(i).Text.IndexOf(words) >= 0) return true;
            }
            return false;
        }
    }
}
