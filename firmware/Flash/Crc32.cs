// Flash: the check sum of what is kept in flash: CRC-32 as in Ethernet and zip (polynomial
// 0x04C11DB7 reflected, ITU-T V.42 section 8.1.1.6.2). Pure.

namespace Portreeve.Flash
{
    /// <summary>CRC-32 of bytes.</summary>
    internal static class Crc32
    {
        // 16 entries, one for each half byte: 64 bytes instead of 1 KB of the chip's heap.
        private static readonly uint[] Table = MakeTable();

        /// <summary>The check sum of a piece of a buffer.</summary>
        public static uint Of(byte[] buffer, int offset, int count)
        {
            uint crc = 0xFFFFFFFF;
            uint[] table = Table;
            for (int i = offset; i < offset + count; i++)
            {
                crc ^= buffer[i];
                crc = (crc >> 4) ^ table[crc & 15];
                crc = (crc >> 4) ^ table[crc & 15];
            }
            return ~crc;
        }

        private static uint[] MakeTable()
        {
            uint[] table = new uint[16];
            for (uint i = 0; i < 16; i++)
            {
                uint crc = i;
                for (int bit = 0; bit < 4; bit++)
                {
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
                }
                table[i] = crc;
            }
            return table;
        }
    }
}
