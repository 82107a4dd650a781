// Upkeep: is an address free? Asked before a static address is taken, because the runtime offers
// no ARP: a dial to a host that is there is answered or refused at once, a dial to nobody stays
// silent. Works over INetwork only; takes one of the owner's sockets
// for two seconds.
//
//   Asking --connected, or refused--> Taken
//          --silence for 2 s--------> Free
//          --no socket, no network--> Unknown (the change may go on, with a word)

using Portreeve.Budget;
using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>One question about one address.</summary>
    internal sealed class AddressProbe
    {
        public const int Asking = 0;
        public const int Taken = 1;
        public const int Free = 2;
        public const int Unknown = 3;

        /// <summary>
        /// A host in the LAN answers within some ms, a sleeping printer within a second. Without
        /// an ARP answer lwIP stays silent for far longer (SYN again after 1.5 s, then 3, 6 s).
        /// </summary>
        public const int SilenceMs = 2 * 1000;

        /// <summary>"Discard": hardly anybody serves it, so that a host refuses at once.</summary>
        public const int Port = 9;

        private readonly SocketBudget _budget;
        private readonly long _startMs;
        private IDial _dial;

        /// <summary>Begins to ask, if the budget has a socket for it.</summary>
        public AddressProbe(INetwork network, SocketBudget budget, uint address, long nowMs)
        {
            _budget = budget;
            _startMs = nowMs;
            if (!budget.TakeOwnerConnection())
            {
                Answer = Unknown;
                return;
            }
            try
            {
                _dial = network.Dial(address, Port);
            }
            finally
            {
                // Also when memory ends the call.
                if (_dial == null) End(Unknown);
            }
        }

        /// <summary>One of the answers above; stays once it is not Asking.</summary>
        public int Answer { get; private set; }

        /// <summary>Looks again. Never waits.</summary>
        public void Step(long nowMs)
        {
            if (Answer != Asking) return;
            int state = _dial.State;
            if (state == DialState.Connected)
            {
                _dial.Take().Close(true);
                _dial = null;
                End(Taken);
                return;
            }
            bool isSilent = nowMs - _startMs >= SilenceMs;
            if (state == DialState.Pending && !isSilent) return;
            End(state == DialState.Failed && !isSilent ? Taken : Free);
        }

        /// <summary>Gives the question up: nobody wants to know any more.</summary>
        public void Stop()
        {
            if (Answer == Asking) End(Unknown);
        }

        private void End(int answer)
        {
            if (_dial != null) _dial.Abandon();
            _dial = null;
            _budget.ReturnOwnerConnection();
            Answer = answer;
        }
    }
}
