// Rooms: bans: whom the table keeps when more addresses try than it has places.

using nanoFramework.TestFramework;
using Portreeve.Access;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class BansTests
    {
        // One set of four places: every address stands there.
        [TestMethod]
        public void FourBanned_AFifthTries_AndAllFourStayBanned()
        {
            Bans bans = new Bans(1, 7);
            Rule rule = Strict();
            for (uint source = 1; source <= 4; source++)
            {
                Assert.IsTrue(bans.Count(rule, source, 1000));
            }
            Assert.IsFalse(bans.Count(rule, 5, 2000));
            for (uint source = 1; source <= 4; source++)
            {
                Assert.IsTrue(bans.IsBanned(source, 2000));
            }
            Assert.IsFalse(bans.IsBanned(5, 2000));
            Assert.AreEqual(4, bans.List(2000).Length);
        }

        [TestMethod]
        public void OneIsLifted_ItsPlaceGoesToTheFifth()
        {
            Bans bans = new Bans(1, 7);
            Rule rule = Strict();
            for (uint source = 1; source <= 4; source++) bans.Count(rule, source, 1000);
            Assert.IsTrue(bans.Lift(2, 1500));
            Assert.IsTrue(bans.Count(rule, 5, 2000));
            Assert.IsTrue(bans.IsBanned(1, 2000));
            Assert.IsFalse(bans.IsBanned(2, 2000));
            Assert.IsTrue(bans.IsBanned(3, 2000));
            Assert.IsTrue(bans.IsBanned(4, 2000));
            Assert.IsTrue(bans.IsBanned(5, 2000));
        }

        // A ban that has run out is a place like any other, of those the one touched longest ago.
        [TestMethod]
        public void OneRanOut_ItsPlaceGoesToTheFifth()
        {
            Bans bans = new Bans(1, 7);
            Rule rule = Strict();
            bans.Count(rule, 1, 1000);
            for (uint source = 2; source <= 4; source++) bans.Count(rule, source, 50 * 1000);
            Assert.IsFalse(bans.IsBanned(1, 61 * 1000));
            Assert.IsTrue(bans.Count(rule, 5, 61 * 1000));
            for (uint source = 2; source <= 5; source++)
            {
                Assert.IsTrue(bans.IsBanned(source, 61 * 1000));
            }
        }

        private static Rule Strict()
        {
            Rule rule = new Rule();
            rule.BanTriesMax = 1;
            return rule;
        }
    }
}
