// "import": a file of another forwarder becomes rules of a board or of a folder. It shows what it
// understood before it changes anything, and asks. tools/Moving does the work.

using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Portreeve.Moving.Asking;
using Portreeve.Moving.Import;

namespace Portreeve.Cli.Verbs
{
    internal sealed class ImportVerb : IVerb
    {
        private readonly Argument<string> _file = new("file")
        {
            Description = "The file, or - for standard input",
        };

        private readonly Option<string?> _format = GatewayOptions.Format(
            "What it is, when its looks do not tell", Reading.Readers.Select(one => one.Name));

        private readonly Option<string?> _this = new("--this")
        {
            Description = "Address of the machine that the file is from, for doors that lead to it",
        };

        private readonly Option<string?> _who = new("--who")
        {
            Description = "List for doors that let everybody in, such as any; else they are closed",
        };

        private readonly Option<bool> _yes = new("--yes", "-y")
        {
            Description = "Add the rules without asking",
        };

        private readonly GatewayOptions _gateway = new("--to");

        public Command Describe()
        {
            var command = new Command("import",
                "Move in: rules from rinetd, netsh, OpenWrt, iptables, HAProxy, Docker or portmap")
            {
                _file, _format, _this, _who, _yes,
            };
            _gateway.AddTo(command, Run);
            return command;
        }

        private int Run(ParseResult parsed)
        {
            string file = parsed.GetValue(_file)!;
            string text = (file == "-" ? Console.In.ReadToEnd() : File.ReadAllText(file))
                .Replace("\r", "");
            IReader? reader = MovingIn.ReaderOf(text, parsed.GetValue(_format));
            if (reader == null)
            {
                return GatewayOptions.Fail($"{file} looks like none of the files I know; name "
                    + "its kind with --format");
            }
            Reading reading = reader.Read(text, new Around(parsed.GetValue(_this)));
            using ITaker? taker = Taker(parsed, out string? trouble);
            if (taker == null) return GatewayOptions.Fail(trouble!);
            var moving = new MovingIn(reading, taker, Console.Out, parsed.GetValue(_who));
            if (!moving.Show(file, reader))
            {
                Console.WriteLine("There is nothing to add.");
                return reading.Missed.Count == 0 ? 0 : 3;
            }
            if (!parsed.GetValue(_yes) && !Ask(file))
            {
                Console.WriteLine("Nothing was changed. --yes adds what can be added.");
                return 0;
            }
            return moving.Add() ? 0 : 3;
        }

        private ITaker? Taker(ParseResult parsed, out string? trouble)
        {
            trouble = null;
            BoardApi? board = _gateway.Board(parsed, BoardApi.PatienceSeconds);
            if (board != null) return new BoardTaker(board);
            return FolderTaker.Of(_gateway.Flash(parsed), out trouble);
        }

        // Only a person can be asked; a script says --yes.
        private static bool Ask(string file)
        {
            bool isScript = Console.IsInputRedirected || Console.IsOutputRedirected;
            if (file == "-" || isScript) return false;
            Console.Write("Add these rules? [y/N] ");
            return Console.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
        }
    }
}
