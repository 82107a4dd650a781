// Web: the page's server. It accepts newcomers, turns strangers away before a byte of theirs is
// read, gives the others one of two places, and steps the connections. It knows addresses and
// places; requests are WebConnection's, answers the handler's.
//
//   newcomer --not in the admin networks--> reset
//        \--> candidate (one at a time; needs no buffer) --a place is free--> WebConnection
//                 \--- waits too long ---> reset
//
// When both places are taken, one that is idle gives way at once, and one that is slow with its
// request gives way after a second (Limits.WebPatienceMs): at once when the newcomer is an owner,
// that is, comes from an address with a live login; and while newcomers keep pressing, patience
// ends after a tenth of a second. A source that is slow in one place gets no other. So the owner
// waits for seconds at the worst, whoever else knocks.

using System;
using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Web
{
    /// <summary>Listens, and steps the connections.</summary>
    internal sealed partial class WebServer
    {
        private const int None = -1;

        private readonly INetwork _network;
        private readonly IClock _clock;
        private readonly SocketBudget _budget;
        private readonly MemoryBudget _memory;
        private readonly IRequestHandler _handler;
        private readonly IPeerFilter _peers;
        // A place without a connection is null: its buffers are Limits.WebConnectionBytes of the
        // chip's heap, and most of the time nobody is at the page.
        private readonly WebConnection[] _places = new WebConnection[Limits.WebConnectionsMax];
        private IAcceptor _acceptor;
        private IStream _candidate;
        private uint _candidateSource;
        private long _candidateMs;
        private long _reopenMs;
        private long _pressedUntilMs;
        private bool _isShort;

        public WebServer(Surroundings around, SocketBudget budget, MemoryBudget memory,
            IRequestHandler handler, IPeerFilter peers)
        {
            _network = around.Network;
            _clock = around.Clock;
            _budget = budget;
            _memory = memory;
            _peers = peers;
            Trouble = "";
            _handler = handler;
        }

        /// <summary>The port listened on, 0 when none.</summary>
        public int Port
        {
            get { return _budget.PagePort; }
            private set { _budget.PagePort = value; }
        }

        /// <summary>Where a browser finds the page.</summary>
        public static string UrlOf(string host, int port)
        {
            return "http://" + host + (port == 80 ? "/" : ":" + port.ToString() + "/");
        }

        /// <summary>Why the port could not be opened, or an empty string.</summary>
        public string Trouble { get; private set; }

        /// <summary>Newcomers reset unheard since boot.</summary>
        public int Strangers { get; private set; }

        /// <summary>Newcomers for whom there was no memory since boot.</summary>
        public int Declined { get; private set; }

        /// <summary>Connections open now, the one that waits included.</summary>
        public int Connections
        {
            get
            {
                int open = _candidate != null ? 1 : 0;
                foreach (WebConnection place in _places) open += place != null ? 1 : 0;
                return open;
            }
        }

        /// <summary>
        /// Listens on a port, in place of the one before. False: it cannot be opened, Trouble
        /// says why, and the old one is listened on again.
        /// </summary>
        public bool Listen(int port)
        {
            int before = Port;
            if (port == before && _acceptor != null) return true;
            CloseAcceptor();
            if (Open(port)) return true;
            string trouble = Trouble;
            if (before > 0) Open(before);
            Trouble = trouble;
            return false;
        }

        /// <summary>Visits everything once. True: bytes moved.</summary>
        public bool Step(long nowMs)
        {
            if (_acceptor != null && _acceptor.IsBroken) CloseAcceptor();
            if (_acceptor == null && Port > 0 && nowMs >= _reopenMs && !Open(Port))
            {
                _reopenMs = nowMs + Limits.ReopenMs;
            }
            bool moved = Accept(nowMs);
            bool isTight = _budget.IsTight;
            for (int i = 0; i < _places.Length; i++)
            {
                WebConnection place = _places[i];
                if (place == null) continue;
                if (place.Step(nowMs, _clock.UtcSeconds, isTight)) moved = true;
                if (place.State == WebState.Free) Empty(i);
            }
            return moved;
        }

        /// <summary>
        /// Ends all connections as soon as their answers are out: who is wanted comes again, by
        /// the new port, address or admin networks.
        /// </summary>
        public void LeaveAll()
        {
            foreach (WebConnection place in _places)
            {
                if (place != null) place.Leave();
            }
            DropCandidate();
        }

        /// <summary>Closes everything.</summary>
        public void Close()
        {
            for (int i = 0; i < _places.Length; i++) Free(i);
            DropCandidate();
            CloseAcceptor();
            Port = 0;
        }

        private bool Open(int port)
        {
            Port = port;
            if (!_budget.TakeListener())
            {
                Trouble = "no socket is left to listen on port " + port.ToString()
                    + "; switch a rule off";
                return false;
            }
            string trouble = null;
            try
            {
                _acceptor = _network.Listen(port);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                trouble = Shortage.Sentence;
            }
            if (_acceptor == null)
            {
                _budget.ReturnListener();
                Trouble = trouble ?? _network.Trouble;
                return false;
            }
            Trouble = "";
            return true;
        }

        private void CloseAcceptor()
        {
            if (_acceptor == null) return;
            _acceptor.Close();
            _acceptor = null;
            _budget.ReturnListener();
        }

        private bool Accept(long nowMs)
        {
            bool moved = false;
            for (int i = 0; i < Limits.AcceptsPerVisitMax; i++)
            {
                if (_candidate == null && !TakeCandidate(nowMs)) break;
                moved = true;
                if (!Seat(nowMs)) break;
            }
            return moved;
        }

        private bool TakeCandidate(long nowMs)
        {
            if (_acceptor == null || !_budget.HasRoomForPage(Connections)) return false;
            uint source;
            int port;
            IStream stream = _acceptor.Accept(out source, out port);
            if (stream == null) return false;
            if (!_peers.IsAdmitted(source))
            {
                Strangers++;
                stream.Close(true);
                return true;
            }
            _budget.TakeOwnerConnection();
            _candidate = stream;
            _candidateSource = source;
            _candidateMs = nowMs;
            return true;
        }

        // True when the candidate's fate is decided.
        private bool Seat(long nowMs)
        {
            if (_candidate == null) return true;
            int place = FindPlace(nowMs);
            if (place != None)
            {
                if (_places[place] != null)
                {
                    Free(place);
                    _pressedUntilMs = nowMs + Limits.WebPressMs;
                }
                return Open(place, nowMs);
            }
            if (_isShort && nowMs - _candidateMs >= Limits.WebShortMs)
            {
                Decline();
                return true;
            }
            bool isTooLong = nowMs - _candidateMs >= Limits.WebHeadMs + Limits.WebBodyMs;
            if (!isTooLong && !IsSlowElsewhere(nowMs)) return false;
            DropCandidate();
            return true;
        }

        private bool Open(int place, long nowMs)
        {
            try
            {
                WebConnection connection = new WebConnection(_handler);
                connection.Open(_candidate, _candidateSource, nowMs);
                _places[place] = connection;
                _candidate = null;
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                Decline();
            }
            return true;
        }

        private void Decline()
        {
            Declined++;
            IStream stream = _candidate;
            _candidate = null;
            _budget.ReturnOwnerConnection();
            NoRoomAnswer.Send(stream);
        }

        private void Free(int i)
        {
            if (_places[i] == null) return;
            _places[i].Close(_places[i].State != WebState.Lingering);
            Empty(i);
        }

        private void Empty(int i)
        {
            _places[i] = null;
            _budget.ReturnOwnerConnection();
        }

        private void DropCandidate()
        {
            if (_candidate == null) return;
            _candidate.Close(true);
            _candidate = null;
            _budget.ReturnOwnerConnection();
        }
    }
}
