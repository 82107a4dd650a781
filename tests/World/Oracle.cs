// World: who is on a list, found out in another way than the gateway does: from the rule's line
// of text, with what .NET brings.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using Portreeve.Access;
using Portreeve.Table;

namespace Portreeve.World
{
    /// <summary>A second opinion on lists.</summary>
    internal static class Oracle
    {
        /// <summary>Where the gateway believes its friends to be now.</summary>
        public static Dictionary<string, uint[]> Homes(Gateway gateway)
        {
            Dictionary<string, uint[]> homes = new();
            for (int i = 0; i < gateway.Names.Friends.Count; i++)
            {
                NamedHost friend = gateway.Names.Friends.At(i);
                homes[friend.Name] = friend.Addresses;
            }
            return homes;
        }

        /// <summary>True when the rule's list lets this source in at this time.</summary>
        public static bool Allows(Rule rule, uint source, long utcSeconds,
            Dictionary<string, uint[]> homes)
        {
            string[] words = RuleText.Write(rule).Split(' ');
            int from = Array.IndexOf(words, "from");
            if (words[0] == "off" || from < 0) return false;
            int until = Array.IndexOf(words, "until");
            if (until >= 0 && !IsBefore(words[until + 1], utcSeconds)) return false;
            return words[from + 1].Split(',').Any(entry => Matches(entry, source, homes));
        }

        private static bool Matches(
            string entry, uint source, Dictionary<string, uint[]> homes)
        {
            if (homes.TryGetValue(entry, out uint[] home)) return home.Contains(source);
            if (entry.EndsWith(".net")) return false;
            if (entry == "any") return true;
            if (entry == "lan") entry = "192.168.1.0/24";
            if (!entry.Contains('/')) entry += "/32";
            byte[] bytes = BitConverter.GetBytes(source);
            Array.Reverse(bytes);
            return IPNetwork.Parse(entry).Contains(new IPAddress(bytes));
        }

        private static bool IsBefore(string end, long utcSeconds)
        {
            if (utcSeconds == 0) return false;
            DateTime moment = DateTime.Parse(end, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            return DateTime.UnixEpoch.AddSeconds(utcSeconds) < moment;
        }
    }
}
