// Upkeep: unpredictable bytes: HMAC_DRBG with SHA-256 (NIST SP 800-90A, 10.1.2), over a seed that
// flash keeps from one start to the next. With its radio off the chip's generator is pseudo-random
// only, so that it alone must not be what keys and DNS questions hang on: what is drawn here hangs
// on everything that was ever mixed in. It knows no hardware; the board brings what is fresh.
//
//   start   old seed + fresh bytes -> state;  a new seed to flash before anything is drawn
//   Stir    mixes in what has happened since: when packets came, to the step
//   Fill    draws; the state behind it tells nothing of what was drawn before

using System;
using System.Security.Cryptography;
using Portreeve.Flash;
using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>A generator under way.</summary>
    internal sealed class HmacDrbg
    {
        /// <summary>Length of a seed and of what one round gives.</summary>
        public const int SeedBytes = 32;

        private byte[] _key = new byte[SeedBytes];
        private byte[] _value = new byte[SeedBytes];

        /// <param name="material">Entropy, nonce and all else that shall count.</param>
        public HmacDrbg(byte[] material)
        {
            for (int i = 0; i < SeedBytes; i++) _value[i] = 1;
            Stir(material);
        }

        /// <summary>One that goes on where the last start ended. Flash that refuses the new seed
        /// is no reason not to start: what is fresh still counts.</summary>
        /// <param name="slots">The flash; its slots are seed.a and seed.b.</param>
        /// <param name="fresh">What the hardware gives, and what only this board has.</param>
        public static HmacDrbg Begin(ISlots slots, byte[] fresh)
        {
            SlotPair pair = new SlotPair(slots, "seed", 1);
            byte[] kept = pair.LoadSlot();
            int keptBytes = kept == null ? 0 : kept.Length;
            byte[] material = new byte[keptBytes + fresh.Length];
            if (keptBytes > 0) Array.Copy(kept, 0, material, 0, keptBytes);
            Array.Copy(fresh, 0, material, keptBytes, fresh.Length);
            HmacDrbg drbg = new HmacDrbg(material);
            byte[] seed = new byte[SeedBytes];
            drbg.Fill(seed);
            byte[] slot = new byte[SeedBytes + SlotPair.OverheadBytes];
            Array.Copy(seed, 0, slot, SlotPair.TextStart, SeedBytes);
            pair.Save(slot, SeedBytes);
            return drbg;
        }

        /// <summary>Fills the buffer.</summary>
        public void Fill(byte[] buffer)
        {
            for (int at = 0; at < buffer.Length; at += SeedBytes)
            {
                _value = HMACSHA256.HashData(_key, _value);
                int count = buffer.Length - at;
                Array.Copy(_value, 0, buffer, at, count < SeedBytes ? count : SeedBytes);
            }
            Turn(0, null);
        }

        /// <summary>Mixes something in; it never makes the state easier to guess.</summary>
        public void Stir(byte[] material)
        {
            Turn(0, material);
            Turn(1, material);
        }

        private void Turn(byte round, byte[] material)
        {
            byte[] message = new byte[SeedBytes + 1 + (material == null ? 0 : material.Length)];
            Array.Copy(_value, 0, message, 0, SeedBytes);
            message[SeedBytes] = round;
            if (material != null) Array.Copy(material, 0, message, SeedBytes + 1, material.Length);
            _key = HMACSHA256.HashData(_key, message);
            _value = HMACSHA256.HashData(_key, _value);
        }
    }
}
