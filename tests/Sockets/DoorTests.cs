// Doors that are shut, doors that change while people are inside, ports that others have, and how
// a session's end is told to the other side and to the journal.

using System.Net;
using System.Net.Sockets;

namespace Portreeve.Sockets;

public sealed class DoorTests
{
    [Theory, ClassData(typeof(AllModes))]
    public void Stranger_IsResetAndNeverReachesTheTarget(Mode mode)
    {
        using Socket server = Wire.Listen();
        using GatewayThread gate = new(mode);
        int port = gate.Open(Wire.PortOf(server), rest: "from 203.0.113.9");
        using Socket stranger = Wire.Connect(port);
        Assert.Throws<SocketException>(() =>
        {
            // The reset may meet the first send or only the receive behind it.
            stranger.Send(new byte[1]);
            stranger.Receive(new byte[1]);
        });
        gate.UntilSays("show journal", " PA");
        Assert.False(server.Poll(100_000, SelectMode.SelectRead));
        Assert.Contains("not on the door's list", gate.Say($"why tcp {port} from 127.0.0.1"));
    }

    [Theory, ClassData(typeof(AllModes))]
    public void OtherRulesChange_SessionAndMappingGoOn(Mode mode)
    {
        using Upstream echo = Upstream.Echo();
        using Socket target = Wire.Datagrams();
        using GatewayThread gate = new(mode);
        int own = gate.Open(echo.Port);
        using Socket client = Wire.Connect(own);
        Assert.True(Wire.Echoes(client, "hello"));
        int mapped = gate.Open(Wire.PortOf(target), "udp");
        using Socket caller = Wire.Datagrams();
        caller.Connect("127.0.0.1", mapped);
        int upstream = AskedFrom(target, caller);

        for (int i = 0; i < 5; i++)
        {
            int other = gate.Open(echo.Port);
            int another = gate.Open(Wire.PortOf(target), "udp");
            Assert.True(Wire.Echoes(client, "a rule more"));
            Assert.Equal(upstream, AskedFrom(target, caller));
            gate.Say($"portmap edit 3 tcp {other} 127.0.0.1:{echo.Port} from lan max 1");
            Assert.True(Wire.Echoes(client, "a rule changed"));
            gate.Say("portmap del 4");
            gate.Say("portmap del 3");
            Assert.Null(gate.StateOf("tcp", other));
            Assert.Null(gate.StateOf("udp", another));
            RunningGateway.Eventually(() => Wire.IsShut(other));
            Assert.True(Wire.Echoes(client, "a rule less"));
            Assert.Equal(upstream, AskedFrom(target, caller));
        }
        Assert.Equal(2, gate.Live());
        gate.Say("portmap disable 1");
        Assert.True(Wire.Ends(client));
        Assert.Equal(upstream, AskedFrom(target, caller));
    }

    [Theory, ClassData(typeof(AllModes))]
    public void RuleSwitchedOff_EndsItsSessions_AndClosesItsPort(Mode mode)
    {
        using Upstream echo = Upstream.Echo();
        using GatewayThread gate = new(mode);
        int port = gate.Open(echo.Port);
        using Socket client = Wire.Connect(port);
        Assert.True(Wire.Echoes(client, "before"));

        gate.Say("portmap disable 1");

        Assert.True(Wire.Ends(client));
        RunningGateway.Eventually(() => gate.Sockets() == 0);
        gate.UntilSays("show journal", " KR");
        RunningGateway.Eventually(() => Wire.IsShut(port));
        gate.Say("portmap enable 1");
        RunningGateway.Eventually(() => gate.Sockets() == 1);
        using Socket again = Wire.Connect(port);
        Assert.True(Wire.Echoes(again, "after"));
    }

