// Simulator: a desktop that behaves as the chip does where the two differ (`run --chip`). The
// firmware's own code then meets, in the tests, what it will meet on the board:
//   16 sockets in all, 8 of them listeners, 16 or 10 of them connections; opening or accepting
//   one more fails
//   sockets block; Send waits until all is out; a dial needs a thread unless the capability is on
//   no half-close unless the capability is on
//   Poll throws on a connection that was reset, instead of saying "readable"
//   datagrams over 1,472 bytes are lost both ways (no IP reassembly: CONFIG_LWIP_IP4_REASSEMBLY=n)
//   a resting loop sleeps whole ticks of 10 ms
// Origin of each: docs/platform.md, Sockets; Time and threads.

using System.Net;
using System.Net.Sockets;
using System.Threading;
using Portreeve.HeapModel;
using Portreeve.Outside;
using Portreeve.Platform;

namespace Portreeve.Simulator;

internal sealed class ChipPowers : SocketPowers
{
    /// <summary>Accept mailbox: CONFIG_LWIP_TCP_ACCEPTMBOX_SIZE=6.</summary>
    public const int Backlog = 6;

    private const int TickMs = 10;

    private readonly Limits _limits;
    private readonly bool _hasCapabilities;
    private int _open;
    private int _listeners;
    private int _connections;

    /// <param name="limits">Sockets, listeners and connections of the image.</param>
    /// <param name="hasCapabilities">Whether the two things found by reflection are there.</param>
    public ChipPowers(Limits limits, bool hasCapabilities)
    {
        _limits = limits;
        _hasCapabilities = hasCapabilities;
    }

    /// <summary>Sockets open now; a test compares it with the budget.</summary>
    public int Open => Volatile.Read(ref _open);

    public override bool CanHalfClose => _hasCapabilities;

    public override bool CanDialWithoutWaiting => _hasCapabilities;

    public override object Attach(Socket socket)
    {
        bool isTcp = socket.SocketType == SocketType.Stream;
        if (isTcp && _connections >= _limits.ConnectionsMax) throw NoMemory();
        TakeSocket();
        if (!isTcp) return new object();
        _connections++;
        return new ConnectionMark();
    }

    /// <summary>lwIP has fewer listening PCBs than sockets; listen fails with no memory.</summary>
    public override object AttachListener(Socket socket)
    {
        if (_listeners >= _limits.ListenersMax) throw NoMemory();
        TakeSocket();
        _listeners++;
        return new ListenerMark();
    }

    public override void Detach(object mark)
    {
        _open--;
        if (mark is ListenerMark) _listeners--;
        if (mark is ConnectionMark) _connections--;
    }

    public override bool HasNewcomer(Socket socket, object mark)
    {
        if (!base.HasNewcomer(socket, mark)) return false;
        // Without a PCB for it the newcomer's SYN is dropped, and it tries again.
        if (_connections >= _limits.ConnectionsMax) return false;
        if (_open < _limits.SocketsMax) return true;
        throw new SocketException((int)SocketError.TooManyOpenSockets);
    }

    public override int Receive(Socket socket, object mark, byte[] buffer, int offset, int count)
    {
        ThrowIfReset(socket);
        return base.Receive(socket, mark, buffer, offset, count);
    }

    public override int Room(Socket socket, object mark, int chunkBytes)
    {
        ThrowIfReset(socket);
        return base.Room(socket, mark, chunkBytes);
    }

    public override bool HalfClose(Socket socket, object mark)
    {
        if (!_hasCapabilities) return false;
        socket.Shutdown(SocketShutdown.Send);
        return true;
    }

    public override void StartConnect(Socket socket, object mark, EndPoint target)
    {
        ((ConnectionMark)mark).IsDialed = true;
        socket.Blocking = false;
        try
        {
            socket.Connect(target);
        }
        catch (SocketException e)
        {
            // As on the chip: "under way" and "refused" look the same here; Poll tells. Only
            // where nothing was sent at all would Poll here say "connected".
            ((ConnectionMark)mark).HasNoWay = e.SocketErrorCode is not (SocketError.WouldBlock
                or SocketError.InProgress or SocketError.ConnectionRefused);
        }
    }

    public override int ConnectState(Socket socket, object mark)
    {
        if (((ConnectionMark)mark).HasNoWay) return DialState.Failed;
        ThrowIfReset(socket);
        if (!socket.Poll(0, SelectMode.SelectWrite)) return DialState.Pending;
        socket.Blocking = true;
        return DialState.Connected;
    }

    public override int ReceiveFrom(Socket socket, object mark, byte[] buffer,
        out uint address, out int port)
    {
        int count = base.ReceiveFrom(socket, mark, buffer, out address, out port);
        return count > Limits.DatagramBytesMax ? Flow.TooLong : count;
    }

    public override int ReceiveConnected(Socket socket, object mark, byte[] buffer)
    {
        int count = base.ReceiveConnected(socket, mark, buffer);
        return count > Limits.DatagramBytesMax ? Flow.TooLong : count;
    }

    public override void SendTo(Socket socket, object mark, byte[] buffer, int count,
        EndPoint target)
    {
        if (count > Limits.DatagramBytesMax) throw TooLong();
        base.SendTo(socket, mark, buffer, count, target);
    }

    public override void SendConnected(Socket socket, object mark, byte[] buffer, int count)
    {
        if (count > Limits.DatagramBytesMax) throw TooLong();
        base.SendConnected(socket, mark, buffer, count);
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
    }

    public override void Wait(int pauseMs)
    {
        Thread.Sleep(pauseMs == 0 ? 0 : TickMs);
    }

    private void TakeSocket()
    {
        if (_open >= _limits.SocketsMax)
        {
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }
        _open++;
    }

    private static SocketException TooLong() => new((int)SocketError.MessageSize);

    private static SocketException NoMemory() =>
        new SocketException((int)SocketError.NoBufferSpaceAvailable);

    /// <summary>A listener's socket holds its end point.</summary>
    private sealed class ListenerMark : IChipObject
    {
        public int ChipBytes => ChipLayout.Object(2);
    }

    /// <summary>A connection that we dialed holds the other side's end point.</summary>
    private sealed class ConnectionMark : IChipObject
    {
        public bool HasNoWay;
        public bool IsDialed;

        public int ChipBytes => IsDialed ? ChipLayout.Object(2) + Fixed.IPAddressBytes : 0;
    }

    private static void ThrowIfReset(Socket socket)
    {
        if (!socket.Poll(0, SelectMode.SelectError)) return;
        throw new SocketException((int)SocketError.ConnectionReset);
    }
}
