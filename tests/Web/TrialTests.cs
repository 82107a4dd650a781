// Changes that could lock the owner out: tried, confirmed, undone after a minute, and undone by a
// restart.

using System;
using System.Linq;
using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Settings;
using Portreeve.SignIn;
using Xunit;

namespace Portreeve.Web;

public sealed class TrialTests
{
    private const string NewVerifier = "\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"iterations\":4096,"
        + "\"storedKey\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\","
        + "\"serverKey\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"";

    private readonly Still _still = new();

    [Fact]
    public void Port_NotConfirmed_IsTheOldOneAfterAMinute()
    {
        Reply reply = _still.Post("board/port", "{\"port\":8080}");
        Assert.Equal(200, reply.Status);
        Assert.Equal("http://192.168.1.2:8080/", (string)reply.Json["pending"]["url"]);
        Assert.True(_still.World.Network.Acceptor(80).IsClosed);
        Assert.Equal(200, _still.Get("/api/v1/status", 8080).Status);
        _still.Pass(58000);
        Assert.True(_still.Trial.IsPending);
        _still.Pass(3000);
        Assert.False(_still.Trial.IsPending);
        Assert.True(_still.World.Network.Acceptor(8080).IsClosed);
        Assert.Equal(200, _still.Get("/api/v1/status").Status);
        Assert.Contains(Enumerable.Range(0, _still.Gateway.Journal.Count), i =>
            _still.Gateway.Journal.At(i).Text == "Undone: the page moved to port 8080.");
    }

    [Fact]
    public void Port_ConfirmedFromTheNewOne_StaysOverARestart()
    {
        _still.Post("board/port", "{\"port\":8080}");
        Assert.Equal(200, _still.Post("pending/confirm", "{}", 8080).Status);
        _still.Pass(70000);
        Assert.Equal(200, _still.Get("/api/v1/status", 8080).Status);
        _still.Begin();
        _still.LogIn();
        Assert.Equal(200, _still.Get("/api/v1/status", 8080).Status);
    }

    [Fact]
    public void Port_NotConfirmedBeforeARestart_IsTheOldOne()
    {
        _still.Post("board/port", "{\"port\":8080}");
        _still.Begin();
        _still.LogIn();
        Assert.Equal(200, _still.Get("/api/v1/status").Status);
    }

    [Fact]
    public void Port_ThatCannotBeOpened_ChangesNothing()
    {
        _still.World.Network.TakenPort = 8080;
        Reply reply = _still.Post("board/port", "{\"port\":8080}");
        Assert.Equal(400, reply.Status);
        Assert.Equal("taken by a test", reply.Error);
        Assert.False(_still.Trial.IsPending);
        Assert.Equal(200, _still.Get("/api/v1/status").Status);
    }

    [Fact]
    public void Networks_ThatLeaveTheOwnerOut_LetHimInAgainAfterAMinute()
    {
        Assert.Equal(200, _still.Post("board/admin", "{\"networks\":[\"10.0.0.0/8\"]}").Status);
        Assert.True(_still.Connect().IsAborted);
        _still.Pass(61000);
        Assert.Equal(200, _still.Get("/api/v1/status").Status);
    }

    [Fact]
    public void Networks_InForce_AreThoseNobodyIsBannedIn()
    {
        const uint Site = 0x2D000007;
        _still.Post("rules", "{\"line\":\"tcp 9 192.168.1.20:80 from any rate 1 ban 1\"}");
        _still.Step();
        Assert.True(IsBannedAfterTries(Site));
        _still.Gateway.Admission.Bans.Lift(Site, _still.World.Ms);
        _still.Post("board/admin", "{\"networks\":[\"lan\",\"45.0.0.0/8\"],\"sure\":true}");
        Assert.False(IsBannedAfterTries(Site));
        Assert.True(IsBannedAfterTries(0x0A000007));
        Assert.False(IsBannedAfterTries(0xC0A80107));
        Assert.Equal(200, _still.Post("pending/revert", "{}").Status);
        Assert.True(IsBannedAfterTries(Site));
        Assert.False(IsBannedAfterTries(0xC0A80108));
        // A ban from before does not outlive its address becoming the owner's.
        _still.Post("board/admin", "{\"networks\":[\"lan\",\"45.0.0.0/8\"],\"sure\":true}");
        Assert.True(Judge(Site).IsAdmitted);
        _still.Post("pending/confirm", "{}");
        _still.Begin();
        Assert.False(IsBannedAfterTries(Site));
        Assert.True(IsBannedAfterTries(0x0A000009));
    }

