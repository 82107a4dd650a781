// Simulator, Linux: a TCP connection as IStream. As on the chip the two ways break apart from each
// other: a peer that has answered and closed takes nothing more, while its answer still waits to be
// read.
//
// A send may take only a part. What is left over is kept here, in a buffer borrowed from a small
// pool, and Room is 0 until it has gone: the core sees a platform whose sends are whole.

using System;
using Portreeve.Outside;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Portreeve.Simulator.Linux;

/// <summary>A connection, accepted or dialed.</summary>
internal sealed unsafe class LinuxStream : KernelSocket, IStream
{
    private readonly LinuxNetwork _network;
    private byte[] _spill;
    private int _spillStart;
    private int _spillEnd;
    private long _step;
    private int _gotInStep;
    private long _heavyUntilMs;
    private bool _isDeaf;
    private bool _isGone;
    private bool _isWatched;

    /// <param name="handle">Its handle.</param>
    /// <param name="network">Whose it is.</param>
    /// <param name="isWatched">True when a dead peer is found already: an accepted connection has
    /// that, and all other options, from its listener.</param>
    public LinuxStream(int handle, LinuxNetwork network, bool isWatched)
        : base(handle, network)
    {
        _network = network;
        _isWatched = isWatched;
        CanWrite = isWatched;
    }

    /// <summary>The kernel has said that it may be written to, or that it has failed.</summary>
    public int DialState => HasFailed ? Outside.DialState.Failed
        : CanWrite ? Outside.DialState.Connected : Outside.DialState.Pending;

    /// <inheritdoc/>
    public bool Wakes(ISleeper sleeper)
    {
        Sleeper = sleeper;
        return true;
    }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int count)
    {
        if (_isGone || IsClosed) return Flow.Broken;
        if (!CanRead) return Flow.Nothing;
        if (_step != _network.Step)
        {
            _step = _network.Step;
            _gotInStep = 0;
        }
        int most = Math.Min(count, _network.Precedence.StepBytes - _gotInStep);
        if (most <= 0)
        {
            HasMore();
            return Flow.Nothing;
        }
        fixed (byte* bytes = &buffer[offset])
        {
            int got = Got((long)recv(Handle, bytes, most, 0), most);
            if (got == Flow.Broken) _isGone = _isDeaf = true;
            if (got > 0) NoteMoved(_gotInStep += got);
            return got;
        }
    }

    /// <inheritdoc/>
    public override bool IsHeavy => _network.NowMs < _heavyUntilMs;

    /// <inheritdoc/>
    public int Room
    {
        get
        {
            if (_isDeaf || HasFailed || IsClosed) return Flow.Broken;
            if (CanWrite && _spill != null && !SendSpill()) return Flow.Broken;
            return CanWrite ? _network.ChunkBytes : 0;
        }
    }

    /// <inheritdoc/>
    public bool Send(byte[] buffer, int offset, int count)
    {
        if (_isDeaf || IsClosed) return false;
        int sent = Put(buffer, offset, count);
        if (sent < 0) return false;
        if (sent == count) return true;
        _spill = _network.TakeSpill(count - sent);
        Buffer.BlockCopy(buffer, offset + sent, _spill, 0, count - sent);
        _spillStart = 0;
        _spillEnd = count - sent;
        return true;
    }

    /// <inheritdoc/>
    public bool HalfClose() => !_isDeaf && !IsClosed && shutdown(Handle, SHUT_WR) == 0;

    /// <inheritdoc/>
    public void Close(bool abort)
    {
        if (abort && !IsClosed)
        {
            linger off = new() { l_onoff = 1, l_linger = 0 };
            _ = setsockopt(Handle, SOL_SOCKET, SO_LINGER, &off, sizeof(linger));
        }
        DropSpill();
        CloseHandle();
    }

    /// <summary>Finds a dead peer, for a connection that has lived a while; most do not.</summary>
    public override void Age()
    {
        if (_isWatched) return;
        _isWatched = true;
        LinuxNetwork.Watch(Handle);
    }

    // How many bytes the kernel took; below 0: the connection broke.
    private int Put(byte[] buffer, int offset, int count)
    {
        fixed (byte* bytes = &buffer[offset])
        {
            long sent = (long)send(Handle, bytes, count, MSG_NOSIGNAL);
            NoteMoved((int)sent);
            if (sent == count) return count;
            int error = sent < 0 ? errno : 0;
            if (error != 0 && error != EAGAIN && error != EINTR)
            {
                _isDeaf = true;
                return -1;
            }
            // A send that was cut off by a signal has room still, and nothing would tell.
            CanWrite = error == EINTR;
            return sent < 0 ? 0 : (int)sent;
        }
    }

    private void NoteMoved(int bytes)
    {
        if (bytes < Precedence.HeavyBytes) return;
        _heavyUntilMs = _network.Precedence.NoteHeavy(_network.NowMs);
    }

    private bool SendSpill()
    {
        int sent = Put(_spill, _spillStart, _spillEnd - _spillStart);
        if (sent < 0) return false;
        _spillStart += sent;
        if (_spillStart == _spillEnd) DropSpill();
        else CanWrite = false;
        return true;
    }

    private void DropSpill()
    {
        if (_spill == null) return;
        _network.ReturnSpill(_spill);
        _spill = null;
    }
}
