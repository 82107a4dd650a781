// The platform's powers with everything in them that the system may answer: any call fails now
// and then, each time with another code, or one call always with one code. A test says when.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Portreeve.Platform;

namespace Portreeve.Sockets;

/// <summary>Powers that fail by chance.</summary>
internal sealed class Storm : SocketPowers
{
    /// <summary>The calls that may fail.</summary>
    public static readonly string[] Calls =
    [
        "attach", "listen", "accept", "receive", "room", "send", "half-close", "connect",
        "connecting", "receive from", "receive connected", "send to", "send connected", "linger",
        "tune",
    ];

    /// <summary>Every code but those that only say "not yet".</summary>
    public static readonly SocketError[] Codes = [.. Enum.GetValues<SocketError>()
        .Where(code => code is not (SocketError.Success or SocketError.WouldBlock
            or SocketError.IOPending or SocketError.InProgress)).Distinct()];

    private readonly SocketPowers _inner;
    private readonly Random _random;
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private int _percent;

    public Storm(SocketPowers inner, int seed)
    {
        _inner = inner;
        _random = new Random(seed);
    }

    /// <summary>How many of a hundred calls fail.</summary>
    public int Percent { set => Volatile.Write(ref _percent, value); }

    /// <summary>How often this call has failed.</summary>
    public int Failures(string call) => _failures.GetValueOrDefault(call);

    /// <summary>This call fails each time.</summary>
    public string Call { get; set; }

    /// <summary>With this code.</summary>
    public SocketError Code { get; set; }

    public override bool CanHalfClose => _inner.CanHalfClose;

    public override bool CanDialWithoutWaiting => _inner.CanDialWithoutWaiting;

    public override object Attach(Socket socket) => Try("attach", () => _inner.Attach(socket));

    public override object AttachListener(Socket socket) =>
        Try("listen", () => _inner.AttachListener(socket));

    public override void Detach(object mark) => _inner.Detach(mark);

    public override bool HasNewcomer(Socket socket, object mark) =>
        Try("accept", () => _inner.HasNewcomer(socket, mark));

    public override int Receive(Socket socket, object mark, byte[] buffer, int offset,
        int count) => Try("receive", () => _inner.Receive(socket, mark, buffer, offset, count));

    public override int Room(Socket socket, object mark, int chunkBytes) =>
        Try("room", () => _inner.Room(socket, mark, chunkBytes));

    public override void Send(Socket socket, object mark, byte[] buffer, int offset, int count)
    {
        Fail("send");
        _inner.Send(socket, mark, buffer, offset, count);
    }

    public override bool HalfClose(Socket socket, object mark) =>
        Try("half-close", () => _inner.HalfClose(socket, mark));

    public override void StartConnect(Socket socket, object mark, EndPoint target)
    {
        Fail("connect");
        _inner.StartConnect(socket, mark, target);
    }

    public override int ConnectState(Socket socket, object mark) =>
        Try("connecting", () => _inner.ConnectState(socket, mark));

    public override int ReceiveFrom(Socket socket, object mark, byte[] buffer,
        out uint address, out int port)
    {
        address = 0;
        port = 0;
        Fail("receive from");
        return _inner.ReceiveFrom(socket, mark, buffer, out address, out port);
    }

    public override int ReceiveConnected(Socket socket, object mark, byte[] buffer) =>
        Try("receive connected", () => _inner.ReceiveConnected(socket, mark, buffer));

    public override void SendTo(Socket socket, object mark, byte[] buffer, int count,
        EndPoint target)
    {
        Fail("send to");
        _inner.SendTo(socket, mark, buffer, count, target);
    }

    public override void SendConnected(Socket socket, object mark, byte[] buffer, int count)
    {
        Fail("send connected");
        _inner.SendConnected(socket, mark, buffer, count);
    }

    public override void SetAbort(Socket socket)
    {
        Fail("linger");
        _inner.SetAbort(socket);
    }

    public override void Tune(Socket socket)
    {
        Fail("tune");
        _inner.Tune(socket);
    }

    public override int CodeOf(SocketException e) => _inner.CodeOf(e);

    public override void Wait(int pauseMs) => _inner.Wait(pauseMs);

    private T Try<T>(string call, Func<T> work)
    {
        Fail(call);
        return work();
    }

    private void Fail(string call)
    {
        if (call == Call) throw new SocketException((int)Code);
        // A door is asked at every step and stays shut for seconds after it has failed.
        bool isDoor = call is "accept" or "receive from" or "listen";
        if (_random.Next(isDoor ? 100_000 : 100) >= Volatile.Read(ref _percent)) return;
        int turn = _failures.AddOrUpdate(call, 1, (_, count) => count + 1);
        throw new SocketException((int)Codes[turn % Codes.Length]);
    }
}
