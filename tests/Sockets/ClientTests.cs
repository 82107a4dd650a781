// Clients and servers nobody here wrote, through the gateway: whatever they say to each other
// without it, they say with it.

using System.Security.Cryptography;
using System.Text.Json;

namespace Portreeve.Sockets;

public sealed class ClientTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory, ClassData(typeof(AllModes))]
    public void Curl_FetchesFromNginx_ByteForByte(Mode mode)
    {
        byte[] page = RandomNumberGenerator.GetBytes(8_000_000);
        using Server nginx = Nginx(page);
        using GatewayThread gate = new(mode);
        string url = $"http://127.0.0.1:{gate.Open(nginx.Port)}/page";

        Fetch("-o", At("got"), url);
        AssertSame(page, "got");

        // Over one connection, several times; then by HTTP/1.0, whose end is the connection's.
        Fetch("-o", At("got"), "-o", At("got2"), url, url);
        AssertSame(page, "got2");
        Fetch("--http1.0", "-o", At("got"), url);
        AssertSame(page, "got");

        // Several at once, and a range of it.
        string[] four = ["p0", "p1", "p2", "p3"];
        Fetch(["-Z", .. four.SelectMany(one => (string[])["-o", At(one), url])]);
        foreach (string one in four) AssertSame(page, one);
        Fetch("-r", "1000000-1999999", "-o", At("got"), url);
        AssertSame(page[1_000_000..2_000_000], "got");
        RunningGateway.Eventually(() => gate.Live() == 0);
    }

    [Theory, ClassData(typeof(AllModes))]
    public void Curl_ManyAtOnce_AllAnswered(Mode mode)
    {
        using Server nginx = Nginx("hello"u8.ToArray());
        using GatewayThread gate = new(mode);
        string url = $"http://127.0.0.1:{gate.Open(nginx.Port)}/page";
        string answer = Fetch(["-Z", "--parallel-max", "20", "-H", "Connection: close",
            .. Enumerable.Repeat(url, 60)]);
        Assert.Equal(string.Concat(Enumerable.Repeat("hello", 60)), answer);
    }

    [Theory, ClassData(typeof(AllModes))]
    public void Iperf3_RunsBothWays_OverTcpAndUdp(Mode mode)
    {
        using Server server = Servers.Iperf();
        using GatewayThread gate = new(mode);
        // iperf3 speaks TCP and UDP on the same port number, so both rules have it.
        int port = gate.Open(server.Port);
        gate.Open(server.Port, "udp", port: port);
        string[] client = ["-c", "127.0.0.1", "-p", $"{port}", "--json"];

        foreach (string way in (string[])["--no-delay", "--reverse", "--bidir"])
        {
            JsonElement end = Iperf([.. client, "-n", "20M", way]);
            // Both ways at once it ends when either has come to its size.
            Assert.True(Math.Max(Bytes(end, "sum_sent"), Bytes(end, "sum_received_bidir_reverse"))
                >= 20 << 20);
            Assert.True(end.GetProperty("sum_received").GetProperty("bytes").GetInt64() > 0);
            RunningGateway.Eventually(() => gate.Live() == 0);
        }
        foreach (string way in (string[])["--no-delay", "--reverse"])
        {
            JsonElement end = Iperf([.. client, "-u", "-b", "4M", "-l", "1200", "-n", "500K", way]);
            Assert.True(end.GetProperty("sum").GetProperty("packets").GetInt32() > 100);
            JsonElement stream = end.GetProperty("streams")[0].GetProperty("udp");
            Assert.Equal(0, stream.GetProperty("out_of_order").GetInt32());
        }
    }

    private static long Bytes(JsonElement end, string sum) =>
        end.TryGetProperty(sum, out JsonElement found) ? found.GetProperty("bytes").GetInt64() : 0;

    [Theory, ClassData(typeof(AllModes))]
    public void Dig_AsksDnsmasq_OverUdpAndTcp(Mode mode)
    {
        int target = Ports.Free();
        string text = new('x', 200);
        using Server server = new(target, Servers.Dnsmasq(_scratch, target, [
            "--address=/door.test/10.1.2.3",
            .. Enumerable.Range(0, 8).Select(i => $"--txt-record=long.test,{i}{text}")]));
        using GatewayThread gate = new(mode);
        int port = gate.Open(target, "udp");
        gate.Open(target, "tcp", port: port);
        string[] ask = ["@127.0.0.1", "-p", $"{port}", "+tries=3", "+time=20"];

        Assert.Equal("10.1.2.3\n", Tool.Run("dig", [.. ask, "+short", "door.test"]));
        Assert.Equal("10.1.2.3\n", Tool.Run("dig", [.. ask, "+short", "+tcp", "door.test"]));
        // Too long for a datagram without EDNS: dig tries again by TCP on its own.
        string all = Tool.Run("dig", [.. ask, "+noedns", "TXT", "long.test"]);
        Assert.Equal(8, all.Split(text).Length - 1);
        Assert.Contains("(TCP)", all);
    }

    [Theory, ClassData(typeof(AllModes))]
    public void Ssh_RunsACommand_WithInputAndOutput(Mode mode)
    {
        using Server sshd = Servers.Sshd(_scratch);
        using GatewayThread gate = new(mode);
        string[] ssh = ["-p", $"{gate.Open(sshd.Port)}", "-i", At("user"), "-F", "/dev/null",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
            "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", Environment.UserName + "@127.0.0.1"];

        Assert.Equal("through the door\n", Tool.Run("ssh", [.. ssh, "echo through the door"]));
        string typed = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i}\n"));
        Assert.Equal(typed, Tool.RunWith(typed, "ssh", [.. ssh, "cat"]));
        Assert.Equal(7, Tool.Try("ssh", null, [.. ssh, "exit 7"]).Exit);
    }

    [Theory, ClassData(typeof(AllModes))]
    public void Nmap_FindsTheOpenDoorOnly_AndLeavesNothing(Mode mode)
    {
        using Upstream secret = new(socket => socket.Send("secret"u8));
        using GatewayThread gate = new(mode);
        int open = gate.Open(secret.Port);
        int others = gate.Open(secret.Port, rest: "from 203.0.113.0/24");
        int closed = gate.Open(secret.Port, rest: "");
        int off = Ports.Free();
        gate.Say($"portmap add off tcp {off} 127.0.0.1:{secret.Port} from lan");
        int before = gate.Sockets();

        // Without a list the port is not even open; with one, a stranger is reset at once.
        string scan = Tool.Run("nmap", "-Pn", "-n", "-sT", "-oG", "-",
            "-p", $"{open},{closed},{off}", "127.0.0.1");
        Assert.Contains($"{open}/open/", scan);
        Assert.Contains($"{closed}/closed/", scan);
        Assert.Contains($"{off}/closed/", scan);
        string probe = Tool.Run("nmap", "-Pn", "-n", "-sT", "-sV", "--version-intensity", "0",
            "--host-timeout", "60s", "-p", $"{closed},{off},{others}", "127.0.0.1");
        Assert.DoesNotContain("secret", probe);

        RunningGateway.Eventually(() => gate.Live() == 0 && gate.Sockets() == before);
        RunningGateway.Eventually(() => gate.Json("status").GetProperty("knocks").GetInt32() > 0);
        Assert.Equal("", Tool.Run(
            "ss", "-Htan", "state", "time-wait", "sport", "=", $":{others}").Trim());
    }

    private string At(string name) => _scratch.At(name);

    private static string Fetch(params string[] arguments) =>
        Tool.Run("curl", ["-sS", "--fail", "--max-time", "100", .. arguments]);

    private void AssertSame(byte[] expected, string file) =>
        Assert.True(File.ReadAllBytes(At(file)).AsSpan().SequenceEqual(expected), file);

    private Server Nginx(byte[] page)
    {
        Directory.CreateDirectory(At("www"));
        File.WriteAllBytes(At("www/page"), page);
        return Servers.Nginx(_scratch, port => $"listen 127.0.0.1:{port}; root {At("www")};");
    }

    private static JsonElement Iperf(string[] arguments)
    {
        // The server is busy for a moment after each run; the client tells so with exit code 0.
        (int exit, string said, string errors) = (1, "", "");
        RunningGateway.Eventually(() =>
        {
            (exit, said, errors) = Tool.Try("iperf3", null, arguments);
            bool isDone = exit == 0 && !said.Contains("the server is busy");
            if (!isDone) Thread.Sleep(500);
            return isDone;
        }, () => said + errors);
        JsonElement whole = JsonDocument.Parse(said).RootElement;
        Assert.False(whole.TryGetProperty("error", out JsonElement error), error.ToString());
        return whole.GetProperty("end");
    }
}
