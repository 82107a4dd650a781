// How a door looks to its owner: what was seen of the way through it, and looking ahead for a
// machine or a friend that no rule knows yet.

using Portreeve.Outside;
using Portreeve.Rooms.Fakes;
using Xunit;

namespace Portreeve.Web;

public sealed class LookTests
{
    private const uint Outsider = 0xCB007109; // 203.0.113.9
    private const uint Neighbour = 0xC0A80133;

    private readonly Still _still = new();

    [Fact]
    public void Checks_NewDoor_ListensAndKnowsNoMore()
    {
        Add("from lan,203.0.113.9");
        Assert.Equal("1303", Checks());
        Assert.Null(Sentence());
    }

    [Fact]
    public void Checks_DoorForTheOwnNetwork_NeedsNobodyFromOutside()
    {
        Add("from lan");
        Assert.Equal("1300", Checks());
        Come(Neighbour);
        Assert.Equal("1100", Checks());
        // Turned away at the port: the way there works, and nobody came in.
        Come(Outsider);
        Assert.Equal("1104", Checks());
    }

    [Fact]
    public void Checks_SomebodyFromTheHouse_IsNobodyFromOutside()
    {
        Add("from any");
        Come(Neighbour);
        Assert.Equal("1103", Checks());
        Come(Outsider);
        Assert.Equal("1101", Checks());
    }

    [Fact]
    public void Checks_TargetThatRefuses_IsSaidUntilItAnswers()
    {
        Add("from any");
        _still.World.Network.DialAnswer = DialState.Failed;
        Come(Outsider);
        Assert.Equal("1201", Checks());
        Assert.Equal("192.168.1.20:80 did not answer the last call", Sentence());
        _still.World.Network.DialAnswer = DialState.Connected;
        Assert.Equal(200, _still.Post("test", "{\"id\":1}").Status);
        Assert.Equal("1101", Checks());
        Assert.Null(Sentence());
    }

    [Fact]
    public void Checks_DoorThatLeadsElsewhere_StartsAnew_EvenByUndo()
    {
        Add("from any");
        Come(Outsider);
        Assert.Equal("1101", Checks());
        Edit("tcp 8080 192.168.1.20:80 from lan,any # renamed");
        Assert.Equal("1101", Checks());
        Edit("tcp 8080 192.168.1.21:80 from any");
        Assert.Equal("1303", Checks());
        Come(Outsider);
        Assert.Equal("1101", Checks());
        Assert.Equal(200, _still.Post("rules/undo", "{}").Status);
        Assert.Equal("1303", Checks());
    }

    [Fact]
    public void Checks_FriendNobodyFinds_IsNamed()
    {
        Add("from lan,anna.ddns.net");
        Assert.Equal("1333", Checks());
        _still.Pass(30000);
        Assert.Equal("1323", Checks());
        Assert.Equal("anna.ddns.net is not found: no DNS server answered; check the internet "
            + "connection", Sentence());
    }

    [Theory]
    [InlineData(DialState.Connected, "good", "answers in ")]
    [InlineData(DialState.Failed, "bad", "does not take connections on port 80")]
    [InlineData(DialState.Pending, "bad", "does not answer")]
    public void Look_AtAMachine_SaysWhetherItAnswers(int dial, string verdict, string text)
    {
        _still.World.Network.DialAnswer = dial;
        int sockets = Sockets();
        Reply asked = _still.Post("look", "{\"host\":\"192.168.1.20\",\"port\":80}");
        Assert.Equal(200, asked.Status);
        _still.Pass(20000);
        Reply seen = _still.Get("/api/v1/look");
        Assert.Equal(verdict, (string)seen.Json["verdict"]);
        Assert.StartsWith(text, (string)seen.Json["text"]);
        Assert.Equal(sockets, Sockets());
        _still.Pass(61000);
        Assert.Equal("{}", _still.Get("/api/v1/look").Text);
    }

    [Theory]
    [InlineData("{\"host\":\"192.168.1.2\",\"port\":80}", "that is this gateway itself")]
    [InlineData("{\"host\":\"203.0.113.9\",\"port\":80}", "203.0.113.9 is not in your network")]
    [InlineData("{\"host\":\"anna.ddns.net\"}", "no DNS server answered")]
    public void Look_WhereNothingCanBe_SaysWhy(string body, string text)
    {
        _still.Post("look", body);
        _still.Pass(30000);
        Reply seen = _still.Get("/api/v1/look");
        Assert.Equal("bad", (string)seen.Json["verdict"]);
        Assert.StartsWith(text, (string)seen.Json["text"]);
    }

    [Fact]
    public void Look_TellsOfMachines_OnlyWhereTheSystemDoes()
    {
        Assert.Null(_still.Get("/api/v1/look").Json["near"]);
        _still.World.Neighbours = "192.168.1.20 192.168.1.30";
        Assert.Equal("192.168.1.20 192.168.1.30",
            (string)_still.Get("/api/v1/look").Json["near"]);
    }

    [Theory]
    [InlineData("{}", "host")]
    [InlineData("{\"host\":\"192.168.1.300\",\"port\":80}", "host")]
    [InlineData("{\"host\":\"nas\",\"port\":80800}", "port")]
    public void Look_AtNonsense_IsRefused(string body, string field)
    {
        Reply reply = _still.Post("look", body);
        Assert.Equal(400, reply.Status);
        Assert.Equal(field, (string)reply.Json["errors"][0]["field"]);
    }

    private int Sockets() => (int)_still.Get("/api/v1/status").Json["sockets"]["used"];

    private void Add(string who) => Assert.Equal(200, _still.Post("rules",
        $"{{\"line\":\"tcp 8080 192.168.1.20:80 {who}\"}}").Status);

    private void Edit(string line) => Assert.Equal(200, _still.Post("rules/edit",
        $"{{\"id\":1,\"line\":\"{line}\"}}").Status);

    private void Come(uint from)
    {
        FakeStream client = _still.Connect(8080, from);
        for (int i = 0; i < 5; i++) _still.Step();
        client.IsFinished = true;
        for (int i = 0; i < 5; i++) _still.Step();
    }

    private string Checks() =>
        _still.Get("/api/v1/status").Json["rules"][0]["checks"].ToString();

    private string Sentence() =>
        (string)_still.Get("/api/v1/rules").Json["rules"][0]["stateText"];
}
