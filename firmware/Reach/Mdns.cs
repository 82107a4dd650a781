// Reach: our name in the house: "portreeve.local" and the page as a service (RFC 6762, RFC 6763).
// It claims the name by probing, takes another one when somebody has it, says so twice, then
// answers who asks. It holds one socket while it is on.
//
//   Closed --socket--> Probing 1, 2, 3 --nobody has it--> Announcing 1, 2 --> Answering
//                         ^ somebody has it: name-2                              |
//                         +----------------- somebody claims it, our address ----+

using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>The responder; made when it is switched on.</summary>
    internal sealed class Mdns
    {
        private const int ProbesMax = 3;
        private const int AnnouncementsMax = 2;
        private const int Answering = ProbesMax + AnnouncementsMax;
        private const int SecondMs = 1000;
        private const int MessagesPerVisitMax = 4;
        private const int PlainTtlS = 10;

        private readonly Reachability _reach;
        private readonly MdnsPaper _paper = new MdnsPaper();
        private IDatagrams _socket;
        private string _wish;
        private int _state;
        private int _number;
        private int _conflicts;
        private int _pending;
        private long _dueMs;
        private long _sayMs;
        private long _saidMs;

        public Mdns(Reachability reach)
        {
            _reach = reach;
            Trouble = "";
            Follow();
        }

        /// <summary>Our name, with ".local".</summary>
        public string Name { get { return _paper.Name + ".local"; } }

        /// <summary>True once the name is ours.</summary>
        public bool IsOurs { get { return _socket != null && _state >= ProbesMax; } }

        /// <summary>Sockets it holds.</summary>
        public int Sockets { get { return _socket == null ? 0 : 1; } }

        /// <summary>Why it is not at work, a sentence with the next step; or empty.</summary>
        public string Trouble { get; private set; }

        /// <summary>Takes a changed name.</summary>
        public void Follow()
        {
            string wish = _reach.Settings.HouseName;
            if (wish == _wish) return;
            SayGoodbye();
            _wish = wish;
            _number = 1;
            _paper.Name = wish;
            Restart(0);
        }

        /// <summary>Does what is due. True: something was done.</summary>
        public bool Step(long nowMs)
        {
            uint address = _reach.Around.Lan.Address;
            if (_socket != null && address != _paper.Address) CloseSocket();
            if (_socket == null)
            {
                if (address == 0 || nowMs < _dueMs) return false;
                return Open(address, nowMs);
            }
            int port = _reach.WebPort;
            if (port != _paper.WebPort)
            {
                _paper.WebPort = port;
                Restart(nowMs);
            }
            bool worked = false;
            for (int i = 0; i < MessagesPerVisitMax && Hear(nowMs); i++) worked = true;
            if (_socket == null) return true;
            if (_state < Answering && nowMs >= _dueMs)
            {
                Claim(nowMs);
                return true;
            }
            if (_pending != 0 && nowMs >= _sayMs)
            {
                Say(_pending, Limits.MdnsTtlS, nowMs);
                _pending = 0;
                return true;
            }
            return worked;
        }

        /// <summary>Says goodbye and closes the socket.</summary>
        public void Close()
        {
            SayGoodbye();
            CloseSocket();
        }

        private bool Open(uint address, long nowMs)
        {
            IUplink uplink = _reach.Around.Uplink;
            _dueMs = nowMs + Limits.ReopenMs;
            if (uplink == null) Trouble = "this board cannot listen to groups";
            else if (!_reach.Budget.TakePort()) Trouble = "no socket is free for it";
            else
            {
                try
                {
                    _socket = uplink.Join(HouseNames.Group, HouseNames.Port);
                }
                finally
                {
                    // Also when memory ends the call.
                    if (_socket == null) _reach.Budget.Return();
                }
                if (_socket == null) Trouble = uplink.Trouble;
            }
            if (_socket == null) return false;
            Trouble = "";
            _paper.Address = address;
            _paper.WebPort = _reach.WebPort;
            Restart(nowMs);
            return true;
        }

        private void CloseSocket()
        {
            if (_socket == null) return;
            _reach.Board.HouseName = "";
            _socket.Close();
            _socket = null;
            _reach.Budget.Return();
            _state = 0;
            _pending = 0;
        }

        private void Restart(long nowMs)
        {
            _state = 0;
            _pending = 0;
            _dueMs = nowMs + Chance(Limits.MdnsProbeMs);
        }

        // The next probe or announcement.
        private void Claim(long nowMs)
        {
            bool isProbe = _state++ < ProbesMax;
            if (isProbe)
            {
                _paper.WriteProbe();
                Send(HouseNames.Group, HouseNames.Port);
            }
            else
            {
                if (_state == ProbesMax + 1) Tell();
                Say(MdnsPaper.All, Limits.MdnsTtlS, nowMs);
            }
            _dueMs = nowMs + (isProbe ? Limits.MdnsProbeMs : SecondMs);
        }

        private void Tell()
        {
            _reach.Board.HouseName = Name;
            _reach.Journal.Write("mdns: we are " + Name + " in the house");
        }

        private bool Hear(long nowMs)
        {
            uint from;
            int port;
            int length = _socket.Receive(_paper.Bytes, out from, out port);
            if (length == Flow.Broken)
            {
                CloseSocket();
                _dueMs = nowMs + Limits.ReopenMs;
                return false;
            }
            if (length < 0) return false;
            _paper.Length = length < _paper.Bytes.Length ? length : _paper.Bytes.Length;
            // Nobody from elsewhere has a say here (RFC 6762 section 11).
            if (!_reach.Around.Lan.IsNear(from) || !_paper.Read()) return true;
            if (_paper.Claim != 0) Meet(_paper.Claim, nowMs);
            else if (!_paper.IsAnswer && _paper.Wanted != 0) Answer(from, port, nowMs);
            return true;
        }

        // Somebody claims our name for another address.
        private void Meet(uint claim, long nowMs)
        {
            if (!_paper.IsAnswer)
            {
                // Two probe at once: the greater address wins, the other waits a second and looks
                // again (section 8.2). Who asks once the name is ours gets its answer.
                if (_state >= ProbesMax) Say(MdnsPaper.All, Limits.MdnsTtlS, nowMs);
                else if (claim > _paper.Address)
                {
                    _state = 0;
                    _dueMs = nowMs + SecondMs;
                }
                return;
            }
            if (_state >= ProbesMax)
            {
                // Perhaps it is over already: probing tells (section 9).
                Restart(nowMs);
                return;
            }
            _conflicts++;
            _number++;
            string before = Name;
            _paper.Name = _wish + "-" + _number.ToString();
            _reach.Journal.Write("mdns: " + before + " belongs to " + IPv4.ToText(claim)
                + "; we try " + Name);
            _state = 0;
            _dueMs = nowMs + (_conflicts > Limits.MdnsConflictsMax ? Limits.ReopenMs
                : Chance(Limits.MdnsProbeMs));
        }

        private void Answer(uint from, int port, long nowMs)
        {
            int wanted = _paper.Wanted;
            // A name is given out once it is ours.
            if (_state < ProbesMax) return;
            if (port != HouseNames.Port)
            {
                _paper.Begin(_paper.Id, true);
                _paper.WriteQuestion(wanted);
                _paper.Write(wanted, PlainTtlS, true);
                Send(from, port);
                return;
            }
            bool isFresh = nowMs - _saidMs < Limits.MdnsTtlS * SecondMs / 4;
            if (_paper.IsAlone && isFresh)
            {
                _paper.Begin(0, true);
                _paper.Write(wanted, Limits.MdnsTtlS, false);
                Send(from, port);
                return;
            }
            // Others may answer for a shared name at the same time; and nothing is said twice a
            // second (section 6).
            bool isShared = (wanted & (MdnsPaper.ServiceRecord | MdnsPaper.KindsRecord)) != 0;
            long at = nowMs + (isShared ? 20 + Chance(100) : 0);
            if (at < _saidMs + SecondMs) at = _saidMs + SecondMs;
            if (_pending == 0 || at < _sayMs) _sayMs = at;
            _pending |= wanted;
        }

        private void Say(int which, int ttlS, long nowMs)
        {
            _paper.Begin(0, true);
            _paper.Write(which, ttlS, false);
            Send(HouseNames.Group, HouseNames.Port);
            _saidMs = nowMs;
        }

        private void SayGoodbye()
        {
            if (_socket != null && _state > ProbesMax) Say(MdnsPaper.All, 0, _saidMs);
        }

        private void Send(uint address, int port)
        {
            _socket.Send(_paper.Bytes, _paper.Length, address, port);
        }

        private int Chance(int max)
        {
            byte[] one = new byte[1];
            _reach.Around.Board.FillRandom(one);
            return one[0] * max / 256;
        }
    }
}
