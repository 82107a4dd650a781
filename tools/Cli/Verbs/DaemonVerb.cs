// "service": the gateway for good on a computer: as a unit of systemd, or as a Debian package.

using System;
using System.CommandLine;
using System.IO;
using System.Text.RegularExpressions;
using Portreeve.Cli.Daemon;
using Portreeve.Values;

namespace Portreeve.Cli.Verbs
{
    internal sealed partial class DaemonVerb : IVerb
    {
        private readonly Option<string?> _user = new("--user")
        {
            Description = "As root: whom it shall run as; that user must be there",
        };

        private readonly Option<string?> _program = new("--program")
        {
            Description = "The program; without it, it is built and put into place",
        };

        private readonly Option<int> _web = new("--web")
        {
            Description = "Port of the page",
            DefaultValueFactory = _ => 8088,
        };

        private readonly Option<string> _root = new("--root")
        {
            Description = "Put the files below this folder instead, and start nothing",
            DefaultValueFactory = _ => "",
        };

        private readonly Option<string> _out = new("--out")
        {
            Description = "Folder for the package",
            DefaultValueFactory = _ => ".",
        };

        public Command Describe()
        {
            var install = new Command("install", "Run the gateway by systemd from now on")
            {
                _user, _program, _web, _root,
            };
            install.SetAction(Install);
            var package = new Command("package", "Build a Debian package") { _program, _out };
            package.SetAction(Package);
            return new Command("service", "Run the gateway for good on this computer")
            {
                install, package,
            };
        }

        private int Install(ParseResult parsed)
        {
            bool isRoot = Environment.UserName == "root";
            string? user = parsed.GetValue(_user);
            if (isRoot && (user is null or "root" or "nobody" || !Account().IsMatch(user)))
            {
                return Fail("a gateway needs no root; say whom it shall run as: --user portreeve "
                    + "(adduser --system --group portreeve makes one)");
            }
            if (!isRoot && user != null)
            {
                return Fail("only root can run it as somebody else; leave --user out");
            }
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            string? program = parsed.GetValue(_program) ?? (File.Exists(DebianFiles.Program)
                ? DebianFiles.Program
                : DaemonProgram.Publish(isRoot ? "/usr/local/lib/portreeve"
                    : Path.Combine(home, ".local/lib/portreeve")));
            if (program == null) return Fail("the program could not be built");
            var unit = new SystemdUnit
            {
                Program = Path.GetFullPath(program), User = user, Web = parsed.GetValue(_web),
                Flash = isRoot ? null : Path.Combine(home, ".local/state/portreeve"),
            };
            string root = parsed.GetValue(_root)!;
            string file = root + (isRoot ? "/etc/systemd/system/"
                : home + "/.config/systemd/user/") + SystemdUnit.Name;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, unit.ToString());
            Console.WriteLine("Written: " + file);
            string[] scope = isRoot ? [] : ["--user"];
            if (root.Length > 0 || !Directory.Exists("/run/systemd/system"))
            {
                Console.WriteLine("systemd does not run here; where it does: systemctl "
                    + string.Join(' ', [.. scope, "enable", "--now", SystemdUnit.Name]));
                return 0;
            }
            int exit = Subprocess.Run("systemctl", [.. scope, "daemon-reload"]);
            return exit != 0 ? exit
                : Subprocess.Run("systemctl", [.. scope, "enable", "--now", SystemdUnit.Name]);
        }

        private int Package(ParseResult parsed)
        {
            string? given = parsed.GetValue(_program);
            DirectoryInfo built = Directory.CreateTempSubdirectory("portreeved-");
            try
            {
                string? program = given ?? DaemonProgram.Publish(built.FullName);
                if (program == null) return Fail("the program could not be built");
                string? file = DebianFiles.Build(program,
                    given == null && DaemonProgram.CanBeNative, Release.Version,
                    parsed.GetValue(_out)!);
                if (file == null) return Fail("dpkg-deb did not take it");
                Console.WriteLine(file);
                return 0;
            }
            finally
            {
                built.Delete(true);
            }
        }

        private static int Fail(string why)
        {
            Console.Error.WriteLine("portreeve: " + why + ".");
            return 1;
        }

        [GeneratedRegex("^[a-z_][a-z0-9_-]{0,31}$")]
        private static partial Regex Account();
    }
}
