// The commands that put Portreeve on a board, as data, so that --dry-run and the tests see exactly
// what would run. Pure.

using System;
using System.Collections.Generic;
using System.Linq;
using Portreeve.BoardPictures;

namespace Portreeve.Cli.Chip
{
    /// <summary>One call of nanoff.</summary>
    /// <param name="Says">What it does, for a person.</param>
    /// <param name="Args">Its arguments.</param>
    internal sealed record FlashStep(string Says, string[] Args)
    {
        /// <summary>As it would be typed.</summary>
        public string Line => "nanoff " + string.Join(' ', Args.Select(Quoted));

        private static string Quoted(string arg)
        {
            return arg.Contains(' ', StringComparison.Ordinal) ? $"\"{arg}\"" : arg;
        }
    }

    /// <summary>Puts the steps in order.</summary>
    internal static class FlashPlan
    {
        /// <summary>
        /// First the runtime, then our program. The program goes by way of the running runtime
        /// (--nanodevice): it knows where its deployment begins, while the other way writes to
        /// an address that has been wrong for the ESP32 since 2025-09.
        /// </summary>
        /// <param name="board">Whose image.</param>
        /// <param name="port">The serial port.</param>
        /// <param name="version">Of the runtime.</param>
        /// <param name="image">Path of the deploy image.</param>
        /// <param name="isFresh">Erase everything first, settings too.</param>
        public static FlashStep[] Of(BoardFile board, string port, Version version, string image,
            bool isFresh)
        {
            var update = new List<string>
            {
                "--update", "--target", board.Image, "--serialport", port,
                "--fwversion", version.ToString(),
            };
            if (isFresh) update.Add("--masserase");
            return
            [
                new FlashStep($"runtime {version} for {board.Name}", [.. update]),
                new FlashStep("Portreeve itself",
                    ["--nanodevice", "--deploy", "--serialport", port, "--image", image]),
            ];
        }

        /// <summary>Asks what runs on the board behind a port.</summary>
        public static FlashStep Ask(string port)
        {
            return new FlashStep("what is on the board",
                ["--nanodevice", "--serialport", port, "--devicedetails"]);
        }

        /// <summary>Asks which versions are published.</summary>
        public static FlashStep List()
        {
            return new FlashStep("which runtimes are published",
                ["--listtargets", "--platform", "esp32"]);
        }

        /// <summary>The board whose image a device says it runs, or null.</summary>
        public static BoardFile? BoardOf(IEnumerable<string> details, IEnumerable<BoardFile> boards)
        {
            char[] between = [' ', '\t', ':', ',', '[', ']', '(', ')', '"', '\'', '@'];
            var words = new HashSet<string>(
                details.SelectMany(line => line.Split(between)), StringComparer.Ordinal);
            return boards.FirstOrDefault(board => words.Contains(board.Image));
        }
    }
}
