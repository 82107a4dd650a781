// One suite: a project of tests/, which is a program of its own. It is run with xunit.v3's
// "-automated" switch and then tells each event as one line of JSON on its output. Lines that are
// no event are what a test printed.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Portreeve.Cli.Suites
{
    /// <summary>What to run of each suite, and how much to print.</summary>
    /// <param name="Filter">Part of a test's full name; null for all.</param>
    /// <param name="IsNightly">Whether explicit tests run too.</param>
    /// <param name="IsVerbose">Whether tests that pass are printed, and what tests print.</param>
    internal sealed record Choice(string? Filter, bool IsNightly, bool IsVerbose);

    /// <summary>Runs one project of tests/ that is built already.</summary>
    internal sealed class Suite
    {
        // A test that hangs must not hang a build server. No test of ours takes half of this.
        private static readonly TimeSpan SilenceMax = TimeSpan.FromMinutes(10);

        private readonly Choice _choice;
        private readonly bool _isPatient;
        private readonly Action<string> _print;
        private readonly Dictionary<string, string> _running = [];
        private readonly Queue<string> _noise = new();
        private bool _isComplete;

        /// <param name="name">The folder below tests/.</param>
        /// <param name="choice">What to run.</param>
        /// <param name="isPatient">Whether it lets others go first.</param>
        /// <param name="print">Takes whole lines, from any thread.</param>
        public Suite(string name, Choice choice, bool isPatient, Action<string> print)
        {
            Name = name;
            _choice = choice;
            _isPatient = isPatient;
            _print = print;
        }

        public string Name { get; }

        /// <summary>What has been counted so far.</summary>
        public Tally Tally { get; } = new();

        /// <summary>The tests that run at this moment.</summary>
        public string[] Running
        {
            get
            {
                lock (_running) return [.. _running.Values];
            }
        }

        /// <summary>Runs to the end.</summary>
        public void Run()
        {
            // A priority that the program's later threads have, too, is given at its start only.
            string[] before = _isPatient && Subprocess.Find("nice") != null
                ? ["nice", "-n", "5", "dotnet"] : ["dotnet"];
            List<string> args =
            [
                .. before[1..], Tree.ProgramOf("tests/" + Name), "-automated",
                "-preEnumerateTheories", "-noAutoReporters", "-explicit",
                _choice.IsNightly ? "on" : "off",
            ];
            if (_choice.Filter != null) args.AddRange(["-displayName", $"*{_choice.Filter}*"]);
            string[] hung = [];
            int exit = Subprocess.Watch(
                Take, SilenceMax, () => hung = Running, before[0], [.. args]);
            if (_isComplete && (exit == 0 || Tally.Failed > 0)) return;

            // It crashed or hung: that is a failure too.
            Tally.Fail();
            _print($"   {Name} did not end as it should (exit code {exit}).");
            foreach (string line in _noise) _print("      " + line);
            foreach (string test in hung.Length > 0 ? hung : Running)
            {
                _print("      it was in " + test);
            }
        }

        private void Take(string line)
        {
            if (!line.StartsWith("{\"$type\":", StringComparison.Ordinal))
            {
                if (_choice.IsVerbose) _print("      " + line);
                _noise.Enqueue(line);
                if (_noise.Count > 30) _noise.Dequeue();
                return;
            }
            if (Read(line) is not JsonElement told)
            {
                // Half a line: it died in the middle.
                _noise.Enqueue(line);
                return;
            }
            string kind = Text(told, "$type");
            switch (kind)
            {
                case "test-starting":
                    Note(Text(told, "TestUniqueID"), Text(told, "TestDisplayName"));
                    break;
                case "test-passed":
                    Tally.Pass(NameOf(told), Seconds(told));
                    if (_choice.IsVerbose) _print($"   passed {NameOf(told)}");
                    break;
                case "test-failed":
                    Tally.Fail(NameOf(told), Seconds(told));
                    PrintFailure("FAILED " + NameOf(told), told);
                    break;
                case "test-skipped":
                    Tally.Skip(Text(told, "Reason").Split('\n')[0].Trim());
                    if (_choice.IsVerbose) _print($"   skipped {NameOf(told)}");
                    break;
                case "test-not-run":
                    Tally.LeftToNightly++;
                    break;
                case "test-finished":
                    lock (_running) _running.Remove(Text(told, "TestUniqueID"));
                    break;
                case "test-assembly-finished":
                    _isComplete = true;
                    break;
                case "error":
                case string other when other.EndsWith("-cleanup-failure", StringComparison.Ordinal):
                    Tally.Fail();
                    PrintFailure($"FAILED {Name}: {kind}", told);
                    break;
                default:
                    break;
            }
        }

        private static JsonElement? Read(string line)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private void Note(string id, string name)
        {
            lock (_running) _running[id] = name;
        }

        private void PrintFailure(string head, JsonElement told)
        {
            var lines = new List<string> { "   " + head };
            lines.AddRange(Texts(told, "Messages").Select(text => "      " + text));
            // Frames of the runtime and of xunit say nothing; ours have a file.
            lines.AddRange(Texts(told, "StackTraces").Where(text =>
                text.Contains(" in " + Tree.Root, StringComparison.Ordinal))
                .Select(text => "      " + text.Trim().Replace(Tree.Root, ".")));
            if (told.TryGetProperty("Output", out JsonElement output))
            {
                lines.AddRange((output.GetString() ?? "").Split('\n').Select(l => "      " + l));
            }
            _print(string.Join(Environment.NewLine, lines));
        }

        private string NameOf(JsonElement told)
        {
            lock (_running)
            {
                return _running.GetValueOrDefault(Text(told, "TestUniqueID"), "a test");
            }
        }

        private static double Seconds(JsonElement told) =>
            told.TryGetProperty("ExecutionTime", out JsonElement time) ? time.GetDouble() : 0;

        private static string Text(JsonElement told, string name) =>
            told.TryGetProperty(name, out JsonElement text) ? text.GetString() ?? "" : "";

        private static IEnumerable<string> Texts(JsonElement told, string name) =>
            told.TryGetProperty(name, out JsonElement list)
                ? list.EnumerateArray().SelectMany(text => (text.GetString() ?? "").Split('\n'))
                : [];
    }
}
