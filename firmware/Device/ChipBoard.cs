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

        private const int FreshBytes = 48;
        private const int JitterBytes = 8;
        private const int DrawsAStir = 16;

        // The image's Random draws from the chip's hardware generator and ignores every seed. That
        // one is good while the radio is on, which it never is here: see HmacDrbg.
        private readonly Random _random = new Random();
        private readonly HmacDrbg _drbg;
        private long _jitter;
        private int _draws;
        private readonly IClock _clock;
        private readonly string _name;
        private long _nativeAtMs = -NativeEveryMs;
        private long _native;

        /// <param name="clock">For the age of the memory figures.</param>
        /// <param name="mac">The board's hardware address, or null.</param>
        /// <param name="slots">Keeps the seed of chance.</param>
        public ChipBoard(IClock clock, byte[] mac, ISlots slots)
        {
            _clock = clock;
            _name = BoardName.FromMac(mac);
            byte[] fresh = new byte[FreshBytes];
            _random.NextBytes(fresh);
            Stir(clock.NowMs);
            Stir(clock.UtcSeconds);
            for (int i = 0; mac != null && i < mac.Length; i++) Stir(mac[i]);
            MixJitter(fresh);
            _drbg = HmacDrbg.Begin(slots, fresh);
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
            // What arrived meanwhile is mixed in now and then: it costs more than to draw does.
            if (_draws++ % DrawsAStir == 0)
            {
                byte[] more = new byte[JitterBytes];
                _random.NextBytes(more);
                MixJitter(more);
                _drbg.Stir(more);
            }
            _drbg.Fill(buffer);
        }

        /// <summary>Notes when something moved; makes no object.</summary>
        /// <param name="moment">A number that nobody outside knows whole: the loop's turns so far
        /// and the time.</param>
        public void Stir(long moment)
        {
            _jitter = ((_jitter << 13) | ((_jitter >> 51) & 0x1FFF)) ^ moment;
        }

        private void MixJitter(byte[] buffer)
        {
            for (int i = 0; i < JitterBytes; i++) buffer[i] ^= (byte)(_jitter >> (8 * i));
        }

        /// <inheritdoc/>
        public void Restart()
        {
            IsRestartWanted = true;
        }
    }
}
