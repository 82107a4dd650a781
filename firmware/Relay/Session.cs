// Relay: one live TCP pair. It owns the client's stream and the upstream's, one deadline and one
// state, and is the only one that closes them. It knows its rule and two pumps; it never accepts
// and never judges.
//
//              dial ok                 one side finished
//   Dialing ------------> Open ------------------------------> HalfClosed
//      |                   |   (FIN passed on where possible)      |
//      | failed, late,     | broke, idle, kicked                   | other side finished, broke,
//      v kicked            v                                       v silent too long
//    Closed <------------ Closed <------------------------------ Closed
//
// When one way can take no more, the other goes on: a target that answers "too large" and closes
// has still said so. Once its last words are with the client they are left to be read, while what
// the client still sends is dropped; a reset right behind them could overtake them.
//
// Where the platform cannot send a FIN alone, HalfClosed is a drain: the target gets
// Limits.DrainMs of silence to answer a client that has finished; a client whose target has
// finished waits for our FIN, so it gets Limits.DrainLastMs only.

using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>Where a session stands.</summary>
    internal static class SessionState
    {
        public const int Dialing = 0;
        public const int Open = 1;
        public const int HalfClosed = 2;
        public const int Closed = 3;
    }

    /// <summary>A client and its upstream.</summary>
    internal sealed class Session : LivePair
    {
        private readonly IStream _client;
        private readonly SocketBudget _budget;
        private IStream _upstream;
        private Dialing _dialing;
        private Pump _inward;
        private Pump _outward;
        private int _state;
        private bool _canHalfClose;
        private bool _isAsking;
        private long _partAtMs;

        /// <summary>
        /// Takes over the accepted stream (one socket, already counted) and a dialing, which
        /// counts its own.
        /// </summary>
        public Session(int number, Rule rule, uint address, int port, IStream client,
            Dialing dialing, SocketBudget budget, long nowMs)
            : base(number, rule, address, port, nowMs)
        {
            _client = client;
            _dialing = dialing;
            _budget = budget;
        }

        /// <summary>One of <see cref="SessionState"/>.</summary>
        public int State { get { return _state; } }

        /// <inheritdoc/>
        public override long BytesIn { get { return _inward == null ? 0 : _inward.Bytes; } }

        /// <inheritdoc/>
        public override long BytesOut { get { return _outward == null ? 0 : _outward.Bytes; } }

        /// <summary>Does what can be done now. Returns bytes moved, or 1 for a finished dial.
        /// </summary>
        public int Step(byte[] chunk, long nowMs)
        {
            if (_state == SessionState.Dialing) return StepDial(chunk, nowMs);
            if (_state == SessionState.Closed) return 0;
            if (_partAtMs != 0) return StepParting(chunk, nowMs);
            if (DueMs >= 0) Sleep(IdleLimitMs, nowMs);
            // (5) Both ends stand: each direction gets its turn.
            int into = _inward.Visit(chunk);
            int outOf = _outward.Visit(chunk);
            if (into + outOf > 0)
            {
                Rule.Tally.BytesIn += into;
                Rule.Tally.BytesOut += outOf;
                LastMs = nowMs;
                _isAsking = outOf == 0;
            }
            if (_inward.State + _outward.State != PumpState.Flowing)
            {
                // An end has deadlines of its own.
                if (DueMs > 0) DueMs = 0;
                FollowEnds(nowMs);
            }
            else if (nowMs - LastMs >= IdleLimitMs) Close(EndReason.Idle, true);
            return into + outOf;
        }

        /// <summary>True while nothing has moved for so long that a step may leave it out.
        /// </summary>
        public bool IsAtRest(long nowMs)
        {
            return _state == SessionState.Open && nowMs - LastMs >= Limits.RestMs;
        }

        private int IdleLimitMs
        {
            get { return Rule.IdleMs > 0 ? Rule.IdleMs : Limits.SessionIdleMs; }
        }

        /// <summary>
        /// True when one side has finished and no FIN could be passed on: it waits only because
        /// nobody can tell whether the other side has more.
        /// </summary>
        public bool IsDraining
        {
            get { return _state == SessionState.HalfClosed && !_canHalfClose; }
        }

        /// <inheritdoc/>
        protected override int Rests(bool isLast, long nowMs)
        {
            if (_state == SessionState.Dialing) return Yield.No;
            long rest = IdleMs(nowMs);
            if (IsDraining && rest >= Limits.DrainLastMs) return Yield.Over;
            int need = Rule.YieldMs;
            if (need == 0) need = UsualRestMs(isLast);
            // Whoever waits for an answer, or has not taken all that came, does not rest.
            if (_isAsking && need < Limits.YieldAskingMs) need = Limits.YieldAskingMs;
            if (rest < need || rest < Limits.YieldAskingMs && _client.Room == 0) return Yield.No;
            return isLast ? Yield.Last : Yield.OneOfMany;
        }

        /// <inheritdoc/>
        public override int Sockets
        {
            get { return _upstream == null ? 1 : Limits.SessionSockets; }
        }

        /// <summary>Gives its sockets to a newcomer; what a drain has sent still arrives. Who rests
        /// has read all, and a reset leaves nothing behind on the chip's heap.</summary>
        public override void GiveWay()
        {
            if (_state == SessionState.Closed) return;
            Close(EndReason.GaveWay, !IsDraining || (_partAtMs != 0 && IsCutOff));
        }

        /// <summary>Ends it for a reason from outside, with a reset to both.</summary>
        public override void Abort(EndReason reason)
        {
            if (_state != SessionState.Closed) Close(reason, true);
        }

        private int StepDial(byte[] chunk, long nowMs)
        {
            int dial = _dialing.Step(nowMs);
            if (dial == DialState.Connected)
            {
                _upstream = _dialing.Take();
                _dialing = null;
                _inward = new Pump(_client, _upstream);
                _outward = new Pump(_upstream, _client);
                _state = SessionState.Open;
                LastMs = nowMs;
                Rule.Tally.NoteTarget(true);
                if (!_client.Wakes(this) || !_upstream.Wakes(this)) DueMs = -1;
                // The client has often said something meanwhile.
                return 1 + Step(chunk, nowMs);
            }
            if (dial == DialState.Failed)
            {
                EndReason why = _dialing.Failure;
                if (why == EndReason.DialFailed || why == EndReason.DialTimeout)
                {
                    Rule.Tally.NoteTarget(false);
                }
                Close(why, true);
            }
            else if (_client.Room < 0) Close(EndReason.ClientLeft, true);
            return 0;
        }

        // A pump is Finished only after its sink had room, which means that all it sent has left:
        // both finished is therefore safe to close without losing a byte. A source has broken only
        // when all that came before has been passed on.
        private void FollowEnds(long nowMs)
        {
            int into = _inward.State;
            int outOf = _outward.State;
            bool clientDone = into == PumpState.Finished;
            bool targetDone = outOf == PumpState.Finished;
            if (clientDone && targetDone)
            {
                Close(EndReason.Finished, false);
            }
            else if (into == PumpState.SourceBroke || outOf == PumpState.SinkBroke)
            {
                bool hasMore = into == PumpState.Flowing && MayFollow(nowMs);
                if (!hasMore) Close(ClientBroke, true);
            }
            else if (outOf == PumpState.SourceBroke || into == PumpState.SinkBroke)
            {
                bool hasMore = outOf == PumpState.Flowing && MayFollow(nowMs);
                if (!hasMore) Part(targetDone, nowMs);
            }
            else
            {
                if (_state == SessionState.Open)
                {
                    _state = SessionState.HalfClosed;
                    _canHalfClose = (clientDone ? _upstream : _client).HalfClose();
                    LastMs = nowMs;
                }
                FollowLastWay(clientDone, nowMs);
            }
        }

        // The way that is left has its end, or its break, in its queue.
        private bool MayFollow(long nowMs)
        {
            return nowMs - LastMs < Limits.DrainMs && nowMs - LastMs < IdleLimitMs;
        }

        private EndReason ClientBroke
        {
            get
            {
                return _state == SessionState.HalfClosed ? EndReason.ClientBrokeLast
                    : EndReason.ClientBroke;
            }
        }

        // The target is gone. Its socket is free at once; the client keeps its own for as long as
        // it takes to read.
        private void Part(bool hasFinished, long nowMs)
        {
            _partAtMs = nowMs + Limits.LastWordsMs;
            if (hasFinished && _state == SessionState.Open) _client.HalfClose();
            _state = SessionState.HalfClosed;
            _upstream.Close(true);
            _upstream = null;
            _budget.ReturnConnection();
            StepParting(null, nowMs);
        }

        // Room is asked because asking lets what is left over go on its way.
        private int StepParting(byte[] chunk, long nowMs)
        {
            int room = _client.Room;
            int got = chunk == null ? 0 : _client.Receive(chunk, 0, chunk.Length);
            if (got > 0 || room == 0) LastMs = nowMs;
            bool isRead = got < 0 || nowMs - LastMs >= Limits.LastWordsQuietMs;
            if (isRead || nowMs >= _partAtMs) Close(TargetBroke, IsCutOff);
            // No nap while the client still sends: the sooner it is done, the sooner it hears.
            return got > 0 ? 1 : 0;
        }

        private EndReason TargetBroke
        {
            get
            {
                bool isLast = _inward.State == PumpState.Finished || !IsCutOff;
                return isLast ? EndReason.TargetBrokeLast : EndReason.TargetBroke;
            }
        }

        private bool IsCutOff { get { return _outward.State != PumpState.Finished; } }

        private void FollowLastWay(bool clientDone, long nowMs)
        {
            long silent = nowMs - LastMs;
            if (_canHalfClose)
            {
                if (silent < Limits.HalfClosedMs) return;
                Close(clientDone ? EndReason.TargetSilentLast : EndReason.ClientSilentLast, true);
            }
            else if (silent >= (clientDone ? Limits.DrainMs : Limits.DrainLastMs))
            {
                // As far as this platform can tell, both have finished.
                Close(EndReason.Finished, false);
            }
        }

        private void Close(EndReason reason, bool abort)
        {
            TakeEnd(reason);
            _state = SessionState.Closed;
            if (_dialing != null) _dialing.Abandon();
            _dialing = null;
            if (_upstream != null)
            {
                _upstream.Close(abort);
                _budget.ReturnConnection();
            }
            _client.Close(abort);
            _budget.ReturnConnection();
        }
    }
}
