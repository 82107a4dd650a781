// Rooms: what is wrong is said once, with its next step, and the worst of it is shown.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class TroublesTests
    {
        private sealed class Paper : ITerminal
        {
            public string Text = "";

            public bool IsInteractive { get { return false; } }

            public bool IsReady { get { return true; } }

            public int Read(byte[] buffer)
            {
                return 0;
            }

            public void Write(string text)
            {
                Text += text;
            }
        }

        [TestMethod]
        public void Raise_Twice_IsSaidOnceWithItsNextStep()
        {
            Paper paper = new Paper();
            Troubles troubles = new Troubles(paper);
            Assert.IsTrue(troubles.Raise(Trouble.CablePulled, "port 3"));
            Assert.IsFalse(troubles.Raise(Trouble.CablePulled, "port 3"));
            Assert.AreEqual("\ntrouble cable-pulled: the Ethernet link is gone (port 3)\n"
                + "  next: plug the cable in again; the doors come back by themselves\n",
                paper.Text);
        }

        [TestMethod]
        public void Clear_SaysItOnceToo()
        {
            Paper paper = new Paper();
            Troubles troubles = new Troubles(paper);
            Assert.IsFalse(troubles.Clear(Trouble.NoLink));
            Assert.AreEqual("", paper.Text);
            troubles.Set(Trouble.NoLink, true);
            troubles.Set(Trouble.NoLink, false);
            troubles.Set(Trouble.NoLink, false);
            Assert.EndsWith("\nover: no-link\n", paper.Text);
            Assert.IsFalse(troubles.Has(Trouble.NoLink));
        }

        [TestMethod]
        public void Lamp_ShowsTheWorst()
        {
            Troubles troubles = new Troubles(null);
            Assert.AreEqual(LampCode.Starting, troubles.Lamp);
            troubles.Set(Trouble.LineNoise, true);
            troubles.Set(Trouble.SafeMode, true);
            troubles.Set(Trouble.NoLink, true);
            Assert.AreEqual(LampCode.SafeMode, troubles.Lamp);
            troubles.Set(Trouble.SafeMode, false);
            Assert.AreEqual(LampCode.NoLink, troubles.Lamp);
        }

        [TestMethod]
        public void EveryTrouble_HasAWordALineAndANextStep()
        {
            for (int i = 0; i < Trouble.All.Length; i++)
            {
                Trouble trouble = Trouble.All[i];
                Assert.IsTrue(trouble.Line.Length > 10 && trouble.NextStep.Length > 10);
                Assert.IsTrue(trouble.Name.IndexOf(' ') < 0);
                Assert.IsTrue(trouble.Lamp > LampCode.Traffic && trouble.Lamp < LampCode.Count);
                for (int k = 0; k < i; k++)
                {
                    Assert.AreNotEqual(trouble.Name, Trouble.All[k].Name);
                }
            }
        }
    }
}
