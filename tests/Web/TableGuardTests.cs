// What the API says of changes of the table: a revision guards for ever, what flash does not take,
// of the table or of settings, has never been, and undo tells the second time from the first.

using System.Text.Json.Nodes;
using Xunit;

namespace Portreeve.Web;

public sealed class TableGuardTests
{
    [Fact]
    public void Revision_OfAnEarlierStart_IsRefusedAfterIt()
    {
        using var running = new Running();
        var owner = new ApiClient(running.Port);
        owner.Claim(running.ClaimCode, "correct horse battery");
        var seen = (int)owner.Post("rules", new { line = "tcp 8080 192.168.1.20:80" })
            .Json["revision"];
        Assert.Equal(200, owner.Post("rules/disable", new { id = 1 }).Status);
        running.Restart();
        owner.Login("correct horse battery");
        Reply stale = owner.Post("rules/enable", new { id = 1, revision = seen });
        Assert.Equal(409, stale.Status);
        Assert.StartsWith("off ", (string)owner.Get("rules").Json["rules"][0]["line"]);
    }

    [Fact]
    public void FullFlash_IsNoRoom_AndTheTableIsTheOneBefore()
    {
        var still = new Still();
        Assert.Equal(200, still.Post("rules", Line(8080)).Status);
        JsonNode before = still.Get("/api/v1/rules").Json;
        still.World.IsFlashFull = true;
        Reply refused = still.Post("rules", Line(8081));
        Assert.Equal(503, refused.Status);
        Assert.StartsWith("Nothing was changed", refused.Error);
        Assert.Equal(503, still.Post("rules/delete", "{\"id\":1}").Status);
        Assert.Equal(503, still.Post("board/zone", "{\"zone\":\"CET-1\"}").Status);
        Assert.Equal(503, still.Post("board/name", "{\"name\":\"doors\"}").Status);
        Assert.False(still.Gateway.Settings.HasOwnName);
        still.World.IsFlashFull = false;
        JsonNode after = still.Get("/api/v1/rules").Json;
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Theory]
    [InlineData("board/metrics", "{\"metrics\":\"open\"}")]
    [InlineData("invites/port", "{\"port\":8444}")]
    [InlineData("reach/ddns", "{\"on\":false}")]
    [InlineData("reach/ddns", "{\"on\":false,\"checkUrl\":\"http://192.0.2.1/\"}")]
    [InlineData("reach/router", "{\"on\":true}")]
    [InlineData("reach/house", "{\"on\":true}")]
    public void FullFlash_IsNoRoom_ForSettingsToo(string path, string body)
    {
        var still = new Still();
        still.World.IsFlashFull = true;
        Assert.Equal(503, still.Post(path, body).Status);
        Assert.Null(still.Gateway.Reach.Router);
        Assert.Null(still.Gateway.Reach.House);
    }

    // What stands beside the account in one form is stored with it, or not at all.
    [Fact]
    public void RefusedAccount_LeavesTheRestOfItsForm()
    {
        var still = new Still();
        Reply refused = still.Post("reach/ddns", "{\"on\":true,\"provider\":\"noip\","
            + "\"names\":\"home.ddns.net\",\"user\":\"4k2xyz\","
            + "\"checkUrl\":\"http://192.0.2.1/\",\"resolver\":\"9.9.9.9\"}");
        Assert.Equal(400, refused.Status);
        Assert.Equal("Another provider needs its password or token.", refused.Error);
        Assert.Equal("", still.Gateway.Reach.Settings.CheckUrl);
        Assert.Equal("", still.Gateway.Reach.Settings.Resolver);
        int written = still.World.Writes;
        Assert.Equal(200, still.Post("reach/ddns", "{\"on\":false,"
            + "\"checkUrl\":\"http://192.0.2.1/\",\"resolver\":\" 9.9.9.9\"}").Status);
        Assert.Equal("http://192.0.2.1/", still.Gateway.Reach.Settings.CheckUrl);
        Assert.Equal("9.9.9.9", still.Gateway.Reach.Settings.Resolver);
        Assert.Equal(written + 1, still.World.Writes);
    }

    // A check is sent with every key: it asks for the memory of its rules before it makes them.
    [Theory]
    [InlineData("rules/check", Limits.ReadRuleBytes)]
    [InlineData("rules", Limits.RuleBytes)]
    public void ManyRulesInALine_AskForTheirMemoryFirst(string path, int bytes)
    {
        var still = new Still();
        const string Many = "{\"line\":\"tcp 5000-5003 192.168.1.20 from lan\"}";
        long free = Limits.HeapBytesMin + (4 * bytes);
        Reply reply = still.Post(path, Many, free: free - 1);
        Assert.Contains("not enough memory", reply.Text);
        Assert.Equal(0, still.Gateway.Table.Count);
        still.World.Free = -1;
        // A no holds for a moment.
        still.Pass(300);
        Assert.Contains("ules 1, 2", still.Post(path, Many, free: free).Text);
    }

    [Fact]
    public void Undo_SaysWhetherItTookBackOrBroughtAgain()
    {
        var still = new Still();
        still.Post("rules", Line(8080));
        string added = (string)still.Get("/api/v1/rules").Json["undo"];
        Assert.Equal("rule 1 added: tcp 8080 192.168.1.20:80", added);
        Assert.Equal("Undone: " + added + ".",
            (string)still.Post("rules/undo", "{}").Json["message"]);
        Assert.Equal("the taking back of: " + added,
            (string)still.Get("/api/v1/rules").Json["undo"]);
        Assert.Equal("Done again: " + added + ".",
            (string)still.Post("rules/undo", "{}").Json["message"]);
        Assert.Equal(added, (string)still.Get("/api/v1/rules").Json["undo"]);
    }

    private static string Line(int port) =>
        $"{{\"line\":\"tcp {port} 192.168.1.20:80\"}}";
}
