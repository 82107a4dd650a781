// Relay: one live UDP pair: a client's address and port, and the upstream socket that speaks for
// it. The socket is connected to the target, so the stack itself drops what anybody else sends
// to it. A datagram is passed on whole or not at all; nothing is queued.

using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>A client and its upstream socket.</summary>
    internal sealed class Mapping : LivePair
    {
        private readonly IDatagrams _upstream;
        private readonly SocketBudget _budget;
        private readonly uint _target;
        private long _bytesIn, _bytesOut;

        /// <summary>Takes over the upstream socket (already counted), which is connected to the
        /// target.</summary>
        public Mapping(int number, Rule rule, uint address, int port, IDatagrams upstream,
            uint target, SocketBudget budget, long nowMs)
            : base(number, rule, address, port, nowMs)
        {
            _target = target;
            _upstream = upstream;
            if (!upstream.Wakes(this)) DueMs = -1;
            _budget = budget;
        }

        /// <inheritdoc/>
        public override long BytesIn { get { return _bytesIn; } }

        /// <inheritdoc/>
        public override long BytesOut { get { return _bytesOut; } }

        /// <summary>Datagrams from the client, and from the target.</summary>
        public int DatagramsIn, DatagramsOut;

        /// <summary>A datagram of either side ends its rest (RFC 4787 REQ-6). One question and
        /// its answer are over soon; a sender who got no answer may be forged.</summary>
        protected override int Rests(bool isLast, long nowMs)
        {
            bool isAnswered = DatagramsOut > 0;
            bool isUsed = isAnswered && DatagramsIn > 1;
            int need = !isAnswered ? Limits.YieldAskingMs
                : !isUsed ? Limits.YieldAnsweredMs
                : Rule.YieldMs > 0 ? Rule.YieldMs : Limits.GiveWayIdleMs;
            if (IdleMs(nowMs) < need) return Yield.No;
            return isUsed ? Yield.Last : Yield.Over;
        }

        /// <summary>True when the target's name leads elsewhere now.</summary>
        public bool HasMoved(long nowMs)
        {
            NamedHost host = Rule.TargetHost;
            return host != null && host.IsKnown(nowMs) && !host.Holds(_target, nowMs);
        }

        /// <inheritdoc/>
        public override int Sockets { get { return 1; } }

        /// <summary>Passes a client's datagram on.</summary>
        /// <param name="datagram">What is sent: a header perhaps, and the client's bytes.</param>
        /// <param name="length">Its length.</param>
        /// <param name="count">How many of them are the client's.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public void SendIn(byte[] datagram, int length, int count, long nowMs)
        {
            LastMs = nowMs;
            if (!_upstream.Send(datagram, length, 0, 0))
            {
                if (length > Limits.DatagramBytesMax) Rule.Tally.TooLong++;
                return;
            }
            _bytesIn += count;
            DatagramsIn++;
            Rule.Tally.BytesIn += count;
        }

        /// <summary>Passes replies on by the rule's port. Returns datagrams moved.</summary>
        public int Step(IDatagrams port, byte[] chunk, long nowMs)
        {
            int limit = Rule.IdleMs > 0 ? Rule.IdleMs : Limits.MappingIdleMs;
            if (DueMs >= 0) Sleep(limit, nowMs);
            int moved = 0;
            while (moved < Limits.DatagramsPerVisitMax)
            {
                uint address;
                int from;
                int count = _upstream.Receive(chunk, out address, out from);
                if (count == Flow.TooLong) Rule.Tally.TooLong++;
                // Broken is an ICMP "port unreachable", which must not end a mapping (REQ-12).
                if (count < 0) break;
                moved++;
                LastMs = nowMs;
                if (port == null || !port.Send(chunk, count, ClientAddress, ClientPort)) continue;
                _bytesOut += count;
                DatagramsOut++;
                Rule.Tally.BytesOut += count;
            }
            if (moved == 0)
            {
                if (nowMs - LastMs >= limit) Abort(EndReason.Idle);
            }
            return moved;
        }

        /// <inheritdoc/>
        public override void GiveWay()
        {
            Abort(EndReason.GaveWay);
        }

        /// <inheritdoc/>
        public override void Abort(EndReason reason)
        {
            if (!TakeEnd(reason)) return;
            _upstream.Close();
            _budget.Return();
        }
    }
}
