// The invites' door, attacked as the page is: nothing listens without an invite, looking uses
// nothing up and tells nothing, the button lets the one in who pressed it, guessing is cut off,
// and nobody keeps the door busy for long.

using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Portreeve.Web;

public sealed class InviteTests : IDisposable
{
    private readonly Running _running = new();
    private readonly ApiClient _owner;
    private readonly int _port = Ports.FreeTcp();

    public InviteTests()
    {
        _owner = new ApiClient(_running.Port);
        _owner.Claim(_running.ClaimCode, "correct horse battery");
        _owner.Post("rules", new { line = "tcp 8080 192.168.1.20:80" });
        Assert.Equal(200, _owner.Post("invites/port", new { port = _port }).Status);
    }

    public void Dispose() => _running.Dispose();

    [Fact]
    public void Door_IsOpenOnlyWhileThereIsAnInvite()
    {
        Assert.Null(Ask("GET / HTTP/1.1\r\n\r\n"));
        Invite();
        Assert.Contains("You are invited", Ask("GET / HTTP/1.1\r\n\r\n"));
        Assert.Equal(200, _owner.Post("invites/end", new { id = 1 }).Status);
        Patience.Until(() => Ask("GET / HTTP/1.1\r\n\r\n") == null, "the door is shut");
    }

    // The port is the invites' also while there is none, or the next one would find it taken.
    [Fact]
    public void Port_IsNoRulesAndNotThePages_UntilItIsGivenBack()
    {
        var rule = new { line = $"tcp {_port} 192.168.1.20:80" };
        Reply refused = _owner.Post("rules", rule);
        Assert.Equal(400, refused.Status);
        Assert.Contains("opens invites", refused.Text);
        Reply page = _owner.Post("board/port", new { port = _port });
        Assert.Equal(400, page.Status);
        Assert.Contains("invites are opened at port", page.Text);
        Assert.Equal(200, _owner.Post("invites/port", new { port = 0 }).Status);
        Assert.Equal(200, _owner.Post("rules", rule).Status);
    }

    [Fact]
    public void Looking_UsesNothingUp_AndTellsNothing()
    {
        string code = Invite();
        string right = Ask($"GET /{code} HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Equal(right, Ask("GET /wrong HTTP/1.1\r\nHost: x\r\n\r\n"));
        Assert.Equal(right, Ask("GET /favicon.ico?a=<b> HTTP/1.1\r\nHost: x\r\n\r\n"));
        Assert.Equal(1, (int)Invites()[0]["times"]);
        Assert.Empty(Grants());
    }

    [Fact]
    public void Button_LetsTheOneInWhoPressedIt_Once()
    {
        string code = Invite();
        string said = Press(code, "127.0.3.3");
        Assert.Contains("You are in", said);
        Assert.Contains("127.0.3.3", said);
        JsonNode grant = Assert.Single(Grants());
        Assert.Equal("127.0.3.3/32", ((string)grant["who"]).Contains('/') ? (string)grant["who"]
            : (string)grant["who"] + "/32");
        Assert.InRange((int)grant["leftS"], 10700, 10800);
        Assert.Empty(Invites());
        // The door is gone with the last invite.
        Patience.Until(() => Press(code, "127.0.3.4") == null, "the door is shut");
        Assert.Single(Grants());
    }

    [Fact]
    public void Code_InCapitals_IsTheSame_AndSeveralGuestsMayUseIt()
    {
        string code = Invite(times: 2);
        Assert.Contains("You are in", Press(code.ToUpperInvariant(), "127.0.3.5"));
        Assert.Contains("You are in", Press(code, "127.0.3.6"));
        Assert.Equal(2, Grants().Length);
    }

    [Fact]
    public void Guesser_IsNotListenedToAfterThree_AndTheGuestStillComesIn()
    {
        string code = Invite();
        for (int i = 0; i < 3; i++)
        {
            Assert.Contains("This invite is over", Press("2222222222" + i + i, "127.0.4.4"));
        }
        Assert.Null(Press("222222222222", "127.0.4.4"));
        // Not even the right one: it may have been found.
        Assert.Null(Press(code, "127.0.4.4"));
        Assert.Contains("You are in", Press(code, "127.0.4.5"));
        Assert.Contains("127.0.4.4 tried invites that are none", Journal());
    }

    [Fact]
    public void Answer_HoldsNothingOfWhatWasSent()
    {
        Invite();
        string said = Ask("POST /<script>alert(1)</script> HTTP/1.1\r\nHost: evil\"><b>\r\n"
            + "Content-Length: 0\r\n\r\n");
        Assert.DoesNotContain("script>", said);
        Assert.DoesNotContain("evil", said);
        Assert.Contains("frame-ancestors 'none'", said);
        Assert.Contains("no-store", said);
    }

    [Theory]
    [InlineData("PUT /x HTTP/1.1\r\n\r\n")]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("GET http://evil/ HTTP/1.1\r\n\r\n")]
    public void AnythingElse_IsHungUpOn(string request)
    {
        Invite();
        Assert.True(string.IsNullOrEmpty(Ask(request)));
    }

    [Fact]
    public void LongHead_IsHungUpOn()
    {
        Invite();
        Assert.True(string.IsNullOrEmpty(Ask("GET / HTTP/1.1\r\nA: " + new string('a', 4000))));
    }

    [Fact]
    public void SlowVisitors_KeepNobodyOut()
    {
        string code = Invite();
        using TcpClient one = Connect("127.0.6.6"), two = Connect("127.0.6.7");
        one.GetStream().Write("GET"u8);
        string said = null;
        Patience.Until(() => (said = Press(code, "127.0.6.8")) != null, "the guest is heard");
        Assert.Contains("You are in", said);
    }

    [Fact]
    public void Invite_EndsWhenItsDoorLeadsElsewhere_AndWithARestart()
    {
        string code = Invite();
        _owner.Post("rules/edit", new { id = 1, line = "tcp 8080 192.168.1.21:80" });
        Patience.Until(() => Invites().Length == 0, "no invite is left");
        code = Invite();
        _running.Restart();
        _owner.Login("correct horse battery");
        Assert.Empty(Invites());
        Assert.Null(Press(code, "127.0.7.7"));
        Assert.Empty(Grants());
    }

    private string Journal() => string.Join("\n", _owner.Get("journal").Json["lines"].AsArray()
        .Select(line => (string)line["text"]));

    private string Invite(int times = 1)
    {
        Reply made = _owner.Post("invites", new { rule = 1, @for = "3h", times });
        Assert.Equal(200, made.Status);
        string code = ((string)Invites()[0]["link"]).Split('/')[^1];
        Assert.Equal(12, code.Length);
        Patience.Until(() => Ask("GET / HTTP/1.1\r\n\r\n") != null, "the door answers");
        return code;
    }

    private JsonNode[] Invites() => [.. _owner.Get("invites").Json["invites"].AsArray()];

    private JsonNode[] Grants() => [.. _owner.Get("people").Json["grants"].AsArray()];

    private string Press(string code, string from) => Ask(
        $"POST /{code} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", from);

    // Null when nobody listens, or hangs up before a word.
    private string Ask(string request, string from = "127.0.9.9")
    {
        try
        {
            using TcpClient client = Connect(from);
            client.GetStream().Write(Encoding.Latin1.GetBytes(request));
            string said = new StreamReader(client.GetStream()).ReadToEnd();
            return said.Length == 0 ? null : said;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return null;
        }
    }

    private TcpClient Connect(string from)
    {
        var client = new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0))
        {
            ReceiveTimeout = Patience.Ms,
        };
        client.Connect(IPAddress.Loopback, _port);
        return client;
    }
}
