// How the page's server shares a heap of 110 KB with those who come through the doors.

using System.IO;
using Portreeve.Rooms.Fakes;
using Xunit;

namespace Portreeve.Web;

public sealed class MemoryTests
{
    private readonly Still _still = new();

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(Limits.WebConnectionBytes, 2)]
    [InlineData(Limits.WebConnectionBytes - 1, 1)]
    public void SecondConnection_OpensOnlyWhenNewcomersKeepTheirs(int beyondFloor, int answered)
    {
        _still.World.Free = beyondFloor < 0 ? -1 : Limits.HeapBytesMin
            + Limits.WebConnectionBytes + beyondFloor;
        FakeStream first = _still.Connect(), second = _still.Connect();
        first.Arrive(_still.GetBytes("/api/v1/status"));
        second.Arrive(_still.GetBytes("/api/v1/status"));
        for (int i = 0; i < 20; i++) _still.Step();
        Assert.Equal(200, Read(first).Status);
        Assert.Equal(answered == 2, second.SentCount > 0);

        // The one that waited comes in as soon as the other rests.
        _still.Pass(Limits.WebGraceMs + 100);
        Assert.Equal(200, Read(second).Status);
    }

    private static Reply Read(FakeStream stream) =>
        Reply.Read(new MemoryStream(stream.Sent, 0, stream.SentCount), false);
}
