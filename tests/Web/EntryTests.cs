// Claiming, logging in and out, keys: what the owner does, and what somebody else tries.

using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using Xunit;

namespace Portreeve.Web;

public sealed class EntryTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly Running _running = new();
    private readonly ApiClient _owner;

    public EntryTests()
    {
        _owner = new ApiClient(_running.Port);
    }

    public void Dispose() => _running.Dispose();

    [Fact]
    public void NewBoard_ServesTheClaimPageAndNothingElse()
    {
        Assert.False((bool)_owner.Get("session").Json["claimed"]);
        Assert.Equal(200, _owner.Get("/").Status);
        foreach (Asking route in _running.Routes)
        {
            // The metrics are not there at all: they are off.
            if (route.Access is RouteAccess.Anybody or RouteAccess.Watcher) continue;
            Reply reply = route.Method == Web.HttpMethod.Get ? _owner.Get(route.Path)
                : _owner.Post(route.Path, new { });
            Assert.Equal(401, reply.Status);
        }
        Assert.Equal(409, _owner.Post("login/first", new { clientFirst = "n,,n=owner,r=12345678" })
            .Status);
    }

    [Fact]
    public void Claim_WithTheCode_LogsInAndOutlivesARestart()
    {
        Reply reply = _owner.Claim(_running.ClaimCode.ToLowerInvariant(), Password);
        Assert.Equal(200, reply.Status);
        Assert.Matches("^[0-9a-f]{32}$", (string)reply.Json["token"]);
        Assert.Equal(200, _owner.Get("status").Status);
        Assert.True((bool)_owner.Get("session").Json["in"]);
        Assert.Equal(409, new ApiClient(_running.Port).Claim(_running.ClaimCode, "mine").Status);
        _running.Restart();
        Assert.Equal(401, _owner.Get("status").Status);
        Assert.True((bool)_owner.Get("session").Json["claimed"]);
        Assert.Equal(200, new ApiClient(_running.Port).Login(Password).Status);
    }

    [Fact]
    public void Claim_WhoseVerifierWasExchangedOnItsWay_IsRefused()
    {
        // The proof is made for mine; somebody between puts his own keys in.
        var recorder = new ApiClient(_running.Port, "127.0.1.9");
        byte[] key = recorder.ClaimKey(_running.ClaimCode);
        JsonObject mine = ApiClient.Seal(ApiClient.VerifierOf(Password), key);
        JsonObject theirs = ApiClient.Seal(ApiClient.VerifierOf("theirs"), new byte[32]);
        theirs["proof"] = (string)mine["proof"];
        Assert.Equal(401, recorder.PostPatiently("claim", theirs).Status);
        mine["iterations"] = 4097;
        Assert.Equal(401, recorder.PostPatiently("claim", mine).Status);
    }

    [Fact]
    public void Login_WithThePassword_Succeeds_AndWithAnotherNot()
    {
        _owner.Claim(_running.ClaimCode, Password);
        var other = new ApiClient(_running.Port, "127.0.0.7");
        Assert.Equal(401, other.Login("wrong").Status);
        Assert.Equal(200, other.Login(Password).Status);
        Assert.Equal(200, other.Get("status").Status);
        Assert.Equal(2, _owner.Get("logins").Json["logins"].AsArray().Count);
    }

    [Fact]
    public void LoginProof_SentTwice_IsWorthNothingTheSecondTime()
    {
        _owner.Claim(_running.ClaimCode, Password);
        var other = new ApiClient(_running.Port);
        string final;
        (string older, _) = new ApiClient(_running.Port).Prove(Password);
        (final, _) = other.Prove(Password);
        Assert.Equal(200, other.Post("login/final", new { clientFinal = final }).Status);
        Assert.Equal(409, other.Post("login/final", new { clientFinal = final }).Status);
        // A challenge from before may have been heard too; whoever has it starts again.
        Assert.Equal(409, other.Post("login/final", new { clientFinal = older }).Status);
        Assert.Equal(200, new ApiClient(_running.Port).Login(Password).Status);
    }

    [Fact]
    public void LoginProof_ForAChallengeOfAnEarlierStart_CountsForNobody()
    {
        _owner.Claim(_running.ClaimCode, Password);
        (string final, _) = _owner.Prove(Password);
        _running.Restart();
        var other = new ApiClient(_running.Port);
        for (int i = 0; i < 10; i++)
        {
            Reply reply = other.Post("login/final", new { clientFinal = final });
            Assert.Equal(409, reply.Status);
            Assert.Contains("start again", reply.Text);
        }
        Assert.Equal(200, other.Login(Password).Status);
    }

    [Fact]
    public void LoginProof_OfAnotherSource_IsWorthNothing()
    {
        _owner.Claim(_running.ClaimCode, Password);
        (string final, _) = _owner.Prove(Password);
        var thief = new ApiClient(_running.Port, "127.0.0.66");
        Assert.Equal(409, thief.Post("login/final", new { clientFinal = final }).Status);
    }

    [Fact]
    public void Token_FromAnotherSource_IsWorthNothing()
    {
        _owner.Claim(_running.ClaimCode, Password);
        var thief = new ApiClient(_running.Port, "127.0.0.66") { Token = _owner.Token };
        Assert.Equal(401, thief.Get("status").Status);
    }

    [Fact]
    public void FourthLogin_PushesOutTheOneIdleLongest()
    {
        _owner.Claim(_running.ClaimCode, Password);
        var second = new ApiClient(_running.Port, "127.0.0.2");
        var third = new ApiClient(_running.Port, "127.0.0.3");
        var fourth = new ApiClient(_running.Port, "127.0.0.4");
        second.Login(Password);
        third.Login(Password);
        Thread.Sleep(5);
        _owner.Get("status");
        third.Get("status");
        fourth.Login(Password);
        Assert.Equal(401, second.Get("status").Status);
        Assert.Equal(200, _owner.Get("status").Status);
        Assert.Equal(200, third.Get("status").Status);
        Assert.Equal(200, fourth.Get("status").Status);
    }

    [Fact]
    public void Logout_EndsTheLogin()
    {
        _owner.Claim(_running.ClaimCode, Password);
        Reply reply = _owner.Post("logout", new { });
        Assert.Equal(200, reply.Status);
        Assert.Equal(401, _owner.Get("status").Status);
    }

    [Fact]
    public void AnotherLogin_CanBeEnded()
    {
        _owner.Claim(_running.ClaimCode, Password);
        var other = new ApiClient(_running.Port, "127.0.0.7");
        other.Login(Password);
        JsonNode theirs = _owner.Get("logins").Json["logins"].AsArray()
            .Single(one => !(bool)one["own"]);
        Assert.Equal("127.0.0.7", (string)theirs["source"]);
        Assert.Equal(200, _owner.Post("logins/revoke", new { id = (int)theirs["id"] }).Status);
        Assert.Equal(401, other.Get("status").Status);
        Assert.Equal(404, _owner.Post("logins/revoke", new { id = 99 }).Status);
    }

    [Fact]
    public void Key_IsShownOnceKeptAsAHashAndCanBeEnded()
    {
        _owner.Claim(_running.ClaimCode, Password);
        string full = (string)_owner.MakeKey("ci", "full", Password).Json["key"];
        string read = (string)_owner.MakeKey("graph", "read", Password).Json["key"];
        var script = new ApiClient(_running.Port, "127.0.0.9") { Key = full };
        var graph = new ApiClient(_running.Port, "127.0.0.9") { Key = read };
        Assert.Equal(200, script.Get("status").Status);
        Assert.Equal(200, graph.Get("status").Status);
        object line = new { line = "tcp 9 192.168.1.20:80 from lan" };
        Assert.Equal(403, graph.Post("rules", line).Status);
        Assert.Equal(200, graph.Post("rules/check", line).Status);
        Assert.Equal(200, script.Post("rules", line).Status);
        Assert.Equal(403, script.Post("keys", new { name = "more", scope = "full" }).Status);
        string list = _owner.Get("keys").Text;
        Assert.DoesNotContain(full[4..], list);
        Assert.DoesNotContain(full[4..], _owner.Get("backup").Text);
        Assert.DoesNotContain(full[4..], _owner.Get("journal").Text);
        _running.Restart();
        Assert.Equal(200, script.Get("status").Status);
        var again = new ApiClient(_running.Port);
        again.Login(Password);
        Assert.Equal(200, again.Post("keys/revoke", new { id = 1 }).Status);
        Assert.Equal(401, script.Get("status").Status);
        Assert.Equal(200, graph.Get("status").Status);
    }

    [Fact]
    public void Console_AlwaysGetsIn_AndCanForgetThePassword()
    {
        _owner.Claim(_running.ClaimCode, Password);
        Assert.Contains("has an owner", _running.Type("claim"));
        Assert.Contains("forgotten", _running.Type("forget-password"));
        Assert.Equal(401, _owner.Get("status").Status);
        Assert.Equal(200, _owner.Claim(_running.ClaimCode, "another").Status);
    }

    [Fact]
    public void Console_CanSayWhoSeesThePage()
    {
        Assert.Contains("for lan.", _running.Type("page"));
        Assert.Contains("10.1.0.0/16", _running.Type("page from lan,10.1.0.0/16"));
        Assert.Contains("for lan, 10.1.0.0/16.", _running.Type("page"));
        Assert.Contains("is no address", _running.Type("page from everybody"));
        _running.Restart();
        Assert.Contains("for lan, 10.1.0.0/16.", _running.Type("page"));
    }
}
