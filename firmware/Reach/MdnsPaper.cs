// Reach: messages of mDNS (RFC 6762), read and written in one buffer. This half writes our four
// records; MdnsPaper.Read.cs reads what others send. Pure; it knows no socket.
//
//   NAME.local              A     our address
//   _http._tcp.local        PTR   NAME._http._tcp.local
//   NAME._http._tcp.local   SRV   port, NAME.local     and TXT, empty

namespace Portreeve.Reach
{
    /// <summary>One message and our records.</summary>
    internal sealed partial class MdnsPaper
    {
        /// <summary>Our records, to be added up.</summary>
        public const int AddressRecord = 1;
        public const int ServiceRecord = 2;
        public const int InstanceRecords = 4;
        public const int KindsRecord = 8;
        public const int All = AddressRecord | ServiceRecord | InstanceRecords;

        private const string Kinds = "_services._dns-sd._udp.local";
        private const string Service = "_http._tcp.local";
        private const int HeadBytes = 12;
        private const int TypeA = 1;
        private const int TypePointer = 12;
        private const int TypeText = 16;
        private const int TypeService = 33;
        private const int TypeAny = 255;
        private const int Internet = 1;

        /// <summary>The top bit of a class: "answer me alone" in a question, "forget others" in a
        /// record.</summary>
        private const int TopBit = 0x8000;

        private int _at;
        private int _records;

        /// <summary>What came, or what is to be sent.</summary>
        public readonly byte[] Bytes = new byte[Limits.MdnsBytes];

        /// <summary>Its length.</summary>
        public int Length;

        /// <summary>Our name, a label in lower case.</summary>
        public string Name;

        /// <summary>Our address, host order.</summary>
        public uint Address;

        /// <summary>The page's port; 0 offers no page.</summary>
        public int WebPort;

        /// <summary>After Read of a question: which of our records are wanted.</summary>
        public int Wanted { get; private set; }

        /// <summary>After Read of a question: true when the asker wants it alone.</summary>
        public bool IsAlone { get; private set; }

        /// <summary>After Read: the address somebody claims our name for, other than ours; or 0.
        /// </summary>
        public uint Claim { get; private set; }

        /// <summary>After Read: the message's id.</summary>
        public int Id { get; private set; }

        /// <summary>After Read: true for answers, false for questions.</summary>
        public bool IsAnswer { get; private set; }

        private string Host { get { return Name + ".local"; } }

        private string Instance { get { return Name + "." + Service; } }

        /// <summary>Begins a message; add records, then send Length bytes.</summary>
        /// <param name="id">0 unless a plain resolver asked.</param>
        /// <param name="isAnswer">False for a probe.</param>
        public void Begin(int id, bool isAnswer)
        {
            for (int i = 0; i < HeadBytes; i++) Bytes[i] = 0;
            Length = HeadBytes;
            _records = 0;
            PutShortAt(0, id);
            if (isAnswer) PutShortAt(2, 0x8400);
        }

        /// <summary>Writes the question of a probe for both names, and the records we want to
        /// have.</summary>
        public void WriteProbe()
        {
            Begin(0, false);
            PutShortAt(4, WebPort == 0 ? 1 : 2);
            PutQuestion(Host, TypeAny, Internet | TopBit);
            if (WebPort != 0) PutQuestion(Instance, TypeAny, Internet | TopBit);
            Put(AddressRecord, Limits.MdnsTtlS, 0);
            PutShortAt(8, _records);
            PutShortAt(6, 0);
        }

        /// <summary>Repeats the question, as a plain resolver expects it (section 6.7).</summary>
        public void WriteQuestion(int wanted)
        {
            PutShortAt(4, 1);
            if ((wanted & AddressRecord) != 0) PutQuestion(Host, TypeA, Internet);
            else if ((wanted & ServiceRecord) != 0) PutQuestion(Service, TypePointer, Internet);
            else if ((wanted & KindsRecord) != 0) PutQuestion(Kinds, TypePointer, Internet);
            else PutQuestion(Instance, TypeService, Internet);
        }

        /// <summary>Adds records as answers.</summary>
        /// <param name="which">Sum of the constants above.</param>
        /// <param name="ttlS">0 says goodbye.</param>
        /// <param name="isPlain">True: for a plain resolver, which knows no top bit.</param>
        public void Write(int which, int ttlS, bool isPlain)
        {
            int top = isPlain ? 0 : TopBit;
            Put(which, ttlS, top);
            PutShortAt(6, _records);
            if (which == KindsRecord || ttlS == 0) return;
            // What the asker will ask next goes with it.
            _records = 0;
            Put((which & ServiceRecord) != 0 ? (InstanceRecords | AddressRecord) & ~which
                : AddressRecord & ~which, ttlS, top);
            PutShortAt(10, _records);
        }

        private void Put(int which, int ttlS, int top)
        {
            bool hasPage = WebPort != 0;
            if (hasPage && (which & KindsRecord) != 0)
            {
                PutHead(Kinds, TypePointer, Internet, ttlS);
                PutData(Service);
            }
            if (hasPage && (which & ServiceRecord) != 0)
            {
                PutHead(Service, TypePointer, Internet, ttlS);
                PutData(Instance);
            }
            if (hasPage && (which & InstanceRecords) != 0)
            {
                PutHead(Instance, TypeService, Internet | top, ttlS);
                int lengthAt = Length;
                PutShort(0);
                PutShort(0);
                PutShort(0);
                PutShort(WebPort);
                PutName(Host);
                PutShortAt(lengthAt, Length - lengthAt - 2);
                PutHead(Instance, TypeText, Internet | top, ttlS);
                PutShort(1);
                Bytes[Length++] = 0;
            }
            if ((which & AddressRecord) == 0) return;
            PutHead(Host, TypeA, Internet | top, ttlS);
            PutShort(4);
            PutShort((int)(Address >> 16));
            PutShort((int)(Address & 0xFFFF));
        }

        private void PutHead(string name, int type, int kind, int ttlS)
        {
            PutQuestion(name, type, kind);
            PutShort(0);
            PutShort(ttlS);
            _records++;
        }

        private void PutQuestion(string name, int type, int kind)
        {
            PutName(name);
            PutShort(type);
            PutShort(kind);
        }

        private void PutData(string name)
        {
            PutShort(name.Length + 2);
            PutName(name);
        }

        private void PutName(string name)
        {
            int lengthAt = Length++;
            for (int i = 0; i <= name.Length; i++)
            {
                if (i == name.Length || name[i] == '.')
                {
                    Bytes[lengthAt] = (byte)(Length - lengthAt - 1);
                    lengthAt = Length++;
                }
                else Bytes[Length++] = (byte)name[i];
            }
            Bytes[lengthAt] = 0;
        }

        private void PutShort(int value)
        {
            PutShortAt(Length, value);
            Length += 2;
        }

        private void PutShortAt(int at, int value)
        {
            Bytes[at] = (byte)(value >> 8);
            Bytes[at + 1] = (byte)value;
        }
    }
}
