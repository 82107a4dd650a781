// Simulator: a TLS connection as IDial and IStream. The handshake and each read run in the
// background; the core looks what has come of them.

using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Portreeve.Outside;

namespace Portreeve.Simulator;

/// <summary>A connect and handshake under way.</summary>
internal sealed class SecureDial : IDial, IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream,
        ProtocolType.Tcp);
    private readonly Task<SslStream> _handshake;
    private readonly int _chunkBytes;

    /// <param name="target">Where to.</param>
    /// <param name="host">Whose certificate it must be.</param>
    /// <param name="chunkBytes">Limits.ChunkBytes.</param>
    public SecureDial(IPEndPoint target, string host, int chunkBytes)
    {
        _chunkBytes = chunkBytes;
        _handshake = Task.Run(async () =>
        {
            await _socket.ConnectAsync(target);
            SslStream stream = new(new NetworkStream(_socket, ownsSocket: true));
            await stream.AuthenticateAsClientAsync(host);
            return stream;
        });
    }

    public int State => !_handshake.IsCompleted ? DialState.Pending
        : _handshake.IsCompletedSuccessfully ? DialState.Connected : DialState.Failed;

    public IStream Take() => new SecureStream(_handshake.Result, _chunkBytes);

    public void Dispose() => Abandon();

    public void Abandon()
    {
        // Ends the handshake, too; its exception is looked at so that nobody is told of it.
        _socket.Close();
        _handshake.ContinueWith(one => one.Exception, TaskScheduler.Default);
    }
}

/// <summary>A live TLS connection.</summary>
internal sealed class SecureStream : IStream
{
    private readonly SslStream _stream;
    private readonly int _chunkBytes;
    private readonly byte[] _came;
    private Task<int> _read;
    private Task _write = Task.CompletedTask;
    private int _start;
    private int _end;

    public SecureStream(SslStream stream, int chunkBytes)
    {
        _stream = stream;
        _chunkBytes = chunkBytes;
        _came = new byte[chunkBytes];
    }

    public int Room => _write.IsFaulted ? Flow.Broken : _write.IsCompleted ? _chunkBytes : 0;

    public int Receive(byte[] buffer, int offset, int count)
    {
        if (_start == _end)
        {
            _read ??= _stream.ReadAsync(_came, 0, _came.Length);
            if (!_read.IsCompleted) return Flow.Nothing;
            if (!_read.IsCompletedSuccessfully) return Flow.Broken;
            if (_read.Result == 0) return Flow.Finished;
            _start = 0;
            _end = _read.Result;
            _read = null;
        }
        int taken = Math.Min(count, _end - _start);
        System.Buffer.BlockCopy(_came, _start, buffer, offset, taken);
        _start += taken;
        return taken;
    }

    public bool Send(byte[] buffer, int offset, int count)
    {
        if (_write.IsFaulted) return false;
        _write = _stream.WriteAsync(buffer.AsMemory(offset, count).ToArray(), 0, count,
            CancellationToken.None);
        return true;
    }

    public bool HalfClose() => false;

    public bool Wakes(ISleeper sleeper) => false;

    public void Close(bool abort)
    {
        _stream.Dispose();
        _read?.ContinueWith(one => one.Exception, TaskScheduler.Default);
        _write.ContinueWith(one => one.Exception, TaskScheduler.Default);
    }
}
