// "test": every test there is. One suite is one project below tests/; the nano check counts as one
// more test. The last line is always "N passed, N failed", with ", N skipped" when there are any.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Portreeve.Cli.Chip;

namespace Portreeve.Cli.Verbs
{
    internal sealed class TestVerb : IVerb
    {
        private const string CheckSuite = "check";

        public Command Describe()
        {
            var command = new Command("test", "Run every test, or the suites you name");
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
            command.Options.Add(on);
            command.Arguments.Add(suites);
            command.Options.Add(filter);
            command.Options.Add(verbose);
            command.SetAction(parsed => parsed.GetValue(on) is string where
                ? NanoClrTests.Run(where)
                : Run(parsed.GetValue(suites) ?? [],
                    parsed.GetValue(filter), parsed.GetValue(verbose)));
            return command;
        }

        private static IEnumerable<string> AllSuites()
        {
            return Tree.Suites().Append(CheckSuite);
        }

        private static int Run(string[] wanted, string? filter, bool verbose)
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
            string[] chosen = [.. all.Where(name => wanted.Length == 0
                || wanted.Contains(name, StringComparer.OrdinalIgnoreCase))];
            DebianPackages.InstallFor(chosen);
            NodePackages.InstallFor(chosen);

            var total = new Tally();
            foreach (string suite in chosen)
            {
                // A filter names tests, and the check has none.
                if (suite == CheckSuite && filter != null && wanted.Length == 0) continue;
                DateTime start = DateTime.UtcNow;
                Console.WriteLine($"== {suite}");
                Tally tally = suite == CheckSuite
                    ? Check() : new TestSuite(suite, filter, verbose).Run();
                total.Add(tally);
                double seconds = (DateTime.UtcNow - start).TotalSeconds;
                Console.WriteLine($"   {suite}: {tally}  ({seconds:0} s)");
            }
            if (total.SkipReasons.Count > 0)
            {
                Console.WriteLine("Skipped:");
                foreach (var pair in total.SkipReasons)
                {
                    Console.WriteLine($"  {pair.Value} x {pair.Key}");
                }
            }
            Console.WriteLine(total);
            return total.Failed == 0 && total.Passed > 0 ? 0 : 1;
        }

        private static Tally Check()
        {
            var tally = new Tally();
            if (Tree.ProjectIn("tools/NanoCheck") == null)
            {
                tally.Skip("the nano check is not here (tools/NanoCheck)");
            }
            else if (Dotnet.RunTool("NanoCheck") == 0)
            {
                tally.Passed++;
            }
            else
            {
                tally.Failed++;
            }
            return tally;
        }
    }
}
