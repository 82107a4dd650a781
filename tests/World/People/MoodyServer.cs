// World: a DNS server with moods. It answers, is slow, fails, dies and lies; and somebody who does
// not see the questions forges answers. It remembers what it has said, for the law.

using System.Collections.Generic;
using System.Text;
using Portreeve.Names;
using Portreeve.World.Outside;

namespace Portreeve.World.People
{
    /// <summary>How the server is just now.</summary>
    internal enum Mood
    {
        Honest, Slow, Failing, NoSuchName, Dead, LyingInside, LyingElsewhere, Babbling
    }

    /// <summary>Something it said about a name that a gateway may believe.</summary>
    internal sealed class Said
    {
        public long AtUs;
        public uint Address;

        /// <summary>It arrives for sure, and in time.</summary>
        public bool IsSure;

        /// <summary>How long it may be used by the server's word, seconds.</summary>
        public int TtlSeconds;

        /// <summary>
        /// How long it may be believed, microseconds. After a restart flash has the last good
        /// answer as it was when it was written: ten minutes may lie between, so an older one too.
        /// Without a clock nobody knows its age, and the grace period begins with the start.
        /// </summary>
        public long BeliefUs(bool isKept, long graceUs, SimClock clock)
        {
            const long SecondUs = 1000000;
            if (!isKept)
            {
                long ttlMs = System.Math.Clamp(TtlSeconds * 1000L,
                    Limits.LookupTtlMinMs, Limits.LookupTtlMaxMs) + DnsClient.LookupMsMax;
                return System.Math.Max(graceUs, ttlMs * 1000) + SecondUs;
            }
            if (graceUs == 0) return 0;
            long unknownUs = clock.KnowsTime ? 0 : clock.BootUs - AtUs;
            return graceUs + unknownUs + SecondUs;
        }
    }

    /// <summary>The server of the zone: names f0, f1, ... of one label and "test".</summary>
    internal sealed class MoodyServer : IHearer
    {
        public const uint Address = 0xC0A80101;
        public const uint Forger = 0x06060606;

        private static readonly uint[] Inside =
        {
            0xC0A80132, 0x0A000001, 0x7F000001, 0xE0000001, 0, 0xFFFFFFFF, 0x64400001,
            SimDatagramNetwork.Gateway
        };

        private readonly Stage _stage;
        private readonly Dice _dice;
        private readonly List<(long AtUs, byte[] Bytes, int Port, int Name, uint Told)> _late =
            new();

        public MoodyServer(Stage stage, Dice dice, int names)
        {
            _stage = stage;
            _dice = dice;
            Addresses = new uint[names];
            History = new List<Said>[names];
            for (int i = 0; i < names; i++) History[i] = new();
            stage.Network.Datagrams.Place(Address, 53, this);
        }

        public Mood Mood;

        /// <summary>Somebody forges answers.</summary>
        public bool IsForged;

        /// <summary>Where each name is.</summary>
        public readonly uint[] Addresses;

        /// <summary>What was said about each name.</summary>
        public readonly List<Said>[] History;

        /// <summary>Questions heard.</summary>
        public int Asked { get; private set; }

        public void Hear(SimPacket packet)
        {
            Asked++;
            byte[] question = new byte[packet.Count];
            System.Array.Copy(packet.Bytes, question, packet.Count);
            string label = Encoding.ASCII.GetString(question, 13, question[12]);
            int name = int.Parse(label.Substring(1));
            if (IsForged) Forge(question, packet.FromPort);
            switch (Mood)
            {
                case Mood.Honest: Tell(question, packet.FromPort, name, Addresses[name], 0); break;
                case Mood.Slow:
                    Tell(question, packet.FromPort, name, Addresses[name],
                        _dice.Between(300000, 6000000));
                    break;
                case Mood.Failing: Send(Reply(question, 2, 0), packet.FromPort); break;
                case Mood.NoSuchName: Send(Reply(question, 3, 0), packet.FromPort); break;
                case Mood.LyingInside:
                    Send(Reply(question, 0, _dice.Of(Inside)), packet.FromPort);
                    break;
                case Mood.LyingElsewhere:
                    Tell(question, packet.FromPort, name, 0x2D2D0000u + (uint)_dice.Below(3), 0);
                    break;
                case Mood.Babbling:
                    byte[] noise = Reply(question, 0, Addresses[name]);
                    for (int i = 0; i < 4; i++) noise[_dice.Between(12, noise.Length - 5)] ^= 0x41;
                    Send(noise, packet.FromPort);
                    // Where only a TTL was hit, the gateway rightly believes the rest.
                    Note(name, Addresses[name], false, Limits.LookupTtlMaxMs / 1000);
                    break;
            }
        }

        /// <summary>Sends what was held back.</summary>
        public void Act()
        {
            for (int i = 0; i < _late.Count; i++)
            {
                (long atUs, byte[] bytes, int port, int name, uint told) = _late[i];
                if (atUs > _stage.Clock.NowUs) continue;
                _late.RemoveAt(i--);
                Send(bytes, port);
                Note(name, told, false, TtlOf(bytes));
            }
        }

        private void Tell(byte[] question, int port, int name, uint address, long afterUs)
        {
            byte[] reply = Reply(question, 0, address);
            if (afterUs > 0)
            {
                _late.Add((_stage.Clock.NowUs + afterUs, reply, port, name, address));
                return;
            }
            Send(reply, port);
            Note(name, address, !IsForged, TtlOf(reply));
        }

        private void Note(int name, uint address, bool isSure, int ttlSeconds)
        {
            History[name].Add(new Said
            {
                AtUs = _stage.Clock.NowUs, Address = address, IsSure = isSure,
                TtlSeconds = ttlSeconds
            });
        }

        private static int TtlOf(byte[] reply)
        {
            return (reply[^8] << 8) | reply[^7];
        }

        // Never the right id, or the right one with another name.
        private void Forge(byte[] question, int port)
        {
            int count = _dice.Of(1, 5, 30);
            for (int i = 0; i < count; i++)
            {
                byte[] forged = Reply(question, 0, Forger);
                if (_dice.Chance(20)) forged[14] ^= 1;
                else forged[0] ^= (byte)_dice.Between(1, 255);
                Send(forged, port);
            }
        }

        private byte[] Reply(byte[] question, int code, uint address)
        {
            List<byte> reply = new(question);
            reply[2] = 0x81;
            reply[3] = (byte)(0x80 | code);
            if (code != 0) return reply.ToArray();
            reply[7] = 1;
            int ttl = _dice.Of(0, 5, 30, 60, 300);
            reply.AddRange(new byte[]
            {
                0xC0, 12, 0, 1, 0, 1, 0, 0, (byte)(ttl >> 8), (byte)ttl, 0, 4,
                (byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address
            });
            return reply.ToArray();
        }

        private void Send(byte[] bytes, int port)
        {
            _stage.Network.Datagrams.Send(bytes, bytes.Length, Address, 53,
                SimDatagramNetwork.Gateway, port);
        }
    }
}
