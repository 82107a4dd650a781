// Names: reads a DNS server's answer, strictly (RFC 1035 section 4, RFC 2181 section 8, RFC 5452).
// Nothing in the message is believed before its bounds are checked; compression pointers must lead
// backwards, each further than the one before, so that no message can keep us walking. It knows no
// socket and no clock, allocates nothing, and never throws whatever the bytes.

using Portreeve.Table;

namespace Portreeve.Names
{
    /// <summary>Reads answers; one reader serves all, one after the other.</summary>
    internal sealed class DnsReader
    {
        /// <summary>Addresses kept of one answer.</summary>
        public const int AddressesMax = 8;

        /// <summary>Aliases (CNAME) followed in one answer: as many as unbound does.</summary>
        private const int AliasesMax = 11;

        private const int QuestionAt = DnsMessage.HeaderBytes;

        private readonly uint[] _addresses = new uint[AddressesMax];
        private byte[] _message;
        private int _length;
        private int _answersAt;
        private int _answers;
        private int _count;
        private long _ttlSeconds;

        // The record that Open has just looked at.
        private int _owner;
        private int _type;
        private int _class;
        private long _recordTtlSeconds;
        private int _dataAt;
        private int _dataBytes;

        /// <summary>Addresses found, host order; Count of them hold.</summary>
        public uint[] Addresses { get { return _addresses; } }

        /// <summary>How many addresses were found, 0 to AddressesMax.</summary>
        public int Count { get { return _count; } }

        /// <summary>Least time to live of all records on the way, seconds, as the server says.
        /// </summary>
        public long TtlSeconds { get { return _ttlSeconds; } }

        /// <summary>True when the server or our AddressesMax cut the list short.</summary>
        public bool IsPartial { get; private set; }

        /// <summary>Reads one message.</summary>
        /// <param name="message">The datagram.</param>
        /// <param name="length">Its bytes.</param>
        /// <param name="id">The id our question had.</param>
        /// <param name="name">The name we asked for.</param>
        /// <param name="spelling">How the question spelled it; an answer that spells it otherwise
        /// is not ours. Below zero: any spelling.</param>
        /// <returns>One of <see cref="DnsVerdict"/>.</returns>
        public int Read(byte[] message, int length, int id, string name, int spelling = -1)
        {
            _message = message;
            _length = length;
            _count = 0;
            _ttlSeconds = long.MaxValue;
            IsPartial = false;
            if (length < DnsMessage.HeaderBytes || ShortAt(0) != id) return DnsVerdict.NotOurs;
            bool isAnswer = (message[2] & 0x80) != 0;
            bool isQuery = (message[2] & 0x78) == 0;
            bool isCut = (message[2] & 0x02) != 0;
            if (!isAnswer || !isQuery) return DnsVerdict.NotOurs;
            int code = message[3] & 0x0F;
            // Some servers answer an error with the header alone: nothing to compare but the id.
            if (ShortAt(4) == 0 && code != 0 && code != 3) return VerdictOf(code);
            if (ShortAt(4) != 1 || !ReadQuestion(name, spelling)) return DnsVerdict.NotOurs;
            if (code != 0) return VerdictOf(code);
            _answers = ShortAt(6);
            if (!CheckAnswers(isCut)) return DnsVerdict.Malformed;
            if (!FollowAliases()) return DnsVerdict.Malformed;
            if (isCut) IsPartial = true;
            if (_count > 0) return DnsVerdict.Found;
            return isCut ? DnsVerdict.TooLong : DnsVerdict.NoAddress;
        }

        private static int VerdictOf(int code)
        {
            if (code == 3) return DnsVerdict.NoSuchName;
            return code == 2 ? DnsVerdict.ServerFailed : DnsVerdict.Refused;
        }

        private bool ReadQuestion(string name, int spelling)
        {
            int end = EndOfName(QuestionAt);
            if (end < 0 || end + 4 > _length) return false;
            if (ShortAt(end) != DnsMessage.TypeA) return false;
            if (ShortAt(end + 2) != DnsMessage.ClassInternet) return false;
            _answersAt = end + 4;
            int at = QuestionAt;
            for (int i = 0; i <= name.Length; i++)
            {
                if (at + 1 >= end) return false;
                int label = _message[at++];
                for (int k = 0; k < label; k++, i++)
                {
                    if (i >= name.Length) return false;
                    int letter = _message[at + k];
                    if (spelling < 0 ? Lower(letter) != Lower(name[i])
                        : letter != DnsMessage.Spell(name[i], i, spelling)) return false;
                }
                at += label;
                if (i < name.Length && name[i] != '.') return false;
            }
            return _message[at] == 0 && at + 1 == end;
        }

