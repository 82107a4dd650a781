// Relay: one TCP port of a rule. It opens and reopens the acceptor; whom to let in is decided
// elsewhere (Intake). It never closes a session. Its states are those of a RulePort.

using System;
using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Relay
{
    /// <summary>A TCP port.</summary>
    internal sealed class Listener : RulePort
    {
        private readonly INetwork _network;
        private readonly SocketBudget _budget;
        private IAcceptor _acceptor;

        public Listener(Rule rule, INetwork network, SocketBudget budget)
            : base(rule)
        {
            _network = network;
            _budget = budget;
        }

        /// <inheritdoc/>
        public override bool Open(long nowMs)
        {
            if (_acceptor != null)
            {
                if (!_acceptor.IsBroken) return false;
                Close();
                Wait("the network went away", nowMs);
                return true;
            }
            if (!MayTry(nowMs)) return false;
            if (!_budget.TakeDoor())
            {
                return Wait(_budget.Listeners >= _budget.ListenersMax
                    ? "all " + _budget.ListenersMax.ToString() + " listeners are in use; "
                        + "switch off a TCP rule"
                    : "no socket is free for it; switch off a rule", nowMs);
            }
            try
            {
                _acceptor = _network.Listen(Rule.Port);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                _budget.ReturnDoor();
                return Wait(Shortage.Sentence, nowMs);
            }
            if (_acceptor == null)
            {
                _budget.ReturnDoor();
                return Wait(_network.Trouble, nowMs);
            }
            Enter(PortState.Listening);
            return true;
        }

        /// <summary>The next newcomer, or null.</summary>
        public IStream Accept(out uint address, out int port)
        {
            Enter(PortState.Listening);
            // (1) Somebody has come to the port. The numbers are those of DESIGN.md.
            return _acceptor.Accept(out address, out port);
        }

        /// <summary>Notes that newcomers must wait in the backlog.</summary>
        public void HoldBack()
        {
            Enter(PortState.Full);
        }

        /// <summary>True when it can be asked for newcomers.</summary>
        public bool IsOpen { get { return _acceptor != null; } }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_acceptor != null)
            {
                _acceptor.Close();
                _acceptor = null;
                _budget.ReturnDoor();
            }
            Enter(PortState.Closed);
        }
    }
}
