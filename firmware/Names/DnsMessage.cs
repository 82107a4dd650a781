// Names: the question we put to a DNS server, and the numbers both sides agree on (RFC 1035
// section 4). Only questions for IPv4 addresses are asked. Pure; it knows no socket.

namespace Portreeve.Names
{
    /// <summary>Wire format of a question.</summary>
    internal static class DnsMessage
    {
        /// <summary>UDP port of DNS servers (RFC 1035 section 4.2.1).</summary>
        public const int Port = 53;

        /// <summary>
        /// Longest answer without EDNS, bytes (RFC 1035 section 2.3.4). 29 addresses fit; we
        /// keep 8, so the larger answers of EDNS would only cost memory.
        /// </summary>
        public const int AnswerBytesMax = 512;

        /// <summary>Length of the header.</summary>
        public const int HeaderBytes = 12;

        /// <summary>Longest name on the wire, root included (RFC 1035 section 2.3.4).</summary>
        public const int NameBytesMax = 255;

        /// <summary>Resource type A: an IPv4 address.</summary>
        public const int TypeA = 1;

        /// <summary>Resource type CNAME: another name for the same thing.</summary>
        public const int TypeAlias = 5;

        /// <summary>Class IN.</summary>
        public const int ClassInternet = 1;

        private const int RecursionDesired = 1;
        private const int LabelCharsMax = 63;
        private const int SpellingBits = 31;

        /// <summary>Writes the question for the addresses of a name.</summary>
        /// <param name="message">At least AnswerBytesMax bytes.</param>
        /// <param name="id">0 to 65535, unpredictable (RFC 5452 section 4.3).</param>
        /// <param name="name">A host name without final dot.</param>
        /// <param name="spelling">Which letters are written large: see Spell.</param>
        /// <returns>Length in bytes, or 0 when this can be no name on the wire.</returns>
        public static int WriteQuestion(byte[] message, int id, string name,
            int spelling = -1)
        {
            int at = HeaderBytes;
            for (int i = 0; i < at; i++) message[i] = 0;
            PutShort(message, 0, id);
            message[2] = RecursionDesired;
            message[5] = 1;
            if (name.Length == 0 || name.Length > NameBytesMax - 2) return 0;
            int lengthAt = at++;
            for (int i = 0; i <= name.Length; i++)
            {
                if (i < name.Length && name[i] != '.')
                {
                    if (name[i] >= 128) return 0;
                    message[at++] = (byte)Spell(name[i], i, spelling);
                    continue;
                }
                int label = at - lengthAt - 1;
                if (label == 0 || label > LabelCharsMax) return 0;
                message[lengthAt] = (byte)label;
                lengthAt = at++;
            }
            message[lengthAt] = 0;
            PutShort(message, at, TypeA);
            PutShort(message, at + 2, ClassInternet);
            return at + 4;
        }

        /// <summary>A spelling of chance, out of bytes 2 to 5.</summary>
        public static int SpellingOf(byte[] random)
        {
            return ((random[2] & 0x7F) << 24) | (random[3] << 16) | (random[4] << 8) | random[5];
        }

        /// <summary>Letter i of a name as the question spells it. Servers repeat the question as
        /// it was asked, so that each letter is a bit more to guess for who forges an answer.
        /// </summary>
        /// <param name="letter">As the name has it, in lower case.</param>
        /// <param name="i">Its place in the name.</param>
        /// <param name="spelling">31 bits of chance, taken in turn; below zero: all as they are.
        /// </param>
        public static int Spell(int letter, int i, int spelling)
        {
            bool isLarge = spelling > 0 && letter >= 'a' && letter <= 'z'
                && ((spelling >> (i % SpellingBits)) & 1) != 0;
            return isLarge ? letter - 32 : letter;
        }

        /// <summary>A time to live in ms, within what we take.</summary>
        public static int ClampTtlMs(long seconds)
        {
            if (seconds <= Limits.LookupTtlMinMs / 1000) return Limits.LookupTtlMinMs;
            if (seconds >= Limits.LookupTtlMaxMs / 1000) return Limits.LookupTtlMaxMs;
            return (int)seconds * 1000;
        }

        private static void PutShort(byte[] message, int at, int value)
        {
            message[at] = (byte)(value >> 8);
            message[at + 1] = (byte)value;
        }
    }
}
