// Daemon: the gateway as a program of its own: portreeved --flash DIR [--web PORT] [--bind ADDRESS]
// [--sockets N]. The options are those of "tools/portreeve run" that a computer needs; the rest is
// the owner's to set on the page. Its console is standard input, its journal standard output.

using System.Net;
using Portreeve.Simulator;

namespace Portreeve.Daemon;

internal static class Program
{
    private const string Usage =
        "usage: portreeved --flash DIR [--web PORT] [--bind ADDRESS] [--sockets N] "
        + "[--exit-at-eof]";

    private static int Main(string[] args)
    {
        // Where systemd has made a folder for us (StateDirectory=).
        string? folder = Environment.GetEnvironmentVariable("STATE_DIRECTORY");
        var options = new RunOptions { Flash = folder };
        for (int i = 0; i < args.Length; i++)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--flash" when value.Length > 0:
                    options = options with { Flash = value };
                    break;
                case "--web" when ushort.TryParse(value, out ushort port):
                    options = options with { Web = port };
                    break;
                case "--bind" when IPAddress.TryParse(value, out IPAddress? address):
                    options = options with { Bind = address };
                    break;
                case "--sockets" when int.TryParse(value, out int sockets)
                    && sockets is >= RunOptions.SocketsLeast and <= RunOptions.SocketsMost:
                    options = options with { Sockets = sockets };
                    break;
                case "--exit-at-eof":
                    options = options with { ExitAtEof = true };
                    continue;
                case "--version":
                    Console.WriteLine("Portreeve " + DesktopRun.Version);
                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
            i++;
        }
        return DesktopRun.Run(options);
    }
}
