// Upkeep: how each lamp code looks. Calm codes are slow, troubles are counted flashes, the last
// warning is a frantic blink. hardware/README.md prints the same words; a test holds them together.
// Pure: a code and a time give on or off.

using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>The light of each <see cref="LampCode"/>.</summary>
    internal static class LampPattern
    {
        private const int FlashMs = 200;
        private const int PauseMs = 1400;

        private static readonly string[] Counts =
        {
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight"
        };

        /// <summary>
        /// True when the lamp is lit, so many ms after it began to show this code.
        /// </summary>
        public static bool IsOn(int code, long sinceMs)
        {
            switch (code)
            {
                case LampCode.Starting: return true;
                case LampCode.Idle: return sinceMs % 3000 < 60;
                case LampCode.Traffic: return sinceMs % 200 < 100;
                case LampCode.Unclaimed: return sinceMs % 2000 < 1000;
                case LampCode.Full: return sinceMs % 1000 >= 100;
                case LampCode.ResetArmed: return sinceMs % 100 < 50;
            }
            int flashes = FlashesOf(code);
            long at = sinceMs % (flashes * 2 * FlashMs + PauseMs);
            return at < flashes * 2 * FlashMs && at % (2 * FlashMs) < FlashMs;
        }

        /// <summary>How it looks, for a person.</summary>
        public static string Look(int code)
        {
            switch (code)
            {
                case LampCode.Starting: return "lit steadily";
                case LampCode.Idle: return "a short flash every 3 seconds";
                case LampCode.Traffic: return "flickers, 5 times a second";
                case LampCode.Unclaimed: return "one second lit, one second dark";
                case LampCode.Full: return "lit, with a short gap every second";
                case LampCode.ResetArmed: return "frantic, 10 times a second";
            }
            return Counts[FlashesOf(code)] + " flashes, pause";
        }

        /// <summary>What it means, for a person.</summary>
        public static string Meaning(int code)
        {
            switch (code)
            {
                case LampCode.Starting: return "starting";
                case LampCode.Idle: return "all is well, nothing to do";
                case LampCode.Traffic: return "bytes are moving";
                case LampCode.Unclaimed: return "nobody has claimed the board yet";
                case LampCode.LineNoise: return "noise on the serial line";
                case LampCode.Full: return "full: newcomers wait or are refused";
                case LampCode.NoAddress: return "no address: DHCP is silent";
                case LampCode.NoLink: return "no Ethernet link";
                case LampCode.AddressTaken: return "another device has the address";
                case LampCode.FlashTrouble: return "flash is full or a copy is unreadable";
                case LampCode.SafeMode: return "safe mode: all doors are shut";
                case LampCode.WrongImage: return "the wrong image is on the board";
            }
            return "keep the button down and everything is forgotten";
        }

        /// <summary>Few flashes for what happens often.</summary>
        private static int FlashesOf(int code)
        {
            switch (code)
            {
                case LampCode.NoLink: return 2;
                case LampCode.NoAddress: return 3;
                case LampCode.AddressTaken: return 4;
                case LampCode.FlashTrouble: return 5;
                case LampCode.SafeMode: return 6;
                case LampCode.WrongImage: return 7;
                default: return 8;
            }
        }
    }
}
