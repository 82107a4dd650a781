// Sockets: doors that are shut, doors that change while people are inside, ports that others have.

using System.Net.Sockets;

namespace Portreeve.Sockets;

public sealed class DoorTests
{
    [SkippableFact]
    public void Nmap_ClosedRules_ShowNoOpenPort()
    {
        using Echo echo = Line.Echoing();
        using Gate gate = new(Mode.Desktop);
        int open = gate.Open("tcp", echo.Port);
        int closed = Ports.Free();
        int off = Ports.Free();
        gate.Say($"portmap add tcp {closed} 127.0.0.1:{echo.Port}");
        gate.Say($"portmap add off tcp {off} 127.0.0.1:{echo.Port} from lan");
        string answer = Tool.Run("nmap", "-Pn", "-n", "-sT", "-oG", "-", "-p",
            $"{open},{closed},{off}", "127.0.0.1");
        Assert.Contains($"{open}/open/", answer);
        Assert.Contains($"{closed}/closed/", answer);
        Assert.Contains($"{off}/closed/", answer);
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void Stranger_IsResetAndNeverReachesTheTarget(Mode mode)
    {
        using Socket server = Line.Listen();
        using Gate gate = new(mode);
        int port = gate.Open("tcp", Line.PortOf(server), "from 203.0.113.9");
        using Socket stranger = Line.Connect(port);
        Assert.Throws<SocketException>(() =>
        {
            // The reset may meet the first send or only the receive behind it.
            stranger.Send(new byte[1]);
            stranger.Receive(new byte[1]);
        });
        Assert.False(server.Poll(100_000, SelectMode.SelectRead));
        gate.WaitUntil("show journal", text => text.Contains(" PA"));
        Assert.Contains("not on the rule's list", gate.Say($"why tcp {port} from 127.0.0.1"));
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void OtherRulesChange_SessionGoesOn(Mode mode)
    {
        using Echo echo = Line.Echoing();
        using Gate gate = new(mode);
        using Socket client = Line.Connect(gate.Open("tcp", echo.Port));
        Bounce(client);
        for (int i = 0; i < 5; i++)
        {
            int other = gate.Open("tcp", echo.Port);
            Bounce(client);
            gate.Say("portmap del 2");
            Assert.DoesNotContain($"tcp {other} ", gate.Say("show rules"));
            Bounce(client);
        }
        gate.Say("portmap disable 1");
        Assert.ThrowsAny<Exception>(() =>
        {
            for (int i = 0; i < 100; i++) Bounce(client);
        });
    }

    [Fact]
    public void PortInUse_RuleWaitsWithItsReasonAndTheOthersWork()
    {
        using Socket taken = Line.Listen();
        using Echo echo = Line.Echoing();
        using Gate gate = new(Mode.Desktop);
        int port = Line.PortOf(taken);
        gate.Say($"portmap add tcp {port} 127.0.0.1:{echo.Port} from lan");
        string rules = gate.WaitUntil("show rules", text => text.Contains("in use"));
        Assert.Contains("another program", rules);
        using Socket client = Line.Connect(gate.Open("tcp", echo.Port));
        Bounce(client);
        taken.Dispose();
        gate.WaitUntil("show rules", text => Gate.IsOpen(text, "tcp", port));
        using Socket late = Line.Connect(port);
        Bounce(late);
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void TargetDown_ClientIsResetAndTheReasonTold(Mode mode)
    {
        using Gate gate = new(mode);
        int port = gate.Open("tcp", Ports.Free());
        using Socket client = Line.Connect(port);
        Assert.Throws<SocketException>(() => client.Receive(new byte[1]));
        gate.WaitUntil("show journal", text => text.Contains(" SC"));
    }

    [Fact]
    public void Kick_EndsThatSessionOnly()
    {
        using Echo echo = Line.Echoing();
        using Gate gate = new(Mode.Desktop);
        int port = gate.Open("tcp", echo.Port);
        using Socket one = Line.Connect(port);
        Bounce(one);
        using Socket two = Line.Connect(port);
        Bounce(two);
        Assert.Contains("1", gate.Say("kick 1"));
        Assert.Throws<SocketException>(() => one.Receive(new byte[1]));
        Bounce(two);
    }

    [SkippableFact]
    public void Ssh_RunsACommandThroughTheGateway()
    {
        using Scratch scratch = new();
        string host = Path.Combine(scratch.Path, "host");
        string user = Path.Combine(scratch.Path, "user");
        Tool.Find("sshd");
        Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", host);
        Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", user);
        File.Copy(user + ".pub", Path.Combine(scratch.Path, "keys"));
        if (Environment.UserName == "root") Directory.CreateDirectory("/run/sshd");
        int server = Ports.Free();
        string config = scratch.File("sshd_config", $"""
            Port {server}
            ListenAddress 127.0.0.1
            HostKey {host}
            AuthorizedKeysFile {scratch.Path}/keys
            StrictModes no
            UsePAM no
            PidFile none
            """);
        using Server sshd = Tool.Serve(server, "sshd", "-D", "-e", "-f", config);
        using Gate gate = new(Mode.Chip);
        int port = gate.Open("tcp", server);
        string answer = Tool.Run("ssh", "-p", $"{port}", "-i", user, "-o", "BatchMode=yes", "-o",
            "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
            "-o", "LogLevel=ERROR",
            "127.0.0.1", "echo", "through", "the", "door");
        Assert.Equal("through the door\n", answer);
    }

    private static void Bounce(Socket socket)
    {
        byte[] buffer = new byte[16];
        socket.Send(buffer);
        int got = 0;
        while (got < 16)
        {
            int n = socket.Receive(buffer, got, 16 - got, SocketFlags.None);
            if (n == 0) throw new EndOfStreamException();
            got += n;
        }
    }
}
