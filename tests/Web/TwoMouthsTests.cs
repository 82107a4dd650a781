// Console and page refuse the same things in the same words, since they ask the same rooms.

using System;
using System.Linq;
using System.Text.Json.Nodes;
using Portreeve.Wire;
using Xunit;

namespace Portreeve.Web;

public sealed class TwoMouthsTests : IDisposable
{
    private readonly Running _running = new();
    private readonly ApiClient _owner;

    public TwoMouthsTests()
    {
        _owner = new ApiClient(_running.Port);
        _owner.Claim(_running.ClaimCode, "correct horse battery");
    }

    public void Dispose() => _running.Dispose();

    [Theory]
    [InlineData("tcp 80800 192.168.1.300:80 fron lan idle 5")]
    [InlineData("tpc")]
    [InlineData("tcp 8080 8.8.8.8:80 from nobody!")]
    [InlineData("udp 27015 192.168.1.21:27015 proxy v2 max many")]
    [InlineData("tcp 8080 192.168.1.20:80 from 203.0.113.0/99,lan[mon-xyz]")]
    public void Line_WithErrors_HasThemAllInBoth(string line)
    {
        Answer said = _running.Ask("portmap add " + line);
        JsonNode shown = _owner.Post("rules", new { line }).Json;
        // Notes refuse nothing; on the page the door itself says them.
        string[] onConsole = [.. Enumerable.Range(0, said.Errors.Count).Select(said.Errors.At)
            .Where(error => !error.IsNote)
            .Select(error => error.Message + "; " + error.Proposal)];
        string[] onPage = [.. shown["errors"].AsArray().Select(error =>
            (string)error["message"] + "; " + (string)error["proposal"])];
        Assert.NotEmpty(onConsole);
        Assert.Equal(onConsole, onPage);
    }

    // Several rules in one line: taken together or not at all, whoever asks.
    [Theory]
    [InlineData("tcp+udp 25565 192.168.1.20 from lan", "take 2 sockets of the board's")]
    [InlineData("udp 8000-8003 192.168.1.20:8000-8003 from any", "take 4 sockets")]
    [InlineData("tcp 8000-8003 192.168.1.20", "no socket")]
    public void Series_IsCheckedAndAddedByBoth(string line, string sockets)
    {
        Answer said = _running.Ask("portmap check " + line);
        JsonNode shown = _owner.Post("rules/check", new { line }).Json;
        Assert.True(said.IsGood && (bool)shown["ok"]);
        Assert.Equal(said.Text, (string)shown["message"]);
        Assert.Contains(sockets, said.Text);
        Assert.Empty(_owner.Get("rules").Json["rules"].AsArray());

        Reply added = _owner.Post("rules", new { line });
        Assert.Equal(200, added.Status);
        Assert.Contains(sockets, (string)added.Json["message"]);
        int rules = _owner.Get("rules").Json["rules"].AsArray().Count;
        Assert.InRange(rules, 2, 4);
        // One of them is there already, so that none is taken.
        Assert.True(_running.Ask("undo").IsGood);
        Assert.Equal(200, _owner.Post("rules",
            new { line = line.Replace("tcp+udp", "udp").Replace("8000-8003", "8001") }).Status);
        shown = _owner.Post("rules/check", new { line }).Json;
        Assert.False((bool)shown["ok"]);
        Assert.Equal("port", (string)shown["errors"][0]["field"]);
        Assert.Equal(_running.Ask("portmap check " + line).Text, (string)shown["message"]);
        Assert.Equal(400, _owner.Post("rules", new { line }).Status);
        Assert.Single(_owner.Get("rules").Json["rules"].AsArray());
    }

    [Theory]
    [InlineData("tcp 8003-8000 192.168.1.20", "write 8000-8003")]
    [InlineData("tcp 8000-8003 192.168.1.20:80", "write 80-83")]
    public void Series_ThatCannotBe_IsRefusedByBothAlike(string line, string proposal)
    {
        Answer said = _running.Ask("portmap check " + line);
        JsonNode shown = _owner.Post("rules/check", new { line }).Json;
        Assert.False(said.IsGood || (bool)shown["ok"]);
        Assert.Equal(said.Errors.At(0).Message, (string)shown["errors"][0]["message"]);
        Assert.Contains(proposal, (string)shown["errors"][0]["proposal"]);
        Assert.Equal(400, _owner.Post("rules", new { line }).Status);
        Assert.Empty(_owner.Get("rules").Json["rules"].AsArray());
    }

    [Theory]
    [InlineData("revoke 9", "people/revoke", "{\"id\":9}")]
    [InlineData("unban 203.0.113.9", "people/unban", "{\"address\":\"203.0.113.9\"}")]
    [InlineData("lookup nobody.example", "people/refresh", "{\"name\":\"nobody.example\"}")]
    [InlineData("knocks forget 9", "people/forget-knocks", "{\"knock\":9}")]
    [InlineData("kick 9", "now/kick", "{\"id\":9}")]
    [InlineData("portmap del 9", "rules/delete", "{\"id\":9}")]
    [InlineData("portmap undo", "rules/undo", "{}")]
    [InlineData("confirm", "pending/confirm", "{}")]
    public void Refusal_IsTheSameSentence(string typed, string path, string body)
    {
        Answer said = _running.Ask(typed);
        Assert.False(said.IsGood);
        string shown = (string)_owner.PostText(path, body).Json["errors"][0]["message"];
        Assert.Equal(said.Text.TrimEnd('.'), shown.TrimEnd('.'), ignoreCase: true);
    }
}
