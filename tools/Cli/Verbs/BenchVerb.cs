// "bench": the gateway beside its peers, as ratios in one run.

using System.CommandLine;
using Portreeve.Cli.Daemon;

namespace Portreeve.Cli.Verbs
{
    internal sealed class BenchVerb : IVerb
    {
        private const string NativeFolder = "tools/Daemon/bin/native";

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
            var what = new Option<string?>("--what")
            {
                Description = "Measure only what has this in its name: bulk, round trips, "
                    + "connections, datagrams, start, idle, page, wire",
            };
            var write = new Option<bool>("--write")
            {
                Description = "Put table and chart into hardware/bench.md and README.md",
            };
            command.Options.Add(quick);
            command.Options.Add(only);
            command.Options.Add(what);
            command.Options.Add(write);
            command.SetAction(parsed =>
            {
                string[] choices =
                [
                    .. parsed.GetValue(quick) ? ["--quick"] : System.Array.Empty<string>(),
                    .. parsed.GetValue(write) ? ["--write"] : System.Array.Empty<string>(),
                    .. parsed.GetValue(only) is string names
                        ? ["--only", names] : System.Array.Empty<string>(),
                    .. parsed.GetValue(what) is string part
                        ? ["--what", part] : System.Array.Empty<string>(),
                    .. DaemonProgram.CanBeNative
                        && DaemonProgram.Publish(Tree.At(NativeFolder)) is string native
                        ? ["--native", native] : System.Array.Empty<string>(),
                ];
                return Dotnet.RunProgram("tools/Bench", choices);
            });
            return command;
        }
    }
}
