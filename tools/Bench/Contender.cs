// Bench: who takes part. Each contender forwards a set of local ports to the servers' ports with
// its usual settings and one thread; one that is not installed is named and left out.

using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Portreeve.Bench;

/// <summary>Ports of the servers, or of a forwarder in front of them, all on 127.0.0.1.</summary>
/// <param name="Echo">TCP, sends back what it gets.</param>
/// <param name="Bulk">TCP, iperf3.</param>
/// <param name="Rest">TCP, takes everybody and says nothing.</param>
/// <param name="Datagrams">UDP, sends back what it gets.</param>
internal sealed record Doors(int Echo, int Bulk, int Rest, int Datagrams)
{
    /// <summary>Ports that are free now.</summary>
    public static Doors Free() =>
        new(Ports.FreeTcp(), Ports.FreeTcp(), Ports.FreeTcp(), Ports.FreeUdp());

    /// <summary>The TCP ports of these doors beside those of others.</summary>
    public IEnumerable<(int Listen, int Target)> Tcp(Doors target) =>
        [(Echo, target.Echo), (Bulk, target.Bulk), (Rest, target.Rest)];
}

/// <summary>A forwarder that can be started.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Version">What it says of itself.</param>
/// <param name="IsUdp">False when it forwards TCP only.</param>
/// <param name="Start">Starts it with its doors, the servers' and a folder to write in.</param>
internal sealed record Contender(string Name, string Version, bool IsUdp,
    Func<Doors, Doors, string, Running[]> Start)
{
    /// <summary>True for one that is part of the kernel, or nothing: no process to look at.
    /// </summary>
    public bool HasProcess { get; init; } = true;

    /// <summary>A program that others use for the same: the ratios are to the best of these.
    /// </summary>
    public bool IsPeer { get; init; } = true;
}

internal static class Contenders
{
    /// <summary>The contenders that are here.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="isAlone">True in a network namespace of our own, where the kernel may be
    /// told to forward.</param>
    /// <param name="say">Is told who is left out.</param>
    public static List<Contender> Present(string root, bool isAlone, Action<string> say)
    {
        List<Contender> all =
        [
            new("direct", "", true, (_, _, _) => []) { HasProcess = false, IsPeer = false },
            new("portreeve", "", true, (doors, target, folder) =>
                [Gateway(Path.Combine(root, "tools", "portreeve"), doors, target, folder)])
                { IsPeer = false },
        ];
        string native = Path.Combine(root, "tools", "Native", "bin", "portreeve");
        if (File.Exists(native))
        {
            all.Add(new Contender("native", "", true, (doors, target, folder) =>
                [Gateway(native, doors, target, folder)]) { IsPeer = false });
        }
        // rinetd 0.73 forwards datagrams by its documentation; 64 bytes never came back through it.
        Add(all, say, "rinetd", "-v", false, Rinetd);
        Add(all, say, "socat", "-V", true, Socat);
        Add(all, say, "haproxy", "-v", false, Haproxy);
        Add(all, say, "nginx", "-v", true, Nginx);
        if (!isAlone) say("nftables is left out: it needs root and unshare.");
        else Add(all, say, "nft", "-v", true, Nftables);
        return all;
    }

    /// <summary>The gateway as its users start it, with its console on a pipe. Rules that are in
    /// the folder already are refused as double and serve all the same.</summary>
    public static Running Gateway(string program, Doors doors, Doors target, string folder,
        int web = 0)
    {
        Running gateway = new(program, "run", "--flash", Path.Combine(folder, "flash"), "--web",
            $"{web}", "--bind", "127.0.0.1");
        foreach ((int listen, int to) in doors.Tcp(target))
        {
            gateway.Type($"portmap add tcp {listen} 127.0.0.1:{to} from any");
        }
        gateway.Type($"portmap add udp {doors.Datagrams} 127.0.0.1:{target.Datagrams} from any");
        return gateway;
    }

