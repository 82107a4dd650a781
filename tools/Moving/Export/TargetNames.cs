// Moving: addresses of targets that are written as names. Asking the system may take seconds, and
// who follows a gateway has none to spare: what is asked here is answered from the last time.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Portreeve.Values;

namespace Portreeve.Moving.Export;

/// <summary>Remembers where names are.</summary>
internal sealed class TargetNames
{
    private const int AgeMaxMs = 30_000;
    private const int FirstWaitMs = 1000;

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
        Task asking = Task.Run(() =>
        {
            uint found = Ask(name);
            _known.AddOrUpdate(name, _ => (found, Environment.TickCount64, Task.CompletedTask),
                // A server that is down for a moment takes no target away.
                (_, old) => (found != 0 ? found : old.Address, Environment.TickCount64,
                    Task.CompletedTask));
        });
        if (isKnown) _known[name] = entry with { AtMs = now, Asking = asking };
        else asking.Wait(FirstWaitMs);
        return _known.TryGetValue(name, out entry) ? entry.Address : 0;
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
