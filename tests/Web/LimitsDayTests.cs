// The limits that a board tells are those it has: what the console says, the page and the guide are
// the same numbers for a board with PSRAM and for one without, with the rules it holds; and as many
// rules and sessions as told are taken, and not one more.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading;
using Portreeve.Values;
using Xunit;

namespace Portreeve.Web;

public sealed class LimitsDayTests : IDisposable
{
    private const string Password = "correct horse battery";
    private const int Rules = 5;

    private readonly TcpListener _target = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _inside = [];
    private BoardDay _board;
    private ApiClient _owner;

    public void Dispose()
    {
        foreach (TcpClient client in _inside) client.Dispose();
        _board?.Dispose();
        _target.Stop();
    }

    [Theory]
    [InlineData("WT32-ETH01")]
    [InlineData("OLIMEX-ESP32-POE-WROVER")]
    public void Limits_AreTheSameNumbersEverywhere_AndTrue(string board)
    {
        int[] ports = Begin(board);
        JsonNode told = TellBoth();
        Assert.Equal(Rules, (int)told["rules"]["now"]);
        IsWhatThePageShows(told);
        IsWhatTheGuideSays(told, File.ReadAllText(
            Checkout.Find($"hardware/boards/{board}/Board.cs")));
        int most = (int)told["sessions"]["max"];
        Assert.Equal(most, LetIn(ports[0], most));
        JsonNode full = Told();
        Assert.Equal((int)full["sessions"]["max"], (int)full["sessions"]["now"]);
        foreach (TcpClient client in _inside) client.Dispose();
        Assert.Equal((int)told["rules"]["max"], Fill());
        Assert.Empty(_board.Crashes);
        Assert.Equal(0, _board.Refusals);
    }

    private int[] Begin(string board)
    {
        _target.Start();
        _board = new BoardDay(board);
        _owner = new ApiClient(_board.Port);
        Assert.Equal(200, _owner.Claim(_board.ClaimCode, Password).Status);
        Assert.Equal(200, _owner.Login(Password).Status);
        int[] ports = [.. Enumerable.Range(0, Rules).Select(_ => Ports.FreeTcp())];
        int target = ((IPEndPoint)_target.LocalEndpoint).Port;
        for (int i = 0; i < Rules; i++)
        {
            // A BLE image opens four doors beside the page; the fifth is for nobody, and shut.
            string from = i == 4 ? "" : i == 3 ? " from friend.example.org" : " from lan";
            _board.Type($"portmap add tcp {ports[i]} 127.0.0.1:{target}{from} # door {i}",
                " added");
        }

        return ports;
    }

    // A lookup of the friend may take a socket between the two answers.
    private JsonNode TellBoth()
    {
        for (long until = Environment.TickCount64 + Patience.Ms; ;)
        {
            JsonNode told = Told();
            try
            {
                IsWhatTheConsoleShows(told);
                return told;
            }
            catch (Xunit.Sdk.XunitException) when (Environment.TickCount64 < until)
            {
                Thread.Sleep(500);
            }
        }
    }

    private JsonNode Told()
    {
        Patience.Until(() => _board.Look(m => m.Gateway.Budget.OwnerConnections) == 0,
            "the page's connection has ended");
        string said = _board.Type("show limits json", "}\n");
        return JsonNode.Parse(said[said.IndexOf('{')..(said.LastIndexOf('}') + 1)]);
    }

    private void IsWhatTheConsoleShows(JsonNode told)
    {
        string shown = _board.Type("show limits", "Metrics are off");
        foreach ((string row, string member) in new[]
        {
            ("sockets", "sockets"), ("listeners", "listeners"), ("connections", "connections"),
            ("rules", "rules"), ("list entries", "entries"), ("sessions", "sessions"),
        })
        {
            Match line = Regex.Match(shown, $@"(?m)^{row} +(\d+) +(\d+|-) +(\d+)\s*$");
            Assert.True(line.Success, row + " is not in: " + shown);
            Assert.Equal((int)told[member]["now"], int.Parse(line.Groups[1].Value));
            Assert.Equal((int)told[member]["max"], int.Parse(line.Groups[3].Value));
        }

        Assert.Contains("newcomers are refused below " + Readable.Bytes(Limits.HeapBytesMin
            + Limits.WebConnectionBytes + Limits.SessionBytes) + ".", shown);
    }

