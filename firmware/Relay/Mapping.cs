// Relay: one live UDP pair: a client's address and port, and the upstream socket that speaks for
// it. The socket is connected to the target, so the stack itself drops what anybody else sends
// to it. A datagram is passed on whole or not at all; nothing is queued.

using Portreeve.Access;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>A client and its upstream socket.</summary>
    internal sealed class Mapping
    {
        private readonly IDatagrams _upstream;
        private readonly SocketBudget _budget;
        private EndReason _end;
        private long _lastMs;

        /// <summary>Takes over the upstream socket (already counted).</summary>
        public Mapping(int number, Rule rule, uint address, int port, IDatagrams upstream,
            SocketBudget budget, long nowMs)
        {
            Number = number;
            Rule = rule;
            ClientAddress = address;
            ClientPort = port;
            StartMs = nowMs;
            _lastMs = nowMs;
            _upstream = upstream;
            _budget = budget;
            rule.Tally.Live++;
        }

        /// <summary>Number since boot, shared with sessions: what kick wants.</summary>
        public readonly int Number;

        /// <summary>Client's address, host order.</summary>
        public readonly uint ClientAddress;

        /// <summary>Client's port.</summary>
        public readonly int ClientPort;

        /// <summary>When it was admitted, monotonic ms.</summary>
        public readonly long StartMs;

        /// <summary>The rule it came in by; replaced when the rule is edited.</summary>
        public Rule Rule;

        /// <summary>The grant it came in by, or null when it was on the list.</summary>
        public Grant Grant;

        /// <summary>Bytes and datagrams from the client, and from the target.</summary>
        public long BytesIn, BytesOut;

        /// <summary>Datagrams from the client, and from the target.</summary>
        public int DatagramsIn, DatagramsOut;

        /// <summary>Why it ended, or null while it lives.</summary>
        public EndReason End { get { return _end; } }

        /// <summary>Milliseconds since the last datagram of either side (RFC 4787 REQ-6).
        /// </summary>
        public long IdleMs(long nowMs)
        {
            return nowMs - _lastMs;
        }

        /// <summary>Passes a client's datagram on.</summary>
        /// <param name="datagram">What is sent: a header perhaps, and the client's bytes.</param>
        /// <param name="length">Its length.</param>
        /// <param name="count">How many of them are the client's.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public void SendIn(byte[] datagram, int length, int count, long nowMs)
        {
            _lastMs = nowMs;
            if (!_upstream.Send(datagram, length, 0, 0)) return;
            BytesIn += count;
            DatagramsIn++;
            Rule.Tally.BytesIn += count;
        }

        /// <summary>Passes replies on by the rule's port. Returns datagrams moved.</summary>
        public int Step(IDatagrams port, byte[] chunk, long nowMs)
        {
            int moved = 0;
            while (moved < Limits.DatagramsPerVisitMax)
            {
                uint address;
                int from;
                int count = _upstream.Receive(chunk, out address, out from);
                // Broken is an ICMP "port unreachable", which must not end a mapping (REQ-12).
                if (count < 0) break;
                moved++;
                _lastMs = nowMs;
                if (port == null || !port.Send(chunk, count, ClientAddress, ClientPort)) continue;
                BytesOut += count;
                DatagramsOut++;
                Rule.Tally.BytesOut += count;
            }
            if (moved == 0)
            {
                int limit = Rule.IdleMs > 0 ? Rule.IdleMs : Limits.MappingIdleMs;
                if (nowMs - _lastMs >= limit) Close(EndReason.Idle);
            }
            return moved;
        }

        /// <summary>Ends it.</summary>
        public void Close(EndReason reason)
        {
            if (_end != null) return;
            _end = reason;
            Rule.Tally.Live--;
            _upstream.Close();
            _budget.Return();
        }
    }
}
