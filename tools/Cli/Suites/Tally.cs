// How a run of tests ended: counts, why tests were skipped, and how long each one took.

using System;
using System.Collections.Generic;
using System.Linq;

namespace Portreeve.Cli.Suites
{
    /// <summary>Counts and times of one suite, or of several added up.</summary>
    internal sealed class Tally
    {
        private const int SlowestShown = 10;

        private readonly SortedDictionary<string, int> _skipReasons =
            new(StringComparer.Ordinal);

        private readonly List<(string Name, double Seconds)> _times = [];
        private readonly List<string> _failures = [];

        /// <summary>Tests that passed.</summary>
        public int Passed { get; private set; }

        /// <summary>Tests that failed; a suite that does not end as it should counts as one.
        /// </summary>
        public int Failed { get; private set; }

        /// <summary>Tests that were left out, for a reason that is printed.</summary>
        public int Skipped { get; private set; }

        /// <summary>Explicit tests that matched and were not run, since only nightly runs them.
        /// </summary>
        public int LeftToNightly { get; set; }

        /// <summary>Whether no test ran.</summary>
        public bool IsEmpty => Passed + Failed + Skipped == 0;

        public void Pass(string name, double seconds)
        {
            Passed++;
            _times.Add((name, seconds));
        }

        public void Fail(string name, double seconds)
        {
            Failed++;
            _failures.Add(name);
            _times.Add((name, seconds));
        }

        /// <summary>A failure that belongs to no test: a crash, a hang, a build.</summary>
        public void Fail() => Failed++;

        public void Skip(string reason)
        {
            Skipped++;
            _skipReasons[reason] = _skipReasons.GetValueOrDefault(reason) + 1;
        }

        public void Add(Tally other)
        {
            Passed += other.Passed;
            Failed += other.Failed;
            Skipped += other.Skipped;
            LeftToNightly += other.LeftToNightly;
            _times.AddRange(other._times);
            _failures.AddRange(other._failures);
            foreach ((string reason, int count) in other._skipReasons)
            {
                _skipReasons[reason] = _skipReasons.GetValueOrDefault(reason) + count;
            }
        }

        /// <summary>Prints which took longest, why tests were skipped and which failed.</summary>
        public void Explain()
        {
            if (_times.Count > SlowestShown)
            {
                Console.WriteLine("The slowest tests:");
                foreach ((string name, double seconds) in
                    _times.OrderByDescending(time => time.Seconds).Take(SlowestShown))
                {
                    Console.WriteLine($"  {seconds,6:0.0} s  {name}");
                }
            }
            if (_skipReasons.Count > 0) Console.WriteLine("Skipped:");
            foreach ((string reason, int count) in _skipReasons)
            {
                Console.WriteLine($"  {count} x {reason}");
            }
            // Once more at the end, where it is not scrolled away.
            if (_failures.Count > 0) Console.WriteLine("Failed:");
            foreach (string name in _failures) Console.WriteLine("  " + name);
        }

        public override string ToString()
        {
            string text = $"{Passed} passed, {Failed} failed";
            return Skipped == 0 ? text : text + $", {Skipped} skipped";
        }
    }
}
