// Simulator, Linux: INetwork over the kernel's own calls. The chip's adapters (firmware/Platform)
// run on a computer too, by `--chip` and where this is not to be had; here each connection costs as
// few system calls as it can, and waiting costs nothing for those who say nothing.
//
// .NET's Socket asks and sets more than a forwarder needs (five polls, four fcntl, ten setsockopt a
// connection), so handles are used as they are, by the bindings of Tmds.LibC.

using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Portreeve.Outside;
using Portreeve.Platform;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Portreeve.Simulator.Linux;

/// <summary>The network of a computer that runs Linux.</summary>
internal sealed unsafe class LinuxNetwork : INetwork, IDisposable
{
    private const int DatagramBufferBytes = 4 << 20;
    private const int FirstPort = 1024;
    private const int AgeEveryMs = 1000;

    private readonly Epoll _epoll = new();
    private readonly Stack<byte[]> _spills = new();
    private readonly uint _bind;
    private readonly int _backlog;
    private long _agedAtMs;

    /// <param name="bind">Where to listen.</param>
    /// <param name="chunkBytes">Limits.ChunkBytes.</param>
    /// <param name="backlog">Newcomers that may wait.</param>
    public LinuxNetwork(IPAddress bind, int chunkBytes, int backlog)
    {
        Span<byte> bytes = stackalloc byte[4];
        bind.TryWriteBytes(bytes, out _);
        _bind = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        ChunkBytes = chunkBytes;
        _backlog = backlog;
    }

    /// <summary>True where the kernel's calls can be reached.</summary>
    public static bool IsPossible { get; } = Try();

    /// <summary>What a stream has room for when it has room.</summary>
    public int ChunkBytes { get; }

    /// <summary>Who goes first.</summary>
    public Precedence Precedence { get; } = new();

    /// <summary>When the last wait ended, ms of the system's clock.</summary>
    public long NowMs { get; private set; }

    /// <summary>How often has been waited: the number of the step that comes.</summary>
    public long Step { get; private set; }

    /// <inheritdoc/>
    public string Trouble { get; private set; } = "";

    /// <inheritdoc/>
    public IAcceptor Listen(int port)
    {
        int handle = Open(SOCK_STREAM);
        if (handle < 0) return NoPort<IAcceptor>(-1, port);
        // Linux refuses a second listener all the same.
        Set(handle, SOL_SOCKET, SO_REUSEADDR, 1);
        // What is set here, whoever is accepted has.
        Set(handle, IPPROTO_TCP, TCP_NODELAY, 1);
        Watch(handle);
        if (!Bind(handle, _bind, port) || listen(handle, _backlog) != 0)
        {
            return NoPort<IAcceptor>(handle, port);
        }
        LinuxAcceptor acceptor = new(handle, this);
        return Add(acceptor) ? acceptor : NoPort<IAcceptor>(handle, port);
    }

    /// <inheritdoc/>
    public IDial Dial(uint address, int port)
    {
        int handle = Open(SOCK_STREAM);
        if (handle < 0) return NoDial<IDial>(-1);
        Set(handle, IPPROTO_TCP, TCP_NODELAY, 1);
        sockaddr_in target = KernelAddress.Of(address, port);
        bool isUnderWay = connect(handle, (sockaddr*)&target, sizeof(sockaddr_in)) == 0
            || errno == EINPROGRESS;
        if (!isUnderWay)
        {
            // No way to the target: a dial that failed, only sooner than others.
            _ = close(handle);
            return new LinuxDial(null);
        }
        LinuxStream stream = new(handle, this, isWatched: false);
        return Add(stream) ? new LinuxDial(stream) : NoDial<IDial>(handle);
    }

    /// <inheritdoc/>
    public IDatagrams BindDatagrams(int port)
    {
        int handle = Open(SOCK_DGRAM);
        if (handle < 0) return NoPort<IDatagrams>(-1, port);
        // Magic packets go to everybody.
        if (port == 0) Set(handle, SOL_SOCKET, SO_BROADCAST, 1);
        bool isAnywhere = _bind == 0;
        if (isAnywhere) Set(handle, IPPROTO_IP, IP_PKTINFO, 1);
        if (!Bind(handle, _bind, port)) return NoPort<IDatagrams>(handle, port);
        LinuxDatagrams datagrams = new(handle, this, isPort: true, isAnywhere);
        return Add(datagrams) ? datagrams : NoPort<IDatagrams>(handle, port);
    }

