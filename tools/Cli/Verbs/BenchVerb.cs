// "bench": the gateway beside its peers, as ratios in one run.

using System.CommandLine;

namespace Portreeve.Cli.Verbs
{
    internal sealed class BenchVerb : IVerb
    {
        public Command Describe()
        {
            var command = new Command("bench",
                "Measure the gateway beside rinetd, socat, HAProxy, nginx and nftables in one run");
            var quick = new Option<bool>("--quick")
            {
                Description = "Two minutes instead of ten, and coarser",
            };
            var only = new Option<string?>("--only")
            {
                Description = "Peers to measure beside, with commas between",
            };
            var write = new Option<bool>("--write")
            {
                Description = "Put table and chart into hardware/bench.md and README.md",
            };
            command.Options.Add(quick);
            command.Options.Add(only);
            command.Options.Add(write);
            command.SetAction(parsed =>
            {
                string[] choices =
                [
                    .. parsed.GetValue(quick) ? ["--quick"] : System.Array.Empty<string>(),
                    .. parsed.GetValue(write) ? ["--write"] : System.Array.Empty<string>(),
                    .. parsed.GetValue(only) is string names
                        ? ["--only", names] : System.Array.Empty<string>(),
                ];
                return Dotnet.RunProgram("tools/Bench", choices);
            });
            return command;
        }
    }
}
