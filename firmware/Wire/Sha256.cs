// Wire: SHA-256 (FIPS 180-4) in managed code, since the platform has HMAC-SHA256 natively but no
// plain hash. Pure: bytes in, digest out. It is fed in pieces and holds one block of 64 bytes.
// It is never used in a loop: what must be slow (PBKDF2) runs in the browser, so that a login
// costs the chip one block here (about 29 us a block on a desktop's interpreter).

using System;

namespace Portreeve.Wire
{
    /// <summary>One hash under way. Feed with Add, end with Finish; then it starts anew.</summary>
    internal sealed class Sha256
    {
        /// <summary>Length of a digest in bytes.</summary>
        public const int DigestBytes = 32;

        private const int BlockBytes = 64;

        // The first 32 bits of the fractional parts of the cube roots of the first 64 primes
        // (FIPS 180-4 section 4.2.2).
        private static readonly uint[] K =
        {
            0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
            0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
            0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
            0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
            0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
            0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
            0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
            0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
            0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
            0xc67178f2
        };

        private readonly uint[] _state = new uint[8];
        private readonly uint[] _schedule = new uint[64];
        private readonly byte[] _block = new byte[BlockBytes];
        private int _filled;
        private long _bytes;

        public Sha256()
        {
            Reset();
        }

        /// <summary>The digest of the whole array.</summary>
        public static byte[] HashOf(byte[] bytes)
        {
            Sha256 hash = new Sha256();
            hash.Add(bytes, 0, bytes.Length);
            return hash.Finish();
        }

        /// <summary>Takes more bytes in.</summary>
        public void Add(byte[] bytes, int offset, int count)
        {
            _bytes += count;
            while (count > 0)
            {
                int taken = BlockBytes - _filled;
                if (taken > count) taken = count;
                Array.Copy(bytes, offset, _block, _filled, taken);
                _filled += taken;
                offset += taken;
                count -= taken;
                if (_filled == BlockBytes) Compress();
            }
        }

        /// <summary>The digest of all that was added, 32 bytes.</summary>
        public byte[] Finish()
        {
            long bits = _bytes * 8;
            _block[_filled++] = 0x80;
            if (_filled > BlockBytes - 8)
            {
                Array.Clear(_block, _filled, BlockBytes - _filled);
                Compress();
            }
            Array.Clear(_block, _filled, BlockBytes - 8 - _filled);
            for (int i = 0; i < 8; i++) _block[BlockBytes - 1 - i] = (byte)(bits >> (8 * i));
            Compress();
            byte[] digest = new byte[DigestBytes];
            for (int i = 0; i < DigestBytes; i++)
            {
                digest[i] = (byte)(_state[i >> 2] >> (24 - 8 * (i & 3)));
            }
            Reset();
            return digest;
        }

        // The first 32 bits of the fractional parts of the square roots of the first 8 primes.
        private void Reset()
        {
            _state[0] = 0x6a09e667;
            _state[1] = 0xbb67ae85;
            _state[2] = 0x3c6ef372;
            _state[3] = 0xa54ff53a;
            _state[4] = 0x510e527f;
            _state[5] = 0x9b05688c;
            _state[6] = 0x1f83d9ab;
            _state[7] = 0x5be0cd19;
            _filled = 0;
            _bytes = 0;
        }

        private void Expand()
        {
            uint[] w = _schedule;
            byte[] block = _block;
            for (int i = 0, at = 0; i < 16; i++, at += 4)
            {
                w[i] = (uint)((block[at] << 24) | (block[at + 1] << 16)
                    | (block[at + 2] << 8) | block[at + 3]);
            }
            for (int i = 16; i < 64; i++)
            {
                uint x = w[i - 15];
                uint y = w[i - 2];
                uint low = ((x >> 7) | (x << 25)) ^ ((x >> 18) | (x << 14)) ^ (x >> 3);
                uint high = ((y >> 17) | (y << 15)) ^ ((y >> 19) | (y << 13)) ^ (y >> 10);
                w[i] = w[i - 16] + low + w[i - 7] + high;
            }
        }

        private void Compress()
        {
            Expand();
            uint a = _state[0], b = _state[1], c = _state[2], d = _state[3];
            uint e = _state[4], f = _state[5], g = _state[6], h = _state[7];
            for (int i = 0; i < 64; i++)
            {
                uint sum1 = ((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21))
                    ^ ((e >> 25) | (e << 7));
                uint one = h + sum1 + ((e & f) ^ (~e & g)) + K[i] + _schedule[i];
                uint sum0 = ((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19))
                    ^ ((a >> 22) | (a << 10));
                uint two = sum0 + ((a & b) ^ (a & c) ^ (b & c));
                h = g;
                g = f;
                f = e;
                e = d + one;
                d = c;
                c = b;
                b = a;
                a = one + two;
            }
            _state[0] += a;
            _state[1] += b;
            _state[2] += c;
            _state[3] += d;
            _state[4] += e;
            _state[5] += f;
            _state[6] += g;
            _state[7] += h;
            _filled = 0;
        }
    }
}