    [Theory, ClassData(typeof(AllModes))]
    public void PortInUse_RuleWaitsWithItsReason_AndTheOthersWork(Mode mode)
    {
        // Not from the system's own range: once they are given back, any client could have them.
        using Socket taken = Wire.Listen(port: Ports.FreeTcp());
        using Socket takenToo = Wire.Datagrams(port: Ports.FreeUdp());
        using Upstream echo = Upstream.Echo();
        using GatewayThread gate = new(mode);
        int port = Wire.PortOf(taken);
        gate.Say($"portmap add tcp {port} 127.0.0.1:{echo.Port} from lan");
        gate.Say($"portmap add udp {Wire.PortOf(takenToo)} 127.0.0.1:{echo.Port} from lan");
        int free = Wire.PortOf(takenToo);
        RunningGateway.Eventually(() => gate.StateOf("tcp", port) == "failed"
            && gate.StateOf("udp", free) == "failed");
        Assert.Contains("another program", gate.Say("show rules"));
        using Socket client = Wire.Connect(gate.Open(echo.Port));
        Assert.True(Wire.Echoes(client, "the others work"));

        taken.Dispose();
        takenToo.Dispose();
        RunningGateway.Eventually(() => gate.StateOf("tcp", port) == "open"
            && gate.StateOf("udp", free) == "open");
        using Socket late = Wire.Connect(port);
        Assert.True(Wire.Echoes(late, "at last"));
        Assert.True(Wire.Echoes(client, "still here"));
    }

    [Theory, ClassData(typeof(AllModes))]
    public void TargetDown_ClientIsResetAndTheReasonTold(Mode mode)
    {
        using GatewayThread gate = new(mode);
        using Socket client = Wire.Connect(gate.Open(Ports.Free()));
        Assert.Throws<SocketException>(() => client.Receive(new byte[1]));
        gate.UntilSays("show journal", " SC");
    }

    [Theory, ClassData(typeof(AllModes))]
    public void TargetResets_ClientIsResetToo(Mode mode)
    {
        using Socket server = Wire.Listen();
        using GatewayThread gate = new(mode);
        using Socket client = Wire.Connect(gate.Open(Wire.PortOf(server)));
        Socket target = Wire.Accept(server);
        client.Send(new byte[10]);
        Wire.Read(target, 10);
        Wire.Reset(target);
        SocketException e = Assert.Throws<SocketException>(() => client.Receive(new byte[1]));
        Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
        gate.UntilSays("show journal", " SD");
    }

    [Theory, ClassData(typeof(AllModes))]
    public void ClientResets_TargetIsToldToo(Mode mode)
    {
        using Socket server = Wire.Listen();
        using GatewayThread gate = new(mode);
        Socket client = Wire.Connect(gate.Open(Wire.PortOf(server)));
        using Socket target = Wire.Accept(server);
        client.Send("hello"u8);
        Assert.Equal(5, Wire.Read(target, 5).Length);

        Wire.Reset(client);

        Assert.True(Wire.Ends(target));
        gate.UntilSays("show journal", " CD");
    }

    [Theory, ClassData(typeof(AllModes))]
    public void Kick_EndsThatSessionOnly(Mode mode)
    {
        using Upstream echo = Upstream.Echo();
        using GatewayThread gate = new(mode);
        int port = gate.Open(echo.Port);
        using Socket one = Wire.Connect(port);
        Assert.True(Wire.Echoes(one, "one"));
        using Socket two = Wire.Connect(port);
        Assert.True(Wire.Echoes(two, "two"));
        Assert.Contains("1", gate.Say("kick 1"));
        Assert.Throws<SocketException>(() => one.Receive(new byte[1]));
        Assert.True(Wire.Echoes(two, "two again"));
    }

    // One datagram through the mapping; the port of the upstream socket it came from.
    private static int AskedFrom(Socket target, Socket caller)
    {
        caller.Send("?"u8);
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        Assert.Equal(1, target.ReceiveFrom(new byte[10], ref from));
        return ((IPEndPoint)from).Port;
    }
}
