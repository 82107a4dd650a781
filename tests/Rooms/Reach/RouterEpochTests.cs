// Rooms: the age of a router's table: what shows that it has forgotten, and what does not.

using nanoFramework.TestFramework;
using Portreeve.Reach;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class RouterEpochTests
    {
        [DataRow(1060, false)]
        [DataRow(1051, false)]
        [DataRow(1049, true)]
        [DataRow(0, true)]
        [DataRow(2000, false)]
        public void AfterAMinute_AYoungerTableIsAnother(int age, bool hasForgotten)
        {
            RouterEpoch epoch = new RouterEpoch();
            Assert.IsFalse(epoch.HasForgotten(1000, 5000));
            Assert.AreEqual(hasForgotten, epoch.HasForgotten((uint)age, 65000));
        }

        [TestMethod]
        public void Forget_TakesTheNextAgeForTheFirst()
        {
            RouterEpoch epoch = new RouterEpoch();
            epoch.HasForgotten(1000, 0);
            epoch.Forget();
            Assert.IsFalse(epoch.HasForgotten(0, 60000));
        }
    }
}
