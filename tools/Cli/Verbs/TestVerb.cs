// "test" and "nightly": the tests. One suite is one project below tests/; the nano check counts as
// one more test. The last line is always "N passed, N failed", with ", N skipped" when there are
// any. "nightly" adds the tests that take long, which xunit calls explicit, and nights of the
// simulated world that nobody has run yet.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using Portreeve.Cli.Chip;
using Portreeve.Cli.Daemon;
using Portreeve.Cli.Suites;

namespace Portreeve.Cli.Verbs
{
    internal sealed class TestVerb : IVerb
    {
        private const string CheckSuite = "check";
        private const int NightsOfNightly = 1000;

        private readonly bool _isNightly;

        public TestVerb(bool isNightly) => _isNightly = isNightly;

        public Command Describe()
        {
            Command command = _isNightly
                ? new Command("nightly", "Run every test, those that take long too")
                : new Command("test", "Run every test, or the suites you name");
            var suites = new Argument<string[]>("suites")
            {
                Description = "Suites to run: " + string.Join(", ", AllSuites())
                    + ". All when none is named.",
                Arity = ArgumentArity.ZeroOrMore,
            };
            var filter = new Option<string?>("--filter")
            {
                Description = "Run only tests whose full name contains this text",
            };
            var verbose = new Option<bool>("--verbose", "-v")
            {
                Description = "Print every test, not only the failed ones",
            };
            var on = new Option<string?>("--on")
            {
                Description = "Where: nanoclr runs the Rooms on nanoFramework's own interpreter",
            };
            var coverage = new Option<bool>("--coverage")
            {
                Description = "Tell how much of the firmware the tests reach",
            };
            var native = new Option<bool>("--native")
            {
                Description = "Test the native program where a test starts a computer's gateway",
            };
            if (!_isNightly)
            {
                command.Options.Add(on);
                command.Options.Add(native);
                command.Options.Add(coverage);
            }
            command.Arguments.Add(suites);
            command.Options.Add(filter);
            command.Options.Add(verbose);
            command.SetAction(parsed => !_isNightly && parsed.GetValue(on) is string where
                ? NanoClrTests.Run(where)
                : !_isNightly && parsed.GetValue(native) && !TakeNative() ? 1
                : Run(parsed.GetValue(suites) ?? [], new Choice(
                    parsed.GetValue(filter), _isNightly, parsed.GetValue(verbose)),
                    !_isNightly && parsed.GetValue(coverage)));
            return command;
        }

        // The suites' own processes are told where it is.
        private static bool TakeNative()
        {
            string? program = DaemonProgram.CanBeNative
                ? DaemonProgram.Publish(Tree.At("tools/Daemon/bin/native")) : null;
            if (program == null) Console.Error.WriteLine("portreeve: native code needs clang.");
            Environment.SetEnvironmentVariable("PORTREEVE_NATIVE", program);
            return program != null;
        }

        private static IEnumerable<string> AllSuites()
        {
            return Tree.Suites().Append(CheckSuite);
        }

        private int Run(string[] wanted, Choice choice, bool wantsCoverage)
        {
            string[] all = [.. AllSuites()];
            string[] unknown =
                [.. wanted.Where(w => !all.Contains(w, StringComparer.OrdinalIgnoreCase))];
            if (unknown.Length > 0)
            {
                Console.Error.WriteLine($"There is no suite {string.Join(", ", unknown)}. "
                    + $"Suites: {string.Join(", ", all)}.");
                return 2;
            }
            // A filter names tests, and the check has none.
            string[] chosen = [.. all.Where(name => wanted.Length == 0
                ? name != CheckSuite || choice.Filter == null
                : wanted.Contains(name, StringComparer.OrdinalIgnoreCase))];
            DebianPackages.InstallFor(chosen);
            NodePackages.InstallFor(chosen);

            if (wantsCoverage)
            {
                return Build(chosen) ? Coverage.Run(chosen.Where(s => s != CheckSuite)) : 1;
            }
            // Each .NET program would open a debugger's pipes in the temporary folder, and those
            // that a test kills would leave them there.
            Environment.SetEnvironmentVariable("DOTNET_EnableDiagnostics", "0");
            Tally total = Build(chosen) ? new SideBySide(choice, Special).Run(chosen) : Broken();
            if (_isNightly && wanted.Length == 0 && choice.Filter == null) NewNights(total);
            total.Explain();
            if (total.IsEmpty && choice.Filter != null)
            {
                Console.Error.WriteLine("error: " + (total.LeftToNightly == 0
                    ? $"no test of {string.Join(", ", chosen)} has \"{choice.Filter}\" in its name"
                    : $"only \"nightly\" runs what has \"{choice.Filter}\" in its name"));
            }
            Console.WriteLine(total);
            return total.Failed == 0 && total.Passed > 0 ? 0 : 1;
        }

        /// <summary>Builds what is to run: once, and all at once where there is more than one.
        /// </summary>
        private static bool Build(string[] chosen)
        {
            Console.WriteLine($"Building {string.Join(", ", chosen)} ...");
            DateTime start = DateTime.UtcNow;
            string folder = chosen[0] == CheckSuite ? "tools/NanoCheck" : "tests/" + chosen[0];
            string what = chosen.Length > 1 ? Tree.At("nfproj.sln") : Tree.ProjectIn(folder)!;
            bool isBuilt = Dotnet.Build(what) == 0;
            double seconds = (DateTime.UtcNow - start).TotalSeconds;
            Console.WriteLine(isBuilt ? $"Built.  ({seconds:0} s)"
                : "That does not build; nothing was run.");
            return isBuilt;
        }

        private static Tally? Special(string suite)
        {
            if (suite != CheckSuite) return null;
            var tally = new Tally();
            DateTime start = DateTime.UtcNow;
            if (Dotnet.RunBuilt("tools/NanoCheck") != 0) tally.Fail();
            else tally.Pass(CheckSuite, (DateTime.UtcNow - start).TotalSeconds);
            return tally;
        }

        private static Tally Broken()
        {
            var tally = new Tally();
            tally.Fail();
            return tally;
        }

        /// <summary>Nights whose seeds begin with the date: others every night, and a failure
        /// prints the one to run again.</summary>
        private static void NewNights(Tally total)
        {
            string day = DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            string seed = day + "000";
            DateTime start = DateTime.UtcNow;
            Console.WriteLine($"== {NightsOfNightly} new nights from seed {seed}");
            int exit = Dotnet.RunBuilt("tests/World", "nights", "--seed", seed, "--seeds",
                NightsOfNightly.ToString(CultureInfo.InvariantCulture));
            if (exit != 0) total.Fail();
            else total.Pass("new nights", (DateTime.UtcNow - start).TotalSeconds);
        }
    }
}
