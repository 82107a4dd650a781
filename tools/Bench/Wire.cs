// Bench: three machines in one: the clients', the gateway's and the servers' network namespaces,
// with cables between them. Here the kernel forwards as a router does, and takes its orders from a
// gateway ("export --follow"). The namespaces have no names and go with this process.
//
//   clients 203.0.113.9 ---- 203.0.113.1 gateway 192.168.1.1 ---- 192.168.1.20 servers

using System.Diagnostics;
using System.Net;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Portreeve.Bench;

/// <summary>The machines and their cables. Needs root.</summary>
internal sealed class Wire : IDisposable
{
    private const int NewNetwork = 0x40000000;

    private readonly List<SafeFileHandle> _doors = [];

    public Wire()
    {
        Clients = Make();
        Gate = Make();
        Servers = Make();
        Lay(Clients, "veth0", Gate, "veth0");
        Lay(Gate, "veth1", Servers, "veth0");
        Name(Clients, "veth0", "203.0.113.9/24", "route add default via 203.0.113.1");
        Name(Gate, "veth0", Outside + "/24");
        Name(Gate, "veth1", Inside + "/24");
        Name(Servers, "veth0", Target + "/24", "route add default via 192.168.1.1");
        Name(Servers, "veth0", Aside + "/24");
        In(Gate, () =>
        {
            File.WriteAllText("/proc/sys/net/ipv4/ip_forward", "1");
            return 0;
        });
    }

    /// <summary>The gateway's address outside.</summary>
    public static IPAddress Outside { get; } = IPAddress.Parse("203.0.113.1");

    /// <summary>The gateway's address inside.</summary>
    public static IPAddress Inside { get; } = IPAddress.Parse("192.168.1.1");

    /// <summary>The servers'.</summary>
    public static IPAddress Target { get; } = IPAddress.Parse("192.168.1.20");

    /// <summary>Theirs too: for who comes by no rule. A followed gateway's firewall lets nobody
    /// past it to the target of a rule.</summary>
    public static IPAddress Aside { get; } = IPAddress.Parse("192.168.1.21");

    /// <summary>Where the clients are.</summary>
    public int Clients { get; }

    /// <summary>Where the gateway is.</summary>
    public int Gate { get; }

    /// <summary>Where the servers are.</summary>
    public int Servers { get; }

    /// <summary>Does something at a machine. Sockets made, threads and programs started there
    /// stay there.</summary>
    public T In<T>(int place, Func<T> work)
    {
        int door = (int)_doors[place].DangerousGetHandle();
        return Travel(() => setns(door, NewNetwork), work);
    }

    public void Dispose() => _doors.ForEach(door => door.Dispose());

    private int Make()
    {
        _doors.Add(Travel(() => unshare(NewNetwork),
            () => File.OpenHandle("/proc/thread-self/ns/net")));
        int made = _doors.Count - 1;
        In(made, () => Ip("link set lo up"));
        return made;
    }

    private void Lay(int from, string end, int to, string otherEnd)
    {
        // The far end is made here and sent there.
        In(from, () => Ip($"link add {end} type veth peer name far"));
        In(from, () => Ip($"link set far netns /proc/{Environment.ProcessId}/fd/"
            + $"{_doors[to].DangerousGetHandle()}"));
        In(to, () => Ip($"link set far name {otherEnd}"));
    }

    private void Name(int place, string device, string address, string? route = null)
    {
        In(place, () => Ip($"addr add {address} dev {device}"));
        In(place, () => Ip($"link set {device} up"));
        if (route != null) In(place, () => Ip(route));
    }

    private static int Ip(string arguments)
    {
        using Process process = Process.Start("ip", arguments);
        process.WaitForExit();
        return process.ExitCode == 0 ? 0
            : throw new InvalidOperationException("ip " + arguments + " failed");
    }

    // A thread that has moved is of no use to anybody else.
    private static T Travel<T>(Func<int> go, Func<T> work)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread traveller = new(() =>
        {
            try
            {
                if (go() != 0)
                {
                    throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
                }
                result = work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        traveller.Start();
        traveller.Join();
        failure?.Throw();
        return result!;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int setns(int door, int kind);

    [DllImport("libc", SetLastError = true)]
    private static extern int unshare(int kind);
}
