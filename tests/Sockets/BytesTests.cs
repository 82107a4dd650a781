// Bytes are never changed, lost, reordered or doubled, whatever either side does.

using System.Net.Sockets;
using System.Security.Cryptography;

namespace Portreeve.Sockets;

public sealed class BytesTests
{
    private const int Piece = 1 << 20;

    [Theory, ClassData(typeof(EveryMode))]
    public Task ManyMegabytesBothWaysAtOnce_ArriveUnchanged(Mode mode) =>
        BothWaysAtOnce(mode, 64L << 20);

    /// <summary>What only shows after a billion bytes; "nightly" runs it.</summary>
    [Theory(Explicit = true), ClassData(typeof(AllModes))]
    public Task OneGigabyteBothWaysAtOnce_ArrivesUnchanged(Mode mode) =>
        BothWaysAtOnce(mode, 1L << 30);

    [Theory, ClassData(typeof(EveryMode))]
    public void ClientFinishesFirst_TargetsAnswerStillArrives(Mode mode)
    {
        using Socket server = Wire.Listen();
        using GatewayThread gate = new(mode);
        using Socket client = Wire.Connect(gate.Open(Wire.PortOf(server)));
        using Socket target = Wire.Accept(server);
        client.Send(new byte[1000]);
        client.Shutdown(SocketShutdown.Send);
        // Without half-close the target is not told, but may answer while the gateway drains.
        Assert.Equal(1000, Wire.Read(target, 1000).Length);
        if (mode != Mode.Bare) Assert.True(Wire.Ends(target));
        byte[] answer = RandomNumberGenerator.GetBytes(100_000);
        target.Send(answer);
        target.Shutdown(SocketShutdown.Send);
        Assert.Equal(answer, Wire.Read(client, answer.Length));
        Assert.True(Wire.Ends(client));
        gate.UntilSays("show journal", "in 1000 out 100000 --");
    }

    [Theory, ClassData(typeof(EveryMode))]
    public void TargetFinishesFirst_ClientGetsEverything(Mode mode)
    {
        byte[] page = RandomNumberGenerator.GetBytes(3_000_000);
        using Upstream upstream = new(socket =>
        {
            Wire.Read(socket, 4);
            Wire.SendAll(socket, page, page.Length);
        });
        using GatewayThread gate = new(mode);
        using Socket client = Wire.Connect(gate.Open(upstream.Port));
        client.Send("GET\n"u8);
        Assert.True(Wire.Read(client, page.Length).AsSpan().SequenceEqual(page));
        Assert.True(Wire.Ends(client));
    }

    [Theory, ClassData(typeof(EveryMode))]
    public async Task ManySessionsAtOnce_EachGetsItsOwnBytes(Mode mode)
    {
        using Upstream echo = Upstream.Echo();
        using GatewayThread gate = new(mode);
        int port = gate.Open(echo.Port);
        // Six sessions are what sixteen sockets carry beside a listener and the owner's two.
        Task[] all = [.. Enumerable.Range(0, 5).Select(i => Task.Run(async () =>
        {
            using Socket client = Wire.Connect(port);
            byte[] mine = new byte[400_000];
            new Random(i).NextBytes(mine);
            Task sending = Task.Run(() => Wire.SendAll(client, mine, mine.Length));
            Assert.True(Wire.Read(client, mine.Length).AsSpan().SequenceEqual(mine));
            await sending;
        }))];
        await Task.WhenAll(all).WaitAsync(
            TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }

    [Theory, ClassData(typeof(EveryMode))]
    public void SlowReader_IsFeltByTheSenderAndLosesNothing(Mode mode)
    {
        using Socket server = Wire.Listen();
        using GatewayThread gate = new(mode);
        using Socket client = Wire.Connect(gate.Open(Wire.PortOf(server)));
        using Socket target = Wire.Accept(server);
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
        Assert.Equal(sent.GetHashAndReset(), Receive(target, total));
    }

    private static async Task BothWaysAtOnce(Mode mode, long bytes)
    {
        using Socket server = Wire.Listen();
        using GatewayThread gate = new(mode);
        using Socket client = Wire.Connect(gate.Open(Wire.PortOf(server)));
        using Socket target = Wire.Accept(server);
        Task<byte[]> sentIn = Apart(() => Send(client, bytes, 1));
        Task<byte[]> gotIn = Apart(() => Receive(target, bytes));
        Task<byte[]> sentOut = Apart(() => Send(target, bytes, 2));
        Task<byte[]> gotOut = Apart(() => Receive(client, bytes));
        Assert.Equal(await sentIn, await gotIn);
        Assert.Equal(await sentOut, await gotOut);
        Assert.NotEqual(await sentIn, await sentOut);
        client.Shutdown(SocketShutdown.Send);
        target.Shutdown(SocketShutdown.Send);
        Assert.True(Wire.Ends(client) && Wire.Ends(target));
        gate.UntilSays("show journal", $"in {bytes} out {bytes} --");
    }

    private static Task<byte[]> Apart(Func<byte[]> work) =>
        Task.Factory.StartNew(work, TaskCreationOptions.LongRunning);

    private static byte[] Send(Socket socket, long bytes, int seed)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = new byte[Piece];
        Random random = new(seed);
        for (long sent = 0; sent < bytes; sent += Piece)
        {
            random.NextBytes(piece);
            hash.AppendData(piece);
            Wire.SendAll(socket, piece, piece.Length);
        }
        return hash.GetHashAndReset();
    }

    private static byte[] Receive(Socket socket, long count)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[Piece];
        int got;
        for (long all = 0; all < count && (got = socket.Receive(buffer)) > 0; all += got)
        {
            hash.AppendData(buffer, 0, got);
        }
        return hash.GetHashAndReset();
    }
}
