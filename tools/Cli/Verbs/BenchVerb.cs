// "bench": the gateway beside its peers, as ratios in one run.

using System.CommandLine;

namespace Portreeve.Cli.Verbs
{
    internal sealed class BenchVerb : IVerb
    {
        public Command Describe()
        {
            var command = new Command("bench",
                "Measure the gateway beside rinetd, socat and HAProxy in one run");
            var rounds = new Option<int>("--rounds")
            {
                Description = "How often each contender has its turn",
                DefaultValueFactory = _ => 5,
            };
            var seconds = new Option<int>("--seconds")
            {
                Description = "How long one measurement lasts",
                DefaultValueFactory = _ => 2,
            };
            var write = new Option<bool>("--write")
            {
                Description = "Put the table into hardware/bench.md",
            };
            command.Options.Add(rounds);
            command.Options.Add(seconds);
            command.Options.Add(write);
            command.SetAction(parsed =>
            {
                string[] numbers =
                [
                    "--rounds", parsed.GetValue(rounds).ToString(),
                    "--seconds", parsed.GetValue(seconds).ToString(),
                ];
                string[] rest = parsed.GetValue(write) ? ["--write"] : [];
                return Dotnet.RunProgram("tools/Bench", [.. numbers, .. rest]);
            });
            return command;
        }
    }
}
