// Rooms: the socket budget.

using nanoFramework.TestFramework;
using Portreeve.Budget;

namespace Portreeve.Rooms
{
    [TestClass]
    public class SocketBudgetTests
    {
        [TestMethod]
        public void Spare_Fresh_KeepsTwoForTheOwner()
        {
            Assert.AreEqual(14, new SocketBudget(16, 8, 16).Spare);
        }

        [TestMethod]
        public void TakeListener_MoreThanTheImageHas_IsRefused()
        {
            SocketBudget budget = new SocketBudget(64, 5, 64);
            for (int i = 0; i < 5; i++) Assert.IsTrue(budget.TakeListener());
            Assert.IsFalse(budget.TakeListener());
            budget.ReturnListener();
            Assert.IsTrue(budget.TakeListener());
        }

        [TestMethod]
        public void TakePort_NoSessionWouldFitBeside_IsRefused()
        {
            SocketBudget budget = new SocketBudget(16, 16, 16);
            int ports = 0;
            while (budget.TakePort()) ports++;
            Assert.AreEqual(11, ports);
            Assert.IsTrue(budget.HasRoomForSession);
        }

        [TestMethod]
        public void HasRoomForSession_OneListener_FitsSixSessions()
        {
            SocketBudget budget = new SocketBudget(16, 8, 16);
            budget.TakeListener();
            int sessions = 0;
            while (budget.HasRoomForSession)
            {
                budget.Take();
                budget.Take();
                sessions++;
            }
            Assert.AreEqual(6, sessions);
            Assert.IsTrue(budget.HasRoomToJudge);
            Assert.AreEqual(13, budget.Open);
        }

        [TestMethod]
        public void TakeOwner_DoorsHaveAllTheirs_StillGetsTwo()
        {
            SocketBudget budget = new SocketBudget(16, 8, 16);
            while (budget.Spare > 0) budget.Take();
            Assert.IsTrue(budget.TakeOwner());
            Assert.IsTrue(budget.TakeOwner());
            Assert.IsFalse(budget.TakeOwner());
            Assert.AreEqual(16, budget.Open);
            budget.ReturnOwner();
            Assert.AreEqual(0, budget.Spare);
            Assert.IsTrue(budget.TakeOwner());
        }

        [TestMethod]
        public void Highest_AfterReturns_Stays()
        {
            SocketBudget budget = new SocketBudget(16, 8, 16);
            budget.Take();
            budget.Take();
            budget.Return();
            Assert.AreEqual(1, budget.Open);
            Assert.AreEqual(2, budget.Highest);
        }

        [TestMethod]
        public void HasRoomForSession_TenConnections_FitsFourAndThePage()
        {
            SocketBudget budget = new SocketBudget(16, 5, 10);
            budget.TakeListener();
            int sessions = 0;
            while (budget.HasRoomForSession)
            {
                budget.TakeConnection();
                budget.TakeConnection();
                sessions++;
            }
            Assert.AreEqual(4, sessions);
            Assert.IsTrue(budget.HasRoomToJudge);
            Assert.IsTrue(budget.HasRoomForPage(0));
            Assert.IsTrue(budget.TakeOwnerConnection());
            Assert.IsTrue(budget.IsTight);
            budget.TakeConnection();
            Assert.IsFalse(budget.HasRoomToDial);
            Assert.IsFalse(budget.HasRoomForPage(1));
            Assert.IsFalse(budget.TakeOwnerConnection());
            Assert.IsTrue(budget.HasRoomForMapping);
        }
    }
}
