// What somebody who reads the network, or has a key, can make of it.

using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using Xunit;

namespace Portreeve.Web;

public sealed class SecretTests : IDisposable
{
    private const string Password = "correct horse battery";
    private const string Backup = "{\"format\":1,\"rules\":[]}";

    private readonly Running _running = new();
    private readonly ApiClient _owner;

    public SecretTests()
    {
        _owner = new ApiClient(_running.Port);
    }

    public void Dispose() => _running.Dispose();

    // With the stored key and one login, the client key is found: p = client key XOR HMAC(stored
    // key, message). So the stored key must not be seen in any request.
    [Fact]
    public void Verifier_OnItsWay_IsNotTheOneThatIsKept()
    {
        byte[] key = _owner.ClaimKey(_running.ClaimCode);
        JsonObject sent = ApiClient.Seal(ApiClient.VerifierOf(Password), key);
        Assert.Equal(200, _owner.Claim(_running.ClaimCode, Password).Status);
        Settings.Verifier kept = _running.Look(gateway => gateway.Settings.Verifier);
        Assert.Equal(32, kept.StoredKey.Length);
        // Sealed and plain differ, for the same password and salt.
        JsonObject plain = ApiClient.VerifierOf(Password);
        sent = ApiClient.Seal(plain, key);
        Assert.NotEqual((string)plain["storedKey"], (string)sent["storedKey"]);
        Assert.NotEqual((string)plain["serverKey"], (string)sent["serverKey"]);
        // A verifier that comes as 0.1.0 sent it is refused: the gateway never takes a plain one.
        (string final, _) = _owner.Prove(Password);
        plain["clientFinal"] = final;
        Assert.Equal(400, _owner.Post("board/password", plain).Status);
        Assert.Equal(200, new ApiClient(_running.Port).Login(Password).Status);
    }

    [Fact]
    public void NewPassword_SealedWithTheOld_IsTaken()
    {
        _owner.Claim(_running.ClaimCode, Password);
        (string final, _) = _owner.Prove(Password);
        JsonObject change = ApiClient.Seal(
            ApiClient.VerifierOf("another one"), _owner.LastClientKey);
        change["clientFinal"] = final;
        Assert.Equal(200, _owner.Post("board/password", change).Status);
        Assert.Equal(200, new ApiClient(_running.Port).Login("another one").Status);
    }

    [Fact]
    public void ClaimKey_IsPbkdf2OfTheCode()
    {
        byte[] expected = _owner.ClaimKey(_running.ClaimCode);
        byte[] key = null;
        Patience.Until(() => (key = _running.Look(gateway => gateway.Front.Login.Claim.Key))
            != null, "the key is made");
        Assert.Equal(expected, key);
        _running.Type("claim new");
        Assert.NotEqual(expected, _owner.ClaimKey(_running.ClaimCode));
    }

    [Fact]
    public void Key_IsMadeOnlyForWhoHasThePassword()
    {
        _owner.Claim(_running.ClaimCode, Password);
        Assert.Equal(400, _owner.MakeKey("ci", "read", "a guess").Status);
        Assert.Equal(409, _owner.Post("keys", new { name = "ci", scope = "read" }).Status);
        Assert.Equal(200, _owner.MakeKey("ci", "read", Password).Status);
        Assert.Single(_owner.Get("keys").Json["keys"].AsArray());
    }

