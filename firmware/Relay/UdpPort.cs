// Relay: one UDP port of a rule. Its states are those of a listener without Full: a datagram
// cannot wait. It knows its socket; mappings live in the Roster.

using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>A UDP port.</summary>
    internal sealed class UdpPort
    {
        private readonly INetwork _network;
        private readonly SocketBudget _budget;
        private IDatagrams _socket;
        private long _retryAtMs;
        private int _state;
        private string _trouble = "";

        public UdpPort(Rule rule, INetwork network, SocketBudget budget)
        {
            Rule = rule;
            _network = network;
            _budget = budget;
        }

        /// <summary>The rule it serves; replaced when the rule is edited.</summary>
        public Rule Rule;

        /// <summary>One of <see cref="PortState"/>, never Full.</summary>
        public int State { get { return _state; } }

        /// <summary>Why it waits, or an empty string.</summary>
        public string Trouble { get { return _trouble; } }

        /// <summary>The open socket, or null.</summary>
        public IDatagrams Socket { get { return _socket; } }

        /// <summary>
        /// Opens the port if it is not open and its time has come. True: the state changed.
        /// </summary>
        public bool Open(long nowMs)
        {
            if (_socket != null) return false;
            if (_state == PortState.Waiting && nowMs < _retryAtMs) return false;
            if (!_budget.TakePort())
            {
                return Wait("no socket is free for it; switch off a rule", nowMs);
            }
            _socket = _network.BindDatagrams(Rule.Port);
            if (_socket == null)
            {
                _budget.Return();
                return Wait(_network.Trouble, nowMs);
            }
            _state = PortState.Listening;
            _trouble = "";
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

        /// <summary>Closes the port.</summary>
        public void Close()
        {
            if (_socket != null)
            {
                _socket.Close();
                _socket = null;
                _budget.Return();
            }
            _state = PortState.Closed;
            _trouble = "";
        }

        private bool Wait(string trouble, long nowMs)
        {
            bool isNew = _state != PortState.Waiting || _trouble != trouble;
            _state = PortState.Waiting;
            _trouble = trouble;
            _retryAtMs = nowMs + Limits.ReopenMs;
            return isNew;
        }
    }
}
