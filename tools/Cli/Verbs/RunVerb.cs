// "run": the gateway on this computer. tools/Simulator does the work.

using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Portreeve.Simulator;

namespace Portreeve.Cli.Verbs
{
    internal sealed class RunVerb : IVerb
    {
        private readonly Option<string?> _flash = new("--flash")
        {
            Description = "Folder that stands for flash (default: the user's state folder)",
        };

        private readonly Option<int> _sockets = new("--sockets")
        {
            Description = "Sockets the gateway may use; 16 behaves as a board does",
        };

        private readonly Option<string?> _board = new("--board")
        {
            Description = "Keep to the limits of this board (hardware/boards)",
        };

        private readonly Option<string> _bind = new("--bind")
        {
            Description = "Address to listen on",
            DefaultValueFactory = _ => "0.0.0.0",
        };

        private readonly Option<int> _web = new("--web")
        {
            Description = "Port of the page, 0 for none",
            DefaultValueFactory = _ => 8088,
        };

        private readonly Option<bool> _chip = new("--chip")
        {
            Description = "Behave as the chip does where a computer differs",
        };

        private readonly Option<bool> _bare = new("--bare")
        {
            Description = "With --chip: without half-close and non-blocking dial",
        };

        private readonly Option<bool> _exitAtEof = new("--exit-at-eof")
        {
            Description = "End when the input has ended; else the gateway runs on",
        };

        public Command Describe()
        {
            _sockets.Validators.Add(result => Between(result,
                RunOptions.SocketsLeast, RunOptions.SocketsMost));
            _web.Validators.Add(result => Between(result, 0, 65535));
            _bind.Validators.Add(result =>
            {
                string text = result.GetValueOrDefault<string>() ?? "";
                if (!IPAddress.TryParse(text, out IPAddress? address)
                    || address.AddressFamily != AddressFamily.InterNetwork)
                {
                    result.AddError($"\"{text}\" is no IPv4 address; write it like 192.168.1.5.");
                }
            });
            _board.Validators.Add(result =>
            {
                string? name = result.GetValueOrDefault<string>();
                if (name == null || BoardFile(name) != null) return;
                string known = string.Join(", ", Boards());
                result.AddError($"There is no board {name}. Boards: {known}.");
            });
            var command = new Command("run", "Start the gateway on this computer")
            {
                _flash, _sockets, _board, _bind, _web, _chip, _bare, _exitAtEof,
            };
            command.SetAction(parsed => DesktopRun.Run(new RunOptions
            {
                Flash = parsed.GetValue(_flash),
                Sockets = parsed.GetValue(_sockets),
                BoardFile = BoardFile(parsed.GetValue(_board)),
                Bind = IPAddress.Parse(parsed.GetValue(_bind)!),
                Web = parsed.GetValue(_web),
                Chip = parsed.GetValue(_chip) || parsed.GetValue(_bare),
                Bare = parsed.GetValue(_bare),
                ExitAtEof = parsed.GetValue(_exitAtEof),
            }));
            return command;
        }

        private static void Between(OptionResult result, int least, int most)
        {
            if (result.Tokens.Count == 0) return;
            if (!int.TryParse(result.Tokens[0].Value, out int number)
                || number < least || number > most)
            {
                result.AddError(
                    $"{result.IdentifierToken?.Value} takes a number from {least} to {most}.");
            }
        }

        private static string[] Boards()
        {
            string folder = Tree.At("hardware/boards");
            return Directory.Exists(folder)
                ? [.. Directory.GetDirectories(folder)
                    .Select(Path.GetFileName).OfType<string>().Order()]
                : [];
        }

        private static string? BoardFile(string? name)
        {
            string? found = Boards().FirstOrDefault(board =>
                board.Equals(name, StringComparison.OrdinalIgnoreCase));
            return found == null ? null : Tree.At($"hardware/boards/{found}/Board.cs");
        }
    }
}
