// World: says how far a long run is. On a terminal it is one line, written over; in a pipe a line
// every ten seconds. It goes to standard error, so that the result stays alone.

using System;
using System.Diagnostics;

namespace Portreeve.World
{
    internal sealed class Progress
    {
        private const int TerminalMs = 200;
        private const int PipeMs = 10_000;

        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private readonly bool _isTerminal = !Console.IsErrorRedirected;
        private readonly ulong _of;
        private long _shownMs;

        /// <param name="of">How many there will be.</param>
        public Progress(ulong of)
        {
            _of = of;
        }

        /// <summary>Says it, when it is time to.</summary>
        /// <param name="done">How many are done.</param>
        /// <param name="failed">How many of them broke a law.</param>
        public void Show(ulong done, int failed)
        {
            long now = _watch.ElapsedMilliseconds;
            if (now - _shownMs < (_isTerminal ? TerminalMs : PipeMs)) return;
            _shownMs = now;
            string line = $"{done} of {_of} nights, {failed} broke a law, {now / 1000} s";
            if (_isTerminal) Console.Error.Write("\r\x1b[K" + line);
            else Console.Error.WriteLine(line);
        }

        /// <summary>Takes the line off the terminal.</summary>
        public void Clear()
        {
            if (_isTerminal) Console.Error.Write("\r\x1b[K");
        }
    }
}
