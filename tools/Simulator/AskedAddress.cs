// Simulator: a computer has several addresses, and who asked at one of them expects the answer from
// it. .NET tells where a datagram was sent to, but cannot choose where an answer comes from; Linux
// can (IP_PKTINFO, ip(7)), so there the answer is sent by its own call. Elsewhere the system
// chooses, as it does for everybody.

using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Portreeve.Simulator;

/// <summary>Which of our addresses each peer of a UDP port has asked.</summary>
internal sealed class AskedAddress
{
    private const int PeersMax = 1024;
    private const int LevelIp = 0;
    private const int PacketInfo = 8;

    private readonly Dictionary<long, uint> _asked = new();
    private EndPoint _from = new IPEndPoint(IPAddress.Any, 0);

    /// <summary>True where answers can be sent from an address of choice.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux() && IntPtr.Size == 8;

    /// <summary>Lets the system tell where datagrams were sent to.</summary>
    public static void Prepare(Socket socket) =>
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.PacketInformation, true);

    /// <summary>One datagram with its sender; remembers which address was asked.</summary>
    public int Receive(Socket socket, byte[] buffer, out uint address, out int port)
    {
        SocketFlags flags = SocketFlags.None;
        int count = socket.ReceiveMessageFrom(buffer, 0, buffer.Length, ref flags, ref _from,
            out IPPacketInformation to);
        IPEndPoint peer = (IPEndPoint)_from;
        address = Number(peer.Address);
        port = peer.Port;
        if (_asked.Count >= PeersMax) _asked.Clear();
        _asked[Key(address, port)] = Number(to.Address);
        return count;
    }

    /// <summary>Sends from the address that this peer has asked. False: the system may choose.
    /// </summary>
    public unsafe bool Send(Socket socket, byte[] buffer, int count, IPEndPoint peer)
    {
        uint address = Number(peer.Address);
        if (!_asked.TryGetValue(Key(address, peer.Port), out uint own)) return false;
        // sockaddr_in, cmsghdr and in_pktinfo as the 64-bit ABI lays them out.
        byte* name = stackalloc byte[16];
        new Span<byte>(name, 16).Clear();
        *(ushort*)name = 2;
        Put(name + 2, (uint)peer.Port << 16);
        Put(name + 4, address);
        byte* control = stackalloc byte[32];
        new Span<byte>(control, 32).Clear();
        *(ulong*)control = 28;
        *(int*)(control + 8) = LevelIp;
        *(int*)(control + 12) = PacketInfo;
        Put(control + 20, own);
        fixed (byte* bytes = buffer)
        {
            Vector vector = new() { Base = bytes, Length = (nuint)count };
            Message message = new()
            {
                Name = name, NameLength = 16, Vectors = &vector, VectorCount = 1,
                Control = control, ControlLength = 32,
            };
            return sendmsg((int)socket.SafeHandle.DangerousGetHandle(), &message, 0) >= 0;
        }
    }

    private static unsafe void Put(byte* at, uint number)
    {
        at[0] = (byte)(number >> 24);
        at[1] = (byte)(number >> 16);
        // A port is put as the upper half, and what follows it is filled afterwards.
        at[2] = (byte)(number >> 8);
        at[3] = (byte)number;
    }

    private static long Key(uint address, int port) => ((long)address << 16) | (long)port;

    private static uint Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (!address.TryWriteBytes(bytes, out int count) || count != 4) return 0;
        return ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
    }

    [DllImport("libc", SetLastError = true)]
    private static extern unsafe nint sendmsg(int socket, Message* message, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Vector
    {
        public byte* Base;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Message
    {
        public byte* Name;
        public uint NameLength;
        public Vector* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }
}
