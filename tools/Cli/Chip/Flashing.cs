// One run of "flash": chooses port, board, version and image, each from what it was told or from
// what it can find, then runs the plan. Whatever it cannot choose it asks for in one sentence.

using System;
using System.IO;
using System.Linq;
using Portreeve.BoardPictures;
using Portreeve.Cli.Verbs;

namespace Portreeve.Cli.Chip
{
    internal sealed class Flashing
    {
        private const string NoPort = "PORT";

        private readonly BoardFile[] _boards;

        public Flashing(BoardFile[] boards)
        {
            _boards = boards;
        }

        public string? BoardName { get; init; }

        public string? PortName { get; init; }

        public string? ImagePath { get; init; }

        public string? Firmware { get; init; }

        public bool IsFresh { get; init; }

        public bool IsDry { get; init; }

        /// <summary>Flashes and waits for the answer; the exit code.</summary>
        public int Run()
        {
            if (Firmware != null && !Version.TryParse(Firmware, out _))
            {
                return Refuse($"\"{Firmware}\" is no version; it looks like 1.17.0.60.");
            }
            string? nanoff = IsDry ? Nanoff.Find("nanoff") : Nanoff.FindOrInstall();
            if (nanoff == null && !IsDry) return 1;
            if (nanoff == null) Console.WriteLine(Nanoff.InstallLine);
            string? port = ChoosePort();
            if (port == null) return 2;
            BoardFile? board = ChooseBoard(nanoff, port);
            if (board == null) return 2;
            string image = ImagePath ?? ImageBuild.PathOf(board);
            if (!IsDry && !File.Exists(image) && ImageBuild.Run(board) != 0) return 1;
            return Go(nanoff, FlashPlan.Of(board, port, ChooseVersion(nanoff, board), image,
                IsFresh), board, port);
        }

        private int Go(string? nanoff, FlashStep[] steps, BoardFile board, string port)
        {
            if (IsDry)
            {
                foreach (FlashStep step in steps) Console.WriteLine(step.Line);
                return 0;
            }
            if (board.Text("IsFlashedByHand") == "true")
            {
                Console.WriteLine($"{board.Name} has no automatic reset: connect IO0 to ground, "
                    + "reset it (EN to ground for a moment), and free IO0 after step 1.");
            }
            for (int i = 0; i < steps.Length; i++)
            {
                Console.WriteLine($"{i + 1}/{steps.Length}  {steps[i].Says}");
                int exit = Nanoff.Run(nanoff!, steps[i]);
                if (exit == 0) continue;
                return Refuse($"nanoff failed (exit code {exit}). The command was:\n"
                    + $"  {steps[i].Line}\nIs the board in its boot loader, the port right and "
                    + "no terminal open on it? Published versions: nanoff --listtargets "
                    + "--platform esp32; choose one with --firmware.");
            }
            return FlashVerb.Await(port);
        }

        private string? ChoosePort()
        {
            if (PortName != null) return PortName;
            string[] ports = SerialLine.Ports();
            if (ports.Length == 1) return ports[0];
            if (IsDry) return NoPort;
            Refuse(ports.Length == 0
                ? "No serial port is here. Plug the board in (and install its USB driver), or "
                    + "name the port: --port COM3"
                : "Which port? --port " + string.Join(" or --port ", ports));
            return null;
        }

        /// <summary>The board that was named, or the one whose runtime answers.</summary>
        private BoardFile? ChooseBoard(string? nanoff, string port)
        {
            string all = string.Join(", ", _boards.Select(b => b.Name));
            if (BoardName != null)
            {
                BoardFile? named = _boards.FirstOrDefault(b =>
                    b.Name.Equals(BoardName, StringComparison.OrdinalIgnoreCase));
                if (named == null) Refuse($"There is no board {BoardName}. Boards: {all}.");
                return named;
            }
            if (nanoff != null && port != NoPort)
            {
                BoardFile? found = FlashPlan.BoardOf(
                    Nanoff.Ask(nanoff, FlashPlan.Ask(port)), _boards);
                if (found != null)
                {
                    Console.WriteLine($"On {port} is a {found.Name}.");
                    return found;
                }
            }
            Refuse($"Which board is it? A new one cannot say so itself: --board with one of {all}."
                + " hardware/README.md shows them.");
            return null;
        }

        private Version ChooseVersion(string? nanoff, BoardFile board)
        {
            if (Firmware != null) return Version.Parse(Firmware);
            return nanoff == null || IsDry ? PinnedFirmware.Read()
                : PinnedFirmware.Choose(Nanoff.Ask(nanoff, FlashPlan.List()), board.Image);
        }

        private static int Refuse(string text)
        {
            Console.Error.WriteLine(text);
            return 2;
        }
    }
}
