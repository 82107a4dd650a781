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
            if (_state == SessionState.Dialing) return StepDial(nowMs);
            if (_state == SessionState.Closed) return 0;
            int into = _inward.Visit(chunk);
            int outOf = _outward.Visit(chunk);
            if (into + outOf > 0)
            {
                Rule.Tally.BytesIn += into;
                Rule.Tally.BytesOut += outOf;
                LastMs = nowMs;
            }
            if (!CloseIfBroken()) FollowEnds(nowMs);
            return into + outOf;
        }

        /// <summary>
        /// True when one side has finished and no FIN could be passed on: it waits only because
        /// nobody can tell whether the other side has more.
        /// </summary>
        public bool IsDraining
        {
            get { return _state == SessionState.HalfClosed && !_canHalfClose; }
        }

        /// <summary>
        /// Its idle time; more when it is a drain
        /// that has fallen silent, which is over as far as anybody can tell; 0 while it dials.
        /// </summary>
        public override long YieldIdleMs(long nowMs)
        {
            if (_state == SessionState.Dialing) return 0;
            long idle = IdleMs(nowMs);
            bool isOver = IsDraining && idle >= Limits.DrainLastMs;
            return isOver ? idle + Limits.GiveWayIdleMs : idle;
        }

        /// <summary>Gives its sockets to a newcomer; what a drain has sent still arrives.
        /// </summary>
        public override void GiveWay()
        {
            if (_state != SessionState.Closed) Close(EndReason.GaveWay, !IsDraining);
        }

        /// <summary>Ends it for a reason from outside, with a reset to both.</summary>
        public override void Abort(EndReason reason)
        {
            if (_state != SessionState.Closed) Close(reason, true);
        }

        private int StepDial(long nowMs)
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
                return 1;
            }
            if (dial == DialState.Failed) Close(_dialing.Failure, true);
            else if (_client.Room < 0) Close(EndReason.ClientLeft, true);
            return 0;
        }

        private bool CloseIfBroken()
        {
            bool last = _state == SessionState.HalfClosed;
            if (_inward.State == PumpState.SourceBroke || _outward.State == PumpState.SinkBroke)
            {
                Close(last ? EndReason.ClientBrokeLast : EndReason.ClientBroke, true);
                return true;
            }
            if (_outward.State == PumpState.SourceBroke || _inward.State == PumpState.SinkBroke)
            {
                Close(last ? EndReason.TargetBrokeLast : EndReason.TargetBroke, true);
                return true;
            }
            return false;
        }

        // A pump is Finished only after its sink had room, which means that all it sent has left:
        // both finished is therefore safe to close without losing a byte.
        private void FollowEnds(long nowMs)
        {
            bool clientDone = _inward.State == PumpState.Finished;
            bool targetDone = _outward.State == PumpState.Finished;
            if (clientDone && targetDone)
            {
                Close(EndReason.Finished, false);
            }
            else if (clientDone || targetDone)
            {
                if (_state == SessionState.Open)
                {
                    _state = SessionState.HalfClosed;
                    _canHalfClose = (clientDone ? _upstream : _client).HalfClose();
                    LastMs = nowMs;
                }
                FollowLastWay(clientDone, nowMs);
            }
            else
            {
                int limit = Rule.IdleMs > 0 ? Rule.IdleMs : Limits.SessionIdleMs;
                if (nowMs - LastMs >= limit) Close(EndReason.Idle, true);
            }
        }

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
