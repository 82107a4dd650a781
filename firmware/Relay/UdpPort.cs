// Relay: one UDP port of a rule. Its states are those of a RulePort without Full: a datagram
// cannot wait. It knows its socket; mappings live in the Roster.

using System;
using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Relay
{
    /// <summary>A UDP port.</summary>
    internal sealed class UdpPort : RulePort
    {
        private readonly INetwork _network;
        private readonly SocketBudget _budget;
        private IDatagrams _socket;
        private bool _isTold;

        public UdpPort(Rule rule, INetwork network, SocketBudget budget)
            : base(rule)
        {
            _network = network;
            _budget = budget;
        }

        /// <summary>True, once, when the first datagram was too long.</summary>
        public bool TakeTooLong()
        {
            if (_isTold || Rule.Tally.TooLong == 0) return false;
            _isTold = true;
            return true;
        }

        /// <summary>The open socket, or null.</summary>
        public IDatagrams Socket { get { return _socket; } }

        /// <inheritdoc/>
        public override bool Open(long nowMs)
        {
            if (_socket != null || !MayTry(nowMs)) return false;
            if (!_budget.TakePort())
            {
                return Wait("no socket is free for it; switch off a rule", nowMs);
            }
            try
            {
                _socket = _network.BindDatagrams(Rule.Port);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                _budget.Return();
                return Wait(Shortage.Sentence, nowMs);
            }
            if (_socket == null)
            {
                _budget.Return();
                return Wait(_network.Trouble, nowMs);
            }
            Enter(PortState.Listening);
            return true;
        }

        /// <summary>
        /// The next datagram: its length, or Flow.NoDatagram. A broken socket is reopened later.
        /// </summary>
        public int Receive(byte[] chunk, long nowMs, out uint address, out int port)
        {
            int count = _socket.Receive(chunk, out address, out port);
            if (count != Flow.Broken) return count;
            Close();
            Wait("the network went away", nowMs);
            return Flow.NoDatagram;
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_socket != null)
            {
                _socket.Close();
                _socket = null;
                _budget.Return();
            }
            Enter(PortState.Closed);
        }
    }
}
