// "build": everything that can be built on this machine.

using System.CommandLine;

namespace Portreeve.Cli.Verbs
{
    internal sealed class BuildVerb : IVerb
    {
        public Command Describe()
        {
            var command = new Command("build", "Build everything: gateway, tools, tests");
            command.SetAction(_ => Subprocess.Run("dotnet",
                "build", Tree.At("nfproj.sln"), "-c", "Release", "-nologo", "-v", "m",
                "-nodeReuse:false"));
            return command;
        }
    }
}
