// The grants of a backup and of a restore: each for the machine it was given for.

using System.Linq;
using System.Text.Json.Nodes;
using Portreeve.Changes;
using Xunit;

namespace Portreeve.Web;

public sealed partial class BackupTests
{
    [Fact]
    public void Grants_AndGrace_AreInTheBackupAndComeBack()
    {
        _still.World.Utc = Noon;
        Grant("203.0.113.7", "good");
        Grant("203.0.113.16/28", "2026-12-01T18:30");
        Grant("203.0.113.8", "3h");
        Grant("203.0.113.9", "once");
        Grant("203.0.113.10", "reboot");
        Assert.Equal(200, _still.Post("people/grace", "{\"for\":\"Strict\"}").Status);
        Assert.Equal(400, _still.Post("people/grace", "{\"for\":\"soon\"}").Status);
        Assert.Equal(0, (int)_still.Get("/api/v1/people").Json["graceS"]);
        string backup = _still.Get("/api/v1/backup").Text;
        Assert.Equal(
        [
            $"203.0.113.7 on tcp 8080{ToCamera} for good",
            $"203.0.113.16/28 on tcp 8080{ToCamera} until 2026-12-01T18:30Z",
            $"203.0.113.8 on tcp 8080{ToCamera} until 2026-10-26T15:00Z",
        ], Lines(backup, "grants"));
        Assert.Empty(Changes(backup));
        Access.Grant[] before = _still.Gateway.Grants.InForce();
        Assert.Equal(200, _still.Post("restore", backup).Status);
        Assert.Equal(before, _still.Gateway.Grants.InForce());

        _still.Post("people/revoke", "{\"id\":1}");
        _still.Post("people/revoke", "{\"id\":2}");
        Grant("203.0.113.77", "good");
        _still.Post("people/grace", "{\"for\":\"2h\"}");
        Assert.Equal(
        [
            $"grant: 203.0.113.77 on tcp 8080{ToCamera} for good > ",
            $"grant:  > 203.0.113.7 on tcp 8080{ToCamera} for good",
            $"grant:  > 203.0.113.16/28 on tcp 8080{ToCamera} until 2026-12-01T18:30Z",
            "friends' grace period: 2h > strict",
        ], Changes(backup));
        Assert.Equal(200, _still.Post("restore", backup).Status);
        _still.Begin();
        Assert.Equal(Lines(backup, "grants").Order(),
            BackupJson.GrantsOf(_still.Gateway.Rooms).Order());
        Assert.Equal(0, _still.Gateway.Names.Friends.GraceMs);
    }

    [Fact]
    public void Grants_ThatEndedSince_AreLeftOut_AndThoseWhoseDoorGoesAreTold()
    {
        _still.World.Utc = Noon;
        Grant("203.0.113.8", "3h");
        Grant("203.0.113.9", "once");
        string backup = _still.Get("/api/v1/backup").Text;
        _still.World.Utc = Noon + 4 * 3600;
        _still.Step(4 * 3600 * 1000);
        _still.LogIn();
        Assert.Empty(Changes(backup));
        Assert.Contains("Left out, since over: 1 grant.", _still.Post("restore", backup).Text);
        Assert.Equal(
        [
            $"rule 1: {Camera} > ", $"rule 2: {Game} > ",
            $"grant: 203.0.113.9 on tcp 8080{ToCamera} once > ",
        ], Changes("{\"format\":1,\"rules\":[]}"));
    }

    // A backup whose rule was changed by hand, or one of rules alone: the grant stays behind.
    [Fact]
    public void Grants_AreForTheMachineTheyWereGivenFor()
    {
        Grant("203.0.113.7", "good");
        string backup = _still.Get("/api/v1/backup").Text;
        string moved = backup.Replace("192.168.1.20:80 ", "192.168.1.66:80 ");
        Assert.NotEqual(backup, moved);
        Reply reply = _still.Post("restore", moved.Replace("192.168.1.66:80 for good",
            "192.168.1.20:80 for good"));
        Assert.Equal(400, reply.Status);
        Assert.Contains("this grant is for another machine; tcp 8080 leads to 192.168.1.66:80",
            reply.Text);
        string rules = "{\"format\":1,\"rules\":[\"tcp 8080 192.168.1.66:80 from lan\"]}";
        Assert.Contains($"grant: 203.0.113.7 on tcp 8080{ToCamera} for good > ", Changes(rules));
        Assert.Equal(200, _still.Post("restore", rules).Status);
        _still.Step(1000);
        Assert.Empty(_still.Gateway.Grants.InForce());
    }

    [Fact]
    public void Grants_WithErrors_AreAllToldWithColumnAndProposal()
    {
        const string Bad = "{\"format\":1,\"friendGraceS\":-1,\"rules\":[\"" + Camera + "\"],"
            + "\"grants\":[\"203.0.113.300 on tcp 8080 for ever\","
            + "\"anna.ddns.net on tcp 22 once\","
            + "\"203.0.113.7 tcp 8080\",\"203.0.113.7 on tcp 8080 for good\","
            + "\"203.0.113.7 on tcp 8080 until 2026-12-01\"]}";
        JsonNode preview = _still.Post("restore/preview", Bad).Json;
        Assert.False((bool)preview["ok"]);
        string[] errors = [.. preview["errors"].AsArray().Select(one => $"{one["column"]} "
            + $"{one["message"]}; {one["proposal"]}")];
        string[] wanted =
        [
            "1 grant 1: \"203.0.113.300\" is no address or network; write it "
                + "like 203.0.113.7 or 203.0.113.0/24",
            "27 grant 1: the length cannot be read; write for good, or until 2026-12-01T18:00",
            "1 grant 2: a grant is for an address or a network; put \"anna.ddns.net\" on a door's "
                + "list",
            "18 grant 2: no rule has tcp 22; add the rule, or leave this grant out",
            "13 grant 3: the word \"on\" is missing; write it like: 203.0.113.7 on tcp 8080 for "
                + "good",
            " grant 5: 203.0.113.7 has a grant at this door already; ",
            " the grace period is a number of seconds, 0 for strict; ",
        ];
        Assert.All(wanted, one => Assert.Contains(one, errors));
        Assert.Equal(400, _still.Post("restore", Bad).Status);
        Assert.Empty(_still.Gateway.Grants.InForce());
        string many = string.Join(",", Enumerable.Range(1, 17).Select(i =>
            $"\"203.0.113.{i} on tcp 8080 for good\""));
        Assert.Contains("17 grants, 1 more than the 16 that fit", _still.Post("restore",
            "{\"format\":1,\"rules\":[\"" + Camera + $"\"],\"grants\":[{many}]}}").Text);
    }
}
