// Backup and restore: what is in the file, what a preview promises, and that a restore does all of
// it or nothing and can be taken back.

using System.Linq;
using System.Text.Json.Nodes;
using Xunit;

namespace Portreeve.Web;

public sealed class BackupTests
{
    private const string Camera = "tcp 8080 192.168.1.20:80 from lan # camera";
    private const string Game = "off udp 27015 192.168.1.21:27015 from any";

    private readonly Still _still = new();

    public BackupTests()
    {
        Add(Camera);
        Add(Game[4..]);
        _still.Post("rules/disable", "{\"id\":2}");
        _still.Post("board/name", "{\"name\":\"doors\"}");
    }

    [Fact]
    public void Backup_HoldsTheSettingsAndNoSecret()
    {
        _still.Post("keys", "{\"name\":\"ci\",\"scope\":\"full\"}");
        Reply reply = _still.Get("/api/v1/backup");
        Assert.Equal("attachment; filename=\"doors.portreeve.json\"",
            reply.Fields["content-disposition"]);
        Assert.Equal([Camera, Game], reply.Json["rules"].AsArray().Select(one => (string)one));
        string[] secrets = ["salt", "storedKey", "serverKey", "hash", "keys", "code", "prk_"];
        Assert.All(secrets, word => Assert.DoesNotContain(word, reply.Text));
    }

    [Fact]
    public void Restore_OfItsOwnBackup_ChangesNothing()
    {
        string backup = _still.Get("/api/v1/backup").Text;
        JsonNode preview = _still.Post("restore/preview", backup).Json;
        Assert.True((bool)preview["ok"]);
        Assert.Empty(preview["changes"].AsArray());
        var rule = _still.Gateway.Table.At(0);
        Assert.Equal(200, _still.Post("restore", backup).Status);
        // The same object: sessions of an untouched rule live on.
        Assert.Same(rule, _still.Gateway.Table.At(0));
    }

    [Fact]
    public void Restore_DoesWhatThePreviewPromised_AndCanBeTakenBack()
    {
        string before = _still.Get("/api/v1/backup").Text;
        const string Other = "{\"product\":\"portreeve\",\"format\":1,\"name\":\"gate\",\"rules\":["
            + "\"" + Camera + "\",\"tcp 22 192.168.1.30:22 from lan # ssh\"]}";
        string[] changes = [.. _still.Post("restore/preview", Other).Json["changes"].AsArray()
            .Select(one => $"{one["what"]}: {one["before"]} > {one["after"]}")];
        Assert.Equal(
        [
            $"rule 2: {Game} > ", "rule 2:  > tcp 22 192.168.1.30:22 from lan # ssh",
            "name: doors > gate",
        ], changes);
        Assert.Equal("doors", _still.Gateway.Settings.Name);
        Assert.Equal(200, _still.Post("restore", Other).Status);
        Assert.Equal("gate", _still.Gateway.Settings.Name);
        Assert.Equal(2, _still.Gateway.Table.Count);
        _still.Begin();
        _still.LogIn();
        Assert.Equal("gate", _still.Gateway.Settings.Name);
        Assert.True((bool)_still.Get("/api/v1/board").Json["canReturn"]);
        Assert.Equal(200, _still.Post("restore/back", "{}").Status);
        JsonNode now = _still.Get("/api/v1/backup").Json;
        Assert.Equal(JsonNode.Parse(before)["rules"].ToJsonString(), now["rules"].ToJsonString());
        Assert.Equal("doors", (string)now["name"]);
    }

    [Fact]
    public void Restore_WithOneBadRule_ChangesNothingAndTellsAll()
    {
        const string Bad = "{\"format\":1,\"name\":\"x y\","
            + "\"rules\":[\"tcp 22 192.168.1.30:22 from "
            + "lan\",\"tpc 99999 8.8.8.8:80\"]}";
        Reply reply = _still.Post("restore", Bad);
        Assert.Equal(400, reply.Status);
        string[] errors = [.. reply.Json["errors"].AsArray().Select(one => (string)one["message"])];
        Assert.Contains(errors, error => error.StartsWith("rule 2: "));
        Assert.Contains(errors, error => error.Contains("letters, digits"));
        Assert.Equal("doors", _still.Gateway.Settings.Name);
        Assert.Equal(2, _still.Gateway.Table.Count);
    }

    [Fact]
    public void Restore_ThatFlashDoesNotTake_ChangesNothing()
    {
        _still.World.IsFlashFull = true;
        Assert.Equal(503, _still.Post("restore", "{\"format\":1,\"rules\":[]}").Status);
        Assert.Equal(2, _still.Gateway.Table.Count);
    }

    [Fact]
    public void Restore_OfAnotherPort_IsOnlyTried()
    {
        const string Moved = "{\"format\":1,\"rules\":[],\"webPort\":8080,"
            + "\"adminNetworks\":[\"lan\"]}";
        Assert.Equal(200, _still.Post("restore", Moved).Status);
        Assert.Equal(8080, _still.Gateway.Settings.WebPort);
        _still.Pass(61000);
        Assert.Equal(80, _still.Gateway.Settings.WebPort);
        Assert.Equal(4, _still.Gateway.Settings.AdminNetworks.Length);
    }

    [Theory]
    [InlineData("{\"product\":\"other\",\"format\":1,\"rules\":[]}")]
    [InlineData("{\"format\":99,\"rules\":[]}")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":1,\"rules\":[1]}")]
    [InlineData("{\"format\":1,\"rules\":[],\"webPort\":0}")]
    [InlineData("{\"format\":1,\"rules\":[],\"adminNetworks\":[\"any\"]}")]
    [InlineData("[]")]
    public void Restore_OfSomethingElse_IsRefused(string document)
    {
        Assert.Equal(400, _still.Post("restore", document).Status);
        Assert.Equal(2, _still.Gateway.Table.Count);
    }

    private void Add(string line) =>
        Assert.Equal(200, _still.Post("rules", $"{{\"line\":\"{line}\"}}").Status);
}
