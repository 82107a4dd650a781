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
            _web.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && !ushort.TryParse(result.Tokens[0].Value, out _))
                {
                    result.AddError("--web takes a port, 0 to 65535; 0 is for no page.");
                }
            });
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
            if (!OperatingSystem.IsLinux())
            {
                return Fail("only Linux has systemd; start \"portreeve run\" by this system's own "
                    + "means");
            }
            bool isRoot = Environment.IsPrivilegedProcess;
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
            string root = parsed.GetValue(_root)!;
            string? program = parsed.GetValue(_program) ?? (File.Exists(DebianFiles.Program)
                ? DebianFiles.Program
                : Built(root, (isRoot ? "/usr/local" : home + "/.local") + "/lib/portreeve"));
            if (program == null) return Fail("the program could not be built");
            if (!SystemdUnit.Takes(Path.GetFullPath(program) + home))
            {
                return Fail("systemd takes no path with quotation marks or backslashes: "
                    + Path.GetFullPath(program));
            }
            var unit = new SystemdUnit
            {
                Program = Path.GetFullPath(program), User = user, Web = parsed.GetValue(_web),
                Flash = isRoot ? null : Path.Combine(home, ".local/state/portreeve"),
            };
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
            // One that runs already is still the program and the unit of before.
            foreach (string verb in (string[])["enable", "restart"])
            {
                if (exit != 0) break;
                exit = Subprocess.Run("systemctl", [.. scope, verb, SystemdUnit.Name]);
            }
            return exit;
        }

        // Where the program will be once what lies below the folder is put into place.
        private static string? Built(string root, string place) =>
            DaemonProgram.Publish(root + place) is string program
                ? Path.Combine(place, Path.GetFileName(program)) : null;

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
