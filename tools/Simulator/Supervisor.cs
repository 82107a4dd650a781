// Simulator: tells the system's service manager how we are, by the protocol of sd_notify(3):
// ready, alive, stopping. The sign of life comes from the gateway's own loop, so that a gateway
// which hangs is started anew. Where nobody supervises us it does nothing.

using System;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Portreeve.Simulator;

/// <summary>systemd, or whoever set NOTIFY_SOCKET.</summary>
internal sealed class Supervisor : IDisposable
{
    private readonly Socket _socket;
    private readonly UnixDomainSocketEndPoint _manager;
    private readonly long _everyMs;
    private long _saidMs;
    private bool _isReady;

    public Supervisor()
    {
        string path = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");
        if (string.IsNullOrEmpty(path) || OperatingSystem.IsWindows()) return;
        // "@" stands for the abstract name space.
        _manager = new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        bool isWatched = long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
            NumberStyles.None, CultureInfo.InvariantCulture, out long usec);
        // Twice as often as needed, as its manual advises.
        _everyMs = isWatched ? Math.Max(1, usec / 2000) : 0;
    }

    /// <summary>Called after each step of the gateway.</summary>
    public void Step()
    {
        if (_socket == null) return;
        long now = Environment.TickCount64;
        if (!_isReady)
        {
            _isReady = true;
            _saidMs = now;
            Say("READY=1\nSTATUS=Doors are watched.");
        }
        else if (_everyMs > 0 && now - _saidMs >= _everyMs)
        {
            _saidMs = now;
            Say("WATCHDOG=1");
        }
    }

    /// <summary>It ends in order.</summary>
    public void Stopping()
    {
        if (_socket != null) Say("STOPPING=1");
    }

    public void Dispose() => _socket?.Dispose();

    private void Say(string text)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(text), _manager);
        }
        catch (SocketException)
        {
            // Nobody listens any more; the gateway's work goes on.
        }
    }
}
