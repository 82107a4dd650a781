// What "export" and "import" have in common: which gateway is meant, what kind of file, and how
// they say that something did not work.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using Portreeve.Moving.Asking;
using Portreeve.Simulator;

namespace Portreeve.Cli.Verbs
{
    /// <summary>Which gateway is meant: a board by its API, or a folder.</summary>
    internal sealed class GatewayOptions
    {
        private readonly Option<string?> _board;

        private readonly Option<string?> _key = new("--key")
        {
            Description = "A script's key, made on the page under Board (or PORTREEVE_KEY)",
        };

        private readonly Option<string?> _flash = new("--flash")
        {
            Description = "Folder of a gateway on this computer (default: the user's)",
        };

        public GatewayOptions(string name)
        {
            _board = new Option<string?>(name)
            {
                Description = "The gateway's page, such as http://192.168.1.5",
            };
            _board.Validators.Add(result =>
            {
                string? text = result.GetValueOrDefault<string>();
                if (text != null && !(Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
                    && uri.Scheme is "http" or "https"))
                {
                    result.AddError($"\"{text}\" is no address; write it like http://192.168.1.5.");
                }
            });
        }

        /// <summary>The option that names a kind of file.</summary>
        /// <param name="what">What it is for.</param>
        /// <param name="names">The kinds.</param>
        /// <param name="isFirstMeant">Whether the first is meant when nobody says.</param>
        public static Option<string?> Format(string what, IEnumerable<string> names,
            bool isFirstMeant = false)
        {
            string[] all = [.. names];
            var format = new Option<string?>("--format")
            {
                Description = what + ": " + string.Join(", ", all),
            };
            if (isFirstMeant) format.DefaultValueFactory = _ => all[0];
            format.AcceptOnlyFromAmong(all);
            return format;
        }

        /// <summary>Says why it did not work; the exit code for that.</summary>
        public static int Fail(string why)
        {
            Console.Error.WriteLine("portreeve: " + why + ".");
            return 1;
        }

        /// <summary>Gives a command these options and what it does; a board or a file that does
        /// not do its part ends it with a sentence.</summary>
        public void AddTo(Command command, Func<ParseResult, int> action)
        {
            command.Options.Add(_board);
            command.Options.Add(_key);
            command.Options.Add(_flash);
            command.SetAction(parsed =>
            {
                try
                {
                    return action(parsed);
                }
                catch (Exception e) when (e is BoardException or IOException
                    or UnauthorizedAccessException)
                {
                    return Fail(e.Message);
                }
            });
        }

        /// <summary>The board, or null when a folder is meant.</summary>
        public BoardApi? Board(ParseResult parsed, int patienceSeconds)
        {
            string? board = parsed.GetValue(_board);
            if (board == null) return null;
            string? key = parsed.GetValue(_key)
                ?? Environment.GetEnvironmentVariable("PORTREEVE_KEY");
            return new BoardApi(new Uri(board), key, patienceSeconds);
        }

        /// <summary>The folder that is meant.</summary>
        public string Flash(ParseResult parsed) =>
            parsed.GetValue(_flash) ?? FlashFolder.DefaultPath();
    }
}
