// Outside: everything around the gateway in one bundle. Whoever composes the gateway (the chip's
// Program, the simulator, a test's World) fills it once, before the first step.

namespace Portreeve.Outside
{
    /// <summary>Whether somebody must have claimed the gateway before a door is opened.</summary>
    internal static class Ownership
    {
        /// <summary>Nobody must: a computer's console is its owner's own.</summary>
        public const int NotNeeded = 0;

        /// <summary>Somebody must and nobody has: strangers may find a board before its owner
        /// does, so it opens nothing.</summary>
        public const int Missing = 1;

        /// <summary>Somebody must, and has.</summary>
        public const int There = 2;
    }

    /// <summary>The implementations the gateway lives among. All interfaces must be set
    /// but Addressing, Uplink and Page.</summary>
    internal sealed class Surroundings
    {
        public IClock Clock;
        public INetwork Network;
        public ILan Lan;
        public ISlots Slots;
        public ITerminal Terminal;
        public IBoard Board;
        public ILamp Lamp;

        /// <summary>The board's own address settings; null where the system decides.</summary>
        public IAddressing Addressing;

        /// <summary>The router above, TLS and multicast; null where there is none of it.
        /// </summary>
        public IUplink Uplink;

        /// <summary>The packed page; null serves none.</summary>
        public IPageSource Page;

        /// <summary>
        /// True on a computer: whoever sits there, too, comes to the page from an address of
        /// ours. On the chip only a door of ours can.
        /// </summary>
        public bool IsShared;

        /// <summary>Page and console only, no doors: set after crashes in a row.</summary>
        public bool SafeMode;

        /// <summary>One of <see cref="Ownership"/>; the gateway keeps it up to date.</summary>
        public int Owner;

        /// <summary>Why it last started, for a person: a sentence without a full stop.</summary>
        public string LastStart = "switched on";
    }
}
