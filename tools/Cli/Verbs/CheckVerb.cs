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
            var rest = new Argument<string[]>("arguments")
            {
                Description = "Handed on to the checker (tools/NanoCheck)",
                Arity = ArgumentArity.ZeroOrMore,
            };
            command.Arguments.Add(rest);
            command.TreatUnmatchedTokensAsErrors = false;
            command.SetAction(parsed =>
            {
                using var patience = new Patience("checking");
                return Dotnet.RunTool("NanoCheck", parsed.GetValue(rest) ?? []);
            });
            return command;
        }
    }
}
