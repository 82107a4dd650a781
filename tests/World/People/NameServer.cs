// World: the DNS server of the house. It knows where friends live now, and by chance it is slow,
// silent, wrong, or lies. It keeps what it has truly told, so that a law can ask.

using System.Collections.Generic;
using System.Text;
using Portreeve.World.Outside;

namespace Portreeve.World.People
{
    /// <summary>Answers A questions (RFC 1035).</summary>
    internal sealed class NameServer : IHearer
    {
        /// <summary>Where it is.</summary>
        public const uint Address = 0xC0A80101;

        /// <summary>What a lie leads to: somebody on no list.</summary>
        public const uint Liar = 0x08080808;

        private readonly Dictionary<string, uint[]> _zone = new();
        private readonly HashSet<(string, uint)> _told = new();
        private readonly byte[] _bytes = new byte[600];
        private readonly Stage _stage;
        private readonly Dice _dice;
        private int _count;

        public NameServer(Stage stage, Dice dice)
        {
            _stage = stage;
            _dice = dice;
            stage.Network.Datagrams.Place(Address, 53, this);
        }

        /// <summary>Percent of questions left unanswered, lied to, and answered late.</summary>
        public int SilentPercent, LiesPercent, SlowPercent;

        /// <summary>Questions heard.</summary>
        public int Asked { get; private set; }

        /// <summary>Answers that were no truth.</summary>
        public int Lies { get; private set; }

        /// <summary>From now on the name lives there.</summary>
        public void Move(string name, params uint[] addresses)
        {
            _zone[name] = addresses;
        }

        /// <summary>Where the name lives now.</summary>
        public uint[] Home(string name)
        {
            return _zone[name];
        }

        /// <summary>It was told so at some time.</summary>
        public bool HasTold(string name, uint address)
        {
            return _told.Contains((name, address));
        }

        public void Hear(SimPacket packet)
        {
            Asked++;
            if (_dice.Chance(SilentPercent)) return;
            string name = NameOf(packet.Bytes, out int end);
            System.Array.Copy(packet.Bytes, _bytes, end);
            _count = end;
            Flags(0x8180, 1, 0);
            if (_dice.Chance(LiesPercent)) Lie();
            else TellTruth(name);
            long lateUs = _dice.Chance(SlowPercent) ? _dice.Between(100000, 6000000) : 0;
            _stage.Network.Datagrams.Send(_bytes, _count, Address, 53, packet.From,
                packet.FromPort, lateUs);
        }

        private void TellTruth(string name)
        {
            if (!_zone.TryGetValue(name, out uint[] home))
            {
                Flags(0x8183, 1, 0);
                return;
            }
            int answers = home.Length;
            int owner = 12;
            if (_dice.Chance(30))
            {
                // name CNAME alias; the addresses belong to the alias.
                Put16(0xC00C);
                Head(5, 8);
                owner = _count;
                _bytes[_count++] = 5;
                foreach (char one in "alias") _bytes[_count++] = (byte)one;
                Put16(0xC00C);
                answers++;
            }
            foreach (uint address in home)
            {
                Put16(0xC000 | owner);
                Head(1, 4);
                Put16((int)(address >> 16));
                Put16((int)(address & 0xFFFF));
                _told.Add((name, address));
            }
            Flags(0x8180, 1, answers);
        }

        private void Lie()
        {
            Lies++;
            switch (_dice.Below(9))
            {
                case 0:
                    Answer(12, Liar);
                    _bytes[0] ^= 1;
                    break;
                case 1:
                    Answer(12, Liar);
                    _bytes[13] = (byte)(_bytes[13] == 'x' ? 'y' : 'x');
                    break;
                case 2: Flags(0x8380, 1, 0); break;
                case 3:
                    Flags(0x8180, 1, 1);
                    Put16(0xC000 | _count);
                    Head(1, 4);
                    break;
                case 4:
                    _bytes[_count++] = 1;
                    _bytes[_count++] = (byte)'z';
                    _bytes[_count++] = 0;
                    Head(1, 4);
                    Put16((int)(Liar >> 16));
                    Put16((int)(Liar & 0xFFFF));
                    Flags(0x8180, 1, 1);
                    break;
                case 5: Flags(0x8182, 1, 0); break;
                case 6: Flags(0x8183, 1, 0); break;
                case 7: Answer(12, _dice.Of(0xC0A80132u, 0x7F000001u, 0xE0000001u, 0u)); break;
                default:
                    for (int i = 2; i < _count; i++) _bytes[i] = (byte)_dice.Next();
                    break;
            }
        }

        private void Answer(int owner, uint address)
        {
            Put16(0xC000 | owner);
            Head(1, 4);
            Put16((int)(address >> 16));
            Put16((int)(address & 0xFFFF));
            Flags(0x8180, 1, 1);
        }

        // Type, class IN, TTL, length: all of a record but its owner and its data.
        private void Head(int type, int length)
        {
            Put16(type);
            Put16(1);
            int seconds = _dice.Of(0, 60, 3600, 100000);
            Put16(seconds >> 16);
            Put16(seconds & 0xFFFF);
            Put16(length);
        }

        private void Flags(int flags, int questions, int answers)
        {
            int at = _count;
            _count = 2;
            Put16(flags);
            Put16(questions);
            Put16(answers);
            Put16(0);
            Put16(0);
            _count = at;
        }

        private void Put16(int number)
        {
            _bytes[_count++] = (byte)(number >> 8);
            _bytes[_count++] = (byte)number;
        }

        private static string NameOf(byte[] bytes, out int end)
        {
            StringBuilder name = new StringBuilder();
            int at = 12;
            while (bytes[at] > 0)
            {
                if (name.Length > 0) name.Append('.');
                name.Append(Encoding.ASCII.GetString(bytes, at + 1, bytes[at]));
                at += bytes[at] + 1;
            }
            end = at + 5;
            return name.ToString().ToLowerInvariant();
        }
    }
}
