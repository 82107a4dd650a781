// Shell: the last lines somebody typed, newest first. A ring of fixed size; knows nothing else.

namespace Portreeve.Shell
{
    /// <summary>Lines to come back to.</summary>
    internal sealed class LineHistory
    {
        private readonly string[] _lines;
        private int _written;

        /// <param name="linesMax">Lines kept (Limits.HistoryLinesMax).</param>
        public LineHistory(int linesMax)
        {
            _lines = new string[linesMax];
        }

        /// <summary>Lines that are still here.</summary>
        public int Count { get { return _written < _lines.Length ? _written : _lines.Length; } }

        /// <summary>Line i of Count, 0 is the newest.</summary>
        public string At(int i)
        {
            return _lines[(_written - 1 - i) % _lines.Length];
        }

        /// <summary>Keeps a line, unless it is empty or the same as the last.</summary>
        public void Add(string line)
        {
            if (line.Length == 0 || (Count > 0 && At(0) == line)) return;
            _lines[_written % _lines.Length] = line;
            _written++;
        }
    }
}