    /// <inheritdoc/>
    public IDatagrams ConnectDatagrams(uint address, int port)
    {
        int handle = Open(SOCK_DGRAM);
        if (handle < 0) return NoDial<IDatagrams>(-1);
        // A port that cannot be foreseen makes an answer hard to forge (RFC 5452 section 4.5).
        // When it is taken the system chooses.
        Bind(handle, 0, RandomNumberGenerator.GetInt32(FirstPort, 65536));
        sockaddr_in target = KernelAddress.Of(address, port);
        if (connect(handle, (sockaddr*)&target, sizeof(sockaddr_in)) != 0)
        {
            return NoDial<IDatagrams>(handle);
        }
        LinuxDatagrams datagrams = new(handle, this, isPort: false, false);
        return Add(datagrams) ? datagrams : NoDial<IDatagrams>(handle);
    }

    /// <summary>Takes over a bound UDP socket that was set up elsewhere.</summary>
    public IDatagrams Adopt(Socket socket)
    {
        socket.Blocking = false;
        LinuxDatagrams datagrams = new((int)socket.Handle, this, isPort: true, false)
        {
            Owner = socket,
        };
        if (Add(datagrams)) return datagrams;
        throw new SocketException((int)SocketError.NoBufferSpaceAvailable);
    }

    /// <summary>Waits until something is ready, at most so many ms; not at all while somebody who
    /// was served may have more.</summary>
    public void Wait(int pauseMs)
    {
        Step++;
        int pause = Precedence.HasAny() ? 0 : pauseMs;
        bool isUrgent = !Precedence.IsHeavy(NowMs);
        // A socket says that it has room when its own end was shut, too: no reason for a step.
        if (!_epoll.Wait(pause, isUrgent)) _epoll.Wait(pause, isUrgent);
        NowMs = Environment.TickCount64;
        Precedence.Wake(NowMs);
        if (NowMs - _agedAtMs < AgeEveryMs) return;
        _agedAtMs = NowMs;
        for (int handle = 0; handle < _epoll.Count; handle++) _epoll.At(handle)?.Age();
    }

    /// <summary>Puts a new socket on the kernel's list.</summary>
    public bool Add(KernelSocket socket) => _epoll.Add(socket);

    /// <summary>Has the kernel tell other things of a socket than before.</summary>
    public void Ask(KernelSocket socket, int interest) => _epoll.Ask(socket, interest);

    /// <summary>A socket is about to be closed.</summary>
    public void Forget(KernelSocket socket) => _epoll.Forget(socket);

    /// <summary>A buffer for what a send has left over.</summary>
    public byte[] TakeSpill(int bytes) =>
        _spills.TryPop(out byte[] spill) && spill.Length >= bytes ? spill
            : new byte[Math.Max(bytes, ChunkBytes)];

    /// <summary>Gives it back.</summary>
    public void ReturnSpill(byte[] spill) => _spills.Push(spill);

    /// <summary>Finds a peer that is dead: after 30 s of silence it is asked every 5 s, three
    /// times. (SocketPowers.Tune says the same to the chip.)</summary>
    public static void Watch(int handle)
    {
        Set(handle, SOL_SOCKET, SO_KEEPALIVE, 1);
        Set(handle, IPPROTO_TCP, TCP_KEEPIDLE, 30);
        Set(handle, IPPROTO_TCP, TCP_KEEPINTVL, 5);
        Set(handle, IPPROTO_TCP, TCP_KEEPCNT, 3);
    }

    /// <summary>Closes all that a gateway that crashed has left open.</summary>
    public void Dispose()
    {
        for (int handle = 0; handle < _epoll.Count; handle++)
        {
            if (_epoll.At(handle) != null) _ = close(handle);
        }
        _epoll.Dispose();
    }

    private static int Open(int type)
    {
        int handle = socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (handle >= 0 && type == SOCK_DGRAM)
        {
            Set(handle, SOL_SOCKET, SO_RCVBUF, DatagramBufferBytes);
            Set(handle, SOL_SOCKET, SO_SNDBUF, DatagramBufferBytes);
        }
        return handle;
    }

    private static bool Bind(int handle, uint address, int port)
    {
        sockaddr_in own = KernelAddress.Of(address, port);
        return bind(handle, (sockaddr*)&own, sizeof(sockaddr_in)) == 0;
    }

    private static void Set(int handle, int level, int option, int value) =>
        _ = setsockopt(handle, level, option, &value, sizeof(int));

    private T NoPort<T>(int handle, int port) where T : class
    {
        Trouble = SocketTrouble.OfOpening(port, Errno.ToWinsock(errno));
        if (handle >= 0) _ = close(handle);
        return null;
    }

    private T NoDial<T>(int handle) where T : class
    {
        Trouble = SocketTrouble.OfDialing(Errno.ToWinsock(errno));
        if (handle >= 0) _ = close(handle);
        return null;
    }

    // The bindings are for glibc on three processors; elsewhere there is no such library.
    private static bool Try()
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            using Epoll epoll = new();
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or FileNotFoundException
            or BadImageFormatException or TypeLoadException or InvalidOperationException)
        {
            return false;
        }
    }
}
