// Simulator, Linux: a UDP socket as IDatagrams.
//
// Most datagrams come alone. So after the first of a step nobody is asked for a second: the kernel
// says so again as long as there is one. Where it does, a train has come, and is read to its end.
//
//   alone --told again right after a read--> train --a second read finds nothing--> alone
//
// A socket that nobody reads at present is told of by edges only, or no wait would ever last.
//
// A computer has several addresses, and who asked at one of them expects the answer from it. So a
// port that listens at all of them remembers which address each peer has asked, and answers from
// there (IP_PKTINFO, ip(7)). Nothing is made for a datagram.

using System.Collections.Generic;
using Portreeve.Outside;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Portreeve.Simulator.Linux;

/// <summary>A UDP socket, bound or connected.</summary>
internal sealed unsafe class LinuxDatagrams : KernelSocket, IDatagrams
{
    private const int PeersMax = 1024;

    // A cmsghdr of 16 bytes and an in_pktinfo of 12, padded to 8.
    private const int ControlBytes = 32;

    private readonly LinuxNetwork _network;
    private readonly bool _isPort;
    private readonly Dictionary<long, uint> _asked;
    private long _step;
    private int _gotInStep;
    private bool _isUnread;
    private bool _isByEdge;
    private bool _isTrain;

    /// <param name="handle">Its handle.</param>
    /// <param name="network">Whose it is.</param>
    /// <param name="isPort">True when it is bound and hears everybody.</param>
    /// <param name="isAnywhere">True when it hears them at every address.</param>
    public LinuxDatagrams(int handle, LinuxNetwork network, bool isPort, bool isAnywhere)
        : base(handle, network)
    {
        _network = network;
        _isPort = isPort;
        if (isAnywhere) _asked = new Dictionary<long, uint>();
    }

    /// <summary>Only what comes: there is always room, and the kernel would say so after each
    /// datagram that was sent.</summary>
    public override int Interest => EPOLLIN;

    /// <inheritdoc/>
    public override bool Tell(int events)
    {
        if (_isUnread && !_isByEdge)
        {
            _isByEdge = true;
            _network.Ask(this, EPOLLIN | EPOLLET);
        }
        if (!_isUnread && _gotInStep > 0 && _step == _network.Step - 1) _isTrain = true;
        _isUnread = true;
        return base.Tell(events);
    }

    /// <inheritdoc/>
    public bool Wakes(ISleeper sleeper)
    {
        Sleeper = sleeper;
        return true;
    }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, out uint address, out int port)
    {
        address = 0;
        port = 0;
        if (IsClosed) return Flow.Broken;
        if (!CanRead) return Flow.NoDatagram;
        _isUnread = false;
        if (_step != _network.Step)
        {
            _step = _network.Step;
            _gotInStep = 0;
        }
        long got;
        fixed (byte* bytes = buffer)
        {
            got = !_isPort ? (long)recv(Handle, bytes, buffer.Length, 0)
                : _asked != null ? ReceiveAsked(bytes, buffer.Length, out address, out port)
                : ReceiveFrom(bytes, buffer.Length, out address, out port);
        }
        int error = got < 0 ? errno : 0;
        Follow(error);
        if (error == 0) return (int)got;
        // A port hears of its own answers that found nobody; a mapping, of its target. Either way
        // the socket lives on.
        return _isPort || error == EAGAIN || error == EINTR
            ? Flow.NoDatagram : Flow.Broken;
    }

    /// <inheritdoc/>
    public bool Send(byte[] buffer, int count, uint address, int port)
    {
        if (IsClosed) return false;
        fixed (byte* bytes = buffer)
        {
            return !_isPort ? (long)send(Handle, bytes, count, MSG_NOSIGNAL) >= 0
                : _asked != null ? SendAsked(bytes, count, address, port)
                : SendTo(bytes, count, address, port);
        }
    }

    /// <inheritdoc/>
    public void Close() => CloseHandle();

    // Whether to ask again in this step. By edges the kernel does not repeat itself, so everything
    // is read then.
    private void Follow(int error)
    {
        if (error == EAGAIN)
        {
            if (_gotInStep < 2) _isTrain = false;
            HasNoMore();
            return;
        }
        _gotInStep++;
        if (_isByEdge) HasMore();
        else if (!_isTrain) HasNoMore();
    }

    private long ReceiveFrom(byte* bytes, int count, out uint address, out int port)
    {
        sockaddr_in from = default;
        socklen_t length = sizeof(sockaddr_in);
        long got = (long)recvfrom(Handle, bytes, count, 0, (sockaddr*)&from, &length);
        KernelAddress.Read(&from, out address, out port);
        return got;
    }

    private bool SendTo(byte* bytes, int count, uint address, int port)
    {
        sockaddr_in to = KernelAddress.Of(address, port);
        return (long)sendto(Handle, bytes, count, MSG_NOSIGNAL, (sockaddr*)&to,
            sizeof(sockaddr_in)) >= 0;
    }

    private long ReceiveAsked(byte* bytes, int count, out uint address, out int port)
    {
        sockaddr_in from = default;
        byte* control = stackalloc byte[ControlBytes];
        iovec vector = new() { iov_base = bytes, iov_len = count };
        msghdr message = new()
        {
            msg_name = &from, msg_namelen = sizeof(sockaddr_in), msg_iov = &vector, msg_iovlen = 1,
            msg_control = control, msg_controllen = ControlBytes,
        };
        long got = (long)recvmsg(Handle, &message, 0);
        KernelAddress.Read(&from, out address, out port);
        if (got < 0 || (int)message.msg_controllen < sizeof(cmsghdr) + sizeof(in_pktinfo))
        {
            return got;
        }
        uint asked = *(uint*)&((in_pktinfo*)(control + sizeof(cmsghdr)))->ipi_addr;
        long peer = Key(address, port);
        if (_asked.TryGetValue(peer, out uint before) && before == asked) return got;
        if (_asked.Count >= PeersMax) _asked.Clear();
        _asked[peer] = asked;
        return got;
    }

    private bool SendAsked(byte* bytes, int count, uint address, int port)
    {
        sockaddr_in to = KernelAddress.Of(address, port);
        byte* control = stackalloc byte[ControlBytes];
        iovec vector = new() { iov_base = bytes, iov_len = count };
        msghdr message = new()
        {
            msg_name = &to, msg_namelen = sizeof(sockaddr_in), msg_iov = &vector, msg_iovlen = 1,
        };
        if (_asked.TryGetValue(Key(address, port), out uint own))
        {
            cmsghdr* head = (cmsghdr*)control;
            *head = new cmsghdr
            {
                cmsg_len = sizeof(cmsghdr) + sizeof(in_pktinfo), cmsg_level = IPPROTO_IP,
                cmsg_type = IP_PKTINFO,
            };
            in_pktinfo* from = (in_pktinfo*)(control + sizeof(cmsghdr));
            *from = default;
            *(uint*)&from->ipi_spec_dst = own;
            message.msg_control = control;
            message.msg_controllen = ControlBytes;
        }
        return (long)sendmsg(Handle, &message, MSG_NOSIGNAL) >= 0;
    }

    private static long Key(uint address, int port) => ((long)address << 16) | (long)port;
}
