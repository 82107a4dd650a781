// Rooms: a router that speaks UPnP: what comes between a question and its answer loses no port, and
// its outside address is what it has said itself, once it has said it.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class UpnpTests : ReachStage
    {
        private const uint Outside = 0xCB007109;
        private const string Nothing = "(nothing)";
        private const string Description = "<root><device><serviceList><service><serviceType>urn:"
            + "schemas-upnp-org:service:WANIPConnection:1</serviceType><controlURL>/ctl"
            + "</controlURL></service></serviceList></device></root>";

        private static int s_heard;

        private static void BeginUpnp()
        {
            Begin();
            s_heard = 0;
            s_bench.Gateway.Table.Add(Bench.NewRule(false, 8080));
            s_edits.SetRouter(true);
        }

        // A minute at most, in which the router answers all but the first question of this name;
        // that one is returned.
        private static FakeDial Until(string question)
        {
            for (int i = 0; i < 600; i++)
            {
                s_bench.Pass(100);
                AnswerSearch();
                FakeNetwork network = s_bench.World.Network;
                if (s_heard >= network.Dials.Count) continue;
                FakeDial dial = network.DialAt(s_heard);
                string asked = new string(Encoding.UTF8.GetChars(dial.Upstream.Sent, 0,
                    dial.Upstream.SentCount));
                if (asked.Length == 0) continue;
                s_heard++;
                if (asked.IndexOf(question) >= 0) return dial;
                Answer(dial, asked);
            }
            return null;
        }

        private static void AnswerSearch()
        {
            FakeNetwork network = s_bench.World.Network;
            if (network.Ports.Count == 0) return;
            FakeDatagrams search = network.PortAt(network.Ports.Count - 1);
            if (search.IsClosed || search.Sent.Count == 0) return;
            search.Peer = s_uplink.Address;
            search.Arrive(Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nLOCATION: http://"
                + Values.IPv4.ToText(s_uplink.Address) + ":5000/root.xml\r\n\r\n"));
        }

        private static void Answer(FakeDial dial, string asked)
        {
            string body = asked.IndexOf("GET ") == 0 ? Description
                : asked.IndexOf("#GetExternalIPAddress") > 0
                ? "<NewExternalIPAddress>203.0.113.9</NewExternalIPAddress>"
                : "<NewInternalClient>192.168.1.2</NewInternalClient>";
            dial.Upstream.Arrive(Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\n\r\n" + body));
            dial.Upstream.IsFinished = true;
        }

        [TestMethod]
        public void Rule_EnabledWhileItIsGivenBack_IsLeasedAgain()
        {
            BeginUpnp();
            Until("#GetSpecificPortMappingEntry").Upstream.IsFinished = true;
            Until(Nothing);
            s_bench.Gateway.Table.Clear();
            FakeDial giving = Until("#DeletePortMapping");
            s_bench.Gateway.Table.Add(Bench.NewRule(false, 8080));
            Answer(giving, "");
            Until(Nothing);
            Assert.IsNotNull(Room.Router.Leases.Find(false, 8080));
            Assert.IsTrue(Room.Router.Leases.Find(false, 8080).IsHeld(s_bench.World.Ms));
        }

        [TestMethod]
        public void Address_IsThereOnceItIsSaid()
        {
            BeginUpnp();
            FakeDial watching = Until("#GetSpecificPortMappingEntry");
            Assert.AreEqual(Room.Router.HasSaidAddress, Room.Router.Outside != 0);
            Answer(watching, "");
            Until(Nothing);
            Assert.IsTrue(Room.Router.HasSaidAddress);
            Assert.AreEqual(Outside, Room.Router.Outside);
        }

        [TestMethod]
        public void AnotherRouter_HasNoAddressOfTheFirst()
        {
            BeginUpnp();
            Until(Nothing);
            Assert.AreEqual(Outside, Room.Router.Outside);
            s_uplink.Address = 0xC0A801FE;
            Assert.IsNotNull(Until("#AddPortMapping"));
            Assert.AreEqual(PortControl.Upnp, Room.Router.Protocol);
            Assert.AreEqual(0u, Room.Router.Outside);
        }
    }
}
