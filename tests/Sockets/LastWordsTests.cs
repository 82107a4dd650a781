// What somebody has sent arrives, even when they do not hear the other side out: a server that
// answers "too large" and closes while the upload still runs, a client that asks and leaves. Two
// other forwarders are asked for the same beside us.

using System.Net.Sockets;
using System.Text;

namespace Portreeve.Sockets;

public sealed class LastWordsTests
{
    private const int Tries = 30;
    private const string Answer = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\n"
        + "Connection: close\r\n\r\nlarge";

    [Theory, ClassData(typeof(AllModes))]
    public void TargetAnswersEarlyAndCloses_TheAnswerArrives_AtLeastAsOftenAsByOthers(Mode mode)
    {
        using Upstream target = Hasty();
        using GatewayThread gate = new(mode);
        using Scratch scratch = new();
        using Server rinetd = Servers.Rinetd(scratch, target.Port);
        using Server haproxy = Servers.HAProxyPlain(scratch, target.Port);
        int port = gate.Open(target.Port);
        int ours = 0, rinetds = 0, haproxys = 0;
        // In turn, so that whatever else the computer does falls on all.
        for (int i = 0; i < Tries; i++)
        {
            if (HasAnswer(port)) ours++;
            if (HasAnswer(rinetd.Port)) rinetds++;
            if (HasAnswer(haproxy.Port)) haproxys++;
        }
        string figures = $"the answer arrived {ours} times of {Tries} through us as {mode}, "
            + $"{rinetds} through rinetd, {haproxys} through HAProxy";
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(ours == Tries && ours >= rinetds && ours >= haproxys, figures);
        RunningGateway.Eventually(() => gate.Live() == 0);
    }

    [Theory, ClassData(typeof(AllModes))]
    public void CurlUploads_AndIsRefused_HearsWhy(Mode mode)
    {
        using Scratch scratch = new();
        string body = scratch.At("body");
        File.WriteAllBytes(body, new byte[8 << 20]);
        using Upstream target = Hasty();
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
            Assert.True(client.Poll(Patience.Ms * 1000, SelectMode.SelectRead));
            Wire.SendAll(client, new byte[30_000], 30_000);
        }
        RunningGateway.Eventually(() => gate.Live() == 0);
        RunningGateway.Eventually(() => Volatile.Read(ref whole) == Tries,
            () => $"{whole} of {Tries} arrived whole");
    }

    // It answers before it has read everything, and closes with bytes unread: a reset follows.
    private static Upstream Hasty() => new(socket =>
    {
        Wire.Read(socket, 1000);
        Wire.SendAll(socket, Encoding.ASCII.GetBytes(Answer), Answer.Length);
    });

    private static bool HasAnswer(int port)
    {
        using Socket client = Wire.Connect(port);
        Upload(client, 4 << 20);
        return Encoding.ASCII.GetString(ReadAll(client)) == Answer;
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
