// Rooms: the tags of a router's XML, in whatever pieces it comes, and web addresses taken apart.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Reach;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class TagScanTests
    {
        private const string Device = "<d:service><d:serviceType>urn:x:service:Layer3Forwarding:1"
            + "</d:serviceType><controlURL>/no</controlURL></d:service><service><serviceType> "
            + "urn:x:service:WANPPPConnection:1\n</serviceType><controlURL>ctl/IP</controlURL>"
            + "</service><service><serviceType>urn:x:service:WANIPConnection:2</serviceType>"
            + "<controlURL>/second</controlURL></service>";

        private const uint Router = 0xC0A80101;

        [DataRow(1)]
        [DataRow(7)]
        [DataRow(1000)]
        public void Description_GivesTheFirstServiceThatOpensPorts(int piece)
        {
            TagScan scan = Scan(Igd.DescriptionTags(), Device, piece);
            Assert.IsTrue(scan.IsOver);
            Assert.AreEqual("urn:x:service:WANPPPConnection:1", scan.Service);
            Assert.AreEqual("ctl/IP", scan.Control);
        }

        [TestMethod]
        public void Answer_GivesTheFirstOfEachTag()
        {
            TagScan scan = Scan(Igd.AnswerTags(), "<a><NewExternalIPAddress>203.0.113.9"
                + "</NewExternalIPAddress><errorCode>718</errorCode><errorCode>1</errorCode></a>",
                3);
            Assert.AreEqual("203.0.113.9", scan.Value(Igd.ExternalAddress));
            Assert.AreEqual("718", scan.Value(Igd.ErrorCode));
            Assert.IsNull(scan.Value(Igd.InternalClient));
        }

        [TestMethod]
        public void TooLongAText_IsNone()
        {
            string longText = "";
            for (int i = 0; i < 20; i++) longText += "0123456789";
            TagScan scan = Scan(Igd.AnswerTags(), "<errorCode>" + longText + "</errorCode>", 9);
            Assert.IsNull(scan.Value(Igd.ErrorCode));
        }

        [DataRow("http://192.168.1.1:5000/rootDesc.xml", "/rootDesc.xml", 5000)]
        [DataRow("http://192.168.1.1", "/", 80)]
        public void Location_OfTheRouter_IsTaken(string url, string path, int port)
        {
            HttpTarget target = Igd.LocationOf("HTTP/1.1 200 OK\nST: x\nLOCATION: " + url + " \n",
                Router);
            Assert.AreEqual(path, target.Path);
            Assert.AreEqual(port, target.Port);
        }

        [DataRow("http://192.168.1.66:5000/x")]
        [DataRow("http://router.local/x")]
        [DataRow("https://192.168.1.1/x")]
        [DataRow("http://192.168.1.1@evil.test/")]
        [DataRow("http://192.168.1.1:0/")]
        [DataRow("")]
        public void Location_Elsewhere_IsNone(string url)
        {
            Assert.IsNull(Igd.LocationOf("HTTP/1.1 200 OK\nLocation: " + url + "\n", Router));
        }

        [TestMethod]
        public void Control_LeavesTheRouterNever()
        {
            HttpTarget at = HttpTarget.Of("http://192.168.1.1:5000/rootDesc.xml");
            Assert.AreEqual("/ctl/IP", Igd.ControlOf(at, "ctl/IP", Router).Path);
            Assert.IsNull(Igd.ControlOf(at, "http://192.168.1.66/ctl", Router));
            Assert.AreEqual(5001, Igd.ControlOf(at, "http://192.168.1.1:5001/c", Router).Port);
        }

        private static TagScan Scan(string[] tags, string text, int piece)
        {
            TagScan scan = new TagScan(tags);
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            for (int i = 0; i < bytes.Length; i += piece)
            {
                scan.Take(bytes, i, i + piece < bytes.Length ? i + piece : bytes.Length);
            }
            return scan;
        }
    }
}
