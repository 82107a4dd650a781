// Bench: who takes part. Each contender is a process of its own that forwards one local port to
// another; one that is not installed is named and left out.

using System.Diagnostics;

namespace Portreeve.Bench;

/// <summary>A forwarder that can be started.</summary>
internal sealed record Contender(string Name, Func<int, int, string, Running?> Start);

/// <summary>A started forwarder; disposing it ends the process and only that.</summary>
internal sealed class Running(Process process) : IDisposable
{
    public int Id => process.Id;

    public void Dispose()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(5000);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself already.
        }
        process.Dispose();
    }
}

internal static class Contenders
{
    /// <summary>The contenders that are installed here; the gateway is always one.</summary>
    public static List<Contender> Present(string root, Action<string> say)
    {
        List<Contender> all = [new("direct", (_, _, _) => null), Gateway(root)];
        Add(all, say, "rinetd", (listen, target, folder) =>
        {
            string file = Path.Combine(folder, "rinetd.conf");
            File.WriteAllText(file, $"127.0.0.1 {listen} 127.0.0.1 {target}\n");
            return Launch("rinetd", "-f", "-c", file);
        });
        Add(all, say, "socat", (listen, target, _) => Launch("socat",
            $"TCP-LISTEN:{listen},fork,reuseaddr,bind=127.0.0.1,backlog=128",
            $"TCP:127.0.0.1:{target}"));
        Add(all, say, "haproxy", (listen, target, folder) =>
        {
            string file = Path.Combine(folder, "haproxy.cfg");
            File.WriteAllText(file, "defaults\n mode tcp\n timeout connect 5s\n"
                + " timeout client 60s\n timeout server 60s\n"
                + $"listen l\n bind 127.0.0.1:{listen}\n server s 127.0.0.1:{target}\n");
            return Launch("haproxy", "-q", "-db", "-f", file);
        });
        return all;
    }

    /// <summary>The gateway as its users start it, with its console on a pipe.</summary>
    public static Contender Gateway(string root) => new("portreeve", (listen, target, folder) =>
    {
        Process process = Begin(Path.Combine(root, "tools", "portreeve"),
            ["run", "--flash", Path.Combine(folder, "flash"), "--web", "0"], pipe: true);
        process.StandardInput.WriteLine($"portmap add tcp {listen} 127.0.0.1:{target} from any");
        process.StandardInput.Flush();
        return new Running(process);
    });

    private static void Add(List<Contender> all, Action<string> say, string name,
        Func<int, int, string, Running?> start)
    {
        bool present = (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin")
            .Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
        if (present) all.Add(new Contender(name, start));
        else say($"{name} is not installed and is left out: apt-get install {name}");
    }

    private static Running Launch(string program, params string[] arguments) =>
        new(Begin(program, arguments, pipe: false));

    private static Process Begin(string program, string[] arguments, bool pipe)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = pipe,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