    private static Running[] Rinetd(Doors doors, Doors target, string folder)
    {
        string file = Path.Combine(folder, "rinetd.conf");
        File.WriteAllLines(file, doors.Tcp(target)
            .Select(d => $"127.0.0.1 {d.Listen} 127.0.0.1 {d.Target}"));
        return [new Running("rinetd", "-f", "-c", file)];
    }

    private static Running[] Socat(Doors doors, Doors target, string folder) =>
    [
        .. doors.Tcp(target).Select(d => new Running("socat",
            $"TCP-LISTEN:{d.Listen},fork,reuseaddr,bind=127.0.0.1,backlog=512,nodelay",
            $"TCP:127.0.0.1:{d.Target},nodelay")),
        new Running("socat", $"UDP4-LISTEN:{doors.Datagrams},fork,reuseaddr,bind=127.0.0.1",
            $"UDP4:127.0.0.1:{target.Datagrams}"),
    ];

    private static Running[] Haproxy(Doors doors, Doors target, string folder)
    {
        string file = Path.Combine(folder, "haproxy.cfg");
        File.WriteAllText(file, "global\n nbthread 1\ndefaults\n mode tcp\n timeout connect 5s\n"
            + " timeout client 600s\n timeout server 600s\n"
            + string.Concat(doors.Tcp(target).Select(d => $"listen l{d.Listen}\n"
                + $" bind 127.0.0.1:{d.Listen}\n server s 127.0.0.1:{d.Target}\n")));
        return [new Running("haproxy", "-q", "-db", "-f", file)];
    }

    private static Running[] Nginx(Doors doors, Doors target, string folder)
    {
        string file = Path.Combine(folder, "nginx.conf");
        const string module = "/usr/lib/nginx/modules/ngx_stream_module.so";
        File.WriteAllText(file, (File.Exists(module) ? $"load_module {module};\n" : "")
            + $"worker_processes 1;\ndaemon off;\npid {folder}/nginx.pid;\nerror_log stderr;\n"
            + "events { worker_connections 8192; }\nstream {\n access_log off;\n"
            + string.Concat(doors.Tcp(target).Select(d => $" server {{ listen 127.0.0.1:{d.Listen}"
                + $" backlog=512; proxy_pass 127.0.0.1:{d.Target}; tcp_nodelay on; }}\n"))
            + $" server {{ listen 127.0.0.1:{doors.Datagrams} udp; "
            + $"proxy_pass 127.0.0.1:{target.Datagrams}; }}\n}}\n");
        return [new Running("nginx", "-c", file, "-p", folder)];
    }

    // The kernel itself: what no program can be faster than.
    private static Running[] Nftables(Doors doors, Doors target, string folder)
    {
        string file = Path.Combine(folder, "rules.nft");
        File.WriteAllText(file, "table ip bench {\n chain output {\n"
            + "  type nat hook output priority -100\n"
            + string.Concat(doors.Tcp(target).Select(d =>
                $"  tcp dport {d.Listen} dnat to 127.0.0.1:{d.Target}\n"))
            + $"  udp dport {doors.Datagrams} dnat to 127.0.0.1:{target.Datagrams}\n }}\n}}\n");
        using Process process = Process.Start("nft", ["-f", file]);
        process.WaitForExit();
        return [];
    }

    private static void Add(List<Contender> all, Action<string> say, string name, string asks,
        bool isUdp, Func<Doors, Doors, string, Running[]> start)
    {
        bool present = (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin")
            .Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));
        if (!present)
        {
            say($"{name} is not installed and is left out: apt-get install {name}");
            return;
        }
        bool isKernel = name == "nft";
        all.Add(new Contender(isKernel ? "nftables" : name, VersionOf(name, asks), isUdp, start)
        {
            HasProcess = !isKernel,
            IsPeer = !isKernel,
        });
    }

    private static string VersionOf(string program, string asks)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, [asks])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return Regex.Match(said, @"\d+\.\d+[\d.]*").Value;
    }
}
