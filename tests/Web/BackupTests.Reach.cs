// Backup and restore of how the board is reached: all of it but the password, which stays with the
// board that has it.

using System.Linq;
using System.Text.Json.Nodes;
using Portreeve.Reach;
using Xunit;

namespace Portreeve.Web;

public sealed partial class BackupTests
{
    private const string Secret = "s3cret words";

    [Fact]
    public void Reach_IsInTheBackup_WithoutItsPassword_AndComesBack()
    {
        string before = _still.Get("/api/v1/backup").Text;
        SetReach();
        string backup = _still.Get("/api/v1/backup").Text;
        Assert.DoesNotContain(Secret, backup);
        Assert.DoesNotContain(_still.Gateway.Reach.Settings.Nonce, backup);
        Assert.Equal(
        [
            "on ddns router mdns", "provider noip", "names home.ddns.net", "user 4k2xyz",
            "refresh 20", "check http://127.0.0.1:9/ip",
            "resolver 9.9.9.9", "house gatekeeper",
        ], JsonNode.Parse(backup)["reach"].AsArray().Select(one => (string)one));
        Assert.Empty(Changes(backup));

        // Back to what was before, and here again: the board has kept nothing of the account.
        Assert.Contains("being reached: on ddns router mdns > on", Changes(before));
        Assert.Equal(200, _still.Post("restore", before).Status);
        Assert.Null(_still.Gateway.Reach.Ddns);
        Assert.Equal("", _still.Gateway.Reach.Settings.Provider);
        Assert.Contains("being reached:  > ddns stays off until its password is set, which no "
            + "backup holds", Changes(backup));
        Reply reply = _still.Post("restore", backup);
        Assert.Contains("DNS updates stay off", (string)reply.Json["message"]);
        ReachSettings now = _still.Gateway.Reach.Settings;
        Assert.Equal("on router mdns", now.LineAt(0));
        Assert.Equal("home.ddns.net", now.Names);
        Assert.NotEqual("", now.Nonce);
        Assert.NotNull(_still.Gateway.Reach.House);
        _still.Begin();
        Assert.Equal("gatekeeper", _still.Gateway.Reach.Settings.HouseName);
    }

    [Fact]
    public void Reach_OfTheSameAccount_KeepsItsPassword()
    {
        SetReach();
        string backup = _still.Get("/api/v1/backup").Text;
        _still.Post("reach/ddns", "{\"on\":false}");
        _still.Post("reach/house", "{\"on\":false,\"name\":\"doors\"}");
        Assert.Equal(["being reached: on router > on ddns router mdns",
            "being reached: house doors > house gatekeeper"], Changes(backup));
        Assert.Equal(200, _still.Post("restore", backup).Status);
        Assert.NotNull(_still.Gateway.Reach.Ddns);
        Assert.Equal(Secret, _still.Gateway.Reach.Settings.Password);
    }

    [Fact]
    public void Reach_NotMentioned_Stays_AndAPasswordInAFileIsNotTaken()
    {
        SetReach();
        Assert.Equal(200, _still.Post("restore", "{\"format\":1,\"rules\":[]}").Status);
        Assert.NotNull(_still.Gateway.Reach.Ddns);
        const string Evil = "{\"format\":1,\"rules\":[],\"reach\":[\"on ddns\","
            + "\"provider http://evil.example/{names}\",\"names home.ddns.net\",\"on ddns plain\","
            + "\"user 4k2xyz\",\"password other\",\"nonce 00\"]}";
        Assert.Equal(200, _still.Post("restore", Evil).Status);
        // The stored one goes to the account it was given for, and to nobody else.
        Assert.Equal("", _still.Gateway.Reach.Settings.Password);
        Assert.Null(_still.Gateway.Reach.Ddns);
    }

    [Theory]
    [InlineData("provider gopher://x")]
    [InlineData("names home.ddns.net")]
    [InlineData("names no name")]
    [InlineData("user 4k2xyz\\nhouse no name")]
    [InlineData("house no name")]
    [InlineData("resolver nobody")]
    [InlineData("check x")]
    [InlineData("refresh 999")]
    [InlineData("invite 70000")]
    public void Reach_WithABadLine_ChangesNothing(string line)
    {
        SetReach();
        Reply reply = _still.Post("restore", "{\"format\":1,\"rules\":[],\"reach\":[\"" + line
            + "\"]}");
        Assert.Equal(400, reply.Status);
        Assert.Equal("reach", (string)reply.Json["errors"][0]["field"]);
        Assert.Equal(2, _still.Gateway.Table.Count);
        Assert.NotNull(_still.Gateway.Reach.Ddns);
    }

    [Theory]
    [InlineData("8081", "8444", "for a rule")]
    [InlineData("8444", "8444", "for the page")]
    public void Reach_WithAPortForInvitesThatIsTaken_ChangesNothing(string webPort, string invites,
        string why)
    {
        string rule = webPort == invites ? "" : $"\"tcp {invites} 192.168.1.20:80 from lan\"";
        Reply reply = _still.Post("restore", "{\"format\":1,\"rules\":[" + rule
            + "],\"webPort\":" + webPort + ",\"reach\":[\"invite " + invites + "\"]}");
        Assert.Equal(400, reply.Status);
        Assert.Equal("reach", (string)reply.Json["errors"][0]["field"]);
        Assert.Contains(why, reply.Text);
        Assert.Equal(2, _still.Gateway.Table.Count);
    }

    [Fact]
    public void Reach_ChangedSinceThePreview_IsNotRestoredUnseen()
    {
        string backup = _still.Get("/api/v1/backup").Text;
        int seen = (int)_still.Post("restore/preview", backup).Json["revision"];
        SetReach();
        Assert.Equal(409, _still.Post("restore",
            backup[..^1] + ",\"revision\":" + seen + "}").Status);
    }

    [Fact]
    public void Reach_WithoutAPortForInvites_EndsThem()
    {
        string backup = _still.Get("/api/v1/backup").Text;
        Assert.Equal(200, _still.Post("invites/port", "{\"port\":8444}").Status);
        Assert.Equal(200, _still.Post("invites", "{\"rule\":1,\"for\":\"3h\"}").Status);
        Assert.Equal(1, _still.Gateway.Reach.Invites.Count);
        Assert.Equal(200, _still.Post("restore", backup).Status);
        Assert.Equal(0, _still.Gateway.Reach.Settings.InvitePort);
        _still.Step();
        Assert.Equal(0, _still.Gateway.Reach.Invites?.Count ?? 0);
    }

    private void SetReach()
    {
        Assert.Equal(200, _still.Post("reach/ddns", "{\"on\":true,\"provider\":\"noip\","
            + "\"names\":\"home.ddns.net\",\"user\":\"4k2xyz\",\"password\":\"" + Secret + "\","
            + "\"refreshDays\":20,\"checkUrl\":\"http://127.0.0.1:9/ip\","
            + "\"resolver\":\"9.9.9.9\"}").Status);
        Assert.Equal(200, _still.Post("reach/router", "{\"on\":true}").Status);
        Assert.Equal(200,
            _still.Post("reach/house", "{\"on\":true,\"name\":\"gatekeeper\"}").Status);
    }
}
