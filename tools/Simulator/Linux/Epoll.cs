// Simulator, Linux: the kernel's own list of who has something (epoll(7)). A socket is put on it
// once and leaves it by being closed; nobody is asked who has not spoken up.

using System;
using System.Diagnostics;
using System.Threading;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Portreeve.Simulator.Linux;

/// <summary>Waits for all sockets at once.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    private const int EventsMax = 256;

    private readonly int _epoll;
    private readonly BusyPoll _busyPoll = new(Environment.ProcessorCount);
    private readonly epoll_event[] _events = new epoll_event[EventsMax];
    private KernelSocket[] _sockets = new KernelSocket[64];

    public Epoll()
    {
        _epoll = epoll_create1(EPOLL_CLOEXEC);
        if (_epoll < 0) throw new InvalidOperationException("epoll_create1: " + errno);
    }

    /// <summary>One above the highest handle there has been.</summary>
    public int Count { get; private set; }

    /// <summary>The socket of that handle, or null.</summary>
    public KernelSocket At(int handle) => _sockets[handle];

    /// <summary>Puts a socket on the list. False: the system has no room for it.</summary>
    public bool Add(KernelSocket socket)
    {
        int handle = socket.Handle;
        if (handle >= _sockets.Length) Array.Resize(ref _sockets, 2 * handle);
        if (handle >= Count) Count = handle + 1;
        if (Control(EPOLL_CTL_ADD, handle, socket.Interest) != 0) return false;
        _sockets[handle] = socket;
        return true;
    }

    /// <summary>Asks for other news of a socket from now on.</summary>
    public void Ask(KernelSocket socket, int interest) =>
        _ = Control(EPOLL_CTL_MOD, socket.Handle, interest);

    /// <summary>Forgets a socket that is about to be closed; the kernel does so by itself.
    /// </summary>
    public void Forget(KernelSocket socket)
    {
        if (socket.Handle < _sockets.Length) _sockets[socket.Handle] = null;
    }

    /// <summary>Waits at most so many ms and tells everybody who has something. False: what came
    /// was news to nobody.</summary>
    /// <param name="pauseMs">0: only looks.</param>
    /// <param name="isUrgent">False while it does not matter how soon we know.</param>
    public bool Wait(int pauseMs, bool isUrgent)
    {
        bool isNews = false;
        fixed (epoll_event* events = _events)
        {
            int count = pauseMs == 0 ? epoll_wait(_epoll, events, EventsMax, 0)
                : Await(events, pauseMs, isUrgent);
            for (int i = 0; i < count; i++)
            {
                KernelSocket socket = _sockets[events[i].data.fd];
                if (socket == null || socket.Tell(events[i].events)) isNews = true;
            }
            return isNews || count <= 0;
        }
    }

    private int Await(epoll_event* events, int pauseMs, bool isUrgent)
    {
        int count = 0;
        if (_busyPoll.Begin(Stopwatch.GetTimestamp(), isUrgent))
        {
            do
            {
                count = epoll_wait(_epoll, events, EventsMax, 0);
                if (count == 0) Thread.Yield();
            }
            while (count == 0 && _busyPoll.IsShort(Stopwatch.GetTimestamp()));
        }
        if (count == 0) count = epoll_wait(_epoll, events, EventsMax, pauseMs);
        _busyPoll.End(Stopwatch.GetTimestamp());
        return count;
    }

    private int Control(int how, int handle, int interest)
    {
        epoll_event wanted = new() { events = interest };
        wanted.data.fd = handle;
        return epoll_ctl(_epoll, how, handle, &wanted);
    }

    public void Dispose() => _ = close(_epoll);
}
