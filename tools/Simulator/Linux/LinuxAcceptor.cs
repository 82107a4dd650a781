// Simulator, Linux: a listening socket as IAcceptor. One call takes a newcomer with its address,
// not blocking; its options are the listener's.

using Portreeve.Outside;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Portreeve.Simulator.Linux;

/// <summary>A listener.</summary>
internal sealed unsafe class LinuxAcceptor : KernelSocket, IAcceptor
{
    private readonly LinuxNetwork _network;

    public LinuxAcceptor(int handle, LinuxNetwork network)
        : base(handle, network)
    {
        _network = network;
    }

    /// <inheritdoc/>
    public bool IsBroken { get; private set; }

    /// <inheritdoc/>
    public IStream Accept(out uint address, out int port)
    {
        address = 0;
        port = 0;
        if (!CanRead) return null;
        sockaddr_in from = default;
        socklen_t length = sizeof(sockaddr_in);
        int client = accept4(Handle, (sockaddr*)&from, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (client < 0)
        {
            Follow(errno);
            return null;
        }
        HasMore();
        KernelAddress.Read(&from, out address, out port);
        LinuxStream stream = new(client, _network, isWatched: true);
        if (_network.Add(stream)) return stream;
        stream.Close(true);
        return null;
    }

    /// <inheritdoc/>
    public void Close() => CloseHandle();

    // accept(2) passes on the errors of a newcomer that has left; those are nobody to serve. With
    // no handle left for it the newcomer waits until one is free.
    private void Follow(int error)
    {
        switch (error)
        {
            case var _ when error == EAGAIN:
                HasNoMore();
                break;
            case var _ when error == EBADF || error == EINVAL || error == ENOTSOCK:
                IsBroken = true;
                break;
            default:
                break;
        }
    }
}
