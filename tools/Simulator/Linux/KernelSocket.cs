// Simulator, Linux: one socket by its handle, and what the kernel has said of it. What it has said
// is kept until a call finds it used up, so a socket that is not ready costs no system call.

using System;
using Portreeve.Outside;
using static Tmds.Linux.LibC;

namespace Portreeve.Simulator.Linux;

/// <summary>A socket on the kernel's list.</summary>
internal abstract unsafe class KernelSocket
{
    private readonly LinuxNetwork _network;
    private bool _isClosed;
    private bool _hasMore;
    private bool _isInRow;

    /// <param name="handle">Not blocking; it is this object's from now on.</param>
    /// <param name="network">Whose it is.</param>
    protected KernelSocket(int handle, LinuxNetwork network)
    {
        Handle = handle;
        _network = network;
    }

    /// <summary>The file descriptor.</summary>
    public int Handle { get; }

    /// <summary>The object that the handle belongs to, or null when it is ours.</summary>
    public IDisposable Owner { get; init; }

    /// <summary>Reading may give something.</summary>
    protected bool CanRead { get; set; }

    /// <summary>Writing may take something.</summary>
    protected bool CanWrite { get; set; }

    /// <summary>The other side has ended or broken: reading gives something for ever.</summary>
    protected bool HasEnded { get; private set; }

    /// <summary>The connection has failed.</summary>
    protected bool HasFailed { get; private set; }

    /// <summary>What the kernel is asked for: by edges, so that what has been said is not said
    /// again.</summary>
    public virtual int Interest => EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;

    /// <summary>Who is woken, or null.</summary>
    protected ISleeper Sleeper { get; set; }

    /// <summary>What the kernel says. False: nothing new, only that there is room where there
    /// was.</summary>
    public virtual bool Tell(int events)
    {
        if (events == EPOLLOUT && CanWrite) return false;
        if ((events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) HasEnded = true;
        if ((events & EPOLLERR) != 0) HasFailed = true;
        if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) CanRead = true;
        if ((events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0) CanWrite = true;
        if (IsHeavy)
        {
            HasMore();
            return true;
        }
        _network.Precedence.NoteLight();
        Sleeper?.Wake();
        return true;
    }

    /// <summary>It has just moved much: those who have not go first.</summary>
    public virtual bool IsHeavy => false;

    /// <summary>Called once a second.</summary>
    public virtual void Age()
    {
    }

    /// <summary>More may be there than was taken: the kernel will not say so again.</summary>
    protected void HasMore()
    {
        _hasMore = true;
        if (_isInRow) return;
        _isInRow = true;
        _network.Precedence.Add(this);
    }

    /// <summary>Nothing is left; the kernel tells when something comes.</summary>
    protected void HasNoMore()
    {
        CanRead = false;
        _hasMore = false;
    }

    /// <summary>It has left something in an earlier step.</summary>
    public bool HasLeft => _hasMore && !_isClosed;

    /// <summary>Takes it out of the row, awake if it has left something.</summary>
    public void TakeMore()
    {
        if (HasLeft) Sleeper?.Wake();
        _isInRow = false;
        _hasMore = false;
    }

    /// <summary>What a read has come to: a count, or one of Flow.</summary>
    protected int Got(long got, int wanted)
    {
        if (got == wanted)
        {
            HasMore();
            return wanted;
        }
        if (got > 0)
        {
            // Less than was asked for was all there was; but an end that is behind it is told
            // once only.
            if (HasEnded) HasMore();
            else HasNoMore();
            return (int)got;
        }
        if (got == 0) return Flow.Finished;
        int error = errno;
        if (error == EINTR)
        {
            HasMore();
            return Flow.Nothing;
        }
        if (error != EAGAIN) return Flow.Broken;
        HasNoMore();
        return Flow.Nothing;
    }

    /// <summary>Closes the handle, once.</summary>
    protected void CloseHandle()
    {
        if (_isClosed) return;
        _isClosed = true;
        Sleeper = null;
        _network.Forget(this);
        if (Owner == null) _ = close(Handle);
        else Owner.Dispose();
    }

    /// <summary>True once the handle is another's.</summary>
    protected bool IsClosed => _isClosed;
}