    [Fact]
    public void Key_BoundToANetwork_IsWorthNothingElsewhere_AlsoAfterARestart()
    {
        _owner.Claim(_running.ClaimCode, Password);
        string key = (string)_owner.MakeKey("ci", "read", Password, ["127.0.5.0/24"], 30)
            .Json["key"];
        var here = new ApiClient(_running.Port, "127.0.5.9") { Key = key };
        var there = new ApiClient(_running.Port, "127.0.6.9") { Key = key };
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(200, here.Get("status").Status);
            Assert.Equal(403, there.Get("status").Status);
            _running.Restart();
        }
        _owner.Login(Password);
        JsonNode listed = _owner.Get("keys").Json["keys"][0];
        Assert.Equal("127.0.5.0/24", (string)listed["from"][0]);
        Assert.NotNull((string)listed["until"]);
        Assert.Equal(400, _owner.MakeKey("b", "read", Password, ["everywhere"]).Status);
        Reply endless = _owner.MakeKey("b", "read", Password, null, 0);
        Assert.Equal(400, endless.Status);
        Assert.Equal("days", (string)endless.Json["errors"][0]["field"]);
    }

    [Fact]
    public void Key_Ends_AndDoesNotCountWhileTheTimeIsUnknown()
    {
        var key = new Settings.ApiKey { EndUtcSeconds = 1000 };
        Assert.Null(key.TroubleAt(1, 999));
        Assert.NotNull(key.TroubleAt(1, 1000));
        Assert.NotNull(key.TroubleAt(1, 0));
        key.EndUtcSeconds = 0;
        Assert.Null(key.TroubleAt(1, 0));
    }

    // What can lock the owner out is for who has the password.
    [Theory]
    [InlineData("board/admin", "{\"networks\":[\"10.0.0.0/8\"]}")]
    [InlineData("board/port", "{\"port\":8099}")]
    [InlineData("board/network", "{\"dhcp\":true}")]
    [InlineData("board/hosts", "{\"hosts\":[]}")]
    [InlineData("pending/confirm", "{}")]
    [InlineData("pending/revert", "{}")]
    [InlineData("restore", Backup)]
    [InlineData("restore/back", "{}")]
    [InlineData("factory-reset", "{\"name\":\"x\"}")]
    [InlineData("keys", "{}")]
    public void FullKey_CannotLockTheOwnerOut(string path, string body)
    {
        _owner.Claim(_running.ClaimCode, Password);
        string key = (string)_owner.MakeKey("ci", "full", Password).Json["key"];
        var script = new ApiClient(_running.Port) { Key = key };
        Assert.Equal(403, script.PostText(path, body).Status);
    }

    [Fact]
    public void ReadKey_MayNotTakeALargeBuffer()
    {
        _owner.Claim(_running.ClaimCode, Password);
        string key = (string)_owner.MakeKey("graph", "read", Password).Json["key"];
        var script = new ApiClient(_running.Port) { Key = key };
        Assert.Equal(403, script.PostText("restore/preview", Backup).Status);
    }

    [Fact]
    public void Key_HasOnePlace_AndItsSlowBodiesDoNotStarveThePage()
    {
        _owner.Claim(_running.ClaimCode, Password);
        string key = (string)_owner.MakeKey("graph", "read", Password).Json["key"];
        string slow = "POST /api/v1/rules/check HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + $"Authorization: Bearer {key}\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000\r\n\r\n{";
        long calm = OwnersWait.Usual(_owner, 5);
        var wires = new List<RawConnection>();
        for (int i = 0; i < 6; i++)
        {
            wires.Add(new RawConnection(_running.Port, "127.0.0." + (50 + i)));
            wires[i].TrySend(System.Text.Encoding.ASCII.GetBytes(slow));
        }
        long usual = OwnersWait.Usual(_owner, 8);
        wires.ForEach(wire => wire.Dispose());
        // Was 4.5 to 14.5 s.
        Assert.InRange(usual, 0, 4000 + 10 * calm);
    }

    [Fact]
    public void SecondRequestOfAKey_IsToldToComeAgain()
    {
        _owner.Claim(_running.ClaimCode, Password);
        string key = (string)_owner.MakeKey("graph", "read", Password).Json["key"];
        using var first = new RawConnection(_running.Port);
        first.Send("POST /api/v1/rules/check HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + $"Authorization: Bearer {key}\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000\r\n\r\n{");
        // It has been read, and is waited for.
        long steps = _running.Steps;
        Patience.Until(() => _running.Steps > steps + 20, "the gateway goes on");
        Assert.True(first.IsSilent(200));
        var second = new ApiClient(_running.Port) { Key = key };
        Reply reply = second.Get("status");
        Assert.Equal(503, reply.Status);
        Assert.Equal("1", reply.Fields["retry-after"]);
        first.Dispose();
        Patience.Until(() => second.Get("status").Status == 200, "the next is answered");
    }

    [Fact]
    public void AllOfTheInternet_AsAdminNetwork_IsAskedAbout()
    {
        _owner.Claim(_running.ClaimCode, Password);
        object all = new { networks = new[] { "lan", "0.0.0.0/0" } };
        Reply reply = _owner.Post("board/admin", all);
        Assert.Equal(400, reply.Status);
        Assert.Contains("0.0.0.0/0", reply.Error);
        Assert.Equal(200, _owner.Post("board/admin",
            new { networks = new[] { "lan", "0.0.0.0/0" }, sure = true }).Status);
        _owner.Post("pending/revert", new { });
        Assert.Contains("sure", _running.Type("page from 0.0.0.0/0"));
        Assert.Contains("is now for 0.0.0.0/0", _running.Type("page from 0.0.0.0/0 sure"));
    }

    // Two owners: the second one's form was filled in before the first one's change.
    [Fact]
    public void Change_OfWhatSomebodyElseHasChangedMeanwhile_IsRefused()
    {
        _owner.Claim(_running.ClaimCode, Password);
        var none = Array.Empty<string>();
        string[] mine = ["mine.example.org"];
        Assert.Equal(200, _owner.Post("board/hosts", new { hosts = mine, was = none }).Status);
        Assert.Equal(409, _owner.Post("board/hosts", new { hosts = none, was = none }).Status);
        Assert.Equal(200, _owner.Post("board/hosts", new { hosts = none, was = mine }).Status);
        string[] lan = ["lan"];
        Assert.Equal(409, _owner.Post("board/admin", new { networks = lan, was = none }).Status);
        JsonObject backup = _owner.Get("backup").Json.AsObject();
        backup["revision"] = (int)_owner.Post("restore/preview", backup).Json["revision"];
        _owner.Post("rules", new { line = "tcp 9 192.168.1.20:80 from lan" });
        Assert.Equal(409, _owner.Post("restore", backup).Status);
        Assert.Equal(1, _running.Look(gateway => gateway.Table.Count));
    }
}
