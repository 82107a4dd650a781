// Rooms: an IPv4 address as text and as a number.

using nanoFramework.TestFramework;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class IPv4Tests
    {
        [DataRow("0.0.0.0")]
        [DataRow("192.168.1.20")]
        [DataRow("255.255.255.255")]
        [DataRow("9.10.99.100")]
        public void Address_ReadAndWritten_IsTheSame(string text)
        {
            uint address;
            Assert.IsTrue(IPv4.TryParse(text, out address));
            Assert.AreEqual(text, IPv4.ToText(address));
        }

        [DataRow("")]
        [DataRow("1.2.3")]
        [DataRow("1.2.3.4.5")]
        [DataRow("1.2.3.256")]
        [DataRow("1.2.3.999999999999")]
        [DataRow("01.2.3.4")]
        [DataRow("1.2.3.04")]
        [DataRow("1..2.3")]
        [DataRow("1.2.3.")]
        [DataRow(".1.2.3.4")]
        [DataRow("1.2.3.-4")]
        [DataRow("1.2.3.4 ")]
        [DataRow("0x1.2.3.4")]
        [DataRow("a.b.c.d")]
        public void NoAddress_Read_Refused(string text)
        {
            uint address;
            Assert.IsFalse(IPv4.TryParse(text, out address));
        }

        [TestMethod]
        public void Address_WithPort_HasColon()
        {
            Assert.AreEqual("10.0.0.1:8080", IPv4.ToText(0x0A000001, 8080));
        }

        [DataRow("10.0.0.1", true)]
        [DataRow("10.255.255.255", true)]
        [DataRow("11.0.0.0", false)]
        [DataRow("172.15.255.255", false)]
        [DataRow("172.16.0.0", true)]
        [DataRow("172.31.255.255", true)]
        [DataRow("172.32.0.0", false)]
        [DataRow("192.168.0.1", true)]
        [DataRow("192.169.0.1", false)]
        [DataRow("169.254.7.7", true)]
        [DataRow("100.64.0.1", false)]
        [DataRow("127.0.0.1", false)]
        [DataRow("8.8.8.8", false)]
        public void Address_AskedWhetherPrivate_FollowsRfc1918(string text, bool expected)
        {
            Assert.AreEqual(expected, IPv4.IsPrivate(Read(text)));
        }

        [DataRow("169.254.169.254", true, false)]
        [DataRow("169.254.169.253", false, true)]
        [DataRow("8.8.8.8", false, false)]
        [DataRow("8.8.8.8", true, true)]
        [DataRow("127.0.0.1", false, true)]
        [DataRow("10.1.2.3", false, true)]
        public void Address_AskedWhetherInside_IsSoUnlessItGivesSecretsAway(
            string text, bool isNear, bool expected)
        {
            Assert.AreEqual(expected, IPv4.IsInside(Read(text), isNear));
        }

        [DataRow("0.1.2.3", false)]
        [DataRow("1.0.0.1", true)]
        [DataRow("223.255.255.255", true)]
        [DataRow("224.0.0.1", false)]
        [DataRow("240.0.0.1", false)]
        [DataRow("255.255.255.255", false)]
        public void Address_AskedWhetherOneHost_LeavesOutGroups(string text, bool expected)
        {
            Assert.AreEqual(expected, IPv4.IsUnicast(Read(text)));
        }

        [TestMethod]
        public void Address_EdgesOfLoopbackAndCarrier_AreExact()
        {
            Assert.IsTrue(IPv4.IsLoopback(Read("127.255.255.255")));
            Assert.IsFalse(IPv4.IsLoopback(Read("128.0.0.0")));
            Assert.IsTrue(IPv4.IsCarrierShared(Read("100.64.0.0")));
            Assert.IsTrue(IPv4.IsCarrierShared(Read("100.127.255.255")));
            Assert.IsFalse(IPv4.IsCarrierShared(Read("100.128.0.0")));
            Assert.IsFalse(IPv4.IsCarrierShared(Read("100.63.255.255")));
        }

        [DataRow("anna.ddns.net", true)]
        [DataRow("nas", true)]
        [DataRow("a-b.c1", true)]
        [DataRow("3com.com", true)]
        [DataRow("-a.net", false)]
        [DataRow("a-.net", false)]
        [DataRow("a..net", false)]
        [DataRow("a.net.", false)]
        [DataRow("a_b.net", false)]
        [DataRow("192.168.1.300", false)]
        [DataRow("1.2", false)]
        [DataRow("", false)]
        public void HostName_Judged_FollowsRfc1123(string text, bool expected)
        {
            Assert.AreEqual(expected, HostName.IsValid(text));
        }

        [TestMethod]
        public void HostName_LabelOf64_Refused()
        {
            string label = new string('a', 63);
            Assert.IsTrue(HostName.IsValid(label + ".net"));
            Assert.IsFalse(HostName.IsValid(label + "a.net"));
            string longest = label + "." + label + "." + label + "." + new string('a', 61);
            Assert.AreEqual(253, longest.Length);
            Assert.IsTrue(HostName.IsValid(longest));
            Assert.IsFalse(HostName.IsValid(longest + "a"));
        }

        private static uint Read(string text)
        {
            uint address;
            Assert.IsTrue(IPv4.TryParse(text, out address));
            return address;
        }
    }
}
