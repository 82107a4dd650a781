// Reach: the half of MdnsPaper that reads: who is asked for, who claims our name. Every offset is
// checked, every pointer leads backwards.

namespace Portreeve.Reach
{
    /// <content>Reading.</content>
    internal sealed partial class MdnsPaper
    {
        /// <summary>Reads what came. False: it is no message we understand.</summary>
        public bool Read()
        {
            Wanted = 0;
            Claim = 0;
            IsAlone = false;
            if (Length < HeadBytes || (Bytes[2] & 0x78) != 0 || (Bytes[3] & 15) != 0) return false;
            Id = Short(0);
            IsAnswer = (Bytes[2] & 0x80) != 0;
            _at = HeadBytes;
            for (int i = Short(4); i > 0; i--)
            {
                if (!ReadQuestion()) return Wanted != 0;
            }
            int records = Short(6) + Short(8);
            for (int i = 0; i < records; i++)
            {
                // A message that is longer than the buffer still counts as far as it goes.
                if (!ReadRecord()) break;
            }
            return true;
        }

        private bool ReadQuestion()
        {
            int name = _at;
            int end = End(name);
            if (end < 0 || end + 4 > Length) return false;
            int type = Short(end);
            int kind = Short(end + 2);
            _at = end + 4;
            if (IsAnswer || (kind & ~TopBit) != Internet) return true;
            bool isAny = type == TypeAny;
            int wanted = 0;
            if (Is(name, Host)) wanted = isAny || type == TypeA ? AddressRecord : 0;
            else if (WebPort == 0) return true;
            else if (Is(name, Service)) wanted = isAny || type == TypePointer ? ServiceRecord : 0;
            else if (Is(name, Kinds)) wanted = isAny || type == TypePointer ? KindsRecord : 0;
            else if (Is(name, Instance))
            {
                bool isOurs = isAny || type == TypeService || type == TypeText;
                wanted = isOurs ? InstanceRecords : 0;
            }
            if (wanted != 0 && (kind & TopBit) != 0) IsAlone = true;
            Wanted |= wanted;
            return true;
        }

        private bool ReadRecord()
        {
            int name = _at;
            int end = End(name);
            if (end < 0 || end + 10 > Length) return false;
            int type = Short(end);
            bool isInternet = (Short(end + 2) & ~TopBit) == Internet;
            int ttl = Short(end + 4) | Short(end + 6);
            int count = Short(end + 8);
            int data = end + 10;
            if (data + count > Length) return false;
            _at = data + count;
            if (!isInternet || ttl == 0) return true;
            if (type == TypeA && count == 4 && Is(name, Host))
            {
                uint claim = ((uint)Short(data) << 16) | (uint)Short(data + 2);
                if (claim != Address) Claim = claim;
            }
            // Who asks with our own record in hand has no need of it (section 7.1).
            if (!IsAnswer && type == TypePointer && Is(name, Service) && Is(data, Instance))
            {
                Wanted &= ~ServiceRecord;
            }
            return true;
        }

        // Where the text behind a name goes on; -1 for one that leaves the message.
        private int End(int at)
        {
            while (at < Length)
            {
                int label = Bytes[at];
                if (label == 0) return at + 1;
                if (label >= 0xC0) return at + 2 <= Length ? at + 2 : -1;
                if (label > 63) return -1;
                at += label + 1;
            }
            return -1;
        }

        // True when the name that stands there is this one, which is in lower case.
        private bool Is(int at, string name)
        {
            int i = 0;
            int before = at;
            while (at < Length)
            {
                int label = Bytes[at];
                if (label >= 0xC0)
                {
                    if (at + 1 >= Length) return false;
                    at = ((label & 0x3F) << 8) | Bytes[at + 1];
                    if (at >= before) return false;
                    before = at;
                    continue;
                }
                if (label == 0) return i == name.Length + 1;
                if (at + label >= Length || i + label > name.Length) return false;
                for (int k = 1; k <= label; k++)
                {
                    int b = Bytes[at + k];
                    if (b >= 'A' && b <= 'Z') b += 32;
                    if (b != name[i++]) return false;
                }
                if (i < name.Length && name[i] != '.') return false;
                i++;
                at += label + 1;
            }
            return false;
        }

        private int Short(int at)
        {
            return (Bytes[at] << 8) | Bytes[at + 1];
        }
    }
}
