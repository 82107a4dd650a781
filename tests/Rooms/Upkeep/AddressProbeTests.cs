// Rooms: is an address free? Answered or refused means taken, silence means free.

using nanoFramework.TestFramework;
using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class AddressProbeTests
    {
        private sealed class OneDial : INetwork, IDial, IStream
        {
            public int Now = DialState.Pending;
            public bool HasSocket = true;
            public int Open;

            public string Trouble { get { return ""; } }

            public int State { get { return Now; } }

            public int Room { get { return 0; } }

            public IDial Dial(uint address, int port)
            {
                if (!HasSocket) return null;
                Open++;
                return this;
            }

            public IStream Take()
            {
                return this;
            }

            public void Abandon()
            {
                Open--;
            }

            public void Close(bool abort)
            {
                Open--;
            }

            public IAcceptor Listen(int port)
            {
                return null;
            }

            public IDatagrams BindDatagrams(int port)
            {
                return null;
            }

            public IDatagrams ConnectDatagrams(uint address, int port)
            {
                return null;
            }

            public int Receive(byte[] buffer, int offset, int count)
            {
                return Flow.Nothing;
            }

            public bool Send(byte[] buffer, int offset, int count)
            {
                return false;
            }

            public bool Wakes(ISleeper sleeper)
            {
                return false;
            }

            public bool HalfClose()
            {
                return false;
            }
        }

        [TestMethod]
        [DataRow(DialState.Connected, 100, AddressProbe.Taken)]
        [DataRow(DialState.Failed, 100, AddressProbe.Taken)]
        [DataRow(DialState.Pending, 100, AddressProbe.Asking)]
        [DataRow(DialState.Pending, AddressProbe.SilenceMs, AddressProbe.Free)]
        [DataRow(DialState.Failed, AddressProbe.SilenceMs, AddressProbe.Free)]
        public void Asked_AnswerOrSilence_IsUnderstoodAndLeavesNoSocket(
            int state, int afterMs, int answer)
        {
            OneDial network = new OneDial();
            SocketBudget budget = new SocketBudget(16, 8, 16);
            AddressProbe probe = new AddressProbe(network, budget, 0xC0A80105, 0);
            network.Now = state;
            probe.Step(afterMs);
            Assert.AreEqual(answer, probe.Answer);
            int open = answer == AddressProbe.Asking ? 1 : 0;
            Assert.AreEqual(open, network.Open);
            Assert.AreEqual(open, budget.OwnerConnections);
            Assert.AreEqual(open, budget.Open);
            probe.Step(afterMs + 1);
            Assert.AreEqual(answer, probe.Answer);
        }

        [TestMethod]
        public void Asked_NoSocketFree_IsUnknown()
        {
            OneDial network = new OneDial();
            network.HasSocket = false;
            SocketBudget budget = new SocketBudget(16, 8, 16);
            AddressProbe probe = new AddressProbe(network, budget, 0xC0A80105, 0);
            Assert.AreEqual(AddressProbe.Unknown, probe.Answer);
            probe.Step(5000);
            Assert.AreEqual(AddressProbe.Unknown, probe.Answer);
            Assert.AreEqual(0, budget.Open);
        }

        [TestMethod]
        public void Asked_BudgetSpent_DialsNobody()
        {
            OneDial network = new OneDial();
            SocketBudget budget = new SocketBudget(1, 1, 1);
            budget.TakeConnection();
            AddressProbe probe = new AddressProbe(network, budget, 0xC0A80105, 0);
            Assert.AreEqual(AddressProbe.Unknown, probe.Answer);
            Assert.AreEqual(0, network.Open);
            Assert.AreEqual(1, budget.Open);
        }
    }
}