    [Fact]
    public void Networks_OnceConfirmed_Stay()
    {
        _still.Post("board/admin", "{\"networks\":[\"192.168.1.50\",\"10.0.0.0/8\"]}");
        Assert.Equal(200, _still.Post("pending/confirm", "{}").Status);
        _still.Begin();
        Assert.True(_still.Connect(80, 0xC0A80133).IsAborted);
        Assert.False(_still.Connect(80, 0x0A000001).IsAborted);
    }

    [Fact]
    public void Stranger_IsResetUnheard()
    {
        foreach (uint stranger in new uint[] { 0x08080808, 0xCB007107, 0x64400001, 0xC0A80102 })
        {
            Rooms.Fakes.FakeStream stream = _still.Connect(80, stranger);
            Assert.True(stream.IsAborted);
            Assert.Equal(0, stream.SentCount);
        }
    }

    [Fact]
    public void Password_NotConfirmed_IsTheOldOneAfterAMinute()
    {
        Verifier old = _still.Gateway.Settings.Verifier;
        string trouble = _still.Trial.TryPassword(
            new Verifier(new byte[16], 4096, new byte[32], new byte[32]), null, _still.World.Ms);
        Assert.Null(trouble);
        Assert.NotSame(old, _still.Gateway.Settings.Verifier);
        Assert.Equal(401, _still.Get("/api/v1/status").Status);
        _still.Pass(61000);
        Assert.Same(old, _still.Gateway.Settings.Verifier);
    }

    // Who came in by the tried password is out when it is taken back; who was in before stays.
    [Fact]
    public void Password_TakenBack_EndsTheLoginsMadeByIt()
    {
        WebSessions sessions = _still.Gateway.Front.Login.Sessions;
        Verifier old = _still.Gateway.Settings.Verifier;
        WebSession before = sessions.Open(Still.OwnersPc, old, _still.World.Ms);
        Verifier tried = new(new byte[16], 4096, new byte[32], new byte[32]);
        Assert.Null(_still.Trial.TryPassword(tried, before, _still.World.Ms));
        WebSession other = sessions.Open(0xC0A80133, tried, _still.World.Ms);
        Assert.Null(_still.Trial.Revert());
        WebSession[] live = [.. Enumerable.Range(0, sessions.Max).Select(sessions.At)];
        Assert.DoesNotContain(other, live);
        Assert.Contains(before, live);
    }

    [Fact]
    public void Password_WithoutTheOldOne_IsNotChanged()
    {
        const string FirstOnly = "{\"clientFirst\":\"n,,n=owner,r=12345678\"}";
        string first = (string)_still.Post("login/first", FirstOnly).Json["serverFirst"];
        string nonce = first.Split(',')[0];
        string wrong = "c=biws," + nonce + ",p=" + Convert.ToBase64String(new byte[32]);
        Reply reply = _still.Post("board/password",
            "{" + NewVerifier + ",\"clientFinal\":\"" + wrong + "\"}");
        Assert.Equal(400, reply.Status);
        Assert.Equal(SignIn.Login.WrongPassword, reply.Error);
        Assert.False(_still.Trial.IsPending);
        reply = _still.Post("board/password",
            "{" + NewVerifier + ",\"clientFinal\":\"c=biws,r=x,p=AAAA\"}");
        Assert.Equal(409, reply.Status);
        Assert.False(_still.Trial.IsPending);
    }

    [Fact]
    public void Address_NotConfirmed_IsTheOldOneAfterAMinuteOrARestart()
    {
        const string Static = "{\"dhcp\":false,\"address\":\"192.168.1.50\","
            + "\"mask\":\"255.255.255.0\",\"gateway\":\"192.168.1.1\",\"dns\":[\"9.9.9.9\"]}";
        Reply reply = _still.Post("board/network", Static);
        Assert.Equal(200, reply.Status);
        Assert.Equal("http://192.168.1.50/", (string)reply.Json["pending"]["url"]);
        Assert.Equal("192.168.1.50/24 via 192.168.1.1 dns 9.9.9.9", _still.Addressing.Setting);
        _still.Pass(61000);
        Assert.Equal("dhcp", _still.Addressing.Setting);
        _still.Post("board/network", Static);
        Assert.NotEqual("dhcp", _still.Addressing.Setting);
        _still.Begin();
        Assert.Equal("dhcp", _still.Addressing.Setting);
        _still.LogIn();
        _still.Post("board/network", Static);
        Assert.Equal(200, _still.Post("pending/confirm", "{}").Status);
        _still.Begin();
        Assert.NotEqual("dhcp", _still.Addressing.Setting);
    }

