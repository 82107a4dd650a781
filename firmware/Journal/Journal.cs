// Journal: the last lines of what happened, in a ring of fixed size. Knows the clock, nothing
// else; it is told things and never asks. The oldest line gives way to the newest.

using Portreeve.Outside;

namespace Portreeve.Journal
{
    /// <summary>One line.</summary>
    internal sealed class JournalLine
    {
        /// <summary>Number since boot, 1 and up.</summary>
        public int Number;

        /// <summary>Milliseconds since boot.</summary>
        public long AtMs;

        /// <summary>Seconds since 1970 in UTC, 0 when the time was not known.</summary>
        public long UtcSeconds;

        /// <summary>What happened, one line for a person.</summary>
        public string Text;
    }

    /// <summary>The ring.</summary>
    internal sealed class Journal
    {
        private readonly JournalLine[] _lines;
        private readonly IClock _clock;
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
        public int Count
        {
            get { return _written < _lines.Length ? _written : _lines.Length; }
        }

        /// <summary>Line i of Count, the oldest first.</summary>
        public JournalLine At(int i)
        {
            return _lines[(_written - Count + i) % _lines.Length];
        }

        /// <summary>Writes a line.</summary>
        public void Write(string text)
        {
            JournalLine line = new JournalLine();
            line.AtMs = _clock.NowMs;
            line.UtcSeconds = _clock.UtcSeconds;
            line.Text = text;
            line.Number = _written + 1;
            _lines[_written % _lines.Length] = line;
            _written++;
        }
    }
}
