// Journal: the last lines of what happened, as many as fit. Knows the clock, nothing else; it is
// told things and never asks. An old line gives way to the newest.

using System;
using Portreeve.Outside;

namespace Portreeve.Journal
{
    /// <summary>What a line is about, the rarest first: who wants to hear less raises the bar.
    /// </summary>
    internal static class JournalKind
    {
        /// <summary>The device: started, link lost, a port that waits.</summary>
        public const int System = 0;

        /// <summary>The owner: logged in, refused, reset.</summary>
        public const int Admin = 1;

        /// <summary>Something was changed: a rule, a setting.</summary>
        public const int Change = 2;

        /// <summary>A session or mapping ended.</summary>
        public const int Session = 3;

        /// <summary>Somebody was turned away.</summary>
        public const int Refused = 4;

        /// <summary>For people and scripts.</summary>
        public static readonly string[] Names =
        {
            "system", "admin", "change", "session", "refused"
        };
    }

    /// <summary>One line.</summary>
    internal sealed class JournalLine
    {
        /// <summary>Number since boot, 1 and up.</summary>
        public int Number;

        /// <summary>Milliseconds since boot.</summary>
        public long AtMs;

        /// <summary>Seconds since 1970 in UTC, 0 when the time was not known.</summary>
        public long UtcSeconds;

        /// <summary>One of <see cref="JournalKind"/>.</summary>
        public int Kind;

        /// <summary>Why something ended or was refused, or null.</summary>
        public EndReason Reason;

        /// <summary>What happened, one line for a person.</summary>
        public string Text;
    }

    /// <summary>The lines, the oldest first.</summary>
    internal sealed class Journal
    {
        private readonly JournalLine[] _lines;
        private readonly IClock _clock;
        private int _count;
        private int _written;

        /// <param name="clock">Stamps the lines.</param>
        /// <param name="linesMax">Lines kept, 1 and up (Limits.JournalLinesMax).</param>
        public Journal(IClock clock, int linesMax)
        {
            _clock = clock;
            _lines = new JournalLine[linesMax];
        }

        /// <summary>Lines written since boot, the forgotten ones too.</summary>
        public int Written { get { return _written; } }

        /// <summary>Lines that are still here.</summary>
        public int Count { get { return _count; } }

        /// <summary>Line i of Count, the oldest first. Numbers grow, but some may be missing in
        /// between.</summary>
        public JournalLine At(int i)
        {
            return _lines[i];
        }

        /// <summary>Writes a line about the device itself.</summary>
        public void Write(string text)
        {
            Write(JournalKind.System, text, null);
        }

        /// <summary>Writes a line.</summary>
        /// <param name="kind">One of <see cref="JournalKind"/>.</param>
        /// <param name="text">What happened, one line for a person.</param>
        /// <param name="reason">Why something ended or was refused, or null.</param>
        public void Write(int kind, string text, EndReason reason)
        {
            Fill(_count < _lines.Length ? new JournalLine() : TakeOut(), kind, text, reason);
        }

        private void Fill(JournalLine line, int kind, string text, EndReason reason)
        {
            line.AtMs = _clock.NowMs;
            line.UtcSeconds = _clock.UtcSeconds;
            line.Kind = kind;
            line.Text = text;
            line.Reason = reason;
            line.Number = ++_written;
            _lines[_count++] = line;
        }

        /// <summary>Memory has run out: half of the lines, the oldest, make room, and one says
        /// so. It takes none itself.</summary>
        public void GiveWay()
        {
            int gone = _count / 2;
            if (gone == 0) return;
            JournalLine line = _lines[0];
            Array.Copy(_lines, gone, _lines, 0, _count - gone);
            for (int i = gone; i > 0; i--) _lines[--_count] = null;
            Fill(line, JournalKind.System,
                "memory ran out; old lines of the journal have made room", null);
        }

        // The oldest line of the half that has more than its share: what clients and strangers do
        // cannot push out what the device and its owner did, nor the other way round.
        private JournalLine TakeOut()
        {
            int rare = 0;
            for (int i = 0; i < _count; i++)
            {
                if (_lines[i].Kind <= JournalKind.Change) rare++;
            }
            bool isRareOut = rare > _count / 2;
            int place = 0;
            while (_lines[place].Kind <= JournalKind.Change != isRareOut) place++;
            JournalLine line = _lines[place];
            _count--;
            Array.Copy(_lines, place + 1, _lines, place, _count - place);
            return line;
        }
    }
}