        // Every record must be whole before any of them counts. Of a message that the server has
        // cut, the whole ones before the cut count.
        private bool CheckAnswers(bool isCut)
        {
            int at = _answersAt;
            for (int i = 0; i < _answers; i++)
            {
                int next = Open(at);
                if (next < 0)
                {
                    _answers = i;
                    return isCut;
                }
                bool isInternet = _class == DnsMessage.ClassInternet;
                if (isInternet && _type == DnsMessage.TypeA && _dataBytes != 4) return false;
                if (isInternet && _type == DnsMessage.TypeAlias
                    && EndOfName(_dataAt) != _dataAt + _dataBytes) return false;
                at = next;
            }
            return true;
        }

        private bool FollowAliases()
        {
            int name = QuestionAt;
            for (int hops = 0; hops <= AliasesMax; hops++)
            {
                int alias = Collect(name);
                if (alias < 0) return true;
                if (_count > 0) return false;
                name = alias;
            }
            return false;
        }

        // Takes the addresses of one name. Returns where the name stands that it is an alias of,
        // or -1.
        private int Collect(int name)
        {
            int alias = -1;
            int at = _answersAt;
            for (int i = 0; i < _answers; i++)
            {
                at = Open(at);
                if (_class != DnsMessage.ClassInternet || !IsSameName(_owner, name)) continue;
                if (_type == DnsMessage.TypeAlias) alias = _dataAt;
                else if (_type == DnsMessage.TypeA) TakeAddress();
                else continue;
                if (_recordTtlSeconds < _ttlSeconds) _ttlSeconds = _recordTtlSeconds;
            }
            return alias;
        }

        private void TakeAddress()
        {
            uint address = ((uint)ShortAt(_dataAt) << 16) | (uint)ShortAt(_dataAt + 2);
            for (int i = 0; i < _count; i++)
            {
                if (_addresses[i] == address) return;
            }
            if (_count < AddressesMax) _addresses[_count++] = address;
            else IsPartial = true;
        }

        // Looks at the record that begins here; returns where the next begins, or -1.
        private int Open(int at)
        {
            _owner = at;
            int head = EndOfName(at);
            if (head < 0 || head + 10 > _length) return -1;
            _type = ShortAt(head);
            _class = ShortAt(head + 2);
            _recordTtlSeconds = ((long)ShortAt(head + 4) << 16) | (long)ShortAt(head + 6);
            // RFC 2181 section 8: a TTL with the top bit set counts as zero.
            if (_recordTtlSeconds > int.MaxValue) _recordTtlSeconds = 0;
            _dataBytes = ShortAt(head + 8);
            _dataAt = head + 10;
            return _dataAt + _dataBytes > _length ? -1 : _dataAt + _dataBytes;
        }

        // Checks a name, pointers followed, and returns where the text behind it goes on; -1 for
        // one that leaves the message, points forward or is too long.
        private int EndOfName(int at)
        {
            int end = -1;
            int bytes = 0;
            int start = at;
            while (at < _length)
            {
                int label = _message[at];
                if (label == 0) return end < 0 ? at + 1 : end;
                if (label >= 0xC0)
                {
                    if (at + 1 >= _length) return -1;
                    int target = ((label & 0x3F) << 8) | _message[at + 1];
                    if (end < 0) end = at + 2;
                    if (target >= start || target < DnsMessage.HeaderBytes) return -1;
                    at = target;
                    start = target;
                    continue;
                }
                if (label > 63) return -1;
                bytes += label + 1;
                if (bytes >= DnsMessage.NameBytesMax) return -1;
                at += label + 1;
            }
            return -1;
        }

        // Both names have passed EndOfName.
        private bool IsSameName(int a, int b)
        {
            while (true)
            {
                a = LabelAt(a);
                b = LabelAt(b);
                if (a == b) return true;
                int label = _message[a];
                if (label != _message[b]) return false;
                if (label == 0) return true;
                for (int i = 1; i <= label; i++)
                {
                    if (Lower(_message[a + i]) != Lower(_message[b + i])) return false;
                }
                a += label + 1;
                b += label + 1;
            }
        }

        private int LabelAt(int at)
        {
            while (_message[at] >= 0xC0) at = ((_message[at] & 0x3F) << 8) | _message[at + 1];
            return at;
        }

        private int ShortAt(int at)
        {
            return (_message[at] << 8) | _message[at + 1];
        }

        private static int Lower(int c)
        {
            return c >= 'A' && c <= 'Z' ? c + 32 : c;
        }
    }
}