    private void IsWhatThePageShows(JsonNode told)
    {
        JsonNode budget = _owner.Get("board").Json["budget"];
        Assert.Equal((int)told["sockets"]["max"], (int)budget["total"]);
        Assert.Equal((int)told["ownerSockets"], (int)budget["kept"]);
        Dictionary<string, int> parts = budget["parts"].AsArray()
            .ToDictionary(part => (string)part["name"], part => (int)part["sockets"]);
        // The page's own listener is the one that is no door.
        Assert.Equal((int)told["listeners"]["now"] - 1, parts["doors"]);
        Assert.Equal(2 * (int)told["sessions"]["now"], parts["sessions"]);
        Assert.Equal((int)told["sockets"]["max"],
            (int)_owner.Get("status").Json["sockets"]["total"]);
    }

    private static void IsWhatTheGuideSays(JsonNode told, string board)
    {
        string guide = File.ReadAllText(Checkout.Find("docs/limits.md"));
        bool hasPsram = Regex.IsMatch(board, @"HasPsram = true");
        bool isBle = !Regex.IsMatch(board, @"ListenersMax = 8");
        Assert.Equal(Said(@"sockets of any kind", isBle), (int)told["sockets"]["max"]);
        Assert.Equal(Said(@"TCP doors open at once, beside the page", isBle),
            (int)told["listeners"]["max"] - 1);
        Assert.Equal(Said(@"TCP connections, both ends counted", isBle),
            (int)told["connections"]["max"]);
        Assert.Equal(Said(@"rules stored", hasPsram), (int)told["rules"]["max"]);
        Assert.Equal(Said(@"lines of journal", hasPsram), (int)told["journalLines"]["max"]);
        Assert.Equal(int.Parse(Regex.Match(guide, @"\*\*Rules\*\*: (\d+) entries").Groups[1].Value),
            (int)told["entries"]["max"]);
        // The sum, as the guide works it out.
        int sockets = (int)told["sockets"]["max"] - 3 - (int)told["listeners"]["now"];
        int connections = (int)told["connections"]["max"] - 2;
        Assert.Equal(Math.Min(sockets, connections) / 2, (int)told["sessions"]["max"]);

        int Said(string row, bool isSecond)
        {
            Match found = Regex.Match(guide, $@"\| {row} \| (\d+) \| (\d+) \|");
            Assert.True(found.Success, "the guide has no row " + row);
            return int.Parse(found.Groups[isSecond ? 2 : 1].Value);
        }
    }

    // Each asks something and waits for the answer, so that none of them is at rest. Those of whom
    // was told may take their time; one more must not come.
    private int LetIn(int port, int told)
    {
        for (int served = 0; ; served++)
        {
            var client = new TcpClient();
            _inside.Add(client);
            client.Connect(IPAddress.Loopback, port);
            client.GetStream().Write("hello"u8);
            int patienceMs = served < told ? 60_000 : 3000;
            if (!Patience.Sees(_target.Pending, patienceMs)) return served;
            _inside.Add(_target.AcceptTcpClient());
        }
    }

    // Rules that open nothing, until one is refused with a sentence.
    private int Fill()
    {
        for (int i = 1; ; i++)
        {
            string rule = $"tcp {i} 192.168.1.20:80 # filler";
            Reply reply = _owner.Post("rules", new { line = rule });
            if (reply.Status == 200) continue;
            Assert.Contains("rules", (string)reply.Json["errors"][0]["message"]);
            return _owner.Get("rules").Json["rules"].AsArray().Count;
        }
    }
}
