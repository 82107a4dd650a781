// Moving: addresses of targets that are written as names. Asking the system may take seconds, and
// who follows a gateway has none to spare: what is asked here is answered from the last time.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Portreeve.Values;

namespace Portreeve.Moving.Export;

/// <summary>Remembers where names are.</summary>
/// <param name="firstWaitMs">How long to wait for a name that is asked for the first time.</param>
internal sealed class TargetNames(int firstWaitMs)
{
    /// <summary>For somebody who comes back every second.</summary>
    public const int ShortMs = 1000;

    /// <summary>For somebody who asks once: a resolver tries its second server by then.</summary>
    public const int LongMs = 12_000;

    private const int AgeMaxMs = 30_000;

    private readonly ConcurrentDictionary<string, (uint Address, long AtMs, Task Asking)> _known
        = new();

    /// <summary>The address, or 0 while nobody knows.</summary>
    public uint Of(string name)
    {
        long now = Environment.TickCount64;
        bool isKnown = _known.TryGetValue(name, out var entry);
        if (isKnown && (now - entry.AtMs < AgeMaxMs || !entry.Asking.IsCompleted))
        {
            return entry.Address;
        }
        var asking = new Task(() =>
        {
            // A server that is down for a moment takes no target away.
            uint found = Ask(name);
            _known[name] = (found != 0 ? found : entry.Address, Environment.TickCount64,
                Task.CompletedTask);
        });
        _known[name] = (entry.Address, now, asking);
        asking.Start();
        if (!isKnown) asking.Wait(firstWaitMs);
        return _known[name].Address;
    }

    private static uint Ask(string name)
    {
        try
        {
            IPAddress found = Dns.GetHostAddresses(name, AddressFamily.InterNetwork)
                .FirstOrDefault();
            return found != null && IPv4.TryParse(found.ToString(), out uint address) ? address : 0;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
