// One suite of tests: runs "dotnet test" on its project, shows progress while it runs, and reads
// the counts from the trx file, which says what really happened even when the output is cut.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Portreeve.Cli
{
    /// <summary>How many tests passed, failed and were skipped, and why.</summary>
    internal sealed class Tally
    {
        public int Passed;
        public int Failed;
        public int Skipped;
        public readonly SortedDictionary<string, int> SkipReasons = new(StringComparer.Ordinal);

        public void Skip(string reason)
        {
            Skipped++;
            SkipReasons[reason] = SkipReasons.GetValueOrDefault(reason) + 1;
        }

        public void Add(Tally other)
        {
            Passed += other.Passed;
            Failed += other.Failed;
            Skipped += other.Skipped;
            foreach (var pair in other.SkipReasons)
            {
                SkipReasons[pair.Key] = SkipReasons.GetValueOrDefault(pair.Key) + pair.Value;
            }
        }

        public override string ToString()
        {
            string text = $"{Passed} passed, {Failed} failed";
            return Skipped == 0 ? text : text + $", {Skipped} skipped";
        }
    }

    /// <summary>Runs one project of tests/.</summary>
    internal sealed class TestSuite
    {
        // A test that hangs must not hang the build server: dotnet test ends it after this.
        private const string HangTimeout = "10m";
        private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

        private readonly string _name;
        private readonly string? _filter;
        private readonly bool _isVerbose;
        private int _passed, _failed, _skipped;
        private bool _inFailure;
        private DateTime _shown = DateTime.UtcNow;

        public TestSuite(string name, string? filter, bool isVerbose)
        {
            _name = name;
            _filter = filter;
            _isVerbose = isVerbose;
        }

        public Tally Run()
        {
            string project = Tree.ProjectIn("tests/" + _name)!;
            string results = Path.Combine(Path.GetDirectoryName(project)!, "obj", "results");
            string trx = Path.Combine(results, _name + ".trx");
            if (File.Exists(trx)) File.Delete(trx);
            List<string> args =
            [
                "test", project, "-c", "Release", "-nodeReuse:false",
                "--logger", $"trx;LogFileName={_name}.trx", "--results-directory", results,
                "--logger", "console;verbosity=normal",
                "--blame-hang-timeout", HangTimeout, "--blame-hang-dump-type", "none",
            ];
            if (_filter != null) args.AddRange(["--filter", "FullyQualifiedName~" + _filter]);
            int exit = Subprocess.Stream(Show, "dotnet", [.. args]);

            Tally tally = File.Exists(trx) ? Read(trx) : new Tally();
            bool isEmpty = tally.Passed + tally.Failed + tally.Skipped == 0;
            if ((exit != 0 && tally.Failed == 0) || (isEmpty && _filter == null))
            {
                // It did not build, crashed, hung or found no test: that is a failure too.
                Console.WriteLine($"   {_name} did not end as it should (exit code {exit}).");
                tally.Failed++;
            }
            return tally;
        }

        private void Show(string line)
        {
            string trimmed = line.TrimStart();
            bool isPass = line.StartsWith("  Passed ", StringComparison.Ordinal);
            bool isFail = line.StartsWith("  Failed ", StringComparison.Ordinal);
            bool isSkip = line.StartsWith("  Skipped ", StringComparison.Ordinal);
            if (isPass) _passed++;
            if (isFail) _failed++;
            if (isSkip) _skipped++;
            if (isPass || isSkip) _inFailure = false;
            if (isFail) _inFailure = true;
            if (trimmed.StartsWith("Total tests:", StringComparison.Ordinal)
                || trimmed.StartsWith("Test Run ", StringComparison.Ordinal))
            {
                _inFailure = false;
            }
            bool isTrouble = trimmed.Contains(": error ", StringComparison.Ordinal)
                || trimmed.Contains("error :", StringComparison.Ordinal)
                || trimmed.Contains("aborted", StringComparison.OrdinalIgnoreCase)
                || trimmed.Contains("test running when the", StringComparison.OrdinalIgnoreCase);
            if (_isVerbose || _inFailure || isTrouble)
            {
                Console.WriteLine("   " + line);
            }
            else if (DateTime.UtcNow - _shown > ProgressEvery)
            {
                Console.WriteLine($"   {_name}: {_passed} passed, {_failed} failed so far ...");
                _shown = DateTime.UtcNow;
            }
        }

        private static Tally Read(string trx)
        {
            var tally = new Tally();
            XDocument document = XDocument.Load(trx);
            foreach (XElement result in document.Descendants()
                .Where(e => e.Name.LocalName == "UnitTestResult"))
            {
                switch ((string?)result.Attribute("outcome"))
                {
                    case "Passed": tally.Passed++; break;
                    case "NotExecuted": tally.Skip(SkipReason(result)); break;
                    default: tally.Failed++; break;
                }
            }
            return tally;
        }

        private static string SkipReason(XElement result)
        {
            string? reason = result.Descendants()
                .FirstOrDefault(e => e.Name.LocalName is "Message" or "StdOut")?.Value.Trim();
            return string.IsNullOrEmpty(reason) ? "no reason given" : reason.Split('\n')[0].Trim();
        }
    }
}
