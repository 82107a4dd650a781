// Others on the network try to keep the owner out, or to guess their way in, while the owner comes.

using System;
using System.Text.Json.Nodes;
using Xunit;

namespace Portreeve.Web;

public sealed class SiegeTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly Running _running = new();
    private readonly ApiClient _owner;

    public SiegeTests()
    {
        _owner = new ApiClient(_running.Port);
    }

    public void Dispose() => _running.Dispose();

    [Fact]
    public void Claim_WithWrongCodes_IsRefusedAndKeepsNobodyFromTheRightOne()
    {
        string code = _running.ClaimCode;
        for (int i = 0; i < 60; i++)
        {
            var guesser = new ApiClient(_running.Port, "127.0.1." + (1 + i / 4));
            Assert.Equal(401, guesser.Claim("22222-22222", "x").Status);
        }
        // Who has just been told to wait waits for the right one too. All is ready beforehand, so
        // that the wait is not over on a busy computer.
        var last = new ApiClient(_running.Port, "127.0.1.99");
        JsonObject right = ApiClient.Seal(ApiClient.VerifierOf("x"), last.ClaimKey(code));
        JsonObject wrong = ApiClient.Seal(ApiClient.VerifierOf("x"), new byte[32]);
        Reply refused = null;
        Patience.Until(() => (refused = last.Post("claim", wrong)).Status == 429
            && int.Parse(refused.Fields["retry-after"]) > 2, "it is told to wait");
        Assert.Equal(429, last.Post("claim", right).Status);
        Assert.Equal(code, _running.ClaimCode);
        Assert.Equal(200, _owner.Claim(code, Password).Status);
    }

    [Fact]
    public void Login_WhileOthersAskForChallenges_IsNotPushedOut()
    {
        _owner.Claim(_running.ClaimCode, Password);
        var again = new ApiClient(_running.Port, "127.0.0.9");
        (string final, _) = again.Prove(Password);
        for (int i = 0; i < 60; i++)
        {
            var other = new ApiClient(_running.Port, "127.0.2." + (1 + i % 3));
            Assert.Equal(200, other.Post("login/first",
                new { clientFirst = "n,,n=owner,r=12345678" }).Status);
        }
        Assert.Equal(200, again.Post("login/final", new { clientFinal = final }).Status);
    }

    [Fact]
    public void Login_WhileTwelveAddressesGuess_MeetsNoBrake()
    {
        _owner.Claim(_running.ClaimCode, Password);
        int[] answers = new int[600];
        long started = Environment.TickCount64;
        for (int i = 0; i < 120; i++)
        {
            var guesser = new ApiClient(_running.Port, "127.0.3." + (1 + i % 12));
            answers[guesser.Login("guess").Status]++;
        }
        // Three free and one more for each, and those that the time it took has paid for.
        long seconds = (Environment.TickCount64 - started) / 1000;
        Assert.InRange(answers[401], 48, 12 * (6 + seconds / 4));
        Assert.Equal(120, answers[401] + answers[429]);
        Assert.Equal(200, new ApiClient(_running.Port, "127.0.3.99").Login(Password).Status);
    }

    [Fact]
    public void WrongKeys_OfAnOldScript_DoNotHoldUpALoginFromTheSameMachine()
    {
        _owner.Claim(_running.ClaimCode, Password);
        _owner.Post("logout", new { });
        var script = new ApiClient(_running.Port) { Key = "prk_" + new string('0', 32) };
        for (int i = 0; i < 40; i++) Assert.Equal(401, script.Get("status").Status);
        var owner = new ApiClient(_running.Port);
        Assert.Equal(200, owner.Login(Password).Status);
        Assert.Contains("a wrong key came from 127.0.0.1", owner.Get("journal").Text);
    }

    [Fact]
    public void Console_CanForgetWrongPasswords()
    {
        _owner.Claim(_running.ClaimCode, Password);
        var guesser = new ApiClient(_running.Port, "127.0.0.66");
        while (guesser.Login("guess").Status != 429)
        {
        }
        _running.Type("page unlock");
        Assert.Equal(200, guesser.Login(Password).Status);
    }

    [Fact]
    public void ThousandsOfWrongPasswords_MeetFewChecks_AndTheOwnerStillGetsIn()
    {
        const int Tries = 3000;
        _owner.Claim(_running.ClaimCode, Password);
        var guesser = new ApiClient(_running.Port, "127.0.0.66");
        int[] answers = new int[600];
        string request = GuessOf(guesser);
        long started = Environment.TickCount64;
        using (var wire = new RawConnection(_running.Port, "127.0.0.66"))
        {
            for (int i = 0; i < Tries; i++)
            {
                wire.Send(request);
                Reply reply = wire.Read();
                answers[reply.Status]++;
                if (reply.Status == 429)
                {
                    Assert.InRange(int.Parse(reply.Fields["retry-after"]), 1, 4);
                }
                // On a busy computer the challenge is too old before all tries are made.
                if (reply.Status == 409) request = GuessOf(guesser);
            }
        }
        Assert.Equal(Tries, answers[401] + answers[429] + answers[409]);
        // Three free, then one every four seconds.
        long seconds = (Environment.TickCount64 - started) / 1000;
        Assert.InRange(answers[401], 4, 5 + seconds / 4);
        Assert.Equal(200, _owner.Get("status").Status);
        Assert.Equal(200, new ApiClient(_running.Port, "127.0.0.8").Login(Password).Status);
        Assert.Contains("a wrong password came from 127.0.0.66", _owner.Get("journal").Text);
    }

    private static string GuessOf(ApiClient guesser)
    {
        string body = "{\"clientFinal\":\"" + guesser.Prove("guess").Final + "\"}";
        return "POST /api/v1/login/final HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Type: application/json\r\nContent-Length: " + body.Length
            + "\r\n\r\n" + body;
    }
}
