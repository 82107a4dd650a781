// Simulator: the way out of the house on a computer: its default gateway, TLS by the system's own
// library and trust, and multicast beside other programs that listen to the same group.

using System;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Portreeve.Outside;
using Portreeve.Platform;

namespace Portreeve.Simulator;

/// <summary>IUplink for a computer.</summary>
internal sealed class DesktopUplink : IUplink
{
    private const int RereadMs = 5000;

    private readonly Func<Socket, IDatagrams> _attach;
    private readonly ILan _lan;
    private readonly int _chunkBytes;
    private uint _router;
    private long _readAtMs = long.MinValue;

    /// <param name="attach">Takes over a socket that listens to a group.</param>
    /// <param name="lan">Our address says on which network the group is.</param>
    /// <param name="chunkBytes">Limits.ChunkBytes.</param>
    public DesktopUplink(Func<Socket, IDatagrams> attach, ILan lan, int chunkBytes)
    {
        _attach = attach;
        _lan = lan;
        _chunkBytes = chunkBytes;
    }

    public string Trouble { get; private set; } = "";

    public uint Router
    {
        get
        {
            long now = Environment.TickCount64;
            if (_readAtMs != long.MinValue && now - _readAtMs < RereadMs) return _router;
            _readAtMs = now;
            try
            {
                _router = NetworkInterface.GetAllNetworkInterfaces()
                    .Where(one => one.OperationalStatus is OperationalStatus.Up
                        or OperationalStatus.Unknown)
                    .SelectMany(one => one.GetIPProperties().GatewayAddresses)
                    .Select(one => one.Address)
                    .Where(one => one.AddressFamily == AddressFamily.InterNetwork)
                    .Select(Number).FirstOrDefault(one => one != 0);
            }
            catch (NetworkInformationException)
            {
                // The system would not say; what we knew before still counts.
            }
            return _router;
        }
    }

    public IDial DialSecure(uint address, int port, string host) =>
        new SecureDial(EndPoints.Of(address, port), host, _chunkBytes);

    public IDatagrams Join(uint group, int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            IPAddress own = EndPoints.Of(_lan.Address, 0).Address;
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership,
                new MulticastOption(EndPoints.Of(group, 0).Address, own));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface,
                own.GetAddressBytes());
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive,
                255);
            return _attach(socket);
        }
        catch (SocketException e)
        {
            Trouble = SocketTrouble.OfOpening(port, (int)e.SocketErrorCode);
            socket.Close();
            return null;
        }
    }

    private static uint Number(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
    }
}
