// Table: one rule, as values. What a line of text says, parsed; RuleText reads and writes it,
// RuleCheck judges whether it makes sense here. A rule never changes once it is in the table:
// an edit puts a new object in its place, so that "same object" means "untouched".

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>One door: who may come in at which port, and to which machine it leads.</summary>
    internal sealed class Rule
    {
        /// <summary>Number shown to people, 1 and up; given by the table, kept in flash.</summary>
        public int Number;

        /// <summary>True for UDP, false for TCP.</summary>
        public bool IsUdp;

        /// <summary>False for a rule that is kept but switched off (word "off").</summary>
        public bool IsEnabled = true;

        /// <summary>Our port, 1 to 65535.</summary>
        public int Port;

        /// <summary>The target as written: an address, or a host name in lower case.</summary>
        public string Target;

        /// <summary>The target's address in host order, or 0 while Target is a name.</summary>
        public uint TargetAddress;

        /// <summary>The followed name, set by TargetBook while the rule is in the table and
        /// Target is a name; else null.</summary>
        public NamedHost TargetHost;

        /// <summary>The target's port, 1 to 65535.</summary>
        public int TargetPort;

        /// <summary>Who may come in. Empty: nobody, and the rule is closed.</summary>
        public AllowList From = new AllowList();

        /// <summary>True when the owner allows a public target (word "anywhere").</summary>
        public bool IsAnywhere;

        /// <summary>Sessions or mappings at once, 0 = as many as the budget holds.</summary>
        public int SessionsMax;

        /// <summary>Sessions or mappings at once for each source address, 0 = no limit.</summary>
        public int SourceSessionsMax;

        /// <summary>New sessions a minute for each source address, 0 = no limit.</summary>
        public int SourceRateMax;

        /// <summary>Refused tries after which a source is banned for a while, 0 = never.</summary>
        public int BanTriesMax;

        /// <summary>Idle limit in ms, 0 = the default of the protocol.</summary>
        public int IdleMs;

        /// <summary>Rest in ms after which a session or mapping gives its place to a newcomer
        /// who needs it; 0 = the usual: Limits.YieldMs for one of several of an address,
        /// Limits.GiveWayIdleMs for the last.</summary>
        public int YieldMs;

        /// <summary>Deadline of a dial in ms, 0 = Limits.DialMs.</summary>
        public int DialMs;

        /// <summary>PROXY protocol for the target: 0 none, 1 text (TCP only), 2 binary.</summary>
        public int ProxyVersion;

        /// <summary>Six bytes: whom to wake when a dial fails. Null: nobody.</summary>
        public byte[] WakeMac;

        /// <summary>When the rule ends and in which hours it is open; null = always open.
        /// </summary>
        public OpenTime Time;

        /// <summary>What the owner wrote behind "#", or an empty string.</summary>
        public string Note = "";

        /// <summary>Counters; a rule put in this one's place takes them over.</summary>
        public Tally Tally = new Tally();
    }
}
