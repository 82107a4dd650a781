// Runs suites three at a time. Those that wait for real sockets, terminals and browsers have two
// lanes and go first; those that only compute take what is left, at a lower priority:
//
//   waiting     Sockets  Home
//   waiting     Page  Web  Stories
//   computing   World  Rooms  Tidy  Fuzz  check ...

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Portreeve.Cli.Suites
{
    /// <summary>The lanes.</summary>
    internal sealed class SideBySide
    {
        private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

        /// <summary>Suites that live in real time, lane by lane, the longest first.</summary>
        private static readonly string[][] RealTime =
            [["Sockets", "Home"], ["Page", "Web", "Stories"]];

        private readonly List<Suite> _started = [];
        private readonly HashSet<Suite> _ended = [];
        private readonly Lock _gate = new();
        private readonly Choice _choice;
        private readonly Func<string, Tally?> _special;

        /// <param name="choice">What to run of each suite.</param>
        /// <param name="special">Runs what is no project of tests/, by name; null for others.
        /// </param>
        public SideBySide(Choice choice, Func<string, Tally?> special)
        {
            _choice = choice;
            _special = special;
        }

        /// <summary>Runs all of them and adds up.</summary>
        public Tally Run(IReadOnlyList<string> suites)
        {
            var total = new Tally();
            string[] computing = [.. suites.Except(RealTime.SelectMany(lane => lane))
                .OrderBy(name => name != "World")];
            using var quiet = new ManualResetEventSlim();
            Task progress = Task.Run(() =>
            {
                while (!quiet.Wait(ProgressEvery)) ShowProgress();
            });
            Task.WaitAll([Lane("computing", computing, total, isPatient: true),
                .. RealTime.Select(lane => Lane("waiting",
                    [.. lane.Where(suites.Contains)], total, isPatient: false))]);
            quiet.Set();
            progress.Wait();
            return total;
        }

        private Task Lane(string kind, string[] names, Tally total, bool isPatient) =>
            Task.Factory.StartNew(() =>
            {
                double whole = 0;
                foreach (string name in names)
                {
                    DateTime start = DateTime.UtcNow;
                    Tally tally = RunOne(name, isPatient);
                    double seconds = (DateTime.UtcNow - start).TotalSeconds;
                    whole += seconds;
                    lock (_gate)
                    {
                        total.Add(tally);
                        if (tally.IsEmpty && _choice.Filter != null) continue;
                        Console.WriteLine($"== {name}: {tally}  ({seconds:0} s)");
                    }
                }
                if (names.Length < 2 || _choice.Filter != null) return;
                Print($"== {kind} lane {string.Join(", ", names)}: {whole:0} s");
            }, TaskCreationOptions.LongRunning);

        private Tally RunOne(string name, bool isPatient)
        {
            if (_special(name) is Tally known) return known;
            var suite = new Suite(name, _choice, isPatient, Print);
            lock (_gate) _started.Add(suite);
            suite.Run();
            lock (_gate) _ended.Add(suite);
            return suite.Tally;
        }

        private void Print(string line)
        {
            lock (_gate) Console.WriteLine(line);
        }

        private void ShowProgress()
        {
            lock (_gate)
            {
                foreach (Suite suite in _started.Where(suite => !_ended.Contains(suite)))
                {
                    string now = suite.Running.FirstOrDefault() is string test
                        ? ", now " + test.Replace($"Portreeve.{suite.Name}.", "") : "";
                    Console.WriteLine($"   {suite.Name}: {suite.Tally}{now}");
                }
            }
        }
    }
}
