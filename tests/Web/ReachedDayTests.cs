// The worst moment of a board without PSRAM that is reached from outside: as many inside as there
// is room for, the page open, the doctor at work, leases held, a name in the house, and an update
// of the name in DNS that hangs. Router and provider stand on this computer's loopback; what would
// go to the house's group goes nowhere.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Xunit;

namespace Portreeve.Web;

public sealed class ReachedDayTests : IDisposable
{
    private const string Password = "correct horse battery";
    private const int AtRest = 10 * 1024;
    private const int AtWorst = 5 * 1024;
    private const int Rules = 5;

    private readonly LoopbackRouter _router = new();
    private readonly List<TcpClient> _clients = [];
    private readonly TcpListener _target = new(IPAddress.Loopback, 0);
    private readonly TcpListener _provider = new(IPAddress.Loopback, 0);
    private readonly BoardDay _board;
    private readonly ITestOutputHelper _output;
    private readonly ApiClient _owner;
    private volatile bool _hangs = true;

    public ReachedDayTests(ITestOutputHelper output)
    {
        _output = output;
        _target.Start();
        _provider.Start();
        new Thread(Serve) { IsBackground = true, Name = "provider" }.Start();
        _board = new BoardDay("WT32-ETH01",
            around => around.Uplink = new LoopbackUplink(around.Network, _router.Address));
        _owner = new ApiClient(_board.Port);
    }

    public void Dispose()
    {
        _board.Dispose();
        foreach (TcpClient client in _clients) client.Dispose();
        _target.Stop();
        _provider.Stop();
        _router.Dispose();
    }

    [Fact]
    public void WorstMoment_OfABoardThatIsReached_FitsItsHeap()
    {
        Assert.Equal(200, _owner.Claim(_board.ClaimCode, Password).Status);
        Assert.Equal(200, _owner.Login(Password).Status);
        int[] ports = [.. Enumerable.Range(0, Rules).Select(_ => Ports.FreeTcp())];
        int target = ((IPEndPoint)_target.LocalEndpoint).Port;
        foreach (int port in ports)
        {
            _board.Type($"portmap add tcp {port} 127.0.0.1:{target} from lan # door", " added");
        }
        // Nobody beyond this computer is asked for the name.
        _board.Type("ddns resolver 127.0.0.1", "The doctor asks 127.0.0.1");
        _board.Type("router on", "is asked");
        _board.Type("mdns on", "portreeve.local");
        Patience.Until(() => Held() == Rules && _board.Look(m => m.Gateway.Reach.House.IsOurs),
            "leases and a name in the house");
        Say("leases and a name in the house");

        int inside = LetIn(ports[0]);
        Say(inside + " sessions");
        int provider = ((IPEndPoint)_provider.LocalEndpoint).Port;
        _board.Type($"ddns http://127.0.0.1:{provider}/u?{{names}}&{{ip}} anna.example.org user me "
            + "plain\nsecret", "are on");
        Patience.Until(() => _board.Look(m => m.Gateway.Reach.Ddns.IsAsking),
            "the name is being updated");
        Say("the name is being updated");
        for (int i = 1; i <= Rules; i++)
        {
            Patiently(() => _owner.Post("test", new { id = i }));
            Patiently(() => _owner.Get("test"));
            Patiently(() => _owner.Get("status"));
            Patiently(() => _owner.Get("reach"));
        }
        Assert.True(_board.Look(m => m.Gateway.Reach.Ddns.IsAsking), "the update was over");
        Say("tested, polled");
        _hangs = false;
        Patience.Until(() => !_board.Look(m => m.Gateway.Reach.Ddns.IsAsking),
            "the update is over");
        Patience.Until(() => _board.Free >= AtRest, "what the update took is free again");
        Say("updated");
        Assert.Empty(_board.Crashes);
        Assert.Equal(0, _board.Refusals);
        Assert.InRange(_board.Lowest, AtWorst, 110000);
        Assert.InRange(_board.Free, AtRest, 110000);
        Assert.Equal(Rules, Held());
    }

    // A second connection has no room here; it is told so while the one before it lingers.
    private static void Patiently(Func<Reply> ask)
    {
        Reply reply = ask();
        for (long until = Environment.TickCount64 + Patience.Ms;
            reply?.Status == 503 && Environment.TickCount64 < until;)
        {
            Thread.Sleep(500);
            reply = ask();
        }
        Assert.Equal(200, reply.Status);
    }

    private int Held() => _board.Look(machine =>
    {
        Reach.Leases leases = machine.Gateway.Reach.Router.Leases;
        return Enumerable.Range(0, leases.Count)
            .Count(i => leases.At(i).IsHeld(machine.Around.Clock.NowMs));
    });

    private int LetIn(int port)
    {
        int most = _board.Look(m => m.Gateway.Relay.Budget.ConnectionsMax) / 2;
        for (int i = 0; i < most; i++)
        {
            TcpClient client = new();
            client.Connect(IPAddress.Loopback, port);
            client.GetStream().Write("hello"u8);
            // One that nobody holds is closed with the next collection.
            _clients.Add(client);
        }
        // Three fit; one at rest gives way to the next of its own address. On a busy machine the
        // second comes late.
        Patience.Until(() => Inside() >= 2, "two are inside");
        int before = -1;
        for (int now = Inside(); now != before; now = Inside())
        {
            before = now;
            Thread.Sleep(1000);
        }
        return before;
    }

    private int Inside() => _board.Look(m => m.Gateway.Relay.Roster.SessionCount);

    private void Serve()
    {
        try
        {
            while (true)
            {
                using TcpClient client = _provider.AcceptTcpClient();
                client.GetStream().ReadExactly(new byte[40]);
                while (_hangs) Thread.Sleep(20);
                client.GetStream().Write(
                    Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nX: y\r\n\r\ngood 203.0.113.9"));
                client.Client.Shutdown(SocketShutdown.Send);
                Thread.Sleep(200);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException
            or System.IO.IOException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private void Say(string stage) => _output.WriteLine($"{stage,-32} {_board.Figures}");
}
