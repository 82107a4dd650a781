// Upkeep: what can be wrong with the board itself, as one list: what the lamp shows, what is said
// and what to do next. hardware/README.md prints this list for people; a test holds both together.
// Pure values; who finds a trouble tells Troubles.

using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>One thing that can be wrong, from which the owner can recover.</summary>
    internal sealed class Trouble
    {
        public static readonly Trouble WrongImage = new Trouble("wrong-image", LampCode.WrongImage,
            "this runtime has no Ethernet interface: it is not the image of this board",
            "flash again with the board's name: tools/portreeve flash --board NAME");
        public static readonly Trouble NoLink = new Trouble("no-link", LampCode.NoLink,
            "no Ethernet link since the start",
            "plug the cable in, try another port of the switch, check the power supply");
        public static readonly Trouble CablePulled = new Trouble("cable-pulled", LampCode.NoLink,
            "the Ethernet link is gone",
            "plug the cable in again; the doors come back by themselves");
        public static readonly Trouble NoAddress = new Trouble("no-address", LampCode.NoAddress,
            "the link is up but no DHCP server answers",
            "switch DHCP on in the router, or set a static address on the page or the console");
        public static readonly Trouble AddressTaken = new Trouble("address-taken",
            LampCode.AddressTaken,
            "the address that was asked for is already used by another device",
            "choose an address outside the router's DHCP range, or reserve one in the router");
        public static readonly Trouble FlashFull = new Trouble("flash-full", LampCode.FlashTrouble,
            "flash is full or refuses to write: the last change is not saved",
            "take a backup, then factory-reset and restore; if it comes back, replace the board");
        public static readonly Trouble FlashEmpty = new Trouble("flash-empty", LampCode.Unclaimed,
            "flash is empty: a new board, or the file system was damaged and formatted anew",
            "claim the board; if it was yours before, restore your backup");
        public static readonly Trouble SlotUnreadable = new Trouble("slot-unreadable",
            LampCode.FlashTrouble,
            "a stored copy cannot be read; the other copy is in use",
            "check the rules and save any change once: that writes the bad copy anew");
        public static readonly Trouble LineNoise = new Trouble("line-noise", LampCode.LineNoise,
            "noise on the serial line: it is not listened to for a while",
            "connect ground, set 115200 baud 8N1, or take the loose wire off the RX pin");
        public static readonly Trouble MemoryShort = new Trouble("memory-short", LampCode.Full,
            "memory is short: newcomers are refused",
            "end sessions that are not needed, or give rules a smaller max");
        public static readonly Trouble SafeMode = new Trouble("safe-mode", LampCode.SafeMode,
            "safe mode after crashes in a row: page and console work, all doors are shut",
            "read what crashed on the console, undo the last change, then restart");

        /// <summary>All troubles, in the order in which people should read about them.</summary>
        public static readonly Trouble[] All =
        {
            WrongImage, NoLink, CablePulled, NoAddress, AddressTaken, FlashFull, FlashEmpty,
            SlotUnreadable, LineNoise, MemoryShort, SafeMode
        };

        private Trouble(string name, int lamp, string line, string nextStep)
        {
            Name = name;
            Lamp = lamp;
            Line = line;
            NextStep = nextStep;
        }

        /// <summary>A short word for logs and for searching the documents.</summary>
        public readonly string Name;

        /// <summary>One of <see cref="LampCode"/>.</summary>
        public readonly int Lamp;

        /// <summary>What is wrong: one clause, no full stop.</summary>
        public readonly string Line;

        /// <summary>What to do about it: one clause, no full stop.</summary>
        public readonly string NextStep;
    }
}
