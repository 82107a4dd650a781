// "check": is firmware/ nanoFramework code, and does it fit? tools/NanoCheck does the work.

using System.CommandLine;

namespace Portreeve.Cli.Verbs
{
    internal sealed class CheckVerb : IVerb
    {
        public Command Describe()
        {
            var command = new Command("check",
                "Check that firmware/ is code the chip accepts, and that it fits");
            var sync = new Option<bool>("--sync")
            {
                Description = "First write the chip's file lists anew: sources came or went",
            };
            var heap = new Option<bool>("--heap")
            {
                Description = "Write hardware/heap.txt and cost.txt anew from what was measured",
            };
            command.Options.Add(sync);
            command.Options.Add(heap);
            command.SetAction(parsed =>
            {
                string[] lists = parsed.GetValue(sync) ? ["--sync"] : [];
                string[] lines = parsed.GetValue(heap) ? ["--heap"] : [];
                using var patience = new Patience("checking");
                return Dotnet.RunTool("NanoCheck", [.. lists, .. lines]);
            });
            return command;
        }
    }
}
