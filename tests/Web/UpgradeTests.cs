// From release to release. Golden/ holds a flash folder and a backup that release 0.1.0 itself
// wrote, on a computer, in a network of its own: claimed, two keys, five rules, three grants, one
// friend that was found, a restore. They are never written anew.

using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Xunit;

namespace Portreeve.Web;

public sealed class UpgradeTests
{
    private const string Password = "correct horse battery";
    private const string FullKey = "prk_a0a1ead276cf75254a72f9f64f8b0100";
    private const string ReadKey = "prk_c7d3114cdf93cf8e173169e57d436e37";

    // A minute after the files were written; the grant for two hours is still in force.
    private const long Then = 1795714800;

    private static readonly string[] Grants =
    [
        "203.0.113.7 on tcp 8080 to 192.168.1.20:80 for good",
        "203.0.113.8 on tcp 8443 to 192.168.1.40:443 until 2037-06-01Z",
        "203.0.113.9 on tcp 8080 to 192.168.1.20:80 until 2026-11-26T19:39Z",
    ];

    // 0.1.0 knew no time zones; its moments were UTC, which is written out since.
    private static string[] Rules =>
        [.. Texts(Old["rules"]).Select(line => line.Replace("2037-12-01", "2037-12-01Z"))];

    private static readonly JsonNode Old = JsonNode.Parse(File.ReadAllText(
        Path.Combine(Golden, "backup.json")));

    private static string Golden => Path.Combine(AppContext.BaseDirectory, "Golden", "0.1.0");

    [Fact]
    public void Flash_Of010_IsReadWithAllThatItHolds()
    {
        Still board = Upgraded();
        ApiClient owner = OwnerOf(board);
        Assert.Equal(200, owner.Login(Password).Status);
        JsonNode now = owner.Get("backup").Json;
        Assert.All((string[])["name", "hosts", "adminNetworks", "friendGraceS"],
            field => Assert.Equal(Old[field].ToJsonString(), now[field].ToJsonString()));
        Assert.Equal(Rules, Texts(now["rules"]));
        Assert.Equal(Grants, Texts(now["grants"]));
        Assert.Equal([4, 1, 2, 3, 6], owner.Get("rules").Json["rules"].AsArray()
            .Select(rule => (int)rule["id"]));
        // What nobody wrote down in a backup: where the friend was, and the keys.
        Assert.True(IsLetIn(owner, 8080, "198.51.100.23"), "the friend as he was found");
        Assert.True(IsLetIn(owner, 8080, "203.0.113.7"), "the guest for good");
        Assert.False(IsLetIn(owner, 8080, "198.51.100.24"), "a stranger");
        Assert.DoesNotContain("cannot be read", owner.Get("journal").Text);
        Assert.Equal(200, With(board, FullKey).Post("rules/check",
            new { line = "tcp 9000 192.168.1.20:80 from lan" }).Status);
        Assert.Equal(200, With(board, ReadKey).Get("rules").Status);
        Assert.Equal(403, With(board, ReadKey).Post("rules/enable", new { id = 3 }).Status);
        Assert.Equal(401, OwnerOf(board).Login("another").Status);
    }

    [Fact]
    public void Grants_Of010_EndWhenTheyWereToEnd()
    {
        Still board = Upgraded();
        board.World.Utc = Then + 3 * 3600;
        board.Step(1000);
        ApiClient owner = With(board, FullKey);
        Assert.Equal(Grants[..2], Texts(owner.Get("backup").Json["grants"]));
        Assert.False(IsLetIn(owner, 8080, "203.0.113.9"));
    }

    [Fact]
    public void SettingsBeforeARestore_Of010_AreReturnedTo()
    {
        Still board = Upgraded();
        ApiClient owner = OwnerOf(board);
        owner.Login(Password);
        owner.Post("rules/delete", new { id = 4 });
        Assert.True((bool)owner.Get("board").Json["canReturn"]);
        Assert.Equal(200, owner.Post("restore/back", new { }).Status);
        board.Step();
        owner = OnItsPort(board, owner);
        JsonNode now = owner.Get("backup").Json;
        Assert.Equal(Rules, Texts(now["rules"]));
        Assert.Equal("cupboard", (string)now["name"]);
    }

