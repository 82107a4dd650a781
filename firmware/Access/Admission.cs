// Access: the only "no" of the gateway. Pure: the same question gets the same answer, so `why`
// on the console and the page can show what would happen before it does. It knows the rule, the
// source and where we stand in the network; it never touches a socket and allocates nothing.

using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Table;

namespace Portreeve.Access
{
    /// <summary>Judges newcomers.</summary>
    internal sealed class Admission
    {
        private readonly ILan _lan;

        /// <param name="lan">Says which addresses are near: the word "lan".</param>
        public Admission(ILan lan)
        {
            _lan = lan;
        }

        /// <summary>May a client with this address use this rule now?</summary>
        /// <param name="rule">The rule knocked at.</param>
        /// <param name="source">The client's address, host order.</param>
        /// <param name="nowMs">Monotonic time in ms.</param>
        public Verdict Judge(Rule rule, uint source, long nowMs)
        {
            Verdict verdict = new Verdict();
            if (!rule.IsEnabled)
            {
                verdict.Refusal = EndReason.SwitchedOff;
                return verdict;
            }
            if (rule.From.IsEmpty)
            {
                verdict.Refusal = EndReason.Closed;
                return verdict;
            }
            AllowEntry[] entries = rule.From.Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                if (LetsIn(entries[i], source))
                {
                    verdict.Entry = entries[i];
                    return verdict;
                }
            }
            verdict.Refusal = EndReason.NotOnList;
            return verdict;
        }

        private bool LetsIn(AllowEntry entry, uint source)
        {
            switch (entry.Kind)
            {
                case AllowKind.Any: return true;
                case AllowKind.Lan: return _lan.IsNear(source);
                case AllowKind.Network: return entry.Network.Holds(source);
                default: return false;
            }
        }
    }
}
