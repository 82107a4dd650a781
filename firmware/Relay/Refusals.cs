// Relay: what a refusal leaves behind: a count, a knock, perhaps a ban, and a line in the journal.
// It refuses nobody by itself.

using System;
using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Relay
{
    /// <summary>Notes who was sent away.</summary>
    internal sealed class Refusals
    {
        private const int LineEveryMs = 1000;

        // Lines that may come at once when there were none for so many seconds.
        private const int LinesAtOnce = 4;

        private readonly Admission _admission;
        private readonly Journal.Journal _journal;
        private readonly Counters _counters;
        private long _nextLineMs;
        private int _unwritten;

        public Refusals(Admission admission, Journal.Journal journal, Counters counters)
        {
            _admission = admission;
            _journal = journal;
            _counters = counters;
        }

        /// <summary>
        /// Notes a refused try. A knock that is known already gets no line. Under a scan from many
        /// addresses there are a few lines at first and then one a second, which says how many it
        /// stands for: the text costs heap, the counters do not.
        /// </summary>
        public void Add(Rule rule, uint address, int port, EndReason reason, long nowMs)
        {
            rule.Tally.Refused++;
            _counters.Add(reason);
            try
            {
                Note(rule, address, port, reason, nowMs);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                _unwritten++;
            }
        }

        private void Note(Rule rule, uint address, int port, EndReason reason, long nowMs)
        {
            bool isBan;
            if (!_admission.Refuse(rule, address, reason, nowMs, out isBan)) return;
            if (nowMs < _nextLineMs - (LinesAtOnce - 1) * LineEveryMs && !isBan)
            {
                _unwritten++;
                return;
            }
            if (_nextLineMs < nowMs) _nextLineMs = nowMs;
            _nextLineMs += LineEveryMs;
            string line = EndLine.OfRefusal(rule, address, port, reason);
            if (isBan)
            {
                line += ", banned for " + Duration.ToText(
                    (int)(_admission.Bans.LeftMs(address, nowMs) / 1000));
            }
            if (_unwritten > 0) line += " (and " + _unwritten.ToString() + " more before it)";
            _unwritten = 0;
            _journal.Write(JournalKind.Refused, line, reason);
        }
    }
}
