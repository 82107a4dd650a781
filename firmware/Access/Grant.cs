// Access: a grant, a permission beside a rule's list: who, at which door, how long, and how that
// stands now. Values only. It is for one machine: it carries its door's target and is no grant at
// a door that leads elsewhere. Durations count on the monotonic clock; the calendar end is kept
// beside it to survive a restart. Whichever comes first ends it, and each only ever moves nearer:
// a clock that was wrong when it was given, or is set since, never lengthens it.

using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Access
{
    /// <summary>How long a grant lasts.</summary>
    internal static class GrantKind
    {
        /// <summary>A duration: "for 2h".</summary>
        public const int Timed = 0;

        /// <summary>Until it is taken back: "for good".</summary>
        public const int Good = 1;

        /// <summary>Until the next restart: "until reboot".</summary>
        public const int Reboot = 2;

        /// <summary>One connection, before the next restart: "once".</summary>
        public const int Once = 3;

        /// <summary>Until a moment of the calendar: "until 2026-12-01".</summary>
        public const int Dated = 4;
    }

    /// <summary>One permission.</summary>
    internal sealed class Grant
    {
        /// <summary>Number for people, 1 and up.</summary>
        public int Number;

        /// <summary>Who may come in.</summary>
        public Cidr Who;

        /// <summary>At which door: true for UDP.</summary>
        public bool IsUdp;

        /// <summary>At which door: our port.</summary>
        public int Port;

        /// <summary>To which machine that door led when it was given: as the rule writes it.
        /// </summary>
        public string Target;

        /// <summary>And to which of its ports.</summary>
        public int TargetPort;

        /// <summary>One of <see cref="GrantKind"/>.</summary>
        public int Kind;

        /// <summary>For kind Timed: the end, monotonic ms; 0 while it is not known, after a
        /// restart without a clock.</summary>
        public long EndMs;

        /// <summary>For kinds Timed and Dated: the end, seconds since 1970 in UTC; 0 while it is
        /// not known.</summary>
        public long EndUtcSeconds;

        /// <summary>For kind Timed: how long it was given for; 0 where that is not known.</summary>
        public long LengthSeconds;

        /// <summary>Why it is over, for a person; null while it is in force.</summary>
        public string Ended;

        /// <summary>True when this grant is about that door and the machine behind it.</summary>
        public bool IsFor(Rule rule)
        {
            return Port == rule.Port && IsUdp == rule.IsUdp && TargetPort == rule.TargetPort
                && Target == rule.Target;
        }

        /// <summary>Why it is over with these rules; null while its door leads to its machine.
        /// </summary>
        public string TroubleWith(RuleTable table)
        {
            Rule rule = table.FindPort(IsUdp, Port);
            if (rule == null) return "its rule is gone";
            return IsFor(rule) ? null : "its rule leads to another machine";
        }

        /// <summary>Makes it one for the door of that rule, as the rule stands.</summary>
        public void Bind(Rule rule)
        {
            IsUdp = rule.IsUdp;
            Port = rule.Port;
            Target = rule.Target;
            TargetPort = rule.TargetPort;
        }

        /// <summary>True when this very grant is among the first so many of these.</summary>
        public bool IsOneOf(Grant[] grants, int count)
        {
            int i = 0;
            while (i < count && grants[i] != this) i++;
            return i < count;
        }

        /// <summary>True when both are about the same source and door.</summary>
        public bool IsSameAs(Grant other)
        {
            return Who.Base == other.Who.Base && Who.Bits == other.Who.Bits
                && IsUdp == other.IsUdp && Port == other.Port;
        }

        /// <summary>True for one that outlives a restart.</summary>
        public bool IsLasting
        {
            get
            {
                if (Kind == GrantKind.Good || Kind == GrantKind.Dated) return true;
                return Kind == GrantKind.Timed && EndUtcSeconds != 0;
            }
        }

        /// <summary>Begins to count a duration.</summary>
        public void Start(long seconds, long nowMs, long utcSeconds)
        {
            LengthSeconds = seconds;
            EndMs = nowMs + seconds * 1000;
            if (utcSeconds != 0) EndUtcSeconds = utcSeconds + seconds;
        }

        /// <summary>
        /// With the time known: a duration given before it was gets its calendar end, one read
        /// from flash its end in uptime, never later than its whole length from now. A calendar
        /// end that lies beyond what is left moves nearer: the clock was wrong. True when
        /// something was settled.
        /// </summary>
        public bool Settle(long nowMs, long utcSeconds)
        {
            if (Kind != GrantKind.Timed) return false;
            bool isSettled = EndMs == 0;
            if (isSettled)
            {
                long length = EndUtcSeconds - utcSeconds;
                if (LengthSeconds != 0 && length > LengthSeconds) length = LengthSeconds;
                EndMs = length > 0 ? nowMs + length * 1000 : nowMs;
            }
            long left = (EndMs - nowMs + 999) / 1000;
            bool isBeyond = EndUtcSeconds - utcSeconds > left + Limits.ClockSlackSeconds;
            if (EndUtcSeconds != 0 && !isBeyond) return isSettled;
            EndUtcSeconds = utcSeconds + left;
            return true;
        }

        /// <summary>What to know about one given while the time is not known; else empty.
        /// </summary>
        public string WordsWithoutClock(long utcSeconds)
        {
            if (utcSeconds != 0) return "";
            if (Kind == GrantKind.Timed)
            {
                return "the time is not known, so it counts from now and ends at a restart";
            }
            return Kind == GrantKind.Dated
                ? "the time is not known, so it lets nobody in until it is" : "";
        }

        /// <summary>How it stands now: a value of <see cref="OpenTime"/>.</summary>
        public int Judge(long nowMs, long utcSeconds)
        {
            if (Ended != null) return OpenTime.Ended;
            switch (Kind)
            {
                case GrantKind.Timed:
                    if (EndMs == 0) return OpenTime.NoClock;
                    bool isPast = EndUtcSeconds != 0 && utcSeconds >= EndUtcSeconds;
                    return nowMs < EndMs && !isPast ? OpenTime.Open : OpenTime.Ended;
                case GrantKind.Dated:
                    if (utcSeconds == 0) return OpenTime.NoClock;
                    return utcSeconds < EndUtcSeconds ? OpenTime.Open : OpenTime.Ended;
                default:
                    return OpenTime.Open;
            }
        }

        /// <summary>Seconds left, or -1 where there is no end or the time is not known.</summary>
        public long LeftSeconds(long nowMs, long utcSeconds)
        {
            if (Ended != null) return 0;
            if (Kind == GrantKind.Timed && EndMs != 0)
            {
                long left = (EndMs - nowMs + 999) / 1000;
                long utcLeft = EndUtcSeconds - utcSeconds;
                if (utcSeconds != 0 && EndUtcSeconds != 0 && utcLeft < left) left = utcLeft;
                return left > 0 ? left : 0;
            }
            if (Kind == GrantKind.Dated && utcSeconds != 0)
            {
                return EndUtcSeconds > utcSeconds ? EndUtcSeconds - utcSeconds : 0;
            }
            return -1;
        }
    }
}
