// Upkeep: what can be wrong with the board itself, as one list: what the lamp shows, what is said
// and what to do next. hardware/README.md prints this list for people; a test holds both together.
// Pure values; who finds a trouble tells Troubles. A trouble holds its number only, and the texts
// are code: as fields with literals they took 0.8 KB of the heap.

using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>One thing that can be wrong, from which the owner can recover.</summary>
    internal sealed class Trouble
    {
        public static readonly Trouble WrongImage = new Trouble(0);
        public static readonly Trouble NoLink = new Trouble(1);
        public static readonly Trouble CablePulled = new Trouble(2);
        public static readonly Trouble NoAddress = new Trouble(3);
        public static readonly Trouble AddressTaken = new Trouble(4);
        public static readonly Trouble FlashFull = new Trouble(5);
        public static readonly Trouble FlashEmpty = new Trouble(6);
        public static readonly Trouble SlotUnreadable = new Trouble(7);
        public static readonly Trouble LineNoise = new Trouble(8);
        public static readonly Trouble MemoryShort = new Trouble(9);
        public static readonly Trouble SafeMode = new Trouble(10);

        /// <summary>All troubles, in the order in which people should read about them.</summary>
        public static readonly Trouble[] All =
        {
            WrongImage, NoLink, CablePulled, NoAddress, AddressTaken, FlashFull, FlashEmpty,
            SlotUnreadable, LineNoise, MemoryShort, SafeMode
        };

        /// <summary>Which of All it is.</summary>
        public readonly int Place;

        private Trouble(int place)
        {
            Place = place;
        }

        /// <summary>A short word for logs and for searching the documents.</summary>
        public string Name
        {
            get
            {
                switch (Place)
                {
                    case 0: return "wrong-image";
                    case 1: return "no-link";
                    case 2: return "cable-pulled";
                    case 3: return "no-address";
                    case 4: return "address-taken";
                    case 5: return "flash-full";
                    case 6: return "flash-empty";
                    case 7: return "slot-unreadable";
                    case 8: return "line-noise";
                    case 9: return "memory-short";
                    default: return "safe-mode";
                }
            }
        }

        /// <summary>One of <see cref="LampCode"/>.</summary>
        public int Lamp
        {
            get
            {
                switch (Place)
                {
                    case 0: return LampCode.WrongImage;
                    case 1: return LampCode.NoLink;
                    case 2: return LampCode.NoLink;
                    case 3: return LampCode.NoAddress;
                    case 4: return LampCode.AddressTaken;
                    case 5: return LampCode.FlashTrouble;
                    case 6: return LampCode.Unclaimed;
                    case 7: return LampCode.FlashTrouble;
                    case 8: return LampCode.LineNoise;
                    case 9: return LampCode.Full;
                    default: return LampCode.SafeMode;
                }
            }
        }

        /// <summary>What is wrong: one clause, no full stop.</summary>
        public string Line
        {
            get
            {
                switch (Place)
                {
                    case 0:
                        return "this runtime has no Ethernet interface: it is not the image of "
                            + "this board";
                    case 1: return "no Ethernet link since the start";
                    case 2: return "the Ethernet link is gone";
                    case 3: return "the link is up but no DHCP server answers";
                    case 4:
                        return "the address that was asked for is already used by another device";
                    case 5:
                        return "flash is full or refuses to write: the last change is not saved";
                    case 6:
                        return "flash is empty: a new board, or the file system was damaged and "
                            + "formatted anew";
                    case 7: return "a stored copy cannot be read; the other copy is in use";
                    case 8: return "noise on the serial line: it is not listened to for a while";
                    case 9: return "memory is short: newcomers are refused";
                    default:
                        return "safe mode after crashes in a row: page and console work, all doors "
                            + "are shut";
                }
            }
        }

        /// <summary>What to do about it: one clause, no full stop.</summary>
        public string NextStep
        {
            get
            {
                switch (Place)
                {
                    case 0:
                        return "flash again with the board's name: tools/portreeve flash --board "
                            + "NAME";
                    case 1:
                        return "plug the cable in, try another port of the switch, check the power "
                            + "supply";
                    case 2: return "plug the cable in again; the doors come back by themselves";
                    case 3:
                        return "switch DHCP on in the router, or set a static address on the page "
                            + "or the console";
                    case 4:
                        return "choose an address outside the router's DHCP range, or reserve one "
                            + "in the router";
                    case 5:
                        return "take a backup, then factory-reset and restore; if it comes back, "
                            + "replace the board";
                    case 6: return "claim the board; if it was yours before, restore your backup";
                    case 7:
                        return "check the rules and save any change once: that writes the bad copy "
                            + "anew";
                    case 8:
                        return "connect ground, set 115200 baud 8N1, or take the loose wire off "
                            + "the RX pin";
                    case 9: return "end sessions that are not needed, or give rules a smaller max";
                    default:
                        return "read what crashed on the console, undo the last change, then "
                            + "restart";
                }
            }
        }
    }
}
