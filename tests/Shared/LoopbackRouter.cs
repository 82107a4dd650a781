// A router above that stands on this computer's loopback: it speaks PCP, and its outside address is
// one that could be dialed. And the way out that leads to it and nowhere else.

using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Portreeve.Outside;

namespace Portreeve;

/// <summary>The router.</summary>
internal sealed class LoopbackRouter : IDisposable
{
    private static int _count;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram,
        ProtocolType.Udp);
    private readonly long _start = Environment.TickCount64;
    private readonly int _shift;

    /// <param name="shift">So much higher is each port that it gives than the one that is asked
    /// for, which somebody else has.</param>
    public LoopbackRouter(int shift = 0)
    {
        _shift = shift;
        // An address of its own, since several may run at once, in this process and in others, and
        // the port is everybody's.
        do
        {
            Address = 0x7F000001u | (uint)(1 + Environment.ProcessId % 250) << 16
                | (uint)(Interlocked.Increment(ref _count) & 255) << 8;
        }
        while (!Binds());
        new Thread(Serve) { IsBackground = true, Name = "router" }.Start();
    }

    /// <summary>Host order.</summary>
    public uint Address { get; }

    public void Dispose() => _socket.Dispose();

    // False when somebody else has this address: another process may have the same remainder.
    private bool Binds()
    {
        byte[] address =
            [(byte)(Address >> 24), (byte)(Address >> 16), (byte)(Address >> 8), (byte)Address];
        try
        {
            _socket.Bind(new IPEndPoint(new IPAddress(address), 5351));
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }

    private void Serve()
    {
        byte[] bytes = new byte[1100];
        try
        {
            while (true)
            {
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                int count = _socket.ReceiveFrom(bytes, ref from);
                if (count < 24 || bytes[0] != 2) continue;
                // The question comes back as the answer (RFC 6887 sections 7.2 and 11.1).
                bytes[1] |= 128;
                bytes.AsSpan(8, 16).Clear();
                long age = 1000 + (Environment.TickCount64 - _start) / 1000;
                for (int i = 0; i < 4; i++) bytes[8 + i] = (byte)(age >> (24 - 8 * i));
                if (count == 60)
                {
                    int given = (bytes[40] << 8 | bytes[41]) + _shift;
                    (bytes[42], bytes[43]) = ((byte)(given >> 8), (byte)given);
                    bytes[54] = bytes[55] = 255;
                    (bytes[56], bytes[57], bytes[58], bytes[59]) = (203, 0, 113, 9);
                }
                _socket.SendTo(bytes, count, SocketFlags.None, from);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}

/// <summary>A network of this computer alone: what would go to everybody in the house goes to the
/// router on the loopback.</summary>
internal sealed class LoopbackNetwork(INetwork network, uint router, bool losesPcp) : INetwork
{
    public string Trouble => network.Trouble;

    public IAcceptor Listen(int port) => network.Listen(port);

    public IDial Dial(uint address, int port) => network.Dial(address, port);

    public IDatagrams BindDatagrams(int port) => Around(network.BindDatagrams(port));

    public IDatagrams ConnectDatagrams(uint address, int port) =>
        Around(network.ConnectDatagrams(address, port));

    private Redirected Around(IDatagrams socket) =>
        socket == null ? null : new Redirected(socket, router, losesPcp);

    private sealed class Redirected(IDatagrams socket, uint router, bool losesPcp) : IDatagrams
    {
        public int Receive(byte[] buffer, out uint address, out int port) =>
            socket.Receive(buffer, out address, out port);

        public bool Send(byte[] buffer, int count, uint address, int port)
        {
            // PCP begins with its version, 2: a router's firewall throws it away.
            if (losesPcp && address == router && port == 5351 && buffer[0] == 2) return true;
            return socket.Send(buffer, count, address >> 24 < 224 ? address : router, port);
        }

        public bool Wakes(ISleeper sleeper) => socket.Wakes(sleeper);

        public void Close() => socket.Close();
    }
}

/// <summary>A way out of the house that ends on the loopback.</summary>
internal sealed class LoopbackUplink(INetwork network, uint router) : IUplink
{
    public uint Router => router;

    public string Trouble => "nothing leaves this computer in a test";

    public IDial DialSecure(uint address, int port, string host) => null;

    public IDatagrams Join(uint group, int port)
    {
        IDatagrams socket = network.BindDatagrams(0);
        return socket == null ? null : new Mute(socket);
    }

    /// <summary>It holds a socket and hears, and what it says goes nowhere.</summary>
    private sealed class Mute(IDatagrams socket) : IDatagrams
    {
        public int Receive(byte[] buffer, out uint address, out int port) =>
            socket.Receive(buffer, out address, out port);

        public bool Send(byte[] buffer, int count, uint address, int port) => true;

        public bool Wakes(ISleeper sleeper) => socket.Wakes(sleeper);

        public void Close() => socket.Close();
    }
}
