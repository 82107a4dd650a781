// Table: the "from" list of one rule: entries in the order they were written. Values only;
// Admission judges by them, AllowText reads and writes them.

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>What an entry of a "from" list is.</summary>
    internal static class AllowKind
    {
        /// <summary>Everybody: the word "any".</summary>
        public const int Any = 0;

        /// <summary>Hosts of a network we are on: the word "lan".</summary>
        public const int Lan = 1;

        /// <summary>An address or a CIDR network.</summary>
        public const int Network = 2;

        /// <summary>A host name whose address we follow: a friend.</summary>
        public const int Friend = 3;
    }

    /// <summary>One entry of a "from" list.</summary>
    internal sealed class AllowEntry
    {
        /// <summary>One of <see cref="AllowKind"/>.</summary>
        public int Kind;

        /// <summary>The network, for kind Network; else null.</summary>
        public Cidr Network;

        /// <summary>
        /// The entry in one word, without brackets: any, lan, 203.0.113.0/24, or a friend's host
        /// name in lower case.
        /// </summary>
        public string Text;

        /// <summary>When the entry ends and in which hours it counts; null = always.</summary>
        public OpenTime Time;

        /// <summary>For kind Friend: the followed name, set by FriendBook while the rule is in
        /// the table; else null.</summary>
        public NamedHost Friend;
    }

    /// <summary>The entries of one rule.</summary>
    internal sealed class AllowList
    {
        private static readonly AllowEntry[] None = new AllowEntry[0];

        /// <summary>The entries in the order written; never null.</summary>
        public AllowEntry[] Entries = None;

        /// <summary>True when the list has the word "any".</summary>
        public bool HasAny
        {
            get
            {
                for (int i = 0; i < Entries.Length; i++)
                {
                    if (Entries[i].Kind == AllowKind.Any) return true;
                }
                return false;
            }
        }

        /// <summary>True when nobody is on the list: the rule is closed.</summary>
        public bool IsEmpty { get { return Entries.Length == 0; } }
    }
}
