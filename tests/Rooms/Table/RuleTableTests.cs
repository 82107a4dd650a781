// Rooms: the rules in force: numbers, order, version.

using nanoFramework.TestFramework;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class RuleTableTests
    {
        [TestMethod]
        public void Rules_AddedAndRemoved_TakeTheLeastFreeNumber()
        {
            RuleTable table = Filled(3);
            Assert.IsTrue(TableSet.Remove(table, 2));
            Assert.IsFalse(TableSet.Remove(table, 2));
            Assert.AreEqual(2, table.Count);
            Rule rule = RuleOf(9);
            Assert.IsTrue(table.Add(rule));
            Assert.AreEqual(2, rule.Number);
            Assert.AreSame(rule, table.At(2));
            Assert.AreSame(rule, table.Find(2));
        }

        [TestMethod]
        public void FullTable_Add_Refused()
        {
            RuleTable table = Filled(4);
            int version = table.Version;
            Assert.IsFalse(table.Add(RuleOf(9)));
            Assert.AreEqual(version, table.Version);
            Assert.AreEqual(4, table.Count);
        }

        [TestMethod]
        public void EveryChange_Made_RaisesTheVersion()
        {
            RuleTable table = new RuleTable(4);
            int version = table.Version;
            table.Add(RuleOf(1));
            Assert.IsTrue(table.Version > version);
            version = table.Version;
            Rule other = RuleOf(2);
            other.Number = 1;
            TableSet.Replace(table, other);
            Assert.IsTrue(table.Version > version);
            version = table.Version;
            TableSet.Remove(table, 1);
            Assert.IsTrue(table.Version > version);
            version = table.Version;
            table.Clear();
            Assert.IsTrue(table.Version > version);
        }

        [TestMethod]
        public void Rule_Replaced_KeepsPlaceAndCounters()
        {
            RuleTable table = Filled(3);
            table.Find(2).Tally.Admitted = 7;
            Rule rule = RuleOf(9);
            rule.Number = 2;
            Assert.IsTrue(TableSet.Replace(table, rule));
            Assert.AreSame(rule, table.At(1));
            Assert.AreEqual(7, rule.Tally.Admitted);
            rule = RuleOf(10);
            rule.Number = 8;
            Assert.IsFalse(TableSet.Replace(table, rule));
        }

        [TestMethod]
        public void Port_LookedFor_GoesByProtocolToo()
        {
            RuleTable table = Filled(3);
            Assert.AreEqual(2, table.FindPort(false, 2).Number);
            Assert.IsNull(table.FindPort(true, 2));
            Assert.IsNull(table.FindPort(false, 9));
        }

        private static RuleTable Filled(int rules)
        {
            RuleTable table = new RuleTable(4);
            for (int i = 1; i <= rules; i++) Assert.IsTrue(table.Add(RuleOf(i)));
            return table;
        }

        private static Rule RuleOf(int port)
        {
            return RuleText.Read("tcp " + port.ToString() + " 10.0.0.1", 0).Rule;
        }
    }
}