    // Each store is written by this version and read again.
    [Fact]
    public void Flash_Of010_WrittenAnew_KeepsAll()
    {
        Still board = Upgraded();
        ApiClient owner = With(board, FullKey);
        const string Door = "tcp 9000 192.168.1.20:80 from lan # new";
        Assert.Equal(200, owner.Post("rules", new { line = Door }).Status);
        Assert.Equal(200, owner.Post("people/revoke", new { id = 3 }).Status);
        Assert.Equal(200, owner.Post("people/grace", new { @for = "6h" }).Status);
        Assert.Equal(200, owner.Post("board/name", new { name = "attic" }).Status);
        board.Begin();
        owner = OwnerOf(board);
        Assert.Equal(200, owner.Login(Password).Status);
        JsonNode now = owner.Get("backup").Json;
        Assert.Equal([.. Rules, Door], Texts(now["rules"]));
        Assert.Equal(Grants[..2], Texts(now["grants"]));
        Assert.Equal(6 * 3600, (int)now["friendGraceS"]);
        Assert.Equal("attic", (string)now["name"]);
        Assert.Equal(Old["hosts"].ToJsonString(), now["hosts"].ToJsonString());
        Assert.True(IsLetIn(owner, 8080, "198.51.100.23"));
        Assert.Equal(200, With(board, ReadKey).Get("rules").Status);
        // Who goes back: 0.1.0 reads these formats, and leaves alone what is newer than its own,
        // which are the grants.
        Assert.Equal((2, 1, 1, 1, 2), (FormatOf(board, "table"), FormatOf(board, "settings"),
            FormatOf(board, "friends"), FormatOf(board, "before"), FormatOf(board, "grants")));
    }

    [Fact]
    public void Backup_Of010_IsTakenInByANewBoard()
    {
        var board = new Still();
        board.World.Utc = Then;
        board.Step();
        ApiClient owner = OwnerOf(board);
        owner.Token = board.Token;
        string document = File.ReadAllText(Path.Combine(Golden, "backup.json"));
        JsonNode preview = owner.PostText("restore/preview", document).Json;
        Assert.True((bool)preview["ok"], preview.ToJsonString());
        Assert.Equal(200, owner.PostText("restore", document).Status);
        board.Step();
        owner = OnItsPort(board, owner);
        Assert.Equal(200, owner.Post("pending/confirm", new { }).Status);
        JsonNode now = owner.Get("backup").Json;
        Assert.All((string[])["name", "hosts", "adminNetworks", "webPort", "friendGraceS"],
            field => Assert.Equal(Old[field].ToJsonString(), now[field].ToJsonString()));
        Assert.Equal(Rules, Texts(now["rules"]));
        Assert.Equal(Grants, Texts(now["grants"]));
    }

    private static Still Upgraded()
    {
        var board = new Still(Path.Combine(Golden, "flash"));
        board.World.Utc = Then;
        board.Begin();
        return board;
    }

    private static ApiClient OwnerOf(Still board) => new(request => board.Ask(request));

    // The page went to its port of then, and waits there for the owner's word.
    private static ApiClient OnItsPort(Still board, ApiClient owner) =>
        new(request => board.Ask(request, 8088))
        {
            Host = "192.168.1.2:8088",
            Token = owner.Token,
        };

    private static ApiClient With(Still board, string key) => new(request => board.Ask(request))
    {
        Key = key,
    };

    private static bool IsLetIn(ApiClient owner, int port, string source) =>
        (bool)owner.Get($"why?protocol=tcp&port={port}&source={source}").Json["allowed"];

    private static string[] Texts(JsonNode list) =>
        [.. list.AsArray().Select(one => (string)one)];

    private static int FormatOf(Still board, string store) =>
        ((string[])[".a", ".b"]).Select(end => board.World.Read(store + end))
            .Where(slot => slot != null)
            .OrderBy(slot => BitConverter.ToInt32(slot, 8)).Select(slot => (int)slot[4]).Last();
}
