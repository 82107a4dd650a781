// World: who was granted what, kept beside the gateway: from the lines of its journal, with ends of
// its own reckoning and the machine that the door led to in the step in which it was given. It
// outlives the gateway's restarts as a person's memory does, so it also knows what flash must and
// must not bring back.

using System.Collections.Generic;
using System.Text.RegularExpressions;
using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Table;

namespace Portreeve.World
{
    /// <summary>A second opinion on grants.</summary>
    internal sealed class GrantLedger
    {
        private static readonly Regex Given = new(
            @"^granted: (\S+) may come in at (tcp|udp) (\d+)( .*)$", RegexOptions.Compiled);
        private static readonly Regex Ended = new(
            @"^grant \d+ for (\S+) on (tcp|udp) (\d+) ended: (.*)$", RegexOptions.Compiled);

        private readonly List<Entry> _entries = new();
        private readonly Stage _stage;
        private int _read;
        private bool _wasFull;

        public GrantLedger(Stage stage)
        {
            _stage = stage;
        }

        /// <summary>Grants seen so far.</summary>
        public int Count { get; private set; }

        /// <summary>People who came in by one.</summary>
        public int Used { get; private set; }

        /// <summary>Learns what the journal says, after each step.</summary>
        public void Learn()
        {
            if (_stage.Flash.IsFull) _wasFull = true;
            foreach (Entry entry in _entries)
            {
                // After a start a length cannot be longer than it was.
                if (entry.Seconds == 0 || entry.EndMs != long.MaxValue) continue;
                if (_stage.Clock.UtcSeconds == 0) continue;
                entry.EndMs = _stage.Clock.NowMs + 1000L * entry.Seconds;
            }
            Journal.Journal journal = _stage.Gateway.Journal;
            if (_read == journal.Written) return;
            for (int i = 0; i < journal.Count; i++)
            {
                JournalLine line = journal.At(i);
                if (line.Number <= _read || line.Kind != JournalKind.Change) continue;
                Match given = Given.Match(line.Text);
                if (given.Success && _stage.Style.Sabotage != Outside.Sabotage.LedgerDeaf)
                {
                    Give(given.Groups[1].Value, given.Groups[2].Value + " "
                        + given.Groups[3].Value, given.Groups[4].Value);
                }
                Match ended = Ended.Match(line.Text);
                if (ended.Success)
                {
                    End(ended.Groups[1].Value, ended.Groups[2].Value + " " + ended.Groups[3].Value);
                }
            }
            _read = journal.Written;
        }

        /// <summary>Is there a grant for this source at this door now?</summary>
        /// <param name="rule">The door.</param>
        /// <param name="source">Who comes.</param>
        /// <param name="spends">True when somebody comes in: one that counts once is used up.
        /// </param>
        public bool Allows(Rule rule, uint source, bool spends)
        {
            if (!Oracle.IsOpen(rule, _stage.Clock.UtcSeconds)) return false;
            string door = (rule.IsUdp ? "udp " : "tcp ") + rule.Port;
            Entry once = null;
            foreach (Entry entry in _entries)
            {
                if (entry.Door != door || !Oracle.Holds(entry.Who, source)) continue;
                if (entry.Target != TargetOf(rule)) continue;
                if (!entry.IsOver && entry.Holds(_stage.Clock.NowMs, _stage.Clock.UtcSeconds))
                {
                    if (spends && !entry.IsOnce) Used++;
                    if (!entry.IsOnce) return true;
                    once = entry;
                }
            }
            if (once == null) return false;
            if (spends)
            {
                once.IsOver = true;
                Used++;
            }
            return true;
        }

