// What being reached costs while it is switched off: no socket, and no byte that was not there
// before it was ever on. Everything that stands in the heap is walked and priced as the chip keeps
// it.

using System.Linq;
using Portreeve.HeapModel;
using Xunit;

namespace Portreeve.Web;

public sealed class ReachedOffTests
{
    // The room's own object, the doctor's, and their fields: hardware/heap.txt has the line.
    private const int OffMax = 600;

    private readonly Still _still = new();

    public ReachedOffTests()
    {
        Assert.Equal(200, _still.Post("rules",
            "{\"line\":\"tcp 8080 192.168.1.20:80 from lan\"}").Status);
        _still.Pass(2000);
    }

    [Theory]
    [InlineData("reach/ddns", "{\"on\":true,\"provider\":\"noip\",\"names\":\"home.ddns.net\","
        + "\"user\":\"me\",\"password\":\"secret\"}")]
    [InlineData("reach/router", "{\"on\":true}")]
    [InlineData("reach/house", "{\"on\":true}")]
    public void Feature_SwitchedOffAgain_LeavesNothing(string path, string on)
    {
        long before = Bytes();
        int sockets = _still.Gateway.Budget.Open;
        Assert.InRange(before, 1, OffMax);
        Assert.Equal(200, _still.Post(path, on).Status);
        _still.Pass(3000);
        Assert.True(Bytes() > before + 100, "it is not seen to be on");
        Assert.Equal(200, _still.Post(path, "{\"on\":false}").Status);
        // A name in the house is taken back, a port of the router is given back.
        _still.Pass(60_000);
        Assert.Equal(before, Bytes());
        Assert.Equal(sockets, _still.Gateway.Budget.Open);
        Assert.All(_still.World.Network.Upstreams.Cast<Rooms.Fakes.FakeDatagrams>(),
            socket => Assert.True(socket.IsClosed));
    }

    [Fact]
    public void Doctor_IsMadeWhenItStarts_AndForgottenAfterwards()
    {
        long before = Bytes();
        int sockets = _still.Gateway.Budget.Open;
        int rule = _still.Gateway.Table.At(0).Number;
        Assert.Equal(200, _still.Post("test", $"{{\"id\":{rule}}}").Status);
        Assert.True(Bytes() > before + 500, "it is not seen to run");
        _still.Pass(60_000);
        Assert.Equal(sockets, _still.Gateway.Budget.Open);
        _still.Pass(Limits.FindingsKeptMs + 60_000);
        Assert.Equal(before, Bytes());
    }

    [Fact]
    public void Invite_IsForgottenWhenItIsOver()
    {
        Assert.Equal(200, _still.Post("invites/port", "{\"port\":8444}").Status);
        _still.Pass(1000);
        long before = Bytes();
        int sockets = _still.Gateway.Budget.Open;
        int rule = _still.Gateway.Table.At(0).Number;
        Reply made = _still.Post("invites", $"{{\"rule\":{rule},\"for\":\"1h\",\"times\":1}}");
        Assert.Equal(200, made.Status);
        _still.Pass(1000);
        Assert.Equal(sockets + 1, _still.Gateway.Budget.Open);
        Assert.True(Bytes() > before + 100, "it is not seen to be there");
        Assert.Equal(200, _still.Post("invites/end", "{\"id\":1}").Status);
        _still.Pass(5000);
        Assert.Equal(before, Bytes());
        Assert.Equal(sockets, _still.Gateway.Budget.Open);
    }

    private long Bytes()
    {
        HeapWalk walk = new(assembly => assembly == typeof(Gateway).Assembly);
        walk.Add(_still.Gateway);
        return walk.Rooms["Reach"];
    }
}
