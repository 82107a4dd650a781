// The command line: which verbs there are and how they are chosen. What a verb does stands in its
// own file in Verbs/; a new verb is one new file and one line in Verbs below.

using System.CommandLine;
using System.CommandLine.Help;
using System.Linq;
using Portreeve.Cli.Verbs;

namespace Portreeve.Cli
{
    /// <summary>The entry point.</summary>
    internal static class Program
    {
        /// <summary>All verbs, in the order help lists them.</summary>
        private static readonly IVerb[] Verbs =
        {
            new RunVerb(),
            new TestVerb(isNightly: false),
            new TestVerb(isNightly: true),
            new BuildVerb(),
            new CheckVerb(),
            new ImageVerb(),
            new FlashVerb(),
            new ConsoleVerb(),
            new ExportVerb(),
            new ImportVerb(),
            new DaemonVerb(),
            new WorldVerb(),
            new BenchVerb(),
            new ReleaseVerb(),
        };

        private static int Main(string[] args)
        {
            // The launchers ask this before every run: are we older than a source?
            if (args.Length == 1 && args[0] == "--is-current") return Freshness.IsCurrent() ? 0 : 1;

            // Not a RootCommand: that one calls itself after the dll.
            var root = new Command("portreeve",
                "Portreeve: a doorkeeper for your network. The gateway, its tests and its tools.");
            root.Options.Add(new HelpOption());
            foreach (IVerb verb in Verbs) root.Subcommands.Add(verb.Describe());
            return root.Parse(Normalize(args)).Invoke();
        }

        /// <summary>
        /// "help", "help run" and nothing at all are what a person types first; all three mean the
        /// standard option.
        /// </summary>
        private static string[] Normalize(string[] args)
        {
            if (args.Length == 0) return ["--help"];
            if (args[0] == "help") return [.. args.Skip(1), "--help"];
            return args;
        }
    }

    /// <summary>One thing the command can do.</summary>
    internal interface IVerb
    {
        /// <summary>Name, one line of help, options and action.</summary>
        Command Describe();
    }
}
