// Clients and servers nobody here wrote, through the gateway as its users start it.

using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace Portreeve.Sockets;

public sealed class ClientTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portreeve-clients-");

    public void Dispose() => _folder.Delete(true);

    [ToolTheory("curl", "nginx"), ClassData(typeof(AllModes))]
    public void Curl_FetchesFromNginx_ByteForByte(Mode mode)
    {
        byte[] page = RandomNumberGenerator.GetBytes(8_000_000);
        using Daemon nginx = Nginx(page);
        using var gateway = new GatewayProcess(mode);
        string url = $"http://127.0.0.1:{gateway.Open(nginx.Port)}/page";
        string got = At("got");

        Programs.Run("curl", null, "-sS", "--fail", "-o", got, url);
        Assert.True(File.ReadAllBytes(got).AsSpan().SequenceEqual(page));

        // Over one connection, several times; then by HTTP/1.0, whose end is the connection's.
        Programs.Run("curl", null, "-sS", "--fail", "-o", got, "-o", got + "2", url, url);
        Assert.True(File.ReadAllBytes(got + "2").AsSpan().SequenceEqual(page));
        Programs.Run("curl", null, "-sS", "--fail", "--http1.0", "-o", got, url);
        Assert.True(File.ReadAllBytes(got).AsSpan().SequenceEqual(page));

        // Several at once, and a range of it.
        string[] parallel = [.. Enumerable.Range(0, 4)
            .SelectMany(i => (string[])["-o", At("p" + i), url])];
        Programs.Run("curl", null, ["-sS", "--fail", "-Z", .. parallel]);
        for (int i = 0; i < 4; i++)
        {
            Assert.True(File.ReadAllBytes(At("p" + i)).AsSpan().SequenceEqual(page));
        }
        Programs.Run("curl", null, "-sS", "-r", "1000000-1999999", "-o", got, url);
        Assert.True(File.ReadAllBytes(got).AsSpan()
            .SequenceEqual(page.AsSpan(1_000_000, 1_000_000)));
    }

    [ToolTheory("iperf3"), ClassData(typeof(AllModes))]
    public void Iperf3_RunsBothWays_OverTcpAndUdp(Mode mode)
    {
        int target = Ports.Free();
        using var server = new Daemon(target, "iperf3", "-s", "-p", target.ToString(),
            "-B", "127.0.0.1");
        using var gateway = new GatewayProcess(mode);
        int port = gateway.Open(target);
        gateway.Open(target, "udp", port: port);
        string[] client = ["-c", "127.0.0.1", "-p", port.ToString(), "-t", "1", "--json"];

        JsonElement up = Iperf(client);
        Assert.True(up.GetProperty("sum_received").GetProperty("bytes").GetInt64() > 1_000_000);
        JsonElement down = Iperf([.. client, "-R"]);
        Assert.True(down.GetProperty("sum_received").GetProperty("bytes").GetInt64() > 1_000_000);

        foreach (string way in (string[])["", "-R"])
        {
            string[] udp = [.. client, "-u", "-b", "4M", "-l", "1200",
                .. way == "" ? [] : new[] { way }];
            JsonElement sum = Iperf(udp).GetProperty("sum");
            Assert.True(sum.GetProperty("packets").GetInt32() > 100);
            Assert.InRange(sum.GetProperty("lost_percent").GetDouble(), 0, 5);
        }
    }

    [ToolTheory("dig", "dnsmasq"), ClassData(typeof(AllModes))]
    public void Dig_AsksDnsmasq_OverUdpAndTcp(Mode mode)
    {
        int target = Ports.Free();
        string text = new('x', 200);
        using var server = new Daemon(target, "dnsmasq", ["--keep-in-foreground", "--no-resolv",
            "--no-hosts", "--no-daemon", "--conf-file=/dev/null", "--listen-address=127.0.0.1",
            "--bind-interfaces", $"--port={target}", "--address=/door.test/10.1.2.3",
            "--pid-file=" + At("dnsmasq.pid"), "--user=" + Environment.UserName,
            .. Enumerable.Range(0, 8).Select(i => $"--txt-record=long.test,{i}{text}")]);
        using var gateway = new GatewayProcess(mode);
        int port = gateway.Open(target, "udp");
        gateway.Open(target, "tcp", port: port);
        string[] ask = ["@127.0.0.1", "-p", port.ToString(), "+tries=3", "+time=3"];

        Assert.Equal("10.1.2.3", Programs.Run("dig", null, [.. ask, "+short", "door.test"]).Trim());
        Assert.Equal("10.1.2.3",
            Programs.Run("dig", null, [.. ask, "+short", "+tcp", "door.test"]).Trim());
        // Too long for a datagram without EDNS: dig tries again by TCP on its own.
        string all = Programs.Run("dig", null, [.. ask, "+noedns", "TXT", "long.test"]);
        Assert.Equal(8, all.Split(text).Length - 1);
        Assert.Contains("(TCP)", all);
    }

    [ToolTheory("ssh", "sshd", "ssh-keygen"), ClassData(typeof(AllModes))]
    public void Ssh_RunsACommand_WithInputAndOutput(Mode mode)
    {
        using Daemon sshd = Sshd();
        using var gateway = new GatewayProcess(mode);
        int port = gateway.Open(sshd.Port);
        string[] ssh = ["-p", port.ToString(), "-i", At("user"), "-F", "/dev/null",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
            "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", Environment.UserName + "@127.0.0.1"];

        Assert.Equal("through the door\n",
            Programs.Run("ssh", "", [.. ssh, "echo through the door"]));
        string typed = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i}\n"));
        Assert.Equal(typed, Programs.Run("ssh", typed, [.. ssh, "cat"]));
        Assert.Equal(7, Programs.Try("ssh", "", [.. ssh, "exit 7"]).Exit);
    }

    [ToolTheory("nmap"), ClassData(typeof(AllModes))]
    public void Nmap_OfADoorForOthers_LeavesNothing(Mode mode)
    {
        using var secret = new Upstream(socket => socket.Send("secret"u8));
        using var gateway = new GatewayProcess(mode);
        int closed = gateway.Open(secret.Port, rest: "", port: Ports.Free());
        int others = gateway.Open(secret.Port, rest: "from 203.0.113.0/24");
        JsonElement before = gateway.Json("limits");

        // Without a list the port is not even open; with one, a stranger is reset at once.
        string scan = Programs.Run("nmap", null, "-Pn", "-n", "-sT",
            "-p", $"{closed},{others}", "127.0.0.1");
        Assert.Matches($@"{closed}/tcp +closed", scan);
        string probe = Programs.Run("nmap", null, "-Pn", "-n", "-sT", "-sV",
            "--version-intensity", "0", "--host-timeout", "20s",
            "-p", $"{closed},{others}", "127.0.0.1");
        Assert.DoesNotContain("secret", probe);

        JsonElement after = gateway.Json("limits");
        Assert.Equal(before.GetProperty("sockets").GetProperty("now").GetInt32(),
            after.GetProperty("sockets").GetProperty("now").GetInt32());
        Assert.Equal(0, gateway.Json("status").GetProperty("sessions").GetInt32());
        Assert.True(gateway.Json("status").GetProperty("knocks").GetInt32() > 0);
        string waiting = Programs.Find("ss") == null ? ""
            : Programs.Run("ss", null, "-Htan", "state", "time-wait", "sport", "=", $":{others}");
        Assert.Equal("", waiting.Trim());
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private static JsonElement Iperf(string[] arguments)
    {
        // The server is busy for a moment after each run.
        (int exit, string said, string errors) = (1, "", "");
        for (int i = 0; i < 5 && exit != 0; i++)
        {
            if (i > 0) System.Threading.Thread.Sleep(500);
            (exit, said, errors) = Programs.Try("iperf3", null, arguments);
        }
        Assert.True(exit == 0, said + errors);
        return JsonDocument.Parse(said).RootElement.GetProperty("end");
    }

    private Daemon Nginx(byte[] page)
    {
        int port = Ports.Free();
        Directory.CreateDirectory(At("www"));
        File.WriteAllBytes(At("www/page"), page);
        // Its worker is another user.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);
        }
        File.WriteAllText(At("nginx.conf"), $$"""
            daemon off; worker_processes 1; pid {{At("nginx.pid")}}; error_log {{At("error.log")}};
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path {{At("body")}}; proxy_temp_path {{At("proxy")}};
                fastcgi_temp_path {{At("fcgi")}}; uwsgi_temp_path {{At("uwsgi")}};
                scgi_temp_path {{At("scgi")}};
                server { listen 127.0.0.1:{{port}}; root {{At("www")}}; }
            }
            """);
        return new Daemon(port, "nginx", "-p", _folder.FullName, "-e", At("error.log"),
            "-c", At("nginx.conf"));
    }

    private Daemon Sshd()
    {
        int port = Ports.Free();
        Programs.Run("ssh-keygen", null, "-q", "-t", "ed25519", "-N", "", "-f", At("host"));
        Programs.Run("ssh-keygen", null, "-q", "-t", "ed25519", "-N", "", "-f", At("user"));
        File.Copy(At("user.pub"), At("authorized"));
        // As root, sshd insists on a folder for its unprivileged half.
        if (Environment.UserName == "root") Directory.CreateDirectory("/run/sshd");
        return new Daemon(port, "sshd", "-D", "-e", "-f", "/dev/null", "-h", At("host"),
            "-p", port.ToString(),
            "-o", "ListenAddress=127.0.0.1", "-o", "AuthorizedKeysFile=" + At("authorized"),
            "-o", "StrictModes=no", "-o", "PidFile=none", "-o", "UsePAM=no",
            "-o", "PasswordAuthentication=no", "-o", "PermitRootLogin=yes");
    }
}
