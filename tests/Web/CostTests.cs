// What the page costs the gateway: garbage of a poll, memory of sending the page, work of a login.

using System;
using Portreeve.Rooms.Fakes;
using Xunit;

namespace Portreeve.Web;

public sealed class CostTests
{
    private const int Polls = 400;

    private readonly ITestOutputHelper _output;
    private readonly Still _still = new();

    public CostTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [Theory]
    [InlineData("/api/v1/status", 1024)]
    [InlineData("/api/v1/now", 1024)]
    [InlineData("/api/v1/pending", 1024)]
    [InlineData("/api/v1/session", 1024)]
    public void Poll_LeavesLittleGarbage(string path, int bytesMax)
    {
        for (int i = 0; i < 8; i++)
        {
            string protocol = i < 4 ? "tcp" : "udp";
            Reply reply = _still.Post("rules", $"{{\"line\":\"{protocol} {1000 + i} "
                + $"192.168.1.{20 + i}:80 from any # camera {i}\"}}");
            Assert.True(reply.Status == 200, reply.Text);
        }
        Connect();
        FakeStream stream = _still.Connect();
        byte[] request = _still.GetBytes(path);
        Poll(stream, request, 50);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Poll(stream, request, Polls);
        long perPoll = (GC.GetAllocatedBytesForCurrentThread() - before) / Polls;
        _output.WriteLine($"{path}: {perPoll} bytes of garbage a poll, "
            + $"{Answer(stream, request).Body.Length} bytes of answer");
        Assert.InRange(perPoll, 0, bytesMax);
        Assert.Equal(200, Answer(stream, request).Status);
    }

    [Fact]
    public void Page_IsSentWithoutACopyOfItself()
    {
        FakeStream stream = _still.Connect();
        byte[] request = _still.GetBytes("/");
        Poll(stream, request, 20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Poll(stream, request, 100);
        long perPage = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        _output.WriteLine($"the page: {perPage} bytes of garbage, 16000 bytes of answer");
        Assert.InRange(perPage, 0, Limits.WebChunkBytes);
        Assert.Equal(16000, Answer(stream, request).Body.Length);
    }

    // A session or two are alive while it is polled.
    private void Connect()
    {
        for (int i = 0; i < 2; i++)
        {
            _still.World.Network.Acceptor(1000 + i).Knock(Bench.Friend);
            _still.Step();
            _still.Step();
        }
    }

    private void Poll(FakeStream stream, byte[] request, int times)
    {
        for (int i = 0; i < times; i++)
        {
            stream.Forget();
            stream.Arrive(request);
            for (int step = 0; step < 8; step++) _still.Step(0);
        }
    }

    private Reply Answer(FakeStream stream, byte[] request)
    {
        Poll(stream, request, 1);
        return Reply.Read(new System.IO.MemoryStream(stream.Sent, 0, stream.SentCount), false);
    }
}
