// World: the machines of the LAN: one that answers, refuses, or is silent to those who dial, and
// one that answers datagrams.

using System.Collections.Generic;
using Portreeve.Outside;
using Portreeve.World.Outside;

namespace Portreeve.World.People
{
    /// <summary>A TCP server.</summary>
    internal sealed class Machine : ITarget
    {
        private readonly Stage _stage;
        private readonly Dice _dice;

        public Machine(Stage stage, Dice dice)
        {
            _stage = stage;
            _dice = dice;
        }

        /// <summary>Percent of dials refused, and percent never answered.</summary>
        public int RefusesPercent, SilentPercent;

        /// <summary>It is up from then on; until then only a magic packet can help.</summary>
        public long AwakeFromUs;

        public int Answer(out long afterUs)
        {
            afterUs = long.MaxValue / 4;
            if (_stage.Clock.NowUs < AwakeFromUs) return DialState.Connected;
            afterUs = _dice.Chance(80) ? 0 : _dice.Between(0, 12000000);
            if (_dice.Chance(SilentPercent)) afterUs = long.MaxValue / 4;
            return _dice.Chance(RefusesPercent) ? DialState.Failed : DialState.Connected;
        }

        public void Arrive(SimConnection connection)
        {
            _stage.Open(new Server(
                _stage, _stage.NextNumber(), connection, Manner.Of(_dice)));
        }
    }

    /// <summary>The network cards of the LAN, which hear magic packets.</summary>
    internal sealed class Alarm : IHearer
    {
        private readonly Stage _stage;
        private readonly Dice _dice;
        private readonly Dictionary<int, List<Machine>> _sleepers = new();

        public Alarm(Stage stage, Dice dice)
        {
            _stage = stage;
            _dice = dice;
            stage.Network.Datagrams.Place(0xC0A801FF, 9, this);
        }

        /// <summary>Magic packets heard.</summary>
        public int Heard { get; private set; }

        /// <summary>The Ethernet address of a host, as a rule writes it.</summary>
        public static string MacOf(int host)
        {
            return "02:00:00:00:00:" + host.ToString("X2");
        }

        /// <summary>This machine sleeps until it is woken.</summary>
        public void Add(int host, Machine machine)
        {
            machine.AwakeFromUs = long.MaxValue;
            if (!_sleepers.TryGetValue(host, out List<Machine> machines))
            {
                _sleepers[host] = machines = new();
            }
            machines.Add(machine);
        }

        public void Hear(SimPacket packet)
        {
            Heard++;
            bool isWhole = packet.Count == 102;
            for (int i = 0; isWhole && i < 102; i++)
            {
                isWhole = packet.Bytes[i] == (i < 6 ? 0xFF : packet.Bytes[6 + i % 6]);
            }
            if (!isWhole) _stage.Break("a magic packet that wakes nobody");
            if (!_sleepers.TryGetValue(packet.Bytes[11], out List<Machine> machines)) return;
            long upUs = _stage.Clock.NowUs + _dice.Between(100000, 20000000);
            foreach (Machine machine in machines)
            {
                if (machine.AwakeFromUs > upUs) machine.AwakeFromUs = upUs;
            }
        }
    }

    /// <summary>
    /// A UDP server: answers each datagram, sometimes twice, each answer carrying the question.
    /// </summary>
    internal sealed class Echo : IHearer
    {
        private readonly Stage _stage;
        private readonly Dice _dice;
        private readonly uint _address;
        private readonly int _port;

        public Echo(Stage stage, Dice dice, uint address, int port)
        {
            _stage = stage;
            _dice = dice;
            _address = address;
            _port = port;
        }

        public void Hear(SimPacket packet)
        {
            int length = Envelope.Read(packet.Bytes, packet.Count, out Told told);
            if (length < 0) _stage.Break("a PROXY header that makes no sense");
            if (length > 0)
            {
                packet.Count -= length;
                System.Array.Copy(packet.Bytes, length, packet.Bytes, 0, packet.Count);
            }
            _stage.Pairs.Datagram(packet, told);
            int answers = _dice.Between(0, 2);
            for (int i = 0; i < answers; i++)
            {
                _stage.Network.Datagrams.Send(packet.Bytes, packet.Count, _address, _port,
                    packet.From, packet.FromPort);
            }
        }
    }

    /// <summary>A UDP client: sends datagrams that say who sent them, and expects them back.
    /// </summary>
    internal sealed class Caller : Person, IHearer
    {
        private readonly Stage _stage;
        private readonly Dice _dice;
        private readonly byte[] _bytes = new byte[1500];
        private readonly HashSet<int> _asked = new();
        private int _left;
        private int _next;

        public Caller(Stage stage, Dice dice, int number, uint address, int port)
        {
            _stage = stage;
            _dice = dice;
            Number = number;
            Address = address;
            Port = port;
            _left = dice.Between(1, 30);
            stage.Network.Datagrams.Place(address, OwnPort, this);
        }

        public readonly int Number;
        public readonly uint Address;
        public readonly int Port;

        /// <summary>The port it calls from.</summary>
        public int OwnPort { get { return 1024 + Number % 60000; } }

        public override void Act()
        {
            NextUs = _stage.Clock.NowUs + _dice.Of(1000, 50000, 900000);
            if (_left-- == 0)
            {
                IsGone = true;
                return;
            }
            int count = _dice.Of(Header, Header, 60, 500, 1472);
            int id = _next++;
            Compose(_bytes, count, Number, id);
            _asked.Add(id);
            _stage.Network.Datagrams.Send(
                _bytes, count, Address, OwnPort, SimDatagramNetwork.Gateway, Port);
        }

        public void Hear(SimPacket packet)
        {
            if (packet.FromPort != Port) _stage.Break("a reply from another port than was asked");
            if (NumberOf(packet) != Number) _stage.Break("a reply to somebody else");
            if (!IsWhole(packet)) _stage.Break("a reply that was split, merged or changed");
            if (!_asked.Contains(IdOf(packet))) _stage.Break("a reply to nothing asked");
        }

        private const int Header = 10;

        /// <summary>Number, id, length, and bytes that follow from them.</summary>
        public static void Compose(byte[] bytes, int count, int number, int id)
        {
            Put(bytes, 0, number);
            Put(bytes, 4, id);
            bytes[8] = (byte)count;
            bytes[9] = (byte)(count >> 8);
            for (int i = Header; i < count; i++) bytes[i] = Content.At(number * 31 + id, i);
        }

        public static bool IsWhole(SimPacket packet)
        {
            byte[] bytes = packet.Bytes;
            if (packet.Count < Header || (bytes[8] | (bytes[9] << 8)) != packet.Count) return false;
            int key = NumberOf(packet) * 31 + IdOf(packet);
            for (int i = Header; i < packet.Count; i++)
            {
                if (bytes[i] != Content.At(key, i)) return false;
            }
            return true;
        }

        public static int NumberOf(SimPacket packet)
        {
            return Get(packet.Bytes, 0);
        }

        private static int IdOf(SimPacket packet)
        {
            return Get(packet.Bytes, 4);
        }

        private static void Put(byte[] bytes, int at, int number)
        {
            for (int i = 0; i < 4; i++) bytes[at + i] = (byte)(number >> (8 * i));
        }

        private static int Get(byte[] bytes, int at)
        {
            int number = 0;
            for (int i = 0; i < 4; i++) number |= bytes[at + i] << (8 * i);
            return number;
        }
    }
}
