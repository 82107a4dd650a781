// Backup and restore: what is in the file, what a preview promises, and that a restore does all of
// it or nothing and can be taken back.

using System;
using System.Linq;
using System.Text.Json.Nodes;
using Xunit;

namespace Portreeve.Web;

public sealed partial class BackupTests
{
    private const string Camera = "tcp 8080 192.168.1.20:80 from lan # camera";
    private const string ToCamera = " to 192.168.1.20:80";
    private const string Game = "off udp 27015 192.168.1.21:27015 from any";

    private const long Noon = 1793016000;

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

    // The rules of a document stand beside those in force until one of both tables goes.
    [Theory]
    [InlineData(0, 200)]
    [InlineData(-1, 503)]
    public void Restore_AsksForTheMemoryOfItsRules(int beyond, int status)
    {
        string backup = _still.Get("/api/v1/backup").Text.Replace("doors", "gate",
            StringComparison.Ordinal);
        long free = Limits.HeapBytesMin + (2 * Limits.ReadRuleBytes) + beyond;
        foreach (string path in new[] { "restore/preview", "restore" })
        {
            Reply reply = _still.Post(path, backup, free: free);
            Assert.Equal(status, reply.Status);
            _still.World.Free = -1;
            if (status == 503) Assert.Contains("not enough memory", reply.Text);
            // A no holds for a moment.
            _still.Pass(300);
        }
        Assert.Equal(status == 200 ? "gate" : "doors", _still.Gateway.Rooms.Settings.Name);
        Assert.Equal(2, _still.Gateway.Table.Count);
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
    public void Zone_IsInTheBackupAndComesBack()
    {
        const string Berlin = "CET-1CEST,M3.5.0,M10.5.0/3";
        Assert.Equal(200, _still.Post("board/zone", $"{{\"zone\":\"{Berlin}\"}}").Status);
        string backup = _still.Get("/api/v1/backup").Text;
        Assert.Equal(Berlin, (string)JsonNode.Parse(backup)["zone"]);
        Assert.Empty(Changes(backup));
        _still.Post("board/zone", "{\"zone\":\"utc\"}");
        Assert.Equal([$"time zone:  > {Berlin}"], Changes(backup));
        Assert.Equal(200, _still.Post("restore", backup).Status);
        Assert.Equal(Berlin, _still.Gateway.Settings.Zone.Text);
        _still.Begin();
        Assert.Equal(Berlin, _still.Gateway.Settings.Zone.Text);
        _still.LogIn();
        // One that says nothing of it leaves it, and one that is none is refused.
        Assert.Empty(Changes(backup.Replace("\"zone\"", "\"other\"")));
        Reply reply = _still.Post("restore", backup.Replace(Berlin, "Europe/Berlin"));
        Assert.Equal(400, reply.Status);
        Assert.Contains("the zone is written like", reply.Text);
        Assert.Equal(400, _still.Post("restore", backup.Replace($"\"{Berlin}\"", "1")).Status);
    }

    // Whichever write fails, all is as it was: rules, grants, grace, name and zone.
    [Fact]
    public void Restore_FlashFailsInEachWrite_IsAsItWas()
    {
        Grant("203.0.113.7", "good");
        string before = Settled();
        const string Other = "{\"format\":1,\"name\":\"gate\",\"friendGraceS\":60,"
            + "\"zone\":\"GMT0\",\"rules\":[\"tcp 22 192.168.1.30:22 from lan\"],"
            + "\"grants\":[\"203.0.113.9 on tcp 22 for good\"],\"reach\":[\"on mdns\"]}";
        int failed = 0;
        _still.World.FailsOnce = true;
        for (; ; failed++)
        {
            _still.World.WritesLeft = failed;
            string undo = _still.Gateway.Edits.UndoText;
            Reply reply = _still.Post("restore", Other);
            if (reply.Status == 200) break;
            Assert.Equal(503, reply.Status);
            Assert.Equal(before, Settled());
            // Undo would else bring rules that were never restored.
            Assert.Equal(undo, _still.Gateway.Edits.UndoText);
            _still.Begin();
            _still.LogIn();
            Assert.Equal(before, Settled());
        }
        Assert.Equal(6, failed);
        Assert.NotEqual(before, Settled());
        Assert.Equal("import of 1 rule in place of 2", _still.Gateway.Edits.UndoText);
        _still.World.FailsOnce = false;
        _still.World.WritesLeft = -1;
        _still.Post("restore/back", "{}");
        Assert.Equal(before, Settled());
        _still.World.WritesLeft = 2;
        Assert.Contains("rules of the backup are in force all the same",
            _still.Post("restore", Other).Text);
    }

    [Fact]
    public void Restore_OfAnotherPort_IsOnlyTried()
    {
        const string Moved = "{\"format\":1,\"rules\":[],\"webPort\":8080,"
            + "\"adminNetworks\":[\"lan\",\"10.0.0.0/8\"]}";
        Assert.Equal(200, _still.Post("restore", Moved).Status);
        Assert.Equal(2, _still.Gateway.Settings.AdminNetworks.Length);
        Assert.Equal(8080, _still.Gateway.Settings.WebPort);
        _still.Pass(61000);
        Assert.Equal(80, _still.Gateway.Settings.WebPort);
        Assert.Equal(["lan"], _still.Gateway.Settings.AdminNetworks);
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

    private void Grant(string who, string length) => Assert.Equal(200, _still.Post("people/grant",
        $"{{\"who\":\"{who}\",\"rule\":1,\"for\":\"{length}\"}}").Status);

    private string[] Changes(string backup) =>
        [.. _still.Post("restore/preview", backup).Json["changes"].AsArray()
            .Select(one => $"{one["what"]}: {one["before"]} > {one["after"]}")];

    private static string[] Lines(string backup, string list) =>
        [.. JsonNode.Parse(backup)[list].AsArray().Select(one => (string)one)];

    // What a backup says, without the time it was made.
    private string Settled()
    {
        JsonNode backup = _still.Get("/api/v1/backup").Json;
        backup.AsObject().Remove("time");
        return backup.ToJsonString();
    }

    private void Add(string line) =>
        Assert.Equal(200, _still.Post("rules", $"{{\"line\":\"{line}\"}}").Status);
}
