// Fakes: a DNS server of one zone. It answers what the gateway has asked on its newest socket.

using System.Collections;
using Portreeve.Names;

namespace Portreeve.Rooms.Fakes
{
    /// <summary>Writes answers as a server would, or as one would not.</summary>
    internal sealed class DnsServer
    {
        private readonly FakeWorld _world;
        private readonly ArrayList _answered = new ArrayList();

        /// <summary>What the name has; none: NOERROR without answers.</summary>
        public uint[] Addresses = new uint[0];

        /// <summary>Time to live, seconds.</summary>
        public uint Ttl = 60;

        /// <summary>RCODE: 0, 2 SERVFAIL, 3 NXDOMAIN, 5 REFUSED.</summary>
        public int Code;

        /// <summary>Which server this is; 0 for each one that is asked.</summary>
        public uint Own;

        /// <summary>True: it does not answer.</summary>
        public bool IsSilent;

        public DnsServer(FakeWorld world)
        {
            _world = world;
        }

        /// <summary>Questions seen so far.</summary>
        public int Asked
        {
            get
            {
                int asked = 0;
                ArrayList sockets = _world.Network.Upstreams;
                for (int i = 0; i < sockets.Count; i++)
                {
                    if (((FakeDatagrams)sockets[i]).Port == DnsMessage.Port) asked++;
                }
                return asked;
            }
        }

        /// <summary>Answers every question that was not answered yet.</summary>
        public void Answer()
        {
            ArrayList sockets = _world.Network.Upstreams;
            for (int i = 0; i < sockets.Count && !IsSilent; i++)
            {
                FakeDatagrams socket = (FakeDatagrams)sockets[i];
                if (socket.Port != DnsMessage.Port || socket.IsClosed) continue;
                if (Own != 0 && socket.Peer != Own) continue;
                if (socket.Sent.Count == 0 || _answered.Contains(socket)) continue;
                _answered.Add(socket);
                socket.Arrive(AnswerTo(socket.SentAt(0).Bytes));
            }
        }

        /// <summary>The answer to a question, whole.</summary>
        public byte[] AnswerTo(byte[] question)
        {
            DnsPaper paper = new DnsPaper(question);
            paper.Code = Code;
            for (int i = 0; Code == 0 && i < Addresses.Length; i++)
            {
                paper.AddAddress(0xC00C, Ttl, Addresses[i]);
            }
            return paper.Bytes();
        }
    }

    /// <summary>A message written record by record.</summary>
    internal sealed class DnsPaper
    {
        private readonly byte[] _bytes = new byte[1024];
        private int _length;

        /// <summary>RCODE.</summary>
        public int Code;

        /// <summary>The flag TC.</summary>
        public bool IsCut;

        /// <summary>Answers so far; the header says so many.</summary>
        public int Answers;

        /// <param name="question">What is answered; its id and question are repeated.</param>
        public DnsPaper(byte[] question)
        {
            question.CopyTo(_bytes, 0);
            _length = question.Length;
        }

        /// <summary>Where the next record begins.</summary>
        public int Length { get { return _length; } }

        /// <summary>An A record of the name at a pointer such as 0xC00C.</summary>
        public void AddAddress(int pointer, uint ttl, uint address)
        {
            Begin(pointer, DnsMessage.TypeA, ttl, 4);
            Put((int)(address >> 16));
            Put((int)(address & 0xFFFF));
        }

        /// <summary>A CNAME record that leads to a name of one label and a pointer. Returns
        /// where the new name stands, as a pointer.</summary>
        public int AddAlias(int pointer, uint ttl, string label, int behind)
        {
            Begin(pointer, DnsMessage.TypeAlias, ttl, label.Length + 3);
            int at = _length;
            _bytes[_length++] = (byte)label.Length;
            for (int i = 0; i < label.Length; i++) _bytes[_length++] = (byte)label[i];
            Put(behind);
            return 0xC000 | at;
        }

        /// <summary>The head of a record.</summary>
        public void Begin(int pointer, int type, uint ttl, int dataBytes)
        {
            Put(pointer);
            Put(type);
            Put(DnsMessage.ClassInternet);
            Put((int)(ttl >> 16));
            Put((int)(ttl & 0xFFFF));
            Put(dataBytes);
            Answers++;
        }

        /// <summary>Two bytes.</summary>
        public void Put(int value)
        {
            _bytes[_length++] = (byte)(value >> 8);
            _bytes[_length++] = (byte)value;
        }

        /// <summary>The message.</summary>
        public byte[] Bytes()
        {
            byte[] message = new byte[_length];
            System.Array.Copy(_bytes, 0, message, 0, _length);
            message[2] = (byte)(IsCut ? 0x83 : 0x81);
            message[3] = (byte)(0x80 | Code);
            message[6] = (byte)(Answers >> 8);
            message[7] = (byte)Answers;
            return message;
        }
    }
}
