// World: one end of a TCP connection, client or server: sends so many bytes in bursts, reads at
// its own pace, and ends by a FIN, a reset, or not at all. Both ends are alike; what differs is
// who began.

using System.Collections.Generic;
using Portreeve.Outside;
using Portreeve.World.Outside;

namespace Portreeve.World.People
{
    /// <summary>How somebody talks.</summary>
    internal sealed class Manner
    {
        public long BytesToSend;
        public int BurstBytes;
        public int ReadBytes;
        public long PauseUs;

        /// <summary>0 finishes, 1 resets, 2 falls silent.</summary>
        public int Ending;

        /// <summary>Waits with its own end for the other side's.</summary>
        public bool EndsSecond;

        /// <summary>Somebody by chance.</summary>
        public static Manner Of(Dice dice)
        {
            Manner manner = new Manner();
            manner.BytesToSend = dice.Of<long>(0, 3, 200, 5000, 40000, 200000);
            manner.BytesToSend += manner.BytesToSend > 100 ? dice.Below(500) : 0;
            manner.BurstBytes = dice.Of(1, 100, 1460, 9000);
            if (manner.BytesToSend > 5000 && manner.BurstBytes < 100) manner.BurstBytes = 700;
            manner.ReadBytes = dice.Of(50, 1000, 9000, 9000);
            manner.PauseUs = dice.Of(2000, 2000, 20000, 400000);
            manner.Ending = dice.Chance(60) ? 0 : dice.Chance(40) ? 1 : 2;
            manner.EndsSecond = dice.Chance(50);
            return manner;
        }
    }

    /// <summary>One end of a connection.</summary>
    internal abstract class Talker : Person
    {
        private readonly Manner _manner;
        private long _sent;
        private bool _hasEnded;

        protected Talker(Stage stage, int number, Manner manner)
        {
            Stage = stage;
            Number = number;
            _manner = manner;
        }

        protected readonly Stage Stage;

        /// <summary>The number its bytes carry.</summary>
        public readonly int Number;

        /// <summary>What it has read.</summary>
        public readonly Reading Reading = new Reading();

        /// <summary>Bytes put into the network.</summary>
        public long Sent { get { return _sent; } }

        /// <summary>It has sent its FIN, all bytes before it.</summary>
        public bool HasFinished { get; private set; }

        /// <summary>It has read the other side's FIN.</summary>
        public bool SawFinish { get; private set; }

        /// <summary>The connection was cut off.</summary>
        public bool SawReset { get; private set; }

        /// <summary>The connection, or null before it is made.</summary>
        protected SimConnection Connection;

        public override void Act()
        {
            NextUs = Stage.Clock.NowUs + _manner.PauseUs;
            if (!Read()) return;
            Speak();
            if (HasFinished && SawFinish) IsGone = true;
        }

        public override void GoHome()
        {
            if (IsGone) return;
            if (Connection != null && !HasFinished) Connection.PeerReset();
            IsGone = true;
        }

        /// <summary>Called when bytes or the end have been read.</summary>
        protected abstract void Judge();

        /// <summary>Takes bytes read. False: nobody sent these.</summary>
        protected virtual bool Take(byte[] buffer, int count)
        {
            return Reading.Take(buffer, count);
        }

        private bool Read()
        {
            if (SawFinish) return true;
            int got = Connection.PeerReceive(Stage.Buffer, _manner.ReadBytes);
            if (got == Flow.Nothing) return true;
            if (got > 0)
            {
                if (!Take(Stage.Buffer, got))
                {
                    Stage.Break(this + " read a byte nobody sent it");
                }
                Judge();
                return true;
            }
            if (got == Flow.Finished)
            {
                SawFinish = true;
                Judge();
                return true;
            }
            SawReset = true;
            IsGone = true;
            return false;
        }

        private void Speak()
        {
            if (_hasEnded) return;
            long left = _manner.BytesToSend - _sent;
            if (left > 0)
            {
                int burst = (int)(left < _manner.BurstBytes ? left : _manner.BurstBytes);
                Content.Fill(Stage.Buffer, burst, Number, _sent);
                _sent += Connection.PeerSend(Stage.Buffer, burst);
                return;
            }
            if (_manner.EndsSecond && !SawFinish && _manner.Ending == 0)
            {
                // Two that wait for each other would wait for the idle limit.
                if (Stage.Clock.NowUs < Stage.PatienceUs) return;
            }
            _hasEnded = true;
            if (_manner.Ending == 0)
            {
                Connection.PeerFinish();
                HasFinished = true;
            }
            else if (_manner.Ending == 1)
            {
                Connection.PeerReset();
                IsGone = true;
            }
        }
    }

    /// <summary>Somebody from outside who knocks at a door.</summary>
    internal sealed class Client : Talker
    {
        public Client(Stage stage, int number, uint address, int port, Manner manner)
            : base(stage, number, manner)
        {
            Address = address;
            Port = port;
        }

        public readonly uint Address;

        /// <summary>The gateway's port.</summary>
        public readonly int Port;

        /// <summary>The port it comes from.</summary>
        public int OwnPort { get { return 1024 + Number % 60000; } }

        /// <summary>When it knocked, and when its target read the first byte; -1 = not yet.
        /// </summary>
        public long KnockedUs = -1;

        public override void Act()
        {
            if (Connection == null)
            {
                Connection = Stage.Network.Knock(Address, OwnPort, Port);
                KnockedUs = Stage.Clock.NowUs;
            }
            base.Act();
        }

        public override string ToString()
        {
            return "client " + Number;
        }

        protected override void Judge()
        {
            Stage.Pairs.ClientRead(this);
        }
    }

    /// <summary>A machine's end of a connection. It reads a PROXY header if there is one.</summary>
    internal sealed class Server : Talker
    {
        private List<byte> _head = new();

        public Server(Stage stage, int number, SimConnection connection, Manner manner)
            : base(stage, number, manner)
        {
            Connection = connection;
        }

        /// <summary>Which connection it is, for the pairs.</summary>
        public SimConnection Door { get { return Connection; } }

        /// <summary>Who the header said the client is; null when there was none.</summary>
        public Told Told { get; private set; }

        public override string ToString()
        {
            return "server connection " + Number;
        }

        protected override bool Take(byte[] buffer, int count)
        {
            if (_head == null) return base.Take(buffer, count);
            for (int i = 0; i < count; i++) _head.Add(buffer[i]);
            int length = Envelope.Read(_head, _head.Count, out Told told);
            if (length == -1) return true;
            if (length == -2) return false;
            Told = told;
            byte[] content = _head.GetRange(length, _head.Count - length).ToArray();
            _head = null;
            return base.Take(content, content.Length);
        }

        protected override void Judge()
        {
            Stage.Pairs.ServerRead(this);
        }
    }
}
