// Reach: one question to the router by datagram: a socket that hears the router only, the question
// sent again and again with doubled waits, answers handed out one by one. Whether an answer is one
// is the asker's to say; too many that are none end the try, since somebody is guessing. Made for
// one question and thrown away.

using Portreeve.Outside;

namespace Portreeve.Reach
{
    /// <summary>A conversation of one question.</summary>
    internal sealed class RouterTalk
    {
        /// <summary>Nothing happened.</summary>
        public const int Nothing = 0;

        /// <summary>The question is to be written and sent.</summary>
        public const int Due = 1;

        /// <summary>A datagram of the router is in Message.</summary>
        public const int Heard = 2;

        /// <summary>No answer came, or none can come.</summary>
        public const int Silent = 3;

        private readonly Reachability _reach;
        private readonly uint _router;
        private readonly bool _isSearch;
        private readonly int _triesMax;
        private IDatagrams _socket;
        private int _tries;
        private int _strays;
        private long _tryEndsMs;

        /// <param name="reach">Network and budget.</param>
        /// <param name="router">Whom to ask.</param>
        /// <param name="isSearch">True: all devices of the LAN are asked (SSDP), and only the
        /// router's answer is heard.</param>
        /// <param name="isKnown">True: the router has answered before, so it is asked for longer.
        /// </param>
        public RouterTalk(Reachability reach, uint router, bool isSearch, bool isKnown)
        {
            _triesMax = isKnown ? Limits.RouterTriesMax : Limits.RouterProbesMax;
            _reach = reach;
            _router = router;
            _isSearch = isSearch;
        }

        /// <summary>The question, then what came.</summary>
        public readonly PortMessage Message = new PortMessage();

        /// <summary>How often it was asked.</summary>
        public int Tries { get { return _tries; } }

        /// <summary>Takes the socket. False: none is free.</summary>
        public bool Open()
        {
            if (!_reach.Budget.TakeOwner()) return false;
            INetwork network = _reach.Around.Network;
            try
            {
                _socket = _isSearch ? network.BindDatagrams(0)
                    : network.ConnectDatagrams(_router, PortMessage.Port);
            }
            finally
            {
                // Also when memory ends the call.
                if (_socket == null) _reach.Budget.ReturnOwner();
            }
            return _socket != null;
        }

        /// <summary>Looks for an answer and at the time.</summary>
        public int Step(long nowMs)
        {
            uint from;
            int port;
            int length = _socket.Receive(Message.Bytes, out from, out port);
            if (length >= 0)
            {
                Message.Length = length;
                if (!_isSearch || from == _router) return Heard;
                return Stray() ? Silent : Nothing;
            }
            // The router's host says that nobody listens there.
            if (length == Flow.Broken) return Silent;
            if (nowMs < _tryEndsMs) return Nothing;
            return _tries < _triesMax ? Due : Silent;
        }

        /// <summary>Sends what stands in Message.</summary>
        public void Send(long nowMs)
        {
            // One that could not be sent is like one that got lost.
            _socket.Send(Message.Bytes, Message.Length, _isSearch ? Igd.SearchGroup : _router,
                _isSearch ? Igd.SearchPort : PortMessage.Port);
            _tryEndsMs = nowMs + (_isSearch ? Limits.RouterSearchMs
                : Limits.RouterTryMs << _tries);
            _tries++;
            _strays = 0;
        }

        /// <summary>What came was no answer. True: that was one too many.</summary>
        public bool Stray()
        {
            return ++_strays >= Limits.RouterStraysMax;
        }

        /// <summary>Gives the socket back.</summary>
        public void Close()
        {
            if (_socket == null) return;
            _socket.Close();
            _socket = null;
            _reach.Budget.ReturnOwner();
        }
    }
}
