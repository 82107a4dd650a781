// Simulator: what sockets can do on a desktop: never block, send a FIN alone, and one readiness
// call for all of them.
//
// Which sockets to wait for follows from what the core asked in the last step and did not get:
// Receive said "nothing", so wait for bytes; Room said 0, so wait for room. Whoever was not asked
// is not waited for, which is how back-pressure reaches the operating system. An answer is kept
// until it is used up, so a socket that is not ready costs no system call.
//
// A desktop's Send may take only a part. What is left over is kept here, in a buffer borrowed
// from a small pool, and Room is 0 until it has gone: the core sees a platform whose sends are
// whole, as the chip's are.

using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using Portreeve.Outside;
using Portreeve.Platform;

namespace Portreeve.Simulator;

internal sealed class DesktopPowers : SocketPowers
{
    private const int DatagramBufferBytes = 4 << 20;

    private readonly List<SocketMark> _marks = new();
    private readonly Readiness _ready = new();
    private readonly Stack<byte[]> _spills = new();
    private bool _hasMore;

    public override bool CanHalfClose => true;
    public override bool CanDialWithoutWaiting => true;
    public override object Attach(Socket socket)
    {
        socket.Blocking = false;
        if (socket.SocketType == SocketType.Dgram)
        {
            socket.ReceiveBufferSize = DatagramBufferBytes;
            socket.SendBufferSize = DatagramBufferBytes;
        }
        SocketMark mark = new() { Socket = socket, Place = _marks.Count };
        bool isPort = socket.SocketType == SocketType.Dgram && !socket.Connected;
        if (isPort && AskedAddress.IsPossible)
        {
            AskedAddress.Prepare(socket);
            mark.Asked = new AskedAddress();
        }
        _marks.Add(mark);
        _hasMore = true;
        return mark;
    }

    // ReuseAddress would set SO_REUSEPORT too (two gateways at one port); Bind does what we need.
    public override void AllowReopening(Socket socket) { }

    public override void Detach(object mark)
    {
        SocketMark gone = (SocketMark)mark;
        if (gone.Place < 0) return;
        SocketMark last = _marks[^1];
        _marks[gone.Place] = last;
        last.Place = gone.Place;
        _marks.RemoveAt(_marks.Count - 1);
        gone.Place = -1;
        DropSpill(gone);
    }

    public override bool HasNewcomer(Socket socket, object mark)
    {
        SocketMark m = (SocketMark)mark;
        if (m.CanRead && socket.Poll(0, SelectMode.SelectRead)) return true;
        return m.WaitForBytes();
    }

    public override int Receive(Socket socket, object mark, byte[] buffer, int offset, int count)
    {
        SocketMark m = (SocketMark)mark;
        if (!m.CanRead)
        {
            m.WantsRead = true;
            return Flow.Nothing;
        }
        int got = socket.Receive(buffer, offset, count, SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
        {
            m.WaitForBytes();
            return Flow.Nothing;
        }
        if (error != SocketError.Success) return Flow.Broken;
        if (got == 0) return Flow.Finished;
        if (got < count) m.WaitForBytes();
        else _hasMore = true;
        return got;
    }

    public override int Room(Socket socket, object mark, int chunkBytes)
    {
        SocketMark m = (SocketMark)mark;
        if (m.CanWrite && m.Spill != null && !SendSpill(m)) return Flow.Broken;
        if (m.CanWrite) return chunkBytes;
        m.WantsWrite = true;
        return 0;
    }

    public override void Send(Socket socket, object mark, byte[] buffer, int offset, int count)
    {
        SocketMark m = (SocketMark)mark;
        int sent = socket.Send(buffer, offset, count, SocketFlags.None, out SocketError error);
        if (error != SocketError.Success && error != SocketError.WouldBlock)
        {
            throw new SocketException((int)error);
        }
        if (sent == count) return;
        m.CanWrite = false;
        m.WantsWrite = true;
        if (!_spills.TryPop(out m.Spill) || m.Spill.Length < count - sent)
        {
            m.Spill = new byte[buffer.Length];
        }
        System.Buffer.BlockCopy(buffer, offset + sent, m.Spill, 0, count - sent);
        m.SpillStart = 0;
        m.SpillEnd = count - sent;
    }

    public override bool HalfClose(Socket socket, object mark)
    {
        socket.Shutdown(SocketShutdown.Send);
        return true;
    }

    public override void StartConnect(Socket socket, object mark, EndPoint target)
    {
        SocketMark m = (SocketMark)mark;
        m.CanWrite = false;
        m.WantsWrite = true;
        try
        {
            socket.Connect(target);
            m.CanWrite = true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock
            or SocketError.InProgress)
        {
            // Under way; ConnectState asks later.
        }
    }

    public override int ConnectState(Socket socket, object mark)
    {
        SocketMark m = (SocketMark)mark;
        if (!m.CanWrite)
        {
            m.WantsWrite = true;
            return DialState.Pending;
        }
        _hasMore = true;
        object error = socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error);
        return error is int code && code != 0 ? DialState.Failed : DialState.Connected;
    }

