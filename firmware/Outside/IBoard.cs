// Outside: the device we run on, and its lamp.

namespace Portreeve.Outside
{
    /// <summary>What only the device itself can say or do.</summary>
    internal interface IBoard
    {
        /// <summary>Our name in the network, such as "portreeve-a1b2c3": from the MAC.</summary>
        string Name { get; }

        /// <summary>Free bytes of our own heap, measured now, which takes some ms on the chip; -1
        /// where that is not known. MemoryBudget asks, and tells everybody else.</summary>
        long FreeBytes { get; }

        /// <summary>Free bytes of the memory that the network's buffers come from, or -1 where
        /// that is not known.</summary>
        long SystemFreeBytes { get; }

        /// <summary>Fills the buffer with unpredictable bytes.</summary>
        void FillRandom(byte[] buffer);

        /// <summary>Restarts the device as soon as the current step is over.</summary>
        void Restart();
    }

    /// <summary>The status lamp. Codes are listed in hardware/README.md.</summary>
    internal interface ILamp
    {
        /// <summary>Shows one of <see cref="LampCode"/> until the next call.</summary>
        void Show(int code);
    }

    /// <summary>
    /// What the lamp can say. A greater number is more urgent and hides the smaller ones; how each
    /// looks is in Upkeep/LampPattern and, for people, in hardware/README.md.
    /// </summary>
    internal static class LampCode
    {
        public const int Starting = 0;
        public const int Idle = 1;
        public const int Traffic = 2;
        public const int Unclaimed = 3;
        public const int LineNoise = 4;
        public const int Full = 5;
        public const int NoAddress = 6;
        public const int NoLink = 7;
        public const int AddressTaken = 8;
        public const int FlashTrouble = 9;
        public const int SafeMode = 10;
        public const int WrongImage = 11;
        public const int ResetArmed = 12;

        /// <summary>How many codes there are.</summary>
        public const int Count = 13;
    }
}
