// Names: the friends: host names on the rules' lists whose addresses we follow. It finds them in
// the table, looks them up on a timer and when a stranger knocks, and keeps the last good
// addresses in flash. A name that nobody can resolve is believed for the grace period after its
// last good answer and then lets nobody in; it never opens.
//
// DNS rebinding: whoever owns a name can make it point anywhere. An address that nobody outside can
// have (private, loopback, multicast, broadcast, a carrier's) or that is our own is therefore never
// taken from DNS, and `friends` says so. Hosts of the LAN come in by the word "lan".

using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Names
{
    /// <summary>All friends.</summary>
    internal sealed class FriendBook : NameBook
    {
        private readonly ILan _lan;
        private readonly IClock _clock;
        private readonly Journal.Journal _journal;
        private readonly FriendStore _store;
        private int _tableVersion = -1;
        private bool _isChanged;
        private bool _areAgesSettled;
        private long _savedMs = -Limits.FriendSaveMs;

        /// <param name="dns">Asks for us.</param>
        /// <param name="around">Our place in the LAN, the clock.</param>
        /// <param name="store">Where the last good addresses are kept.</param>
        /// <param name="journal">Told when a friend moves.</param>
        public FriendBook(DnsClient dns, Surroundings around, FriendStore store,
            Journal.Journal journal) : base(dns, Limits.AllowEntriesMax)
        {
            _lan = around.Lan;
            _clock = around.Clock;
            _store = store;
            _journal = journal;
            GraceMs = Limits.FriendGraceMs;
        }

        /// <summary>How long the last good address is believed without a new answer, ms; 0 is
        /// strict: no longer than its time to live.</summary>
        public long GraceMs { get; private set; }

        /// <summary>A grace period as a person writes it: "24h", "strict".</summary>
        public static string TextOf(long graceMs)
        {
            return graceMs == 0 ? "strict" : Duration.ToText((int)(graceMs / 1000));
        }

        /// <summary>Sets the grace period and keeps it. False: flash failed, it counts until the
        /// next restart.</summary>
        public bool SetGrace(long graceMs, long nowMs)
        {
            GraceMs = graceMs;
            for (int i = 0; i < Count; i++)
            {
                NamedHost friend = At(i);
                friend.BelievedUntilMs = friend.GoodMs + (friend.IsUnconfirmed
                    ? GraceMs : BeliefMs(friend.TtlMs));
            }
            return Save(nowMs);
        }

        /// <summary>Takes the kept addresses out of flash; once, before the first step.</summary>
        public void Load(RuleTable table, long nowMs)
        {
            FollowTable(table);
            int graceSeconds = _store.Load(this);
            if (graceSeconds >= 0) GraceMs = graceSeconds * 1000L;
            SettleAges(nowMs);
            if (_store.Report.Length > 0) _journal.Write(_store.Report);
        }

        /// <summary>Follows the table and does what is due. True when something was done.
        /// </summary>
        public bool Step(RuleTable table, long nowMs)
        {
            if (table.Version != _tableVersion) FollowTable(table);
            bool worked = Step(nowMs);
            if (!_areAgesSettled && _clock.UtcSeconds != 0) SettleAges(nowMs);
            if (_isChanged && nowMs - _savedMs >= Limits.FriendSaveMs) Save(nowMs);
            return worked;
        }

        /// <summary>
        /// An unknown address has knocked at a rule: looks up its friends, each at most once in
        /// Limits.KnockLookupMs. True: an answer that may let it in is on its way.
        /// </summary>
        public bool Knocked(Rule rule, long nowMs)
        {
            bool isAsking = false;
            AllowEntry[] entries = rule.From.Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                NamedHost friend = entries[i].Friend;
                if (friend == null) continue;
                if (OpenTime.Judge(entries[i].Time, _clock.UtcSeconds) != OpenTime.Open) continue;
                if (AskNow(friend, nowMs)) isAsking = true;
            }
            return isAsking;
        }

        /// <summary>True while an answer about one of the rule's friends is on its way.
        /// </summary>
        public bool IsAsking(Rule rule)
        {
            AllowEntry[] entries = rule.From.Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                if (entries[i].Friend != null && entries[i].Friend.IsAsking) return true;
            }
            return false;
        }

        /// <summary>Can whoever has this name have this address? One of the house is near, anybody
        /// else where somebody outside can be.</summary>
        public bool Trusts(string name, uint address)
        {
            if (HostName.IsLocal(name)) return _lan.IsNear(address) && !_lan.IsOurs(address);
            return IPv4.IsUnicast(address) && !IPv4.IsPrivate(address)
                && !IPv4.IsLoopback(address) && !IPv4.IsCarrierShared(address)
                && !_lan.IsOurs(address);
        }

        /// <inheritdoc/>
        protected override bool Trusts(NamedHost host, uint address)
        {
            return Trusts(host.Name, address);
        }

        // A lookup at the end of the time to live needs time to answer: a friend who is inside
        // the rules shall not be turned away in between.
        /// <inheritdoc/>
        protected override long BeliefMs(int ttlMs)
        {
            long least = ttlMs + DnsClient.LookupMsMax;
            return GraceMs > least ? GraceMs : least;
        }

        /// <inheritdoc/>
        protected override void NoteChange(NamedHost host, long nowMs)
        {
            _isChanged = true;
            _journal.Write("friend " + host.Name + " is at " + NamedHost.AddressesOf(host)
                + " now");
        }

        /// <inheritdoc/>
        protected override void NoteFailure(NamedHost host, long nowMs)
        {
            if (host.Failures == 0 && host.Outcome != LookupState.NoServer)
            {
                _journal.Write("friend " + host.Name + ": " + NamedHost.TroubleOf(host)
                    + (host.IsKnown(nowMs)
                        ? "; believed at " + NamedHost.AddressesOf(host) + " for now" : ""));
            }
            if (GraceMs > 0) return;
            long until = host.GoodMs + host.TtlMs;
            if (until < nowMs) until = nowMs;
            if (host.BelievedUntilMs > until) host.BelievedUntilMs = until;
        }

        // How old the kept addresses are. Without a clock nobody knows: then the grace period
        // runs from the start of the device, until the clock tells more.
        private void SettleAges(long nowMs)
        {
            long utcSeconds = _clock.UtcSeconds;
            _areAgesSettled = utcSeconds != 0;
            for (int i = 0; i < Count; i++)
            {
                NamedHost friend = At(i);
                if (!friend.IsUnconfirmed || friend.Addresses.Length == 0) continue;
                long ageMs = 0;
                if (utcSeconds != 0 && friend.GoodUtcSeconds != 0)
                {
                    ageMs = (utcSeconds - friend.GoodUtcSeconds) * 1000;
                }
                friend.GoodMs = ageMs > 0 ? nowMs - ageMs : nowMs;
                friend.BelievedUntilMs = GraceMs > 0 ? friend.GoodMs + GraceMs : nowMs;
            }
        }

        private void FollowTable(RuleTable table)
        {
            BeginUses();
            for (int i = 0; i < table.Count; i++)
            {
                AllowEntry[] entries = table.At(i).From.Entries;
                for (int k = 0; k < entries.Length; k++)
                {
                    if (entries[k].Kind != AllowKind.Friend) continue;
                    entries[k].Friend = Use(entries[k].Text);
                }
            }
            if (EndUses()) _isChanged = true;
            // Last: what memory has cut short is done at the next visit.
            _tableVersion = table.Version;
        }

        private bool Save(long nowMs)
        {
            _savedMs = nowMs;
            _isChanged = false;
            string trouble = _store.Save(this, GraceMs / 1000, nowMs, _clock.UtcSeconds);
            if (trouble == null) return true;
            _isChanged = true;
            _journal.Write("friends could not be kept: " + trouble);
            return false;
        }
    }
}
