// "world": nights of the simulated world. A failed test names the seed; this runs it again.

using System.CommandLine;

namespace Portreeve.Cli.Verbs
{
    internal sealed class WorldVerb : IVerb
    {
        public Command Describe()
        {
            var command = new Command("world",
                "Run the gateway through nights of a simulated world (tests/World)");
            var seed = new Option<ulong>("--seed")
            {
                Description = "The night to run, or the first of several",
                DefaultValueFactory = _ => 1,
            };
            var seeds = new Option<ulong>("--seeds")
            {
                Description = "How many nights",
                DefaultValueFactory = parsed =>
                    parsed.GetResult(seed) is { Implicit: false } ? 1u : 100u,
            };
            var names = new Option<bool>("--names")
            {
                Description = "Short nights in which DNS is what goes wrong",
            };
            var tight = new Option<bool>("--tight")
            {
                Description = "Nights in a board's heap with little room",
            };
            command.Options.Add(seed);
            command.Options.Add(tight);
            command.Options.Add(names);
            command.Options.Add(seeds);
            command.SetAction(parsed =>
            {
                string[] numbers =
                [
                    "nights", "--seed", parsed.GetValue(seed).ToString(),
                    "--seeds", parsed.GetValue(seeds).ToString(),
                ];
                string[] rest = parsed.GetValue(tight) ? ["--tight"]
                    : parsed.GetValue(names) ? ["--names"] : [];
                return Dotnet.RunProgram("tests/World", [.. numbers, .. rest]);
            });
            return command;
        }
    }
}
