// Simulator: one readiness call for all sockets that were asked in vain. It keeps its lists from
// one call to the next, so that waiting makes no garbage.

using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;

namespace Portreeve.Simulator;

/// <summary>Waits for sockets.</summary>
internal sealed class Readiness
{
    private readonly List<SocketMark> _readers = new();
    private readonly List<SocketMark> _writers = new();
    private readonly List<Socket> _readable = new();
    private readonly List<Socket> _writable = new();

    /// <summary>
    /// Waits at most so many ms and notes who is ready. False: one of them is no socket any more;
    /// whoever owns it hears so when it is asked, and the loop must not end over it.
    /// </summary>
    public bool Wait(List<SocketMark> marks, int pauseMs)
    {
        _readers.Clear();
        _writers.Clear();
        _readable.Clear();
        _writable.Clear();
        foreach (SocketMark mark in marks)
        {
            if (mark.WantsRead) Note(mark, _readers, _readable);
            if (mark.WantsWrite) Note(mark, _writers, _writable);
            mark.WantsRead = false;
            mark.WantsWrite = false;
        }
        if (_readable.Count + _writable.Count == 0)
        {
            Thread.Sleep(pauseMs);
            return true;
        }
        try
        {
            Socket.Select(_readable, _writable, null, pauseMs * 1000);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Thread.Sleep(pauseMs);
            return false;
        }
        Follow(_readers, _readable, true);
        Follow(_writers, _writable, false);
        return true;
    }

    private static void Note(SocketMark mark, List<SocketMark> marks, List<Socket> sockets)
    {
        marks.Add(mark);
        sockets.Add(mark.Socket);
    }

    // Select leaves the ready ones in their old order, so one walk pairs them up again.
    private static void Follow(List<SocketMark> asked, List<Socket> ready, bool isRead)
    {
        int r = 0;
        for (int a = 0; a < asked.Count && r < ready.Count; a++)
        {
            if (!ReferenceEquals(asked[a].Socket, ready[r])) continue;
            if (isRead) asked[a].CanRead = true;
            else asked[a].CanWrite = true;
            r++;
        }
    }
}
