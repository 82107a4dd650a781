// Bench: who takes part. Each contender forwards a set of local ports to the servers' ports with
// its usual settings and one thread; one that is not installed is named and left out.

using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Portreeve.Bench;

/// <summary>A forwarder that can be started.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Version">What it says of itself.</param>
/// <param name="IsUdp">False when it forwards TCP only.</param>
/// <param name="Start">Starts it.</param>
internal sealed record Contender(string Name, string Version, bool IsUdp,
    Func<Site, Running[]> Start)
{
    /// <summary>True for one that is part of the kernel, or nothing: no process to look at.
    /// </summary>
    public bool HasProcess { get; init; } = true;

    /// <summary>A program that others use for the same: the ratios are to the best of these.
    /// </summary>
    public bool IsPeer { get; init; } = true;
}

/// <summary>Who there is.</summary>
internal static class Contenders
{
    /// <summary>What the gateway's own row is called.</summary>
    public const string Own = "portreeve";

    /// <summary>The same, compiled ahead of time, as the Debian package has it.</summary>
    public const string Native = "native";

    /// <summary>The kernel, told by "export --follow" whom to let in.</summary>
    public const string Follow = "nftables by export --follow";

    /// <summary>The contenders that are here.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="native">The native program, or null.</param>
    /// <param name="isAlone">True in a network namespace of our own, where the kernel may be
    /// told to forward.</param>
    /// <param name="say">Is told who is left out.</param>
    public static List<Contender> Present(string root, string? native, bool isAlone,
        Action<string> say)
    {
        string launcher = Path.Combine(root, "tools", "portreeve");
        List<Contender> all =
        [
            new("direct", "", true, _ => []) { HasProcess = false, IsPeer = false },
            new(Own, "", true, site => [Gateway(site, 0, launcher, "run")]) { IsPeer = false },
        ];
        if (native == null) say("The native build is left out: it needs clang.");
        else
        {
            all.Add(new Contender(Native, "", true, site => [Gateway(site, 0, native)])
            {
                IsPeer = false,
            });
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
    public static Running Gateway(Site site, int web, string program, params string[] verb)
    {
        Running gateway = new Running(program, [.. verb, "--flash",
            Path.Combine(site.Folder, "flash"), "--web", $"{web}", "--bind",
            $"{site.Doors.Address}"]);
        foreach ((int listen, int to) in site.Tcp)
        {
            gateway.Type($"portmap add tcp {listen} {site.Target.Address}:{to} from any");
        }
        gateway.Type($"portmap add udp {site.Doors.Datagrams} "
            + $"{site.Target.Address}:{site.Target.Datagrams} from any");
        return gateway;
    }

    private static Running[] Rinetd(Site site) =>
    [
        new Running("rinetd", "-f", "-c", site.Write("rinetd.conf", string.Concat(site.Tcp.Select(
            d => $"{site.Doors.Address} {d.Listen} {site.Target.Address} {d.Target}\n")))),
    ];

    private static Running[] Socat(Site site) =>
    [
        .. site.Tcp.Select(d => new Running("socat", $"TCP-LISTEN:{d.Listen},fork,reuseaddr,"
            + $"bind={site.Doors.Address},backlog=512,nodelay",
            $"TCP:{site.Target.Address}:{d.Target},nodelay")),
        new Running("socat",
            $"UDP4-LISTEN:{site.Doors.Datagrams},fork,reuseaddr,bind={site.Doors.Address}",
            $"UDP4:{site.Target.Address}:{site.Target.Datagrams}"),
    ];

    private static Running[] Haproxy(Site site) =>
    [
        new Running("haproxy", "-q", "-db", "-f", site.Write("haproxy.cfg",
            "global\n nbthread 1\ndefaults\n mode tcp\n timeout connect 5s\n"
            + " timeout client 600s\n timeout server 600s\n"
            + string.Concat(site.Tcp.Select(d => $"listen l{d.Listen}\n"
                + $" bind {site.Doors.Address}:{d.Listen}\n"
                + $" server s {site.Target.Address}:{d.Target}\n")))),
    ];

    private static Running[] Nginx(Site site)
    {
        const string module = "/usr/lib/nginx/modules/ngx_stream_module.so";
        string file = site.Write("nginx.conf",
            (File.Exists(module) ? $"load_module {module};\n" : "")
            + $"worker_processes 1;\ndaemon off;\npid {site.Folder}/nginx.pid;\n"
            + "error_log stderr;\nevents { worker_connections 8192; }\n"
            + "stream {\n access_log off;\n"
            + string.Concat(site.Tcp.Select(d => $" server {{ listen {site.Doors.Address}:"
                + $"{d.Listen} backlog=512; proxy_pass {site.Target.Address}:{d.Target}; "
                + "tcp_nodelay on; }\n"))
            + $" server {{ listen {site.Doors.Address}:{site.Doors.Datagrams} udp; "
            + $"proxy_pass {site.Target.Address}:{site.Target.Datagrams}; }}\n}}\n");
        return [new Running("nginx", "-c", file, "-p", site.Folder)];
    }

    // The kernel itself: what no program can be faster than.
    private static Running[] Nftables(Site site)
    {
        string file = site.Write("rules.nft", "table ip bench {\n chain output {\n"
            + "  type nat hook output priority -100\n"
            + string.Concat(site.Tcp.Select(d =>
                $"  tcp dport {d.Listen} dnat to {site.Target.Address}:{d.Target}\n"))
            + $"  udp dport {site.Doors.Datagrams} dnat to {site.Target.Address}:"
            + $"{site.Target.Datagrams}\n }}\n}}\n");
        using Process process = Process.Start("nft", ["-f", file]);
        process.WaitForExit();
        return [];
    }

    private static void Add(List<Contender> all, Action<string> say, string name, string asks,
        bool isUdp, Func<Site, Running[]> start)
    {
        if (!IsHere(name))
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

    /// <summary>Whether a program is installed.</summary>
    public static bool IsHere(string name) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, name)));

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
