// "console": this terminal becomes the board's serial console. Keys go over as the bytes a
// terminal sends, so that line editing on the board works; piped input is sent as lines.

using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using Portreeve.Cli.Chip;

namespace Portreeve.Cli.Verbs
{
    internal sealed class ConsoleVerb : IVerb
    {
        private const int ConsoleBaudRate = 115200;
        private const int UsbBaudRate = 921600;

        public Command Describe()
        {
            var command = new Command("console", "Talk with a board over its serial line");
            var port = new Option<string?>("--port", "-p")
            {
                Description = "Serial port or pty, such as COM3 or /dev/ttyUSB0",
            };
            var usb = new Option<bool>("--usb")
            {
                Description = "The board's USB cable: only listens, at 921600 baud",
            };
            var baud = new Option<int?>("--baud") { Description = "Speed; 115200" };
            var quiet = new Option<int>("--quiet-ms")
            {
                Description = "With piped input: end after so long without an answer",
                DefaultValueFactory = _ => 1000,
            };
            foreach (Option option in (Option[])[port, usb, baud, quiet])
            {
                command.Options.Add(option);
            }
            command.SetAction(parsed => Run(parsed.GetValue(port), parsed.GetValue(baud)
                ?? (parsed.GetValue(usb) ? UsbBaudRate : ConsoleBaudRate),
                parsed.GetValue(quiet)));
            return command;
        }

        private static int Run(string? port, int baudRate, int quietMs)
        {
            if (port == null)
            {
                string[] ports = SerialLine.Ports();
                if (ports.Length != 1)
                {
                    Console.Error.WriteLine(ports.Length == 0
                        ? "No serial port is here. Plug the adapter in, or name it: --port COM3"
                        : "Which port? --port " + string.Join(" or --port ", ports));
                    return 2;
                }
                port = ports[0];
            }
            using SerialLine? line = SerialLine.Open(port, baudRate);
            if (line == null) return 1;
            return Console.IsInputRedirected
                ? Script(line, Console.OpenStandardInput(), Console.OpenStandardOutput(), quietMs)
                : Talk(line, port);
        }

        /// <summary>Sends lines, prints the answers, ends when nothing comes any more.</summary>
        internal static int Script(SerialLine line, Stream input, Stream output, int quietMs)
        {
            byte[] buffer = new byte[1024];
            using var reader = new StreamReader(input);
            for (string? text = reader.ReadLine(); text != null; text = reader.ReadLine())
            {
                byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text + "\r");
                if (!line.Write(bytes, bytes.Length)) return Gone();
                // One answer before the next line: a board's input buffer is small.
                if (!Drain(line, output, buffer, Math.Min(quietMs, 300))) return Gone();
            }
            return Drain(line, output, buffer, quietMs) ? 0 : Gone();
        }

        private static bool Drain(SerialLine line, Stream output, byte[] buffer, int quietMs)
        {
            DateTime until = DateTime.UtcNow.AddMilliseconds(quietMs);
            while (DateTime.UtcNow < until)
            {
                int count = line.Read(buffer);
                if (count < 0) return false;
                if (count == 0) continue;
                output.Write(buffer, 0, count);
                output.Flush();
                until = DateTime.UtcNow.AddMilliseconds(quietMs);
            }
            return true;
        }

        private static int Talk(SerialLine line, string port)
        {
            Console.WriteLine($"Connected to {port}. Ctrl-] leaves.");
            bool isGone = false;
            var listener = new Thread(() =>
            {
                using Stream output = Console.OpenStandardOutput();
                byte[] buffer = new byte[1024];
                for (int count = line.Read(buffer); count >= 0; count = line.Read(buffer))
                {
                    output.Write(buffer, 0, count);
                    output.Flush();
                }
                isGone = true;
            })
            { IsBackground = true };
            listener.Start();
            Console.TreatControlCAsInput = true;
            while (!isGone)
            {
                if (!Console.KeyAvailable)
                {
                    Thread.Sleep(10);
                    continue;
                }
                ConsoleKeyInfo key = Console.ReadKey(true);
                byte[] bytes = Typed.Bytes(key);
                if (bytes.SequenceEqual(Typed.Leave)) return 0;
                if (!line.Write(bytes, bytes.Length)) break;
            }
            return Gone();
        }

        private static int Gone()
        {
            Console.Error.WriteLine("The line is gone: was the cable pulled?");
            return 1;
        }
    }
}