    [Fact]
    public void SecondChange_WaitsForTheFirst()
    {
        _still.Post("board/port", "{\"port\":8080}");
        Assert.Equal(409, _still.Post("board/port", "{\"port\":81}", 8080).Status);
        Assert.Equal(409, _still.Post("board/admin", "{\"networks\":[\"lan\"]}", 8080).Status);
        Assert.Equal(200, _still.Post("pending/revert", "{}", 8080).Status);
        Assert.Equal(200, _still.Get("/api/v1/status").Status);
    }

    [Fact]
    public void Flash_ThatTakesNothing_KeepsTheChangeFromBeingConfirmed()
    {
        _still.Post("board/port", "{\"port\":8080}");
        _still.World.IsFlashFull = true;
        Assert.Equal(409, _still.Post("pending/confirm", "{}", 8080).Status);
        _still.Pass(61000);
        Assert.Equal(80, _still.Gateway.Settings.WebPort);
    }

    [Fact]
    public void Login_ThatIsSilentForHalfAnHour_IsOver()
    {
        _still.Step(29 * 60 * 1000);
        Assert.Equal(200, _still.Get("/api/v1/status").Status);
        _still.Step(29 * 60 * 1000);
        Assert.Equal(200, _still.Get("/api/v1/status").Status);
        _still.Step(31 * 60 * 1000);
        Assert.Equal(401, _still.Get("/api/v1/status").Status);
    }

    [Fact]
    public void Restart_ComesAfterItsAnswer()
    {
        Assert.Equal(200, _still.Post("restart", "{}").Status);
        Assert.Equal(0, _still.World.Restarts);
        _still.Pass(1000);
        Assert.Equal(1, _still.World.Restarts);
    }

    [Fact]
    public void FactoryReset_LeavesNothingInFlash()
    {
        _still.Post("rules", "{\"line\":\"tcp 9 192.168.1.20:80 from lan,anna.ddns.net\"}");
        _still.Post("people/grant", "{\"who\":\"203.0.113.7\",\"rule\":1,\"for\":\"good\"}");
        _still.Post("people/grace", "{\"for\":\"7h\"}");
        Assert.True(_still.World.HasInFlash("203.0.113.7"));
        Assert.True(_still.World.HasInFlash("grace 25200"));
        _still.Addressing.Apply("192.168.1.9/24 192.168.1.1");
        string name = _still.Gateway.Settings.Name;
        Assert.Equal(400, _still.Post("factory-reset", "{\"name\":\"x\"}").Status);
        Assert.Equal(200, _still.Post("factory-reset", $"{{\"name\":\"{name}\"}}").Status);
        _still.Pass(1000);
        Assert.Equal(1, _still.World.Restarts);
        Assert.False(_still.World.HasInFlash("203.0.113.7"));
        Assert.False(_still.World.HasInFlash("anna.ddns.net"));
        Assert.False(_still.World.HasInFlash("grace 25200"));
        Assert.Equal("dhcp", _still.Addressing.Setting);
        _still.Begin();
        Assert.False(_still.Gateway.Settings.IsClaimed);
        Assert.Equal(0, _still.Gateway.Table.Count);
        Assert.Equal(Limits.FriendGraceMs, _still.Gateway.Names.Friends.GraceMs);
    }

    private bool IsBannedAfterTries(uint source)
    {
        for (int i = 0; i < 3; i++)
        {
            _still.Connect(9, source).IsBroken = true;
            _still.Step();
        }
        return Judge(source).Refusal == EndReason.Banned;
    }

    private Verdict Judge(uint source) => _still.Gateway.Admission.Judge(
        _still.Gateway.Table.FindPort(false, 9), source, _still.World.Ms);
}
