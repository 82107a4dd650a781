// World: what the people send. A stream's bytes follow from who sends it: the first four are its
// number, the others a function of number and place. So any byte that arrives anywhere can be
// judged without keeping what was sent.

namespace Portreeve.World
{
    /// <summary>Bytes that prove where they came from.</summary>
    internal static class Content
    {
        public const int HeaderBytes = 4;

        /// <summary>Fills a buffer with the bytes of stream number from this place on.</summary>
        public static void Fill(byte[] buffer, int count, int number, long place)
        {
            for (int i = 0; i < count; i++) buffer[i] = At(number, place + i);
        }

        /// <summary>The byte at a place.</summary>
        public static byte At(int number, long place)
        {
            if (place < HeaderBytes) return (byte)(number >> (8 * (int)place));
            ulong z = ((ulong)(uint)number << 40) ^ ((ulong)place >> 3);
            return (byte)(Dice.Mix(z) >> (int)(8 * (place & 7)));
        }
    }

    /// <summary>What one side has read so far, checked byte by byte.</summary>
    internal sealed class Reading
    {
        private int _number;

        /// <summary>Bytes read.</summary>
        public long Count { get; private set; }

        /// <summary>The sender's number, -1 until its four bytes are here.</summary>
        public int Number { get { return Count < Content.HeaderBytes ? -1 : _number; } }

        /// <summary>False: a byte is not the one that was sent at this place.</summary>
        public bool Take(byte[] buffer, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (Count < Content.HeaderBytes) _number |= buffer[i] << (8 * (int)Count);
                else if (buffer[i] != Content.At(_number, Count)) return false;
                Count++;
            }
            return true;
        }
    }
}
