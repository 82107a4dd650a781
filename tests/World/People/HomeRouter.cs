// World: the router above, at 192.168.1.1: it speaks PCP, NAT-PMP, both or neither (UPnP is
// UpnpRouter's); it restarts and
// forgets, changes its outside address, is slow, refuses, lies. A hostile machine of the LAN sends
// answers in its name to whatever socket the board has open, without having seen the question. What
// was asked for is checked against the rules.

using System.Collections.Generic;
using Portreeve.Outside;
using Portreeve.World.Outside;

namespace Portreeve.World.People
{
    /// <summary>What the router does with questions just now.</summary>
    internal enum RouterMood
    {
        Honest, Silent, Refusing, Lying, Hasty
    }

    /// <summary>The router.</summary>
    internal sealed class HomeRouter : IHearer, IUplink
    {
        public const uint Address = 0xC0A80101;
        public const uint Forged = 0x2D2D2D2D;

        private readonly Stage _stage;
        private readonly Dice _dice;
        private readonly Dictionary<int, long> _leases = new();
        private readonly byte[] _answer = new byte[60];
        private long _bootUs;

        public HomeRouter(Stage stage, Dice dice)
        {
            _stage = stage;
            _dice = dice;
            stage.Network.Datagrams.Place(Address, 5351, this);
        }

        public RouterMood Mood;
        public bool SpeaksPcp;
        public bool SpeaksNatPmp;

        /// <summary>Somebody in the LAN forges answers.</summary>
        public bool IsForged;

        /// <summary>Its address outside.</summary>
        public uint Outside;

        /// <summary>Which ports may be asked for, 65,536 added for UDP; kept by the night.
        /// </summary>
        public readonly HashSet<int> Allowed = new();

        /// <summary>The law that was broken, or null.</summary>
        public string Broken { get; private set; }

        /// <summary>Leases given, given back, and restarts.</summary>
        public int Given { get; private set; }
        public int Taken { get; private set; }
        public int Restarts { get; private set; }

        /// <summary>Outside addresses it has ever said by an answer that counts.</summary>
        public readonly HashSet<uint> Said = new();

        uint IUplink.Router { get { return Address; } }

        string IUplink.Trouble { get { return "not in this world"; } }

        public IDial DialSecure(uint address, int port, string host)
        {
            return null;
        }

        public IDatagrams Join(uint group, int port)
        {
            return null;
        }

        /// <summary>True while it leads this port to the board.</summary>
        public bool Leads(int key)
        {
            return _leases.TryGetValue(key, out long endUs) && _stage.Clock.NowUs < endUs;
        }

        /// <summary>Ports it leads to the board.</summary>
        public int Count
        {
            get
            {
                int count = 0;
                foreach (long endUs in _leases.Values)
                {
                    if (_stage.Clock.NowUs < endUs) count++;
                }
                return count;
            }
        }

        /// <summary>Switched off and on again.</summary>
        public void Restart()
        {
            Restarts++;
            _leases.Clear();
            _bootUs = _stage.Clock.NowUs;
        }

        /// <summary>Notes the first law that was broken.</summary>
        public void Break(string law)
        {
            Broken ??= law;
        }

        /// <summary>A port is given back.</summary>
        public void GiveBack(int key)
        {
            if (_leases.Remove(key)) Taken++;
        }

        /// <summary>A port is asked for; whether it may be is a law.</summary>
        public void Give(int key, ref uint lifetime, bool isGiven)
        {
            if (!Allowed.Contains(key)) Break("the router was asked for port " + key);
            if (Mood == RouterMood.Hasty) lifetime = (uint)_dice.Of(1, 60, 120, 600);
            if (!isGiven) return;
            if (!Leads(key)) Given++;
            _leases[key] = _stage.Clock.NowUs + System.Math.Max(lifetime, 120) * 1000000L;
        }

        public void Hear(SimPacket packet)
        {
            if (IsForged) Forge(packet);
            if (Mood == RouterMood.Silent || packet.Count < 2) return;
            byte[] asked = packet.Bytes;
            bool isPcp = asked[0] == 2;
            if (isPcp && !SpeaksPcp)
            {
                // As RFC 6886 section 3.5 has it: version 0, code 1.
                if (SpeaksNatPmp) Reply(packet, new byte[] { 0, 128, 0, 1, 0, 0, 0, 0 }, 8);
                return;
            }
            if (!isPcp && !SpeaksNatPmp) return;
            if (isPcp) HearPcp(packet);
            else HearNatPmp(packet);
        }

