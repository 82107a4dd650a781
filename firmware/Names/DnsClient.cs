// Names: asks DNS servers, one question at a time, one datagram each, inside Step. The platform's
// own resolver would stop every thread until it answers (docs/platform.md, Names). Each try opens a
// fresh socket that hears the asked server only; port, id (RFC 5452) and the spelling of the name
// (draft-vixie-dnsext-dns0x20) are chance. What does not match is thrown away, and too much of it
// ends the try, since somebody is guessing.
//
//            Ask                    Take a socket, send
//   Idle ---------> Queued ... first of the queue ---------> Asking
//                                    ^                         | answer: done
//                                    |  next server, next try  | silence, SERVFAIL, nonsense
//                                    +-------------------------+ TriesMax times: done
// Servers take turns. NXDOMAIN and "no address" end the lookup at once: they are answers. A cut
// answer (TC) counts with the addresses that are whole; there is no second try over TCP, since it
// could only add addresses beyond the eight we keep.
// Names of the house are asked for there first: see HouseNames.

using System;
using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Names
{
    /// <summary>A stub resolver for IPv4 addresses.</summary>
    internal sealed class DnsClient
    {
        private readonly DnsLookup[] _queue = new DnsLookup[Limits.LookupsMax];
        private readonly INetwork _network;
        private readonly ILan _lan;
        private readonly IBoard _board;
        private readonly SocketBudget _budget;
        private readonly MemoryBudget _memory;
        private IDatagrams _socket;
        private DnsLookup _current;
        // Only while somebody is asked for: together they are 0.9 KB of the chip's heap.
        private byte[] _message;
        private DnsReader _reader;
        private uint _server;
        private bool _isHouse;
        private int _queued;
        private int _id;
        private int _spelling;
        private int _tries;
        private int _strays;
        private int _why;
        private long _tryEndsMs;

        /// <param name="outside">Network, board and place in the LAN.</param>
        /// <param name="budget">The one socket is taken from what is kept for the owner.</param>
        /// <param name="memory">Asked before a lookup takes its buffers; null where it is plenty.
        /// </param>
        public DnsClient(Surroundings outside, SocketBudget budget, MemoryBudget memory)
        {
            _memory = memory;
            _network = outside.Network;
            _lan = outside.Lan;
            _board = outside.Board;
            _budget = budget;
        }

        /// <summary>True while a question is out or waits.</summary>
        public bool IsBusy { get { return _current != null || _queued > 0; } }

        /// <summary>Lookups that wait for their turn.</summary>
        public int Queued { get { return _queued; } }

        /// <summary>
        /// Asks for a lookup's name; an urgent one goes first. Asking again while it is under way
        /// is fine. False: the queue is full, ask later.
        /// </summary>
        public bool Ask(DnsLookup lookup, bool isUrgent)
        {
            if (lookup.IsUnderWay) return true;
            if (_queued == _queue.Length) return false;
            int at = _queued++;
            for (; isUrgent && at > 0; at--) _queue[at] = _queue[at - 1];
            _queue[at] = lookup;
            lookup.State = LookupState.Queued;
            return true;
        }

        /// <summary>Takes back a question whose asker is gone.</summary>
        public void Forget(DnsLookup lookup)
        {
            if (_current == lookup)
            {
                CloseSocket();
                _current = null;
                DropBuffers();
            }
            int kept = 0;
            for (int i = 0; i < _queued; i++)
            {
                if (_queue[i] != lookup) _queue[kept++] = _queue[i];
            }
            while (_queued > kept) _queue[--_queued] = null;
            if (lookup.IsUnderWay) lookup.State = LookupState.Idle;
        }

        /// <summary>Does what can be done now. True when something was.</summary>
        public bool Step(long nowMs)
        {
            if (_current == null)
            {
                if (_queued == 0) return false;
                TakeNext();
                StartTry(nowMs);
                return true;
            }
            if (_socket == null)
            {
                if (nowMs < _tryEndsMs) return false;
                StartTry(nowMs);
                return true;
            }
            return Listen(nowMs);
        }

        /// <summary>The longest that one lookup can take once it is first, ms.</summary>
        public static int LookupMsMax
        {
            get
            {
                int sum = 0;
                for (int i = 0; i < Limits.LookupTriesMax; i++) sum += TryMs(i);
                return sum;
            }
        }

        private static int TryMs(int tries)
        {
            return Limits.LookupTryMs << (tries / 2);
        }

        private void TakeNext()
        {
            _current = _queue[0];
            _queued--;
            for (int i = 0; i < _queued; i++) _queue[i] = _queue[i + 1];
            _queue[_queued] = null;
            _current.State = LookupState.Asking;
            _tries = 0;
            _why = LookupState.NoSocket;
        }

        private void StartTry(long nowMs)
        {
            _server = ServerOf(_tries);
            if (_server == 0)
            {
                Finish(_tries > 0 ? _why : LookupState.NoServer);
                return;
            }
            _isHouse = _server == HouseNames.Group;
            _tryEndsMs = nowMs + TryMs(_tries);
            _tries++;
            _strays = 0;
            if (_message == null)
            {
                bool isShort = _memory != null && !_memory.Admits(Limits.LookupBytes);
                if (isShort) Finish(LookupState.NoMemory);
                if (isShort) return;
                _reader = new DnsReader();
                _message = new byte[DnsMessage.AnswerBytesMax];
            }
            byte[] random = new byte[6];
            _board.FillRandom(random);
            _id = (random[0] << 8) | random[1];
            // In the house nobody need repeat the question letter by letter.
            _spelling = _isHouse ? -1 : DnsMessage.SpellingOf(random);
            int length = DnsMessage.WriteQuestion(_message, _id, _current.Name, _spelling);
            if (length == 0)
            {
                Finish(DnsVerdict.NoSuchName);
                return;
            }
            if (_budget.TakeOwner())
            {
                try
                {
                    _socket = _isHouse ? _network.BindDatagrams(0)
                        : _network.ConnectDatagrams(_server, DnsMessage.Port);
                }
                catch (Exception e) when (Shortage.Is(e))
                {
                    // Tried again later, as without a socket.
                }
                if (_socket == null) _budget.ReturnOwner();
            }
            if (_socket == null)
            {
                WaitOrGiveUp(LookupState.NoSocket);
                return;
            }
            // One that could not be sent is like one that got lost; connected sockets need no port.
            _socket.Send(_message, length, _server, HouseNames.Port);
        }

        private uint ServerOf(int tries)
        {
            uint only = _current.AskedServer;
            if (only != 0) return only;
            if (HouseNames.IsAskedThere(_current.Name, tries)) return HouseNames.Group;
            uint first = _lan.DnsServer(0), second = _lan.DnsServer(1);
            if (first == 0) return second;
            return second == 0 || (tries & 1) == 0 ? first : second;
        }

        private bool Listen(long nowMs)
        {
            uint address;
            int port;
            int length = _socket.Receive(_message, out address, out port);
            if (length == Flow.Broken)
            {
                // The server's host says that nobody listens there.
                NextTry(LookupState.Silent, nowMs);
                return true;
            }
            if (length < 0)
            {
                if (nowMs < _tryEndsMs) return false;
                NextTry(LookupState.Silent, nowMs);
                return true;
            }
            int verdict = _reader.Read(_message, length, _id, _current.Name, _spelling);
            bool isOdd = _isHouse && !HouseNames.Believes(_lan, _reader, address, port);
            switch (isOdd ? DnsVerdict.NotOurs : verdict)
            {
                case DnsVerdict.NotOurs:
                    if (++_strays >= Limits.LookupStraysMax) NextTry(DnsVerdict.Malformed, nowMs);
                    break;
                case DnsVerdict.Found:
                case DnsVerdict.NoAddress:
                case DnsVerdict.NoSuchName:
                    Finish(verdict);
                    break;
                default:
                    NextTry(verdict, nowMs);
                    break;
            }
            return true;
        }

        // The second server is asked at once; after that, each try has its time, so that two
        // servers that fail quickly are not asked four times in one breath.
        private void NextTry(int why, long nowMs)
        {
            CloseSocket();
            if (WaitOrGiveUp(why)) return;
            bool isFirst = _tries < 2 && ServerOf(_tries) != _server;
            if (isFirst || nowMs >= _tryEndsMs) StartTry(nowMs);
        }

        // Of several failures the one with the least number tells most: a server that said
        // SERVFAIL says more than one that stayed silent. True: given up.
        private bool WaitOrGiveUp(int why)
        {
            if (why < _why) _why = why;
            if (_tries < Limits.LookupTriesMax) return false;
            Finish(_why);
            return true;
        }

        private void Finish(int state)
        {
            DnsLookup lookup = _current;
            CloseSocket();
            _current = null;
            lookup.Server = DnsVerdict.IsAnswer(state) ? _server : 0;
            lookup.Count = 0;
            lookup.IsPartial = false;
            lookup.TtlMs = Limits.LookupTtlMinMs;
            if (state == DnsVerdict.Found)
            {
                lookup.Count = _reader.Count;
                Array.Copy(_reader.Addresses, lookup.Addresses, _reader.Count);
                lookup.IsPartial = _reader.IsPartial;
                lookup.TtlMs = DnsMessage.ClampTtlMs(_reader.TtlSeconds);
            }
            lookup.State = state;
            if (_queued == 0) DropBuffers();
        }

        private void DropBuffers()
        {
            _message = null;
            _reader = null;
        }

        private void CloseSocket()
        {
            if (_socket == null) return;
            _socket.Close();
            _socket = null;
            _budget.ReturnOwner();
        }
    }
}
