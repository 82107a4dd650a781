// Relay: one TCP port of a rule. It opens and reopens the acceptor and says how it stands; whom
// to let in is decided elsewhere (Reception). It never closes a session.
//
//              opened                budget spent
//   Closed -------------> Listening <------------> Full (the backlog waits, as in HAProxy)
//     ^  \                   |          budget free
//     |   \ cannot open      | broken (link lost, address changed)
//     |    v                 v
//     |   Waiting (tried again after Limits.ReopenMs)
//     '--- rule gone: from every state

using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>How a listener or UDP port stands.</summary>
    internal static class PortState
    {
        /// <summary>Nothing is open: the rule is off, closed, or gone.</summary>
        public const int Closed = 0;

        /// <summary>Could not be opened; Trouble says why, and it is tried again.</summary>
        public const int Waiting = 1;

        /// <summary>Open.</summary>
        public const int Listening = 2;

        /// <summary>Open, but newcomers stay in the backlog until sockets are free.</summary>
        public const int Full = 3;

        /// <summary>For people.</summary>
        public static string ToText(int state)
        {
            switch (state)
            {
                case Waiting: return "waiting";
                case Listening: return "listening";
                case Full: return "full";
                default: return "closed";
            }
        }
    }

    /// <summary>A TCP port.</summary>
    internal sealed class Listener
    {
        private readonly INetwork _network;
        private readonly SocketBudget _budget;
        private IAcceptor _acceptor;
        private long _retryAtMs;
        private int _state;
        private string _trouble = "";

        public Listener(Rule rule, INetwork network, SocketBudget budget)
        {
            Rule = rule;
            _network = network;
            _budget = budget;
        }

        /// <summary>The rule it serves; replaced when the rule is edited.</summary>
        public Rule Rule;

        /// <summary>One of <see cref="PortState"/>.</summary>
        public int State { get { return _state; } }

        /// <summary>Why it waits, or an empty string.</summary>
        public string Trouble { get { return _trouble; } }

        /// <summary>
        /// Opens the port if it is not open and its time has come. True: the state changed.
        /// </summary>
        public bool Open(long nowMs)
        {
            if (_acceptor != null)
            {
                if (!_acceptor.IsBroken) return false;
                Close();
                Wait("the network went away", nowMs);
                return true;
            }
            if (_state == PortState.Waiting && nowMs < _retryAtMs) return false;
            if (!_budget.TakeListener())
            {
                return Wait(_budget.Listeners >= _budget.ListenersMax
                    ? "all " + _budget.ListenersMax.ToString() + " listeners are in use; "
                        + "switch off a TCP rule"
                    : "no socket is free for it; switch off a rule", nowMs);
            }
            _acceptor = _network.Listen(Rule.Port);
            if (_acceptor == null)
            {
                _budget.ReturnListener();
                return Wait(_network.Trouble, nowMs);
            }
            _state = PortState.Listening;
            _trouble = "";
            return true;
        }

        /// <summary>The next newcomer, or null.</summary>
        public IStream Accept(out uint address, out int port)
        {
            _state = PortState.Listening;
            return _acceptor.Accept(out address, out port);
        }

        /// <summary>Notes that newcomers must wait in the backlog.</summary>
        public void HoldBack()
        {
            _state = PortState.Full;
        }

        /// <summary>True when it can be asked for newcomers.</summary>
        public bool IsOpen { get { return _acceptor != null; } }

        /// <summary>Closes the port. Sessions live on.</summary>
        public void Close()
        {
            if (_acceptor != null)
            {
                _acceptor.Close();
                _acceptor = null;
                _budget.ReturnListener();
            }
            _state = PortState.Closed;
            _trouble = "";
        }

        // Says "changed" only for a new reason, so that the journal has one line for each.
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
