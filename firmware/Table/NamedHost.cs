// Table: a host name whose addresses we follow: a friend, or a target given by name. Values
// only: a NameBook keeps them up to date, Admission and Relay read them. Kept small, since 64 of
// them must fit: the addresses are one array of the right length, and a lookup is lent by the
// book only while it is under way.

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>One followed name.</summary>
    internal sealed class NamedHost
    {
        private static readonly uint[] Nowhere = new uint[0];

        /// <summary>The host name in lower case.</summary>
        public string Name;

        /// <summary>The last good answer, host order; never null. Trusted addresses only.
        /// </summary>
        public uint[] Addresses = Nowhere;

        /// <summary>When the last good answer came, monotonic ms; below zero when that was before
        /// the last restart. Means nothing while there are no addresses.</summary>
        public long GoodMs;

        /// <summary>While unconfirmed: when the last good answer came, seconds since 1970 in UTC; 0
        /// when that was never known.</summary>
        public long GoodUtcSeconds;

        /// <summary>How long the last good answer may be used, ms; 0 after a restart.</summary>
        public int TtlMs;

        /// <summary>The addresses are believed up to here, monotonic ms.</summary>
        public long BelievedUntilMs;

        /// <summary>When the next lookup is due, monotonic ms.</summary>
        public long DueMs;

        /// <summary>When the last lookup began, monotonic ms; -1 = never.</summary>
        public long AskedMs = -1;

        /// <summary>How the last lookup ended: a <see cref="DnsVerdict"/> or
        /// <see cref="LookupState"/>.</summary>
        public int Outcome = LookupState.Idle;

        /// <summary>True when the last answer held an address that is not trusted.</summary>
        public bool HasDistrusted;

        /// <summary>That address, host order.</summary>
        public uint Distrusted;

        /// <summary>Lookups that failed in a row.</summary>
        public int Failures;

        /// <summary>How many rules and list entries use it.</summary>
        public int Uses;

        /// <summary>True while a lookup is under way.</summary>
        public bool IsAsking;

        /// <summary>True until the first good answer since boot: the addresses, if any, come from
        /// flash.</summary>
        public bool IsUnconfirmed = true;

        /// <summary>True when this address is among those believed now.</summary>
        public bool Holds(uint source, long nowMs)
        {
            if (nowMs >= BelievedUntilMs) return false;
            for (int i = 0; i < Addresses.Length; i++)
            {
                if (Addresses[i] == source) return true;
            }
            return false;
        }

        /// <summary>True when at least one address is believed now.</summary>
        public bool IsKnown(long nowMs)
        {
            return Addresses.Length > 0 && nowMs < BelievedUntilMs;
        }

        /// <summary>What is wrong with a friend's name, for a person; null when nothing is.
        /// </summary>
        public static string TroubleOf(NamedHost friend)
        {
            if (friend.Outcome != DnsVerdict.Found)
            {
                return friend.Outcome == LookupState.Idle && friend.Addresses.Length > 0
                    ? null : LookupState.ToText(friend.Outcome);
            }
            if (!friend.HasDistrusted) return null;
            return "DNS says " + IPv4.ToText(friend.Distrusted)
                + ", which nobody outside can have: not trusted";
        }

        /// <summary>The addresses in text, apart by ", "; "nowhere" when there is none.</summary>
        public static string AddressesOf(NamedHost host)
        {
            string text = "";
            for (int i = 0; i < host.Addresses.Length; i++)
            {
                text += (i == 0 ? "" : ", ") + IPv4.ToText(host.Addresses[i]);
            }
            return text.Length == 0 ? "nowhere" : text;
        }
    }
}
