// What somebody has sent arrives, even when they do not hear the other side out: a server that
// answers "too large" and closes while the upload still runs, a client that asks and leaves.

using System.Net.Sockets;
using System.Text;

namespace Portreeve.Sockets;

public sealed class LastWordsTests
{
    private const int Tries = 20;
    private const string Answer = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\n"
        + "Connection: close\r\n\r\nlarge";

    [Theory, ClassData(typeof(AllModes))]
    public void TargetAnswersEarlyAndCloses_TheAnswerArrives(Mode mode)
    {
        using Upstream target = new(socket =>
        {
            Wire.Read(socket, 1000);
            Wire.SendAll(socket, Encoding.ASCII.GetBytes(Answer), Answer.Length);
            // Closed with bytes unread: a reset follows the answer.
        });
        using GatewayThread gate = new(mode);
        int port = gate.Open(target.Port);
        int arrived = 0;
        for (int i = 0; i < Tries; i++)
        {
            using Socket client = Wire.Connect(port);
            Upload(client, 4 << 20);
            if (Encoding.ASCII.GetString(ReadAll(client)) == Answer) arrived++;
        }
        Assert.Equal(Tries, arrived);
        RunningGateway.Eventually(() => gate.Live() == 0);
    }

    [Theory, ClassData(typeof(AllModes))]
    public void CurlUploads_AndIsRefused_HearsWhy(Mode mode)
    {
        using Scratch scratch = new();
        string body = scratch.At("body");
        File.WriteAllBytes(body, new byte[8 << 20]);
        using Upstream target = new(socket =>
        {
            Wire.Read(socket, 1000);
            Wire.SendAll(socket, Encoding.ASCII.GetBytes(Answer), Answer.Length);
        });
        using GatewayThread gate = new(mode);
        int port = gate.Open(target.Port);
        for (int i = 0; i < Tries; i++)
        {
            (_, string said, string errors) = Tool.Try("curl", null, "-s", "-o", "-", "-w",
                "%{http_code}", "-H", "Expect:", "--data-binary", "@" + body,
                $"http://127.0.0.1:{port}/");
            Assert.True(said == "large413", said + errors);
        }
    }

    [Theory, ClassData(typeof(AllModes))]
    public void ClientSendsAndLeaves_ItsBytesReachTheTarget(Mode mode)
    {
        int whole = 0;
        using Upstream target = new(socket =>
        {
            socket.Send(new byte[1000]);
            if (Wire.Read(socket, 30_000).Length == 30_000) Interlocked.Increment(ref whole);
        });
        using GatewayThread gate = new(mode);
        int port = gate.Open(target.Port);
        for (int i = 0; i < Tries; i++)
        {
            using Socket client = Wire.Connect(port);
            // The greeting is there and is never read, so that the end is a reset.
            Assert.True(client.Poll(20_000_000, SelectMode.SelectRead));
            Wire.SendAll(client, new byte[30_000], 30_000);
        }
        RunningGateway.Eventually(() => gate.Live() == 0);
        RunningGateway.Eventually(() => Volatile.Read(ref whole) == Tries,
            () => $"{whole} of {Tries} arrived whole");
    }

    // Sends until it is done or nobody listens any more; a client need not look meanwhile.
    private static void Upload(Socket client, int bytes)
    {
        try
        {
            Wire.SendAll(client, new byte[bytes], bytes);
        }
        catch (SocketException)
        {
            // The answer is what matters.
        }
    }

    private static byte[] ReadAll(Socket client)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[4096];
        try
        {
            int got;
            while ((got = client.Receive(buffer)) > 0) all.Write(buffer, 0, got);
        }
        catch (SocketException)
        {
            // A reset after the answer.
        }
        return all.ToArray();
    }
}
