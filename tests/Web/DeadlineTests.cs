// How long a connection of the page may take for what: with fakes, and time by hand.

using System.Linq;
using System.Text;
using Portreeve.Rooms.Fakes;
using Xunit;

namespace Portreeve.Web;

public sealed class DeadlineTests
{
    private const string Post = "POST /api/v1/claim HTTP/1.1\r\nHost: 192.168.1.2\r\n"
        + "Content-Type: application/json\r\nContent-Length: 10\r\n\r\n";

    private readonly Still _still = new();

    [Theory]
    [InlineData("", Limits.WebHeadMs, "")]
    [InlineData("GET / HT", Limits.WebHeadMs, "HTTP/1.1 408 ")]
    [InlineData(Post, Limits.WebBodyMs, "HTTP/1.1 408 ")]
    [InlineData(Post + "{\"a\":", Limits.WebBodyMs, "HTTP/1.1 408 ")]
    public void ClientThatSendsNoMore_IsGivenUpInTime(string sent, int afterMs, string answer)
    {
        FakeStream stream = _still.Connect();
        stream.Arrive(Encoding.ASCII.GetBytes(sent));
        _still.Pass(afterMs - 500);
        Assert.False(stream.IsClosed);
        Assert.Equal(0, stream.SentCount);
        // It may still read what it was told.
        _still.Pass(500 + Limits.WebLingerMs * 3);
        Assert.True(stream.IsClosed);
        Assert.StartsWith(answer, Text(stream));
    }

    [Fact]
    public void ClientThatDripsItsHead_GetsNoMoreTimeThanOthers()
    {
        FakeStream stream = _still.Connect();
        stream.Arrive("GET / HTTP/1.1\r\nX: "u8.ToArray());
        for (int gone = 0; gone < Limits.WebHeadMs + Limits.WebLingerMs * 3; gone += 200)
        {
            if (!stream.IsClosed) stream.Arrive("a"u8.ToArray());
            _still.Pass(200);
        }
        Assert.True(stream.IsClosed);
        Assert.StartsWith("HTTP/1.1 408 ", Text(stream));
    }

    [Fact]
    public void ClientThatIsServed_MayAskAgainUntilItIsIdleForLong()
    {
        FakeStream stream = _still.Connect();
        for (int i = 0; i < 3; i++)
        {
            stream.Forget();
            stream.Arrive(_still.GetBytes("/api/v1/session"));
            _still.Pass(Limits.WebIdleMs - 1000);
            Assert.False(stream.IsClosed);
            Assert.StartsWith("HTTP/1.1 200 ", Text(stream));
        }
        stream.Forget();
        _still.Pass(2000);
        Assert.True(stream.IsClosed);
        Assert.Equal(0, stream.SentCount);
    }

    [Fact]
    public void ClientThatReadsNothing_IsBrokenOff()
    {
        FakeStream stream = _still.Connect();
        stream.RoomBytes = 0;
        stream.Arrive(_still.GetBytes("/"));
        _still.Pass(Limits.WebStallMs - 500);
        Assert.False(stream.IsClosed);
        _still.Pass(1000);
        Assert.True(stream.IsAborted);
        Assert.Equal(0, stream.SentCount);
    }

    [Fact]
    public void Connections_AreTwo_AndAThirdWaitsForOneOfThem()
    {
        FakeStream[] all = [.. Enumerable.Range(0, 3).Select(_ => _still.Connect())];
        Assert.Equal(3, _still.Gateway.Front.Server.Connections);
        foreach (FakeStream stream in all) stream.Arrive(_still.GetBytes("/api/v1/session"));
        // What keeps a place without asking anything gives it to who waits.
        _still.Pass(Limits.WebGraceMs + 500);
        Assert.All(all, stream => Assert.StartsWith("HTTP/1.1 200 ", Text(stream)));
        Assert.Equal(2, _still.Gateway.Front.Server.Connections);
    }

    [Fact]
    public void Login_EndsAfterADay_HoweverBusyItIs()
    {
        for (long gone = 0; gone < Limits.WebLoginMs; gone += 10 * 60 * 1000)
        {
            Assert.Equal(200, _still.Get("/api/v1/status").Status);
            _still.World.Ms += 10 * 60 * 1000;
        }
        Assert.Equal(401, _still.Get("/api/v1/status").Status);
    }

    private static string Text(FakeStream stream) =>
        Encoding.ASCII.GetString(stream.Sent, 0, stream.SentCount);
}
