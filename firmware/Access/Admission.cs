// Access: the only "no" of the gateway. Judge is pure: the same question gets the same answer, so
// `why` on the console and the page can show what would happen before it does. It knows the rule,
// the source, the clocks and where we stand in the network; it never touches a socket, never asks
// DNS, and allocates nothing. Its cost depends on the rule's own list alone.
//
// In this order: switched off, the rule's own time, the list; whether somebody who came by an
// entry for many is banned; the grants, which no ban keeps out. How many and how fast are asked
// last, by Limit, and only for newcomers: who is inside is not thrown out by a limit on coming in.

using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Access
{
    /// <summary>Judges newcomers.</summary>
    internal sealed class Admission
    {
        private readonly ILan _lan;
        private readonly IClock _clock;
        private readonly MemoryBudget _memory;
        private readonly SourceRates _rates;
        private readonly SourceCounts _counts;
        private readonly byte[] _seed = new byte[4];
        private readonly int _mappingsMax;
        private readonly Verdict _verdict = new Verdict();

        /// <param name="around">Clocks, board and our place in the network.</param>
        /// <param name="limits">Sizes of the tables.</param>
        /// <param name="grants">Permissions beside the lists.</param>
        /// <param name="memory">Asked before a knock or a ban takes a place.</param>
        public Admission(Surroundings around, Limits limits, GrantBook grants, MemoryBudget memory)
        {
            _memory = memory;
            _lan = around.Lan;
            _clock = around.Clock;
            Grants = grants;
            Knocks = new KnockLedger(limits.KnocksMax, memory);
            Bans = new Bans(limits.BanSets, Seed(around.Board));
            _rates = new SourceRates(limits.RateSets, Seed(around.Board));
            _mappingsMax = limits.SocketsMax / 2;
            _counts = new SourceCounts(limits.SocketsMax, Seed(around.Board));
        }

        /// <summary>Permissions beside the lists.</summary>
        public readonly GrantBook Grants;

        /// <summary>The refused tries.</summary>
        public readonly KnockLedger Knocks;

        /// <summary>Who was refused too often.</summary>
        public readonly Bans Bans;

        /// <summary>Where the owner may be: addresses, networks, the word "lan". The page hears
        /// nobody else, and nobody there is ever banned. The LAN until the settings are known.
        /// </summary>
        public AllowEntry[] AdminNetworks;

        /// <summary>May a client with this address use this rule now? The verdict is good until
        /// the next question.</summary>
        /// <param name="rule">The rule knocked at.</param>
        /// <param name="source">The client's address, host order.</param>
        /// <param name="nowMs">Monotonic time in ms.</param>
        public Verdict Judge(Rule rule, uint source, long nowMs)
        {
            return Judge(rule, source, nowMs, _clock.UtcSeconds);
        }

        /// <summary>The same for another time of day, 0 = not known.</summary>
        public Verdict Judge(Rule rule, uint source, long nowMs, long utcSeconds)
        {
            // (3) Does the rule let this address in, now?
            Verdict verdict = _verdict;
            verdict.Clear();
            if (!rule.IsEnabled)
            {
                verdict.Refusal = EndReason.SwitchedOff;
                return verdict;
            }
            int stand = OpenTime.Judge(rule.Time, utcSeconds);
            if (stand != OpenTime.Open)
            {
                verdict.Refusal = ReasonOf(stand);
                return verdict;
            }
            verdict.Refusal = rule.From.IsEmpty ? EndReason.Closed : EndReason.NotOnList;
            JudgeByList(rule, source, nowMs, utcSeconds, false);
            if (verdict.IsAdmitted && rule.BanTriesMax > 0 && !IsNamed(verdict.Entry)
                && Bans.IsBanned(source, nowMs) && !IsAdmin(source))
            {
                // Somebody may be one of many and be named as well, behind that or by a grant.
                verdict.Refusal = EndReason.Banned;
                JudgeByList(rule, source, nowMs, utcSeconds, true);
            }
            if (!verdict.IsAdmitted) JudgeByGrants(rule, source, nowMs);
            return verdict;
        }

        /// <summary>
        /// May an admitted newcomer open one more session here, or does it have enough, or was it
        /// too fast? Null: yes. Changes nothing.
        /// </summary>
        public EndReason Limit(Rule rule, uint source, long nowMs)
        {
            return Limit(rule, source, nowMs, 0);
        }

        /// <summary>The same if so many of its own, or of the rule, gave way to it.</summary>
        public EndReason Limit(Rule rule, uint source, long nowMs, int leaving)
        {
            // First, so that nobody gives way to one who is refused all the same.
            if (!_rates.Allows(rule, source, nowMs)) return EndReason.TooFast;
            if (rule.SourceSessionsMax > 0
                && _counts.Of(source, SourceTable.DoorOf(rule)) - leaving
                    >= rule.SourceSessionsMax)
            {
                return EndReason.TooManyEach;
            }
            // A datagram's sender may be forged, so no UDP rule may take all there is.
            int max = rule.SessionsMax > 0 || !rule.IsUdp ? rule.SessionsMax : _mappingsMax;
            if (max > 0 && rule.Tally.Live - leaving >= max) return EndReason.TooMany;
            return null;
        }

        /// <summary>
        /// May one who is inside stay? Not when the time of the rule, the entry or the grant is
        /// over, or the grant was taken back. A friend who has moved since may: the connection is
        /// the old one. So may one who came by a grant that counts once.
        /// </summary>
        public bool MayStay(Rule rule, uint source, Grant grant, long nowMs)
        {
            EndReason refusal = Judge(rule, source, nowMs).Refusal;
            if (refusal == null || refusal == EndReason.Banned) return true;
            if (refusal == EndReason.TimeOver || refusal == EndReason.OutOfHours) return false;
            return grant == null || grant.Kind == GrantKind.Once;
        }

        /// <summary>Bytes that admitting this newcomer would take here.</summary>
        public int BytesFor(Rule rule)
        {
            return _rates.BytesFor(rule);
        }

        /// <summary>Notes that a session or mapping of an admitted newcomer begins.</summary>
        public void Enter(Rule rule, uint source, Grant grant, long nowMs)
        {
            // First what may need memory.
            _rates.Take(rule, source, nowMs);
            if (IsOutside(source)) rule.Tally.NoteOutside(true);
            _counts.Enter(source, SourceTable.DoorOf(rule));
            if (grant != null) Grants.Spend(grant);
        }

        /// <summary>Notes that one that has entered is over.</summary>
        public void Leave(Rule rule, uint source)
        {
            _counts.Leave(source, SourceTable.DoorOf(rule));
        }

        /// <summary>
        /// Notes a refused try: a knock, and a step towards a ban. True when it is worth a line
        /// in the journal: the first of its kind, or the one that begins a ban.
        /// </summary>
        public bool Refuse(Rule rule, uint source, EndReason reason, long nowMs, out bool isBan)
        {
            if (IsOutside(source)) rule.Tally.NoteOutside(false);
            bool isGuilty = reason == EndReason.NotOnList || reason == EndReason.TooFast
                || reason == EndReason.TooManyEach;
            int bytes = isGuilty ? Bans.BytesFor(rule) : 0;
            isBan = isGuilty && !IsAdmin(source) && (bytes == 0 || _memory.Admits(bytes))
                && Bans.Count(rule, source, nowMs);
            return Knocks.Add(rule, source, reason, nowMs, _clock.UtcSeconds) || isBan;
        }

        /// <summary>True for an address that is not of the owner's own networks: who comes from it
        /// has come through the router.</summary>
        public bool IsOutside(uint source)
        {
            return !IPv4.IsPrivate(source) && !_lan.IsNear(source);
        }

        /// <summary>True for an address of the admin networks.</summary>
        public bool IsAdmin(uint source)
        {
            AllowEntry[] networks = AdminNetworks;
            if (networks == null) return _lan.IsNear(source);
            for (int i = 0; i < networks.Length; i++)
            {
                if (Names(networks[i], source, 0)) return true;
            }
            return false;
        }

        /// <summary>Does the entry name this address, whatever the time?</summary>
        public bool Names(AllowEntry entry, uint source, long nowMs)
        {
            switch (entry.Kind)
            {
                case AllowKind.Any: return true;
                case AllowKind.Lan: return _lan.IsNear(source);
                case AllowKind.Network: return entry.Network.Holds(source);
                default: return entry.Friend != null && entry.Friend.Holds(source, nowMs);
            }
        }

        private void JudgeByList(Rule rule, uint source, long nowMs, long utcSeconds,
            bool namedOnly)
        {
            Verdict verdict = _verdict;
            AllowEntry[] entries = rule.From.Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                AllowEntry entry = entries[i];
                if (namedOnly && !IsNamed(entry)) continue;
                if (!Names(entry, source, nowMs)) continue;
                int stand = OpenTime.Judge(entry.Time, utcSeconds);
                if (stand == OpenTime.Open)
                {
                    verdict.Refusal = null;
                    verdict.Entry = entry;
                    return;
                }
                if (verdict.Entry != null) continue;
                verdict.Entry = entry;
                verdict.Refusal = ReasonOf(stand);
            }
        }

        private void JudgeByGrants(Rule rule, uint source, long nowMs)
        {
            int stand;
            Grant grant = Grants.Find(rule, source, nowMs, out stand);
            if (grant == null) return;
            Verdict verdict = _verdict;
            if (stand != OpenTime.Open)
            {
                if (verdict.Entry != null) return;
                verdict.Refusal = ReasonOf(stand);
            }
            else
            {
                verdict.Refusal = null;
                verdict.Entry = null;
            }
            verdict.Grant = grant;
        }

        // Somebody whom the owner wrote down, not one of many.
        private static bool IsNamed(AllowEntry entry)
        {
            if (entry.Kind == AllowKind.Network) return entry.Network.Bits == 32;
            return entry.Kind == AllowKind.Friend || entry.Kind == AllowKind.Lan;
        }

        private static EndReason ReasonOf(int stand)
        {
            if (stand == OpenTime.OutOfHours) return EndReason.OutOfHours;
            return stand == OpenTime.NoClock ? EndReason.NoClock : EndReason.TimeOver;
        }

        private uint Seed(IBoard board)
        {
            board.FillRandom(_seed);
            return ((uint)_seed[0] << 24) | ((uint)_seed[1] << 16) | ((uint)_seed[2] << 8)
                | (uint)_seed[3];
        }
    }
}
