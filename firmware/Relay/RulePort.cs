// Relay: a rule's port: how it stands, why it waits, and when it is tried again. What is opened,
// an acceptor or a datagram socket, is its children's business.
//
//              opened                budget spent (TCP only)
//   Closed -------------> Listening <------------> Full (the backlog waits, as in HAProxy)
//     ^  \                   |          budget free
//     |   \ cannot open      | broken (link lost, address changed)
//     |    v                 v
//     |   Waiting (tried again after Limits.ReopenMs)
//     '--- rule gone: from every state

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

    /// <summary>A TCP or UDP port.</summary>
    internal abstract class RulePort
    {
        private long _retryAtMs;
        private int _state;
        private string _trouble = "";

        protected RulePort(Rule rule)
        {
            Rule = rule;
        }

        /// <summary>The rule it serves; replaced when the rule is edited.</summary>
        public Rule Rule;

        /// <summary>From then on it is visited when its turn comes only, monotonic ms.</summary>
        public long RestsAtMs;

        /// <summary>One of <see cref="PortState"/>.</summary>
        public int State { get { return _state; } }

        /// <summary>Why it waits, or an empty string.</summary>
        public string Trouble { get { return _trouble; } }

        /// <summary>
        /// Opens the port if it is not open and its time has come. True: the state changed.
        /// </summary>
        public abstract bool Open(long nowMs);

        /// <summary>Closes the port. Sessions and mappings live on.</summary>
        public abstract void Close();

        /// <summary>False while it waits for its next try.</summary>
        protected bool MayTry(long nowMs)
        {
            return _state != PortState.Waiting || nowMs >= _retryAtMs;
        }

        /// <summary>Notes how it stands when nothing is wrong. Called in every step, and on the
        /// chip even an empty literal is a new object: so only a change writes.</summary>
        protected void Enter(int state)
        {
            if (_state == state) return;
            _state = state;
            _trouble = "";
        }

        /// <summary>
        /// Notes why it is not open. True only for a new reason, so that the journal has one line
        /// for each.
        /// </summary>
        protected bool Wait(string trouble, long nowMs)
        {
            bool isNew = _state != PortState.Waiting || _trouble != trouble;
            _state = PortState.Waiting;
            _trouble = trouble;
            _retryAtMs = nowMs + Limits.ReopenMs;
            return isNew;
        }
    }
}
