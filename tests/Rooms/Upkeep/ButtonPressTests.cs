// Rooms: the button. A reset needs ten deliberate seconds and can be taken back until the last.

using nanoFramework.TestFramework;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class ButtonPressTests
    {
        /// <summary>Steps every 10 ms; how many times a reset was wanted.</summary>
        private static int Hold(ButtonPress button, bool isDown, long fromMs, long toMs)
        {
            int resets = 0;
            for (long now = fromMs; now < toMs; now += 10)
            {
                if (button.Step(isDown, now)) resets++;
            }
            return resets;
        }

        [TestMethod]
        public void Released_HeldTenSeconds_ResetsOnce()
        {
            ButtonPress button = new ButtonPress();
            Hold(button, false, 0, 100);
            Assert.AreEqual(0, Hold(button, true, 100, 100 + ButtonPress.ResetMs));
            Assert.AreEqual(1, Hold(button, true, 100 + ButtonPress.ResetMs, 60000));
        }

        [TestMethod]
        public void Down_FiveSeconds_WarnsBeforeItResets()
        {
            ButtonPress button = new ButtonPress();
            button.Step(false, 0);
            Hold(button, true, 0, ButtonPress.ArmedMs);
            Assert.IsFalse(button.IsArmed);
            Assert.IsFalse(button.Step(true, ButtonPress.ArmedMs));
            Assert.IsTrue(button.IsArmed);
        }

        [TestMethod]
        public void Armed_LetGo_ForgetsThePress()
        {
            ButtonPress button = new ButtonPress();
            button.Step(false, 0);
            Assert.AreEqual(0, Hold(button, true, 0, 9900));
            button.Step(false, 9900);
            Assert.IsFalse(button.IsArmed);
            Assert.AreEqual(0, Hold(button, true, 9910, 9910 + ButtonPress.ArmedMs));
        }

        [TestMethod]
        public void Start_ButtonStuck_NeverResets()
        {
            ButtonPress button = new ButtonPress();
            Assert.AreEqual(0, Hold(button, true, 0, 60000));
            Assert.IsFalse(button.IsArmed);
            button.Step(false, 60000);
            Assert.AreEqual(1, Hold(button, true, 60010, 80000));
        }

        [TestMethod]
        public void Down_Bounces_CountsFromTheLastEdge()
        {
            ButtonPress button = new ButtonPress();
            button.Step(false, 0);
            for (long now = 0; now < 12000; now += 2000)
            {
                Hold(button, true, now, now + 1990);
                button.Step(false, now + 1990);
            }
            Assert.IsFalse(button.IsArmed);
        }
    }
}
