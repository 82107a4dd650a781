// Whatever the system answers to a call, a connection may end over it, the gateway never.

using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Simulator;

namespace Portreeve.Sockets;

public sealed class ErrorTests
{
    /// <summary>Ways that lead nowhere, as ip-route(8) calls them, and the code of each.</summary>
    private static readonly (string Kind, string Address)[] NoWays =
    [
        ("unreachable", "10.77.1.1"), // EHOSTUNREACH
        ("prohibit", "10.77.2.1"), // EACCES
        ("blackhole", "10.77.3.1"), // EINVAL
        ("throw", "10.77.4.1"), // ENETUNREACH
    ];

    [Theory, ClassData(typeof(AllModes))]
    public void DialWithoutAWay_EndsThatOneAsRefused_AndTheGatewayLives(Mode mode)
    {
        using Cable cable = new("192.168.7.1/24", "192.168.7.2/24");
        foreach ((string kind, string address) in NoWays)
        {
            Tool.Run("ip", "-n", cable.Home, "route", "add", kind, address);
        }
        using GatewayProcess gateway = new(mode, place: cable.Home);
        string[] targets = [.. NoWays.Select(one => one.Address), "10.78.0.1"];
        for (int i = 0; i < targets.Length; i++)
        {
            Assert.StartsWith("Rule ",
                gateway.Say($"portmap add tcp {4000 + i} {targets[i]}:80 from any"));
            Assert.StartsWith("Rule ",
                gateway.Say($"portmap add udp {4000 + i} {targets[i]}:80 from any"));
        }
        int ended = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            int port = 4000 + i;
            RunningGateway.Eventually(() => gateway.StateOf("tcp", port) == "open");
            using Socket client = Cable.In(cable.Away,
                () => Wire.Connect(port, to: "192.168.7.1"));
            Assert.True(Wire.Ends(client));
            using Socket sender = Cable.In(cable.Away, () => Wire.Datagrams("192.168.7.2"));
            sender.SendTo("hello"u8, new IPEndPoint(
                IPAddress.Parse("192.168.7.1"), port));
            ended++;
            // In seconds of one digit: at once, and not by the deadline of a dial, which is ten.
            string end = $"> {Regex.Escape(targets[i])}:80 [0-9]s in 0 out 0 SC";
            RunningGateway.Eventually(() => Regex.IsMatch(gateway.Say("show journal"), end),
                () => gateway.Say("show journal"));
            // The doctor dials the same, whoever asks it to.
            string walk = gateway.Say($"test {2 * i + 1}");
            Assert.Contains("! target   There is no way to the target.", walk);
        }
        Assert.Equal(targets.Length, ended);
        Assert.StartsWith("Up ", gateway.Say("uptime"));
    }

    [Theory, ClassData(typeof(AllModes))]
    public void EveryCallWithEveryCode_IsAValueAndNoException(Mode mode)
    {
        Limits limits = ModeOptions.Of(mode).ToLimits();
        using Upstream echo = Upstream.Echo();
        int port = Ports.Free();
        foreach (string call in Storm.Calls)
        {
            foreach (SocketError code in Storm.Codes)
            {
                SocketPowers inner = mode == Mode.Desktop ? new DesktopPowers()
                    : new ChipPowers(limits, mode == Mode.Chip);
                Storm storm = new(inner, 1) { Call = call, Code = code };
                SocketNetwork network = new(storm, IPAddress.Loopback, 2880, 6);
                try
                {
                    Answer(network, storm, port);
                    Ask(network.Dial(0x7F000001, echo.Port), storm);
                    Converse(network.BindDatagrams(port));
                    Converse(network.ConnectDatagrams(0x7F000001, port));
                    storm.Wait(0);
                }
                catch (Exception e)
                {
                    Assert.Fail($"{call} with {code}: {e}");
                }
                if (inner is ChipPowers chip) Assert.Equal(0, chip.Open);
            }
        }
    }

    private static void Answer(SocketNetwork network, SocketPowers powers, int port)
    {
        IAcceptor door = network.Listen(port);
        if (door == null)
        {
            Assert.NotEmpty(network.Trouble);
            return;
        }
        using Socket client = Wire.Connect(port);
        client.Send("hello"u8);
        for (int i = 0; i < 8 && !door.IsBroken; i++)
        {
            IStream stream = door.Accept(out _, out _);
            powers.Wait(1);
            if (stream == null) continue;
            Use(stream, powers);
            stream.Close(true);
            break;
        }
        door.Close();
    }

    private static void Ask(IDial dial, SocketPowers powers)
    {
        if (dial == null) return;
        for (int i = 0; i < 8 && dial.State == DialState.Pending; i++) powers.Wait(1);
        if (dial.State != DialState.Connected)
        {
            dial.Abandon();
            return;
        }
        IStream stream = dial.Take();
        Use(stream, powers);
        stream.Close(false);
    }

    private static void Use(IStream stream, SocketPowers powers)
    {
        byte[] buffer = new byte[2880];
        for (int i = 0; i < 2; i++)
        {
            if (stream.Room > 0) stream.Send(buffer, 0, 10);
            stream.Receive(buffer, 0, buffer.Length);
            powers.Wait(1);
        }
        stream.HalfClose();
        stream.Receive(buffer, 0, buffer.Length);
    }

    private static void Converse(IDatagrams datagrams)
    {
        if (datagrams == null) return;
        byte[] buffer = new byte[2880];
        datagrams.Send(buffer, 10, 0x7F000001, 9);
        datagrams.Receive(buffer, out _, out _);
        datagrams.Close();
    }

    [Theory, ClassData(typeof(AllModes))]
    public void AnyCallFailsWithAnyCode_AndTheGatewayGoesOn(Mode mode)
    {
        using Upstream echo = Upstream.Echo();
        using EchoDatagrams echoes = new();
        Storm storm = null;
        using GatewayThread gate = new(mode, sockets: 16,
            change: inner => storm = new Storm(inner, 7));
        int tcp = gate.Open(echo.Port);
        int udp = gate.Open(echoes.Port, "udp");
        storm.Percent = 4;
        // Twelve seconds of it, or until it has been one on a busy computer, too.
        long began = Environment.TickCount64;
        Thread[] crowd = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (long ms = 0; ms < 12_000 || (ms < Patience.Ms && !IsStorm(storm));)
            {
                Visit(tcp, udp);
                ms = Environment.TickCount64 - began;
            }
        }))];
        foreach (Thread one in crowd) one.Start();
        foreach (Thread one in crowd) one.Join();
        storm.Percent = 0;

        Assert.True(IsStorm(storm), "the storm was a breeze");
        RunningGateway.Eventually(() => gate.StateOf("tcp", tcp) == "open"
            && gate.StateOf("udp", udp) == "open", () => gate.Say("show rules")
            + gate.Say("show now") + gate.Say("show limits") + gate.Say("show journal"));
        RunningGateway.Eventually(() => gate.Json("status").GetProperty("sessions")
            .GetInt32() == 0);
        using Socket client = Wire.Connect(tcp);
        Assert.True(Wire.Echoes(client, "after the storm"));
        gate.Say("show now json");
    }

    [Fact]
    public void AStepThatThrows_IsToldAndCounted_AndTheGatewayBeginsAnew()
    {
        using Scratch scratch = new();
        DurableSlots slots = new(scratch.Path);
        for (int crash = 1; crash <= 4; crash++)
        {
            Crashes crashes = new(slots);
            Assert.Equal(crash - 1, crashes.Count);
            bool isSafe = false;
            using Machine machine = new(ModeOptions.Of(Mode.Desktop), slots, new Silence(),
                "a test", around =>
                {
                    crashes.Furnish(around);
                    isSafe = around.SafeMode;
                    around.Clock = new Bomb(around.Clock);
                });
            Assert.Equal(crash > 3, isSafe);
            Assert.True(crashes.Guard(machine, () => machine.Steps > 50));
            Assert.Contains("the clock burst", crashes.LastStart);
        }
        Crashes last = new(slots);
        using Machine whole = new(ModeOptions.Of(Mode.Desktop), slots, new Silence(), "a test");
        whole.Around.Board.Restart();
        Assert.False(last.Guard(whole, () => false));
        Assert.Equal(0, last.Count);
    }

    private static bool IsStorm(Storm storm) => Storm.Calls.Sum(storm.Failures) > 50;

    // One visit each way; what comes of it is the weather's to say.
    private static void Visit(int tcp, int udp)
    {
        try
        {
            using Socket client = Wire.Connect(tcp);
            client.ReceiveTimeout = 300;
            for (int i = 0; i < 5; i++) Wire.Echoes(client, "hello");
            client.Shutdown(SocketShutdown.Send);
            Wire.Ends(client);
        }
        catch (SocketException)
        {
            // Broken off.
        }
        try
        {
            using Socket sender = Wire.Datagrams();
            sender.ReceiveTimeout = 50;
            sender.Connect("127.0.0.1", udp);
            for (int i = 0; i < 5; i++) sender.Send("hello"u8);
            sender.Receive(new byte[10]);
        }
        catch (SocketException)
        {
            // Lost.
        }
    }

    /// <summary>A clock that fails after a while, as nothing should.</summary>
    private sealed class Bomb(IClock inner) : IClock
    {
        private int _asked;

        public long NowMs => ++_asked < 40 ? inner.NowMs
            : _asked == 40 ? throw new InvalidOperationException("the clock burst")
            : inner.NowMs;

        public long UtcSeconds => inner.UtcSeconds;
    }

    private sealed class Silence : ITerminal
    {
        public bool IsInteractive => false;

        public bool IsReady => true;

        public int Read(byte[] buffer) => 0;

        public void Write(string text)
        {
        }
    }
}