        /// <summary>The gateway has started anew: what flash brought back must have been given,
        /// and what was given for good must be there.</summary>
        public void Restart()
        {
            _read = 0;
            _entries.RemoveAll(entry => !entry.IsLasting);
            foreach (Entry entry in _entries) entry.EndMs = long.MaxValue;
            // A cut in the middle of a change leaves the grants before it or after it.
            int strangers = IsCutHere() ? 1 : 0;
            Grant[] grants = _stage.Gateway.Grants.InForce();
            foreach (Grant grant in grants)
            {
                string door = (grant.IsUdp ? "udp " : "tcp ") + grant.Port;
                Entry known = _entries.Find(
                    entry => entry.Door == door && entry.Who == grant.Who.ToString());
                if (known != null)
                {
                    if (known.IsOver && !known.MayReturn && !IsCutHere())
                    {
                        _stage.Break("a grant is back that was over: " + GrantText.Write(grant));
                    }
                    known.IsOver = false;
                    continue;
                }
                if (strangers-- == 0) _stage.Break("a grant nobody gave is in flash");
                _entries.Add(new Entry { Who = grant.Who.ToString(), Door = door,
                    Target = grant.Target + ":" + grant.TargetPort });
            }
            foreach (Entry entry in _entries)
            {
                bool isThere = System.Array.Exists(grants, grant => entry.Who
                    == grant.Who.ToString() && entry.Door.EndsWith(" " + grant.Port));
                bool mustBe = entry.IsGood && !entry.IsOver && !_wasFull && !IsCutHere();
                if (!isThere && mustBe) _stage.Break("a grant for good is lost: " + entry.Who);
                if (!isThere) entry.IsOver = true;
            }
            _entries.RemoveAll(entry => entry.IsOver);
            _wasFull = false;
        }

        private bool IsCutHere()
        {
            return _stage.Flash.CutName != null && _stage.Flash.CutName.StartsWith("grants");
        }

        private void Give(string who, string door, string length)
        {
            Count++;
            _entries.RemoveAll(entry => entry.Who == who && entry.Door == door);
            Entry given = new Entry { Who = who, Door = door };
            RuleTable table = _stage.Gateway.Table;
            string[] words = door.Split(' ');
            Rule rule = table.FindPort(words[0] == "udp", int.Parse(words[1]));
            given.Target = rule == null ? "" : TargetOf(rule);
            if (length == " once") given.IsOnce = true;
            else if (length == " for good") given.IsGood = true;
            else if (length.StartsWith(" until 2"))
            {
                given.UntilUtc = Oracle.Moment(length.Split(' ')[2]);
            }
            else if (length.StartsWith(" for "))
            {
                given.Seconds = Seconds(length.Split(' ')[2]);
                given.EndMs = _stage.Clock.NowMs + 1000L * given.Seconds;
                long utcSeconds = _stage.Clock.UtcSeconds;
                if (utcSeconds != 0) given.PastUtc = utcSeconds + given.Seconds;
            }
            given.IsLasting = !given.IsOnce && length != " until the next start";
            _entries.Add(given);
        }

        // When flash was full meanwhile it may hold an older state, in which this one is not over.
        private void End(string who, string door)
        {
            foreach (Entry entry in _entries)
            {
                if (entry.Who != who || entry.Door != door) continue;
                entry.IsOver = true;
                entry.MayReturn = _wasFull;
            }
        }

        private static string TargetOf(Rule rule)
        {
            return rule.Target + ":" + rule.TargetPort;
        }

        private static int Seconds(string text)
        {
            int unit = text[^1] == 's' ? 1 : text[^1] == 'm' ? 60 : text[^1] == 'h' ? 3600 : 86400;
            return int.Parse(text[..^1]) * unit;
        }

        private sealed class Entry
        {
            public string Who, Door, Target;
            public int Seconds;
            public long EndMs = long.MaxValue, UntilUtc = long.MaxValue, PastUtc = long.MaxValue;
            public bool IsOnce, IsGood, IsOver, MayReturn, IsLasting = true;

            public bool Holds(long nowMs, long utcSeconds)
            {
                if (UntilUtc != long.MaxValue && (utcSeconds == 0 || utcSeconds >= UntilUtc))
                {
                    return false;
                }
                return nowMs < EndMs && utcSeconds < PastUtc;
            }
        }
    }
}
