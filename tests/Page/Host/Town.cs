// A home with a gateway and a world outside, in two network namespaces with a cable between them:
// the gateway as its users start it, behaving as the chip does; in the other one a machine of the
// LAN (nginx), the owner's phone, and friends with public addresses. dnsmasq knows their names.
// Nothing leaves the two. Needs root; a test says so and is skipped where we may not.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Xunit;

namespace Portreeve.Page.Host;

internal sealed class Town : IDisposable
{
    public const string Machine = "192.168.77.20";
    public const string Anna = "203.0.113.9";
    public const string Stranger = "203.0.113.50";

    private const string GatewayAddress = "192.168.77.1";
    private const int WebPort = 8088;
    private const int FileBytes = 4_000_000;

    private static readonly string[] Tools = ["ip", "dnsmasq", "nginx", "curl"];

    // Several towns may stand at once, in this process and in others.
    private static int _count;

    private readonly string _folder = Directory.CreateTempSubdirectory("portreeve-").FullName;
    private readonly string _home;
    private readonly string _away;
    private readonly Process[] _running = new Process[3];

    public Town()
    {
        string name = $"ptp{Environment.ProcessId}x{Interlocked.Increment(ref _count)}";
        (_home, _away) = (name + "h", name + "a");
        string missing = Array.Find(Tools, tool => Find(tool) == null);
        Assert.SkipWhen(missing != null, missing + " is not installed (see needs.txt)");
        OpenToAll(_folder);
        Build();
        StartServers();
        _running[2] = Begin("ip", "netns", "exec", _home, Checkout.Launcher, "run", "--chip",
            "--flash", Path.Combine(_folder, "flash"), "--web", $"{WebPort}");
        WaitFor("the gateway", () => IsFound(Url));
    }

    public static string Url => $"http://{GatewayAddress}:{WebPort}/";

    /// <summary>A program that starts a browser among the machines of the LAN.</summary>
    public string PhoneBrowser
    {
        get
        {
            string script = Path.Combine(_folder, "browser");
            File.WriteAllText(script,
                $"#!/bin/sh\nexec ip netns exec {_away} {Browser.Program} \"$@\"\n");
            OpenToAll(script);
            return script;
        }
    }

    /// <summary>Says a line on the console and waits for an answer like this.</summary>
    public string Ask(string line, string pattern)
    {
        _running[2].StandardInput.WriteLine(line);
        _running[2].StandardInput.Flush();
        while (true)
        {
            string said = _running[2].StandardOutput.ReadLine()
                ?? throw new EndOfStreamException("the gateway has ended");
            Match match = Regex.Match(said, pattern);
            if (match.Success) return match.Groups[1].Value;
        }
    }

    /// <summary>Somebody from outside fetches a file through a door; slowly, so that they can be
    /// seen. Null: they could not.</summary>
    public Process Fetch(string from, int port, string rate = "25k") => Begin("ip", "netns",
        "exec", _away, "curl", "--silent", "--fail", "--max-time", "60", "--interface", from,
        "--limit-rate", rate, "--output", "/dev/null", $"http://{GatewayAddress}:{port}/file");

    public void Dispose()
    {
        foreach (Process process in _running.Where(one => one != null))
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.WaitForExit(10_000);
            process.Dispose();
        }
        Try("netns", "del", _home);
        Try("netns", "del", _away);
        if (Directory.Exists(ResolverFolder)) Directory.Delete(ResolverFolder, true);
        Directory.Delete(_folder, true);
    }

    // "ip netns exec" lays this over the system's own resolv.conf.
    private string ResolverFolder => "/etc/netns/" + _home;

    private void Build()
    {
        string[] steps =
        [
            $"netns add {_home}", $"netns add {_away}",
            $"link add veth0 netns {_home} type veth peer veth0 netns {_away}",
            $"-n {_home} link set lo up", $"-n {_away} link set lo up",
            $"-n {_home} addr add {GatewayAddress}/24 dev veth0",
            $"-n {_away} addr add {Machine}/24 dev veth0",
            $"-n {_away} addr add {Anna}/32 dev veth0",
            $"-n {_away} addr add {Stranger}/32 dev veth0",
            $"-n {_home} link set veth0 up", $"-n {_away} link set veth0 up",
            $"-n {_home} route add 203.0.113.0/24 dev veth0",
        ];
        foreach (string step in steps)
        {
            string trouble = Try(step.Split(' '));
            if (trouble == null) continue;
            Dispose();
            Assert.Skip($"network namespaces need root: ip {step}: {trouble}");
        }
    }

    private void StartServers()
    {
        Directory.CreateDirectory(ResolverFolder);
        File.WriteAllText(ResolverFolder + "/resolv.conf", "nameserver 127.0.0.1\n");
        string hosts = Path.Combine(_folder, "hosts");
        File.WriteAllText(hosts, $"{Anna} anna.ddns.net\n");
        _running[0] = Begin("ip", "netns", "exec", _home, Find("dnsmasq"), "--keep-in-foreground",
            "--no-resolv", "--no-hosts", "--conf-file=/dev/null", "--listen-address=127.0.0.1",
            "--bind-interfaces", "--local=/ddns.net/", "--addn-hosts=" + hosts,
            "--pid-file=" + Path.Combine(_folder, "dnsmasq.pid"), "--user=root");
        File.WriteAllBytes(Path.Combine(_folder, "file"), new byte[FileBytes]);
        string config = Path.Combine(_folder, "nginx.conf");
        File.WriteAllText(config, $$"""
            daemon off; worker_processes 1; user root; pid {{_folder}}/nginx.pid;
            error_log {{_folder}}/error.log;
            events { worker_connections 64; }
            http {
                access_log off;
                client_body_temp_path {{_folder}}/body; proxy_temp_path {{_folder}}/proxy;
                fastcgi_temp_path {{_folder}}/fcgi; uwsgi_temp_path {{_folder}}/uwsgi;
                scgi_temp_path {{_folder}}/scgi;
                server { listen {{Machine}}:80; root {{_folder}}; }
            }
            """);
        _running[1] = Begin("ip", "netns", "exec", _away, Find("nginx"), "-p", _folder, "-e",
            Path.Combine(_folder, "error.log"), "-c", config);
        WaitFor("nginx", () => IsFound($"http://{Machine}/file"));
    }

    private bool IsFound(string url) => Try("netns", "exec", _away, "curl", "--silent", "--fail",
        "--compressed", "--output", "/dev/null", url) == null;

    private static void OpenToAll(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    private static void WaitFor(string what, Func<bool> isSo)
    {
        for (int i = 0; !isSo(); i++)
        {
            // On a new machine the gateway is built first.
            Assert.True(i < 600, what + " does not start");
            Thread.Sleep(200);
        }
    }

    private static string Try(params string[] arguments)
    {
        using Process ip = Begin(["ip", .. arguments]);
        string errors = ip.StandardError.ReadToEnd();
        ip.WaitForExit(20_000);
        return ip.ExitCode == 0 ? null : $"exit {ip.ExitCode} {errors.Trim()}";
    }

    private static Process Begin(params string[] command) => Process.Start(
        new ProcessStartInfo(Find(command[0]), command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });

    private static string Find(string tool) =>
        new[] { "", "/usr/sbin", "/sbin", "/usr/bin", "/bin" }
            .Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
}
