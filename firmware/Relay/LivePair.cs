// Relay: what a session (TCP) and a mapping (UDP) have in common: a client that was let in by a
// rule, an upstream that speaks for it, and one end. It opens nothing and judges nobody.

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>Who gives way first: the greater.</summary>
    internal static class Yield
    {
        /// <summary>It stays.</summary>
        public const int No = 0;

        /// <summary>The last of its address, after a long rest.</summary>
        public const int Last = 1;

        /// <summary>One of several of its address, after a short one.</summary>
        public const int OneOfMany = 2;

        /// <summary>Nobody would miss it: it is over as far as anybody can tell.</summary>
        public const int Over = 3;
    }

    /// <summary>A client and its upstream.</summary>
    internal abstract class LivePair : ISleeper
    {
        /// <summary>It need not be visited before, monotonic ms; 0: in the next step; below 0:
        /// nobody wakes it, so in every step but those that its turn leaves out (Roster).
        /// </summary>
        public long DueMs;

        /// <summary>When a byte last came from either side, monotonic ms.</summary>
        protected long LastMs;

        private EndReason _end;

        /// <summary>A pair that nobody has counted yet; the roster does (Roster.Add).</summary>
        protected LivePair(int number, Rule rule, uint address, int port, long nowMs)
        {
            Number = number;
            Rule = rule;
            ClientAddress = address;
            ClientPort = port;
            StartMs = nowMs;
            LastMs = nowMs;
        }

        /// <summary>Number since boot, 1 and up, one row for both kinds: what kick wants.
        /// </summary>
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

        /// <summary>True when its client was let in as itself, not as one of many by "any".
        /// </summary>
        public bool IsNamed;

        /// <summary>How many of its kind its address has, itself among them.</summary>
        public int Siblings;

        /// <summary>How many of them are at its door.</summary>
        public int SiblingsHere;

        /// <summary>Why it ended, or null while it lives.</summary>
        public EndReason End { get { return _end; } }

        /// <summary>Bytes from the client.</summary>
        public abstract long BytesIn { get; }

        /// <summary>Bytes from the target.</summary>
        public abstract long BytesOut { get; }

        /// <inheritdoc/>
        public void Wake()
        {
            if (DueMs > 0) DueMs = 0;
        }

        /// <summary>Need not be visited again before a socket wakes it or a deadline nears.
        /// </summary>
        /// <param name="limitMs">Silence after which it ends.</param>
        /// <param name="nowMs">Monotonic time.</param>
        protected void Sleep(int limitMs, long nowMs)
        {
            long end = LastMs + limitMs;
            DueMs = nowMs + Limits.SleepMs;
            if (end < DueMs) DueMs = end;
        }

        /// <summary>Milliseconds since the last byte (or the start).</summary>
        public long IdleMs(long nowMs)
        {
            return nowMs - LastMs;
        }

        /// <summary>
        /// How gladly it gives its place to a newcomer now: one of <see cref="Yield"/>.
        /// </summary>
        /// <param name="isNamed">Whether the newcomer is named.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public int YieldsNow(bool isNamed, long nowMs)
        {
            return YieldsNow(isNamed, Siblings < 2, nowMs);
        }

        /// <summary>The same if it were, or were not, the last of its address.</summary>
        public int YieldsNow(bool isNamed, bool isLast, long nowMs)
        {
            // Somebody named is never kept out by those who come by "any".
            if (IsNamed) return isNamed ? Rests(isLast, nowMs) : Yield.No;
            return Rests(isLast && !isNamed, nowMs);
        }

        /// <summary>The same to another of its own address and door, where nobody else loses
        /// anything by it.</summary>
        public int YieldsToOwn(long nowMs)
        {
            return Rests(false, nowMs);
        }

        /// <summary>The same, once it is known how long a rest is wanted.</summary>
        /// <param name="isLast">The long one, since it is the last of its address.</param>
        /// <param name="nowMs">Monotonic time.</param>
        protected abstract int Rests(bool isLast, long nowMs);

        /// <summary>The rest that is wanted where the rule names none, ms.</summary>
        protected int UsualRestMs(bool isLast)
        {
            if (isLast) return Limits.GiveWayIdleMs;
            bool isAlone = SiblingsHere > 1 && SiblingsHere >= Rule.Tally.Live;
            return isAlone ? Limits.YieldAloneMs : Limits.YieldMs;
        }

        /// <summary>Sockets that its end would free.</summary>
        public abstract int Sockets { get; }

        /// <summary>Gives its sockets to a newcomer.</summary>
        public abstract void GiveWay();

        /// <summary>Ends it for a reason from outside.</summary>
        public abstract void Abort(EndReason reason);

        /// <summary>Notes the end, once. False: it had ended before.</summary>
        protected bool TakeEnd(EndReason reason)
        {
            if (_end != null) return false;
            _end = reason;
            return true;
        }
    }
}
