// Simulator, Linux: a listening socket as IAcceptor. One call takes a newcomer with its address,
// not blocking; its options are the listener's. The kernel says so again while another waits, so
// nobody is asked for a newcomer who is not there.

using Portreeve.Outside;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Portreeve.Simulator.Linux;

/// <summary>A listener.</summary>
internal sealed unsafe class LinuxAcceptor : KernelSocket, IAcceptor
{
    private readonly LinuxNetwork _network;
    private bool _isMuted;

    public LinuxAcceptor(int handle, LinuxNetwork network)
        : base(handle, network)
    {
        _network = network;
    }

    /// <inheritdoc/>
    public override int Interest => EPOLLIN;

    /// <inheritdoc/>
    public bool IsBroken { get; private set; }

    /// <inheritdoc/>
    public override bool Tell(int events)
    {
        if (!CanRead) return base.Tell(events);
        // Nobody is let in at present; the kernel need not repeat itself until somebody is.
        _isMuted = true;
        _network.Ask(this, 0);
        return false;
    }

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
        AwaitNext();
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
                AwaitNext();
                break;
            case var _ when error == EBADF || error == EINVAL || error == ENOTSOCK:
                IsBroken = true;
                break;
            default:
                break;
        }
    }

    // The kernel says so if there is another already.
    private void AwaitNext()
    {
        CanRead = false;
        if (!_isMuted) return;
        _isMuted = false;
        _network.Ask(this, Interest);
    }
}
