// "flash": from a bare board to a gateway that says its claim code. It finds the port and the
// board, has nanoff write runtime and program, then listens on the same cable.

using System;
using System.CommandLine;
using System.Linq;
using Portreeve.BoardPictures;
using Portreeve.Cli.Chip;
using Portreeve.Upkeep;

namespace Portreeve.Cli.Verbs
{
    internal sealed class FlashVerb : IVerb
    {
        /// <summary>The runtime's own speed on the USB cable.</summary>
        private const int UsbBaudRate = 921600;

        /// <summary>Start, link and DHCP together take up to half a minute.</summary>
        private const int AnswerSeconds = 60;

        public Command Describe()
        {
            BoardFile[] boards = BoardFile.All(Tree.Root);
            var command = new Command("flash", "Put Portreeve on a board");
            var board = new Option<string?>("--board")
            {
                Description = "Which board: " + string.Join(", ", boards.Select(b => b.Name)),
            };
            var port = new Option<string?>("--port", "-p")
            {
                Description = "Serial port, such as COM3 or /dev/ttyUSB0",
            };
            var image = new Option<string?>("--image")
            {
                Description = "Deploy image; without it the one that \"image\" has built",
            };
            var firmware = new Option<string?>("--firmware")
            {
                Description = "Version of the runtime instead of hardware/firmware-version.txt",
            };
            var fresh = new Option<bool>("--fresh")
            {
                Description = "Erase the whole flash first, rules and settings too",
            };
            var dry = new Option<bool>("--dry-run")
            {
                Description = "Only print the commands",
            };
            foreach (Option option in (Option[])[board, port, image, firmware, fresh, dry])
            {
                command.Options.Add(option);
            }
            command.SetAction(parsed => new Flashing(boards)
            {
                BoardName = parsed.GetValue(board),
                PortName = parsed.GetValue(port),
                ImagePath = parsed.GetValue(image),
                Firmware = parsed.GetValue(firmware),
                IsFresh = parsed.GetValue(fresh),
                IsDry = parsed.GetValue(dry),
            }.Run());
            return command;
        }

        /// <summary>Listens until the gateway has said who and where it is.</summary>
        internal static int Await(string port)
        {
            Console.WriteLine("Waiting for the gateway on the cable ...");
            using SerialLine? line = SerialLine.Open(port, UsbBaudRate);
            if (line == null) return 1;
            Announcement? last = null;
            foreach (string text in line.Lines(DateTime.UtcNow.AddSeconds(AnswerSeconds)))
            {
                if (!Announcement.TryRead(text, out Announcement heard)) continue;
                last = heard;
                if (heard.Page.Length > 0) break;
            }
            if (last == null)
            {
                Console.Error.WriteLine($"It has said nothing for {AnswerSeconds} s. Press reset "
                    + $"on the board and look: tools/portreeve console --usb --port {port}");
                return 1;
            }
            Console.WriteLine();
            Console.WriteLine($"  {last.Name} is running.");
            Console.WriteLine(last.Page.Length > 0 ? $"  Page:       http://{last.Page}/"
                : "  It has no address yet: plug the Ethernet cable in; see the lamp.");
            if (last.Code.Length > 0) Console.WriteLine($"  Claim code: {last.Code}");
            return 0;
        }
    }
}
