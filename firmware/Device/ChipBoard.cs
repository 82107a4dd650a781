// Device: name, memory, randomness and restart of the chip.

using System;
using nanoFramework.Hardware.Esp32;
using Portreeve.Outside;
using Portreeve.Upkeep;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Portreeve.Device
{
    /// <summary>IBoard of an ESP32.</summary>
    internal sealed class ChipBoard : IBoard
    {
        /// <summary>Asking the native heap is cheap, but each admission may ask.</summary>
        private const int NativeEveryMs = 1000;

        // The image's Random draws from the chip's hardware generator and ignores every seed.
        private readonly Random _random = new Random();
        private readonly IClock _clock;
        private readonly string _name;
        private long _nativeAtMs = -NativeEveryMs;
        private long _native;

        /// <param name="clock">For the age of the memory figures.</param>
        /// <param name="mac">The board's hardware address, or null.</param>
        public ChipBoard(IClock clock, byte[] mac)
        {
            _clock = clock;
            _name = BoardName.FromMac(mac);
        }

        /// <summary>True once a restart is wanted; the loop does it after the step.</summary>
        public bool IsRestartWanted { get; private set; }

        /// <inheritdoc/>
        public string Name { get { return _name; } }

        /// <inheritdoc/>
        public long FreeBytes
        {
            get
            {
                // Collects first: nothing else tells what is free.
                return Heap.Run(false);
            }
        }

        /// <inheritdoc/>
        public long SystemFreeBytes
        {
            get
            {
                long now = _clock.NowMs;
                if (now - _nativeAtMs >= NativeEveryMs)
                {
                    _nativeAtMs = now;
                    uint total, free, largest;
                    NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out total,
                        out free, out largest);
                    _native = free;
                }
                return _native;
            }
        }

        /// <inheritdoc/>
        public void FillRandom(byte[] buffer)
        {
            _random.NextBytes(buffer);
        }

        /// <inheritdoc/>
        public void Restart()
        {
            IsRestartWanted = true;
        }
    }
}
