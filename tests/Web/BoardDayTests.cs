// A whole day of a board without PSRAM in its heap of 110,000 bytes: what people do with it fits,
// with room to spare, and what would not fit is refused with a reason.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Xunit;

namespace Portreeve.Web;

public sealed class BoardDayTests : IDisposable
{
    private const string Board = "WT32-ETH01";
    private const string Password = "correct horse battery";

    /// <summary>What being reached from outside and the outpost will live in.</summary>
    private const int AtRest = 20 * 1024;
    private const int AtWorst = 8 * 1024;

    private static readonly string[] Commands =
    [
        "show status", "show rules", "show limits", "show journal", "show sessions", "show people",
        "help", "free",
    ];

    private readonly BoardDay _board = new(Board);
    private readonly TcpListener _target = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _servers = [];
    private readonly ITestOutputHelper _output;
    private readonly ApiClient _owner;

    public BoardDayTests(ITestOutputHelper output)
    {
        _output = output;
        _owner = new ApiClient(_board.Port);
        _target.Start();
    }

    public void Dispose()
    {
        _board.Dispose();
        foreach (TcpClient server in _servers) server.Dispose();
        _target.Stop();
    }

    [Fact]
    public void Day_OfABoardWithoutPsram_FitsItsHeap()
    {
        Say("start");
        Assert.Equal(200, _owner.Get("/").Status);
        Assert.Equal(200, _owner.Claim(_board.ClaimCode, Password).Status);
        Assert.Equal(200, _owner.Login(Password).Status);
        Say("claimed, logged in");
        int[] ports = [.. Enumerable.Range(0, 5).Select(_ => Ports.FreeTcp())];
        int target = ((IPEndPoint)_target.LocalEndpoint).Port;
        for (int i = 0; i < 5; i++)
        {
            string from = i is 1 or 3 ? $"friend{i}.example.org" : "lan";
            string rule = $"tcp {ports[i]} 127.0.0.1:{target} from {from} # door {i}";
            if (i < 3) Assert.Equal(200, _owner.Post("rules", new { line = rule }).Status);
            else _board.Type("portmap add " + rule, " added");
        }

        Say("five rules");
        List<TcpClient> inside = LetIn(ports[0]);
        Say($"{inside.Count} sessions");
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(200, _owner.Get("status").Status);
        }

        Say("polled");
        foreach (string command in Commands) _board.Type(command, "\n");
        Thread.Sleep(500);
        Say("commands");
        string backup = _owner.Get("backup").Text;
        Assert.Equal(200, _owner.PostText("restore/preview", backup).Status);
        Assert.Equal(200, _owner.PostText("restore", backup).Status);
        Say("backup and restore");
        foreach (TcpClient one in inside.Concat(_servers)) one.Dispose();
        long rest = 0;
        Patience.Until(() => (rest = _board.Free) >= AtRest, "the board is at rest");
        _board.Type("restart", "\n");
        Patience.Until(() => _board.Restarts > 0, "it restarts");
        Assert.Equal(1, _board.Restarts);
        // The port may still be held by connections of before.
        Patience.Until(() => _board.Look(m => m.Gateway.Front.Server.Trouble).Length == 0,
            "the page comes back");
        Assert.Equal(200, _owner.Login(Password).Status);
        Say("restarted");
        Assert.Empty(_board.Crashes);
        Assert.Equal(0, _board.Refusals);
        Assert.InRange(rest, AtRest, 110000);
        Assert.InRange(_board.Lowest, AtWorst, 110000);
    }

    // Two full tables stand for a moment: it fits, or it is refused before anything is taken.
    [Fact]
    public void Restore_OfAFullTable_FitsOrIsRefused()
    {
        Assert.Equal(200, _owner.Claim(_board.ClaimCode, Password).Status);
        Assert.Equal(200, _owner.Login(Password).Status);
        int most = _board.Look(machine => machine.Gateway.Table.Max);
        string[] others = [.. Enumerable.Range(0, most).Select(i =>
            $"off tcp {9000 + i} 192.168.1.{20 + i}:443 from 203.0.113.{i},friend{i}.example.org "
            + $"max 4 idle 2h # another {i}")];
        int kept = 0;
        while (kept < most && _owner.Post("rules", new { line = $"off tcp {8000 + kept} "
            + $"192.168.1.{20 + kept}:80 from 198.51.100.{kept},lan each 2 # door {kept}" })
            .Status == 200) kept++;
        Say(kept + " rules");
        string[] before = Lines();
        int status = _owner.Post("restore",
            new { product = "portreeve", format = 1, rules = others }).Status;
        Say("restore: " + status);
        Assert.True(status is 200 or 503, "answered " + status);
        Assert.Equal(status == 200 ? others : before, Lines());
        Assert.Empty(_board.Crashes);
        Assert.Equal(0, _board.Refusals);
        Assert.InRange(_board.Lowest, 1, 110000);
    }

    private string[] Lines() => [.. _owner.Get("rules").Json["rules"].AsArray()
        .Select(rule => (string)rule["line"])];

    // As many as there are sockets for: they come, say a word, hear it, and stay.
    private List<TcpClient> LetIn(int port)
    {
        var inside = new List<TcpClient>();
        byte[] word = Encoding.ASCII.GetBytes("hello");
        int most = _board.Look(machine => machine.Gateway.Relay.Budget.ConnectionsMax) / 2;
        for (int i = 0; i < most; i++)
        {
            var client = new TcpClient { ReceiveTimeout = 60_000 };
            client.Connect(IPAddress.Loopback, port);
            client.GetStream().Write(word);
            inside.Add(client);
            // Two at least have room, however late they come.
            if (!IsServed(client, inside.Count <= 2 ? 60_000 : 1000)) break;
        }

        Assert.True(inside.Count > 2, inside.Count + " sessions");
        return inside;
    }

    private bool IsServed(TcpClient client, int withinMs)
    {
        if (!Patience.Sees(_target.Pending, withinMs)) return false;
        TcpClient server = _target.AcceptTcpClient();
        // One that nobody holds is closed with the next collection, and its session ends.
        _servers.Add(server);
        byte[] bytes = new byte[16];
        int got = server.GetStream().Read(bytes);
        server.GetStream().Write(bytes, 0, got);
        return client.GetStream().Read(bytes) == got;
    }

    private void Say(string stage) => _output.WriteLine($"{stage,-22} {_board.Figures}");
}
