// World: who is on a list, found out in another way than the gateway does: from the rule's line
// of text, with what .NET brings. The friends' addresses and the time are the asker's to say.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Runtime.CompilerServices;
using Portreeve.Table;

namespace Portreeve.World
{
    /// <summary>A second opinion on lists.</summary>
    internal static class Oracle
    {
        // A rule is never changed once it is in the table.
        private static readonly ConditionalWeakTable<Rule, Listed> Read = new();

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
            Listed list = Of(rule);
            return !list.IsOff && list.Times.Hold(utcSeconds) && list.Entries.Any(entry =>
                entry.Times.Hold(utcSeconds) && Matches(entry.Name, source, homes));
        }

        /// <summary>True when the rule as a whole is open to grants at this time.</summary>
        public static bool IsOpen(Rule rule, long utcSeconds)
        {
            Listed list = Of(rule);
            return !list.IsOff && list.Times.Hold(utcSeconds);
        }

        /// <summary>True when the rule or an entry of it depends on the time.</summary>
        public static bool HasTimes(Rule rule)
        {
            return Of(rule).HasTimes;
        }

        /// <summary>True when the list names this source, whatever the time.</summary>
        public static bool Names(Rule rule, uint source, Dictionary<string, uint[]> homes)
        {
            return Of(rule).Entries.Any(entry => Matches(entry.Name, source, homes));
        }

        /// <summary>True when the list has the word "any".</summary>
        public static bool HasAny(Rule rule)
        {
            return Of(rule).Entries.Any(entry => entry.Name == "any");
        }

        /// <summary>True when this source comes in by the word "any" and by nothing else.
        /// </summary>
        public static bool IsByAnyOnly(Rule rule, uint source, long utcSeconds,
            Dictionary<string, uint[]> homes)
        {
            string[] names = Of(rule).Entries.Where(entry => entry.Times.Hold(utcSeconds)
                && Matches(entry.Name, source, homes)).Select(entry => entry.Name).ToArray();
            return names.Length > 0 && names.All(name => name == "any");
        }

        private static Listed Of(Rule rule)
        {
            return Read.GetValue(rule, one => new Listed(RuleText.Write(one)));
        }

        private static bool Matches(
            string entry, uint source, Dictionary<string, uint[]> homes)
        {
            if (homes.TryGetValue(entry, out uint[] home)) return home.Contains(source);
            if (entry.EndsWith(".net")) return false;
            if (entry == "any") return true;
            return Holds(entry == "lan" ? "192.168.1.0/24" : entry, source);
        }

        /// <summary>True when an address or network holds this source.</summary>
        public static bool Holds(string network, uint source)
        {
            if (!network.Contains('/')) network += "/32";
            byte[] bytes = BitConverter.GetBytes(source);
            Array.Reverse(bytes);
            return IPNetwork.Parse(network).Contains(new IPAddress(bytes));
        }

        /// <summary>A date as it is written, in seconds since 1970.</summary>
        public static long Moment(string text)
        {
            DateTime moment = DateTime.Parse(text, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            return (long)(moment - DateTime.UnixEpoch).TotalSeconds;
        }

        /// <summary>"until ..." and "hours ...".</summary>
        private sealed class Times
        {
            private readonly long _until = long.MaxValue;
            private readonly string _days;
            private readonly TimeSpan _from, _to;

            public Times(List<string> words)
            {
                int at = words.IndexOf("until");
                if (at >= 0) _until = Moment(words[at + 1]);
                at = words.IndexOf("hours");
                if (at < 0) return;
                _days = words[at + 1];
                string[] span = words[at + 2].Split('-');
                _from = Clock(span[0]);
                _to = Clock(span[1]);
            }

            public bool Hold(long utcSeconds)
            {
                if (_until == long.MaxValue && _days == null) return true;
                if (utcSeconds == 0 || utcSeconds >= _until) return false;
                if (_days == null) return true;
                DateTime now = DateTime.UnixEpoch.AddSeconds(utcSeconds);
                TimeSpan clock = now.TimeOfDay;
                if (_from < _to) return HasDay(now) && clock >= _from && clock < _to;
                return (HasDay(now) && clock >= _from) || (HasDay(now.AddDays(-1)) && clock < _to);
            }

            private bool HasDay(DateTime day)
            {
                if (_days == "daily") return true;
                string week = "mon tue wed thu fri sat sun";
                int today = week.IndexOf(day.DayOfWeek.ToString()[..3].ToLowerInvariant(),
                    StringComparison.Ordinal);
                return _days.Split(',').Any(part => today >= week.IndexOf(part[..3],
                    StringComparison.Ordinal) && today <= week.IndexOf(part[^3..],
                    StringComparison.Ordinal));
            }

            private static TimeSpan Clock(string text)
            {
                string[] parts = text.Split(':');
                return new TimeSpan(int.Parse(parts[0]), int.Parse(parts[1]), 0);
            }
        }

        /// <summary>A rule's line, taken apart.</summary>
        private sealed class Listed
        {
            public readonly bool IsOff, HasTimes;
            public readonly Times Times;
            public readonly List<(string Name, Times Times)> Entries = new();

            public Listed(string line)
            {
                int note = line.IndexOf(" #", StringComparison.Ordinal);
                if (note >= 0) line = line[..note];
                HasTimes = line.Contains(" until ") || line.Contains(" hours ")
                    || line.Contains('[');
                List<string> words = Split(line, ' ');
                IsOff = words[0] == "off";
                Times = new Times(words);
                int from = words.IndexOf("from");
                if (from < 0) return;
                foreach (string entry in Split(words[from + 1], ','))
                {
                    int bracket = entry.IndexOf('[');
                    string name = bracket < 0 ? entry : entry[..bracket];
                    string times = bracket < 0 ? "" : entry[(bracket + 1)..^1];
                    Entries.Add((name, new Times(Split(times, ' '))));
                }
            }

            // Apart at a character that stands outside of brackets.
            private static List<string> Split(string text, char at)
            {
                List<string> parts = new() { "" };
                int depth = 0;
                foreach (char one in text)
                {
                    if (one == '[') depth++;
                    if (one == ']') depth--;
                    if (one == at && depth == 0) parts.Add("");
                    else parts[^1] += one;
                }
                return parts;
            }
        }
    }
}