    public override int ReceiveFrom(Socket socket, object mark, byte[] buffer,
        out uint address, out int port)
    {
        SocketMark m = (SocketMark)mark;
        address = 0;
        port = 0;
        if (!m.CanRead || !socket.Poll(0, SelectMode.SelectRead))
        {
            m.WaitForBytes();
            return Flow.NoDatagram;
        }
        m.From ??= new SocketAddress(AddressFamily.InterNetwork);
        try
        {
            if (m.Asked != null)
            {
                _hasMore = true;
                return m.Asked.Receive(socket, buffer, out address, out port);
            }
            int count = socket.ReceiveFrom(buffer, SocketFlags.None, m.From);
            port = (m.From[2] << 8) | m.From[3];
            address = ((uint)m.From[4] << 24) | ((uint)m.From[5] << 16)
                | ((uint)m.From[6] << 8) | m.From[7];
            _hasMore = true;
            return count;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset
            or SocketError.WouldBlock)
        {
            // Windows reports an earlier datagram's "port unreachable" here; it is not ours.
            return Flow.NoDatagram;
        }
    }

    public override int ReceiveConnected(Socket socket, object mark, byte[] buffer)
    {
        SocketMark m = (SocketMark)mark;
        if (!m.CanRead)
        {
            m.WantsRead = true;
            return Flow.NoDatagram;
        }
        int got = socket.Receive(buffer, 0, buffer.Length, SocketFlags.None, out SocketError error);
        if (error == SocketError.Success)
        {
            _hasMore = true;
            return got;
        }
        m.WaitForBytes();
        return error == SocketError.WouldBlock ? Flow.NoDatagram : Flow.Broken;
    }

    public override void SendTo(Socket socket, object mark, byte[] buffer, int count,
        EndPoint target)
    {
        SocketMark m = (SocketMark)mark;
        if (m.Asked != null && m.Asked.Send(socket, buffer, count, (IPEndPoint)target)) return;
        m.Peers ??= new Dictionary<EndPoint, SocketAddress>(ReferenceEqualityComparer.Instance);
        if (!m.Peers.TryGetValue(target, out SocketAddress to))
        {
            if (m.Peers.Count == 64) m.Peers.Clear();
            to = target.Serialize();
            m.Peers[target] = to;
        }
        socket.SendTo(new System.ReadOnlySpan<byte>(buffer, 0, count), SocketFlags.None, to);
    }

    public override void SetAbort(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
    }

    public override int CodeOf(SocketException e) => (int)e.SocketErrorCode;

    public override void Tune(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }

    /// <summary>
    /// Waits until one of the sockets asked in vain is ready, at most so long; not at all while
    /// one that was served may have more.
    /// </summary>
    public override void Wait(int pauseMs)
    {
        int pause = _hasMore ? 0 : pauseMs;
        _hasMore = false;
        if (_ready.Wait(_marks, pause)) return;
        foreach (SocketMark mark in _marks.ToArray())
        {
            if (mark.Socket.SafeHandle.IsClosed) Detach(mark);
        }
    }

    // False: the connection broke.
    private bool SendSpill(SocketMark mark)
    {
        int sent = mark.Socket.Send(mark.Spill, mark.SpillStart,
            mark.SpillEnd - mark.SpillStart, SocketFlags.None, out SocketError error);
        if (error != SocketError.Success && error != SocketError.WouldBlock) return false;
        mark.SpillStart += sent;
        if (mark.SpillStart == mark.SpillEnd) DropSpill(mark);
        else mark.CanWrite = false;
        return true;
    }

    private void DropSpill(SocketMark mark)
    {
        if (mark.Spill == null) return;
        _spills.Push(mark.Spill);
        mark.Spill = null;
    }
}
