// Platform: what one socket can do here. This base class is what every nanoFramework image can
// do by its public API; ReflectedPowers adds what the chip has inside, and the desktop brings its
// own. Calls may throw SocketException or ObjectDisposedException: the adapters beside this file
// catch them, nobody else has to.

using System.Net;
using System.Net.Sockets;
using System.Threading;
using Portreeve.Outside;

namespace Portreeve.Platform
{
    /// <summary>The seam between the shared socket adapters and one platform.</summary>
    internal class SocketPowers
    {
        // Only says of which family the sender is to be; the runtime leaves it alone.
        private readonly EndPoint _anybody = new IPEndPoint(IPAddress.Any, 0);

        /// <summary>
        /// Counted up when our address changes or the link was lost: a listener that was opened
        /// before is taken for broken and is reopened.
        /// </summary>
        public int Epoch;

        /// <summary>True when HalfClose works.</summary>
        public virtual bool CanHalfClose { get { return false; } }

        /// <summary>True when StartConnect works; else a thread dials.</summary>
        public virtual bool CanDialWithoutWaiting { get { return false; } }

        /// <summary>Called for each new socket; what it returns comes back as "mark".</summary>
        public virtual object Attach(Socket socket)
        {
            return null;
        }

        /// <summary>Lets a listening port be opened again although connections of it are still
        /// remembered; but not while another program listens on it.</summary>
        public virtual void AllowReopening(Socket socket)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        }

        /// <summary>Called for each new listening socket, instead of Attach.</summary>
        public virtual object AttachListener(Socket socket)
        {
            return Attach(socket);
        }

        /// <summary>Called before the socket is closed.</summary>
        public virtual void Detach(object mark)
        {
        }

        /// <summary>True when a newcomer waits at a listening socket.</summary>
        public virtual bool HasNewcomer(Socket socket, object mark)
        {
            return socket.Poll(0, SelectMode.SelectRead);
        }

        /// <summary>As IStream.Receive.</summary>
        public virtual int Receive(Socket socket, object mark, byte[] buffer, int offset,
            int count)
        {
            if (!socket.Poll(0, SelectMode.SelectRead)) return Flow.Nothing;
            int got = socket.Receive(buffer, offset, count, SocketFlags.None);
            return got == 0 ? Flow.Finished : got;
        }

        /// <summary>As IStream.Room. lwIP says writable only when a whole chunk fits.</summary>
        public virtual int Room(Socket socket, object mark, int chunkBytes)
        {
            return socket.Poll(0, SelectMode.SelectWrite) ? chunkBytes : 0;
        }

        /// <summary>Sends all; Room has said that it fits.</summary>
        public virtual void Send(Socket socket, object mark, byte[] buffer, int offset, int count)
        {
            socket.Send(buffer, offset, count, SocketFlags.None);
        }

        /// <summary>Sends FIN. False where that cannot be done.</summary>
        public virtual bool HalfClose(Socket socket, object mark)
        {
            return false;
        }

        /// <summary>Starts to connect without waiting; only if CanDialWithoutWaiting.</summary>
        public virtual void StartConnect(Socket socket, object mark, EndPoint target)
        {
        }

        /// <summary>One of DialState, after StartConnect.</summary>
        public virtual int ConnectState(Socket socket, object mark)
        {
            return socket.Poll(0, SelectMode.SelectWrite)
                ? DialState.Connected : DialState.Pending;
        }

        /// <summary>
        /// One datagram with its sender, or Flow.NoDatagram. The runtime makes the EndPoint anew
        /// for each (230 bytes on the chip); connected sockets avoid that by ReceiveConnected.
        /// </summary>
        public virtual int ReceiveFrom(Socket socket, object mark, byte[] buffer,
            out uint address, out int port)
        {
            address = 0;
            port = 0;
            if (!socket.Poll(0, SelectMode.SelectRead)) return Flow.NoDatagram;
            EndPoint from = _anybody;
            int count = socket.ReceiveFrom(buffer, 0, buffer.Length, SocketFlags.None, ref from);
            EndPoints.Read(from, out address, out port);
            return count;
        }

        /// <summary>One datagram of the connected peer, or Flow.NoDatagram.</summary>
        public virtual int ReceiveConnected(Socket socket, object mark, byte[] buffer)
        {
            if (!socket.Poll(0, SelectMode.SelectRead)) return Flow.NoDatagram;
            return socket.Receive(buffer, 0, buffer.Length, SocketFlags.None);
        }

        /// <summary>Sends one datagram to an address.</summary>
        public virtual void SendTo(Socket socket, object mark, byte[] buffer, int count,
            EndPoint target)
        {
            socket.SendTo(buffer, 0, count, SocketFlags.None, target);
        }

        /// <summary>Sends one datagram to the connected peer.</summary>
        public virtual void SendConnected(Socket socket, object mark, byte[] buffer, int count)
        {
            socket.Send(buffer, 0, count, SocketFlags.None);
        }

        /// <summary>Makes the next Close a reset: Linger 0. Never on a listening socket, which
        /// aborted older images (nf-interpreter PR 3461).</summary>
        public virtual void SetAbort(Socket socket)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Linger, 0);
        }

        /// <summary>
        /// Sends small pieces at once and finds dead peers: TCP_KEEPIDLE 30 s, INTVL 5 s, CNT 3
        /// by lwIP's own numbers, which pass through (docs/platform.md, Sockets).
        /// </summary>
        public virtual void Tune(Socket socket)
        {
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, (SocketOptionName)3, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, (SocketOptionName)4, 5);
            socket.SetSocketOption(SocketOptionLevel.Tcp, (SocketOptionName)5, 3);
        }

        /// <summary>The failure's code in Winsock's numbers, which the chip uses.</summary>
        public virtual int CodeOf(SocketException e)
        {
            return e.ErrorCode;
        }

        /// <summary>
        /// Lets the loop rest for at most so many ms, or until something is ready where the
        /// platform can tell. 0 only lets other threads run.
        /// </summary>
        public virtual void Wait(int pauseMs)
        {
            Thread.Sleep(pauseMs);
        }
    }
}
