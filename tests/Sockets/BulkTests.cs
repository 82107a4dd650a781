// Sockets: bytes are never changed, lost, reordered or duplicated.

using System.Net.Sockets;
using System.Security.Cryptography;

namespace Portreeve.Sockets;

public sealed class BulkTests
{
    private const int Piece = 1 << 20;

    [Theory]
    [MemberData(nameof(Modes.WithHalfClose), MemberType = typeof(Modes))]
    public void OneGigabyteBothWaysAtOnce_ArrivesUnchanged(Mode mode)
    {
        long bytes = 1L << 30;
        using Socket server = Line.Listen();
        using Gate gate = new(mode);
        int port = gate.Open("tcp", Line.PortOf(server));
        using Socket client = Line.Connect(port);
        using Socket target = server.Accept();
        byte[][] digests = new byte[4][];
        Thread[] threads =
        [
            new(() => digests[0] = Send(client, bytes, 1)),
            new(() => digests[1] = Receive(target)),
            new(() => digests[2] = Send(target, bytes, 2)),
            new(() => digests[3] = Receive(client)),
        ];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.Equal(digests[0], digests[1]);
        Assert.Equal(digests[2], digests[3]);
        Assert.NotEqual(digests[0], digests[2]);
        gate.WaitUntil("show journal", text =>
            text.Contains($"in {bytes} out {bytes} --"));
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void ClientFinishesFirst_TargetsAnswerStillArrives(Mode mode)
    {
        using Socket server = Line.Listen();
        using Gate gate = new(mode);
        int port = gate.Open("tcp", Line.PortOf(server));
        using Socket client = Line.Connect(port);
        using Socket target = server.Accept();
        target.ReceiveTimeout = 30000;
        client.Send(new byte[1000]);
        client.Shutdown(SocketShutdown.Send);
        // Without half-close the target is not told, but may answer while the gateway drains.
        byte[] request = new byte[1000];
        int got = 0;
        while (got < 1000) got += target.Receive(request, got, 1000 - got, SocketFlags.None);
        if (mode != Mode.Bare) Assert.Equal(0, target.Receive(request));
        byte[] answer = RandomNumberGenerator.GetBytes(100_000);
        target.Send(answer);
        target.Shutdown(SocketShutdown.Send);
        Assert.Equal(answer, Line.ReadAll(client));
        gate.WaitUntil("show journal", text => text.Contains("in 1000 out 100000 --"));
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void TargetResets_ClientIsResetToo(Mode mode)
    {
        using Socket server = Line.Listen();
        using Gate gate = new(mode);
        using Socket client = Line.Connect(gate.Open("tcp", Line.PortOf(server)));
        Socket target = server.Accept();
        client.Send(new byte[10]);
        target.Receive(new byte[10]);
        target.LingerState = new LingerOption(true, 0);
        target.Dispose();
        SocketException e = Assert.Throws<SocketException>(() => client.Receive(new byte[1]));
        Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
        gate.WaitUntil("show journal", text => text.Contains(" SD"));
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void SlowReader_IsFeltByTheSenderAndLosesNothing(Mode mode)
    {
        using Socket server = Line.Listen();
        using Gate gate = new(mode);
        using Socket client = Line.Connect(gate.Open("tcp", Line.PortOf(server)));
        using Socket target = server.Accept();
        client.Blocking = false;
        byte[] piece = RandomNumberGenerator.GetBytes(64 * 1024);
        using IncrementalHash sent = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long total = 0;
        // Nobody reads: the buffers fill, and then the sender is told to wait.
        for (int quiet = 0; quiet < 20;)
        {
            int n = client.Send(piece, 0, piece.Length, SocketFlags.None, out SocketError error);
            if (error == SocketError.Success)
            {
                quiet = 0;
                total += n;
                sent.AppendData(piece, 0, n);
                continue;
            }
            Assert.Equal(SocketError.WouldBlock, error);
            quiet++;
            Thread.Sleep(10);
        }
        Assert.InRange(total, 1, 64L << 20);
        client.Shutdown(SocketShutdown.Send);
        byte[] digest = null;
        Thread reader = new(() => digest = Receive(target, total));
        reader.Start();
        reader.Join();
        Assert.Equal(sent.GetHashAndReset(), digest);
    }

    [SkippableTheory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void Iperf_BothDirections_MeasuresWithoutError(Mode mode)
    {
        int server = Ports.Free();
        using Server iperf = Tool.Serve(
            server, "iperf3", "-s", "-B", "127.0.0.1", "-p", $"{server}");
        using Gate gate = new(mode);
        int port = gate.Open("tcp", server);
        foreach (string direction in new[] { "--reverse", "--bidir" })
        {
            string json = Tool.Run("iperf3", "-c", "127.0.0.1", "-p", $"{port}", "-n", "20M", "-J",
                direction);
            Assert.DoesNotContain("\"error\"", json);
            gate.WaitUntil("show status json", text => text.Contains("\"sessions\":0"));
        }
    }

    private static byte[] Send(Socket socket, long bytes, int seed)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = new byte[Piece];
        Random random = new(seed);
        for (long sent = 0; sent < bytes; sent += Piece)
        {
            random.NextBytes(piece);
            hash.AppendData(piece);
            socket.Send(piece);
        }
        socket.Shutdown(SocketShutdown.Send);
        return hash.GetHashAndReset();
    }

    private static byte[] Receive(Socket socket, long upTo = long.MaxValue)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[Piece];
        int got;
        for (long all = 0; all < upTo && (got = socket.Receive(buffer)) > 0; all += got)
        {
            hash.AppendData(buffer, 0, got);
        }
        return hash.GetHashAndReset();
    }
}
