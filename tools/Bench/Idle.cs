// Bench: what the gateway costs while nobody says anything.

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portreeve.Bench;

/// <summary>Processor time of a waiting gateway, from /proc.</summary>
internal sealed class Idle(string root)
{
    private const double TicksPerSecond = 100;

    /// <summary>Opens so many sessions, lets them rest, and says what that cost.</summary>
    public string Measure(int sessions, int seconds)
    {
        if (!OperatingSystem.IsLinux()) return "Idle cost is read from /proc, so on Linux only.";
        string folder = Directory.CreateTempSubdirectory("portreeve-idle").FullName;
        TcpListener target = new(IPAddress.Loopback, 0);
        target.Start(64);
        int listen = Ports.FreeTcp();
        List<Socket> open = [];
        try
        {
            using Running running = Contenders.Gateway(root)
                .Start(new Route(false, listen, ((IPEndPoint)target.LocalEndpoint).Port, folder))!;
            if (!Workplace.Answers(listen)) return "The gateway did not start.";
            for (int i = 0; i < sessions; i++) open.Add(Measurements.Connect(listen));
            Thread.Sleep(2000);
            double before = Ticks(running.Id);
            Thread.Sleep(seconds * 1000);
            double percent = (Ticks(running.Id) - before) / TicksPerSecond / seconds * 100;
            return string.Create(CultureInfo.InvariantCulture,
                $"A gateway with {sessions} idle sessions used {percent:0.0} % of a core "
                + $"over {seconds} s.");
        }
        finally
        {
            foreach (Socket socket in open) socket.Dispose();
            target.Stop();
            Directory.Delete(folder, true);
        }
    }

    // utime and stime of the process and, since the launcher may be a shell, of its children.
    private static double Ticks(int id)
    {
        double ticks = 0;
        string stat = File.ReadAllText($"/proc/{id}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        ticks += double.Parse(fields[11]) + double.Parse(fields[12]);
        foreach (string task in Directory.GetDirectories($"/proc/{id}/task"))
        {
            string children = File.ReadAllText(Path.Combine(task, "children"));
            foreach (string child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                ticks += Ticks(int.Parse(child));
            }
        }
        return ticks;
    }
}
