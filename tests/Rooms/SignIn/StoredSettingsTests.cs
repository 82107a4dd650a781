// Rooms: settings that flash gives back: what can be believed of them, and the bounds of a verifier
// and of the list of keys.

using nanoFramework.TestFramework;
using Portreeve.Changes;
using Portreeve.Flash;
using Portreeve.Rooms.Fakes;
using Portreeve.Settings;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Rooms
{
    [TestClass]
    public class StoredSettingsTests
    {
        private const string Key32 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

        [DataRow(0, 80)]
        [DataRow(-1, 80)]
        [DataRow(1, 1)]
        [DataRow(8080, 8080)]
        public void Port_ThatIsNone_IsTheUsual(int stored, int port)
        {
            FakeWorld world = new FakeWorld();
            new SlotPair(world, "settings", 1).Save("{\"webPort\":" + stored.ToString() + "}");
            BoardSettings settings = new BoardSettings(world, world, 80);
            settings.Load();
            Assert.AreEqual(port, settings.WebPort);
        }

        // A private address may be a neighbour's, behind the same carrier or before a DMZ host.
        [DataRow("192.168.1.50", true)]
        [DataRow("192.168.2.50", false)]
        [DataRow("10.200.0.5", false)]
        [DataRow("172.16.0.5", false)]
        [DataRow("100.64.0.5", false)]
        [DataRow("169.254.1.1", false)]
        [DataRow("203.0.113.7", false)]
        public void NewBoard_ThePageIsForItsOwnNetworkAlone(string peer, bool isHeard)
        {
            Bench bench = new Bench().Begin();
            uint address;
            Assert.IsTrue(IPv4.TryParse(peer, out address));
            Assert.AreEqual(isHeard, bench.Gateway.Admission.IsAdmin(address));
        }

        [DataRow(4095, false)]
        [DataRow(4096, true)]
        [DataRow(1000000, true)]
        [DataRow(1000001, false)]
        public void Verifier_Rounds_AreWithinTheirBounds(int rounds, bool isTaken)
        {
            string text = "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"iterations\":"
                + rounds.ToString() + ",\"storedKey\":\"" + Key32 + "\",\"serverKey\":\"" + Key32
                + "\"}";
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
            string field, trouble;
            JsonReader json = new JsonReader(bytes);
            Assert.IsTrue(json.Read(0, bytes.Length));
            Verifier verifier = Verifier.Of(json, out field, out trouble);
            Assert.AreEqual(isTaken, verifier != null);
            Assert.AreEqual(isTaken ? null : "iterations", field);
        }

        // One more than fit may lie in flash, of firmware that kept more.
        [TestMethod]
        public void Keys_MoreThanFit_TheFirstCountAndNumbersGoOn()
        {
            ApiKeys keys = new ApiKeys();
            for (int i = 1; i <= Limits.ApiKeysMax + 1; i++)
            {
                ApiKey key = new ApiKey();
                key.Id = i;
                keys.Add(key);
            }
            Assert.AreEqual(Limits.ApiKeysMax, keys.Count);
            Assert.IsTrue(keys.IsFull);
            Assert.AreEqual(Limits.ApiKeysMax + 2, keys.NextId);
        }

        [TestMethod]
        public void SettingsBefore_Damaged_AreNone()
        {
            FakeSlots slots = new FakeSlots();
            Assert.IsFalse(new BackupStore(slots).HasBefore);
            Assert.IsTrue(new SlotPair(slots, "before", 1).Save("{}"));
            Assert.IsTrue(new BackupStore(slots).HasBefore);
            slots.IsWorn = true;
            byte[] slot = slots.Read("before.a");
            slots.Write("before.a", slot, slot.Length);
            Assert.IsFalse(new BackupStore(slots).HasBefore);
        }
    }
}
