// Rooms: the stage for the tests of the router above: one that speaks PCP or NAT-PMP, with an
// outside address and a refusal of the test's choice.

using nanoFramework.TestFramework;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms.Reach
{
    public abstract class RouterStage : ReachStage
    {
        private protected const uint Outside = 0xCB007109;

        private protected static uint s_epoch;
        private protected static bool s_isPcp;

        /// <summary>Result of NAT-PMP's mappings; 0 gives them.</summary>
        private protected static int s_refusal;

        private protected static uint s_outside;

        private protected static Doctor Doctor { get { return s_bench.Gateway.Rooms.Doctor; } }

        private protected static void BeginRouter(bool isPcp)
        {
            Begin();
            s_isPcp = isPcp;
            s_epoch = 1000;
            s_outside = Outside;
            s_refusal = 0;
            s_bench.Gateway.Table.Add(Bench.NewRule(false, 8080));
            s_edits.SetRouter(true);
        }

        // Lets the router answer what it was asked last, half a second at a time.
        private protected static void Talk(int seconds)
        {
            for (int i = 0; i < seconds * 2; i++)
            {
                Half();
                FakeDatagrams socket = NewestSocket();
                if (socket == null || socket.IsClosed || socket.Port != PortMessage.Port) continue;
                byte[] asked = socket.SentAt(socket.Sent.Count - 1).Bytes;
                byte[] answer = s_isPcp ? Pcp(asked) : NatPmp(asked);
                if (answer != null) socket.Arrive(answer);
                s_epoch++;
            }
        }

        // That the doctor has found this, with this verdict.
        private protected static void Found(string name, string verdict, string text)
        {
            for (int i = 0; i < Doctor.Count; i++)
            {
                Finding finding = Doctor.At(i);
                if (finding.Name != name) continue;
                Assert.AreEqual(verdict, finding.Verdict, finding.Text);
                Assert.IsTrue(finding.Text.IndexOf(text) >= 0, finding.Text);
                return;
            }
            Assert.IsTrue(false, "nothing was found about " + name);
        }

        private protected static byte[] Pcp(byte[] asked)
        {
            if (asked[0] != 2) return null;
            byte[] answer = new byte[asked.Length];
            asked.CopyTo(answer, 0);
            answer[1] |= 128;
            for (int i = 8; i < 24; i++) answer[i] = 0;
            Put(answer, 8, s_epoch);
            if (asked.Length < 60) return answer;
            answer[54] = answer[55] = 255;
            Put(answer, 56, s_outside);
            return answer;
        }

        private protected static byte[] NatPmp(byte[] asked)
        {
            if (asked[0] == 2) return new byte[] { 0, 128, 0, 1, 0, 0, 0, 0 };
            byte[] answer = new byte[asked[1] == 0 ? 12 : 16];
            answer[1] = (byte)(128 + asked[1]);
            Put(answer, 4, s_epoch);
            if (asked[1] == 0)
            {
                Put(answer, 8, s_outside);
                return answer;
            }
            answer[3] = (byte)s_refusal;
            for (int i = 4; i < 12; i++) answer[i + 4] = asked[i];
            return answer;
        }

        private protected static void Put(byte[] bytes, int at, uint value)
        {
            for (int i = 0; i < 4; i++) bytes[at + i] = (byte)(value >> (24 - 8 * i));
        }

        private protected static FakeDatagrams NewestSocket()
        {
            int count = s_bench.World.Network.Upstreams.Count;
            return count == 0 ? null : s_bench.World.Network.UpstreamAt(count - 1);
        }
    }
}
