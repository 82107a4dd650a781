// Bench: who takes part. Each contender is a process of its own that forwards one local port to
// another; one that is not installed is named and left out.

using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Portreeve.Bench;

/// <summary>What is to be forwarded, on 127.0.0.1 both.</summary>
/// <param name="IsUdp">UDP instead of TCP.</param>
/// <param name="Listen">The port that clients use.</param>
/// <param name="Target">The port of the server behind it.</param>
/// <param name="Folder">Where the forwarder may write.</param>
internal sealed record Route(bool IsUdp, int Listen, int Target, string Folder);

/// <summary>A forwarder that can be started.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="CanUdp">False when it forwards TCP only.</param>
/// <param name="Start">Starts it; gives null when nothing stands between.</param>
internal sealed record Contender(string Name, bool CanUdp, Func<Route, Running?> Start);

/// <summary>A started forwarder; disposing it ends the process and only that.</summary>
internal sealed class Running : IDisposable
{
    private const int AnswerMs = 20_000;

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    /// <param name="program">With its path, or a name in PATH.</param>
    /// <param name="arguments">One by one.</param>
    public Running(string program, params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, e) =>
        {
            lock (_said) _said.Append(e.Data);
        };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Types a line at its console.</summary>
    public void Type(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits until it has said something that matches; null when it never does.</summary>
    public Match? Hear(string pattern)
    {
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < AnswerMs;)
        {
            lock (_said)
            {
                Match match = Regex.Match(_said.ToString(), pattern);
                if (match.Success) return match;
            }
            Thread.Sleep(20);
        }
        return null;
    }

    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(5000);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself already.
        }
        _process.Dispose();
    }
}

internal static class Contenders
{
    /// <summary>The contenders that are installed here; the gateway is always one.</summary>
    public static List<Contender> Present(string root, Action<string> say)
    {
        List<Contender> all = [new("direct", true, _ => null), Gateway(root)];
        // rinetd 0.73 forwards datagrams by its documentation; 64 bytes never came back through it.
        Add(all, say, "rinetd", false, route =>
        {
            string file = Path.Combine(route.Folder, "rinetd.conf");
            File.WriteAllText(file,
                $"127.0.0.1 {route.Listen} 127.0.0.1 {route.Target}\n");
            return new Running("rinetd", "-f", "-c", file);
        });
        Add(all, say, "socat", true, route => route.IsUdp
            ? new Running("socat", $"UDP4-LISTEN:{route.Listen},fork,reuseaddr,bind=127.0.0.1",
                $"UDP4:127.0.0.1:{route.Target}")
            : new Running("socat",
                $"TCP-LISTEN:{route.Listen},fork,reuseaddr,bind=127.0.0.1,backlog=128",
                $"TCP:127.0.0.1:{route.Target}"));
        Add(all, say, "haproxy", false, route =>
        {
            string file = Path.Combine(route.Folder, "haproxy.cfg");
            File.WriteAllText(file, "defaults\n mode tcp\n timeout connect 5s\n"
                + " timeout client 60s\n timeout server 60s\n"
                + $"listen l\n bind 127.0.0.1:{route.Listen}\n"
                + $" server s 127.0.0.1:{route.Target}\n");
            return new Running("haproxy", "-q", "-db", "-f", file);
        });
        return all;
    }

    /// <summary>The gateway as its users start it, with its console on a pipe.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="web">The page's port, 0 for none.</param>
    public static Contender Gateway(string root, int web = 0) => new("portreeve", true, route =>
    {
        Running gateway = new(Path.Combine(root, "tools", "portreeve"),
            "run", "--flash", Path.Combine(route.Folder, "flash"), "--web", $"{web}");
        string protocol = route.IsUdp ? "udp" : "tcp";
        gateway.Type($"portmap add {protocol} {route.Listen} 127.0.0.1:{route.Target} from any");
        return gateway;
    });

    private static void Add(List<Contender> all, Action<string> say, string name, bool canUdp,
        Func<Route, Running?> start)
    {
        bool present = (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin")
            .Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
        if (present) all.Add(new Contender(name, canUdp, start));
        else say($"{name} is not installed and is left out: apt-get install {name}");
    }
}
