// Reach: tells why somebody would be let in or not, in whole sentences: the verdict that a real
// try would get, the entry or grant that let it in, or the nearest one that did not. Asks Admission
// and changes nothing; made for people, so it allocates.

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>Explains verdicts.</summary>
    internal sealed class Why
    {
        private readonly Admission _admission;
        private readonly IClock _clock;

        /// <param name="admission">Judges.</param>
        /// <param name="clock">Both clocks.</param>
        public Why(Admission admission, IClock clock)
        {
            _admission = admission;
            _clock = clock;
        }

        /// <summary>True when the source would be let in, after Explain.</summary>
        public bool IsAllowed { get; private set; }

        /// <summary>The entry that let it in as it was written, or "grant 3"; null when none did.
        /// </summary>
        public string Entry { get; private set; }

        /// <summary>Explains what this source would meet at this rule.</summary>
        /// <param name="rule">The rule knocked at.</param>
        /// <param name="source">The client's address, host order.</param>
        /// <param name="atUtcSeconds">The time asked about, seconds since 1970; 0 = now.</param>
        public string Explain(Rule rule, uint source, long atUtcSeconds)
        {
            long nowMs = _clock.NowMs;
            long utcSeconds = _clock.UtcSeconds;
            if (atUtcSeconds != 0)
            {
                // What counts in uptime is asked about the same distance from now.
                if (utcSeconds != 0) nowMs += (atUtcSeconds - utcSeconds) * 1000;
                utcSeconds = atUtcSeconds;
            }
            string who = IPv4.ToText(source);
            string door = DoorName.Of(rule);
            Verdict verdict = _admission.Judge(rule, source, nowMs, utcSeconds);
            if (verdict.IsAdmitted && atUtcSeconds == 0)
            {
                verdict.Refusal = _admission.Limit(rule, source, nowMs);
            }
            IsAllowed = verdict.IsAdmitted;
            Entry = null;
            if (IsAllowed)
            {
                Entry = verdict.Entry != null ? verdict.Entry.Text
                    : "grant " + verdict.Grant.Number.ToString();
                return "Yes: " + who + " may use " + door + ". It is let in by "
                    + NameOf(verdict, nowMs)
                    + " of rule " + rule.Number.ToString() + ", which leads to " + rule.Target + ":"
                    + rule.TargetPort.ToString() + ".";
            }
            return "No: " + verdict.Refusal.Sentence + ". " + Reason(rule, source, verdict, nowMs);
        }

        private string Reason(Rule rule, uint source, Verdict verdict, long nowMs)
        {
            EndReason refusal = verdict.Refusal;
            if (refusal == EndReason.Banned)
            {
                return "The ban ends in " + Duration.ToText(
                    (int)(_admission.Bans.LeftMs(source, nowMs) / 1000) + 1)
                    + "; \"unban\" lifts it.";
            }
            if (verdict.Entry != null || verdict.Grant != null)
            {
                return "It is named by " + NameOf(verdict, nowMs) + " of rule "
                    + rule.Number.ToString() + ".";
            }
            if (refusal == EndReason.TimeOver || refusal == EndReason.OutOfHours
                || refusal == EndReason.NoClock)
            {
                return "Rule " + rule.Number.ToString() + " says: " + RuleText.Write(rule) + ".";
            }
            return refusal == EndReason.NotOnList ? NearestTo(rule, source, nowMs)
                : "This is rule " + rule.Number.ToString() + ".";
        }

        private string NameOf(Verdict verdict, long nowMs)
        {
            if (verdict.Grant != null)
            {
                return "grant " + verdict.Grant.Number.ToString() + " for "
                    + verdict.Grant.Who.ToString();
            }
            return Described(verdict.Entry, nowMs);
        }

        private string Described(AllowEntry entry, long nowMs)
        {
            string text = "the entry \"" + AllowText.Write(entry) + "\"";
            return entry.Friend == null ? text : text + " (" + Stand(entry.Friend, nowMs) + ")";
        }

        // Whether it is believed is asked for the time in question, since when it is known is told
        // as of now.
        private string Stand(NamedHost friend, long nowMs)
        {
            string trouble = NamedHost.TroubleOf(friend);
            string text = friend.IsKnown(nowMs)
                ? "at " + NamedHost.AddressesOf(friend) + ", seen "
                    + Duration.ToText((int)((_clock.NowMs - friend.GoodMs) / 1000) + 1) + " ago"
                : "at no address that is believed now";
            return trouble == null ? text : text + "; " + trouble;
        }

        // Nearest is who shares the most leading bits: a friend whose provider has just given
        // a new address stands close to the old one.
        private string NearestTo(Rule rule, uint source, long nowMs)
        {
            AllowEntry nearest = null;
            int most = -1;
            AllowEntry[] entries = rule.From.Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                int bits = SharedBits(entries[i], source);
                if (bits <= most) continue;
                most = bits;
                nearest = entries[i];
            }
            string list = "Rule " + rule.Number.ToString() + " lets in "
                + AllowText.Write(rule.From);
            return nearest == null ? list + "." : list + "; the nearest is "
                + Described(nearest, nowMs) + ".";
        }

        private static int SharedBits(AllowEntry entry, uint source)
        {
            if (entry.Kind == AllowKind.Network)
            {
                return Shared(entry.Network.Base, source, entry.Network.Bits);
            }
            int most = 0;
            for (int i = 0; entry.Friend != null && i < entry.Friend.Addresses.Length; i++)
            {
                int bits = Shared(entry.Friend.Addresses[i], source, 32);
                if (bits > most) most = bits;
            }
            return most;
        }

        private static int Shared(uint a, uint b, int max)
        {
            int bits = 0;
            while (bits < max && ((a ^ b) >> (31 - bits)) == 0) bits++;
            return bits;
        }
    }
}