        private void HearPcp(SimPacket packet)
        {
            byte[] asked = packet.Bytes;
            bool isMap = asked[1] == 1;
            int count = isMap ? 60 : 24;
            if (packet.Count < count) return;
            System.Array.Copy(asked, _answer, count);
            _answer[1] |= 128;
            _answer[2] = 0;
            _answer[3] = (byte)(Mood == RouterMood.Refusing && isMap ? _dice.Of(2, 7, 8, 11) : 0);
            Put(_answer, 8, Epoch(), 4);
            Put(_answer, 12, 0, 4);
            Put(_answer, 16, 0, 4);
            Put(_answer, 20, 0, 4);
            if (isMap)
            {
                int port = (asked[40] << 8) | asked[41];
                uint lifetime = Number(asked, 4);
                Lease(port + (asked[36] == 17 ? 65536 : 0), ref lifetime, _answer[3] == 0);
                Put(_answer, 4, lifetime, 4);
                Put(_answer, 42, (uint)port, 2);
                Put(_answer, 52, 0xFFFF, 4);
                Put(_answer, 56, Outside, 4);
                if (Mood == RouterMood.Lying) Lie(count);
                else if (_answer[3] == 0) Said.Add(Outside);
            }
            Reply(packet, _answer, count);
        }

        private void HearNatPmp(SimPacket packet)
        {
            byte[] asked = packet.Bytes;
            bool isMap = asked[1] == 1 || asked[1] == 2;
            if (packet.Count < (isMap ? 12 : 2)) return;
            System.Array.Clear(_answer);
            _answer[1] = (byte)(128 | asked[1]);
            _answer[3] = (byte)(Mood == RouterMood.Refusing && isMap ? _dice.Of(2, 3, 4) : 0);
            Put(_answer, 4, Epoch(), 4);
            if (!isMap)
            {
                Put(_answer, 8, Outside, 4);
                if (Mood == RouterMood.Lying) _answer[1] ^= 3;
                else Said.Add(Outside);
                Reply(packet, _answer, 12);
                return;
            }
            int port = (asked[4] << 8) | asked[5];
            uint lifetime = Number(asked, 8);
            Lease(port + (asked[1] == 1 ? 65536 : 0), ref lifetime, _answer[3] == 0);
            Put(_answer, 8, (uint)port, 2);
            Put(_answer, 10, (uint)port, 2);
            Put(_answer, 12, lifetime, 4);
            if (Mood == RouterMood.Lying) Lie(16);
            Reply(packet, _answer, 16);
        }

        private void Lease(int key, ref uint lifetime, bool isGiven)
        {
            if (lifetime == 0) GiveBack(key);
            else Give(key, ref lifetime, isGiven);
        }

        // A true answer to another question: nothing of it may be believed.
        private void Lie(int count)
        {
            if (count == 60)
            {
                Put(_answer, 56, Forged, 4);
                _answer[_dice.Of(24, 30, 35, 36, 40)] ^= 0x55;
            }
            else
            {
                _answer[_dice.Of(1, 8, 9)] ^= 0x11;
            }
        }

        private void Forge(SimPacket packet)
        {
            for (int i = 0; i < 3; i++)
            {
                byte[] forged = new byte[60];
                for (int k = 24; k < 60; k++) forged[k] = (byte)_dice.Next();
                forged[0] = 2;
                forged[1] = 129;
                Put(forged, 4, 7200, 4);
                Put(forged, 52, 0xFFFF, 4);
                Put(forged, 56, Forged, 4);
                Reply(packet, forged, 60);
                // To a port that it can only guess.
                byte[] address = { 0, 128, 0, 0, 0, 0, 0, 9, 0x2D, 0x2D, 0x2D, 0x2D };
                _stage.Network.Datagrams.Send(address, 12, Address, 5351,
                    SimDatagramNetwork.Gateway, _dice.Between(1024, 39999));
            }
        }

        private uint Epoch()
        {
            return (uint)((_stage.Clock.NowUs - _bootUs) / 1000000);
        }

        private void Reply(SimPacket packet, byte[] bytes, int count)
        {
            _stage.Network.Datagrams.Send(bytes, count, Address, 5351, packet.From,
                packet.FromPort, _dice.Chance(10) ? _dice.Between(0, 3000000) : 0);
        }

        private static uint Number(byte[] bytes, int at)
        {
            return ((uint)bytes[at] << 24) | ((uint)bytes[at + 1] << 16)
                | ((uint)bytes[at + 2] << 8) | bytes[at + 3];
        }

        private static void Put(byte[] bytes, int at, uint value, int count)
        {
            for (int i = count - 1; i >= 0; i--)
            {
                bytes[at + i] = (byte)value;
                value >>= 8;
            }
        }
    }
}
