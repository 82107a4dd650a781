// Two network namespaces and a cable between them: the gateway's own and another machine's. Needs
// root (CAP_SYS_ADMIN and CAP_NET_ADMIN); a test is skipped, with the reason, where we may not.

using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Portreeve.Sockets;

/// <summary>A network of two machines that nobody else is on.</summary>
internal sealed class Cable : IDisposable
{
    private const int NetworkNamespace = 0x40000000;
    private static int _made;

    // The kernel's table is everybody's: the names say whose they are.
    private readonly string _name =
        $"ptr{Environment.ProcessId}x{Interlocked.Increment(ref _made)}";

    /// <param name="home">The gateway's address and network: "192.168.7.1/24".</param>
    /// <param name="away">The other machine's addresses, of the same network.</param>
    public Cable(string home, params string[] away)
    {
        Home = _name + "h";
        Away = _name + "a";
        string[][] steps =
        [
            ["netns", "add", Home],
            ["netns", "add", Away],
            ["netns", "exec", Home, "true"],
            ["link", "add", "veth0", "netns", Home, "type", "veth", "peer", "veth0", "netns", Away],
            .. Up(Home, home),
            .. Up(Away, away),
        ];
        LayOut(steps, Dispose);
    }

    /// <summary>The namespace the gateway is in.</summary>
    public string Home { get; }

    /// <summary>The namespace of the others.</summary>
    public string Away { get; }

    /// <summary>
    /// Does something in a namespace. Sockets made there, and threads started there, stay in it.
    /// </summary>
    public static T In<T>(string place, Func<T> work)
    {
        T result = default;
        ExceptionDispatchInfo failure = null;
        // A thread that has moved is of no use to anybody else.
        Thread traveller = new(() =>
        {
            try
            {
                using var door = File.OpenHandle("/run/netns/" + place);
                int error = setns((int)door.DangerousGetHandle(), NetworkNamespace);
                Assert.True(error == 0, "setns: " + Marshal.GetLastPInvokeErrorMessage());
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
        return result;
    }

    /// <summary>What stands before a command so that it runs in a namespace.</summary>
    public static string[] Prefix(string place) => ["ip", "netns", "exec", place];

    /// <summary>Runs a program in a namespace to its end, whatever that is.</summary>
    public static (int Exit, string Output, string Errors) Try(string place, string name,
        params string[] arguments) =>
        Tool.Try("ip", null, [.. Prefix(place)[1..], Tool.Find(name), .. arguments]);

    /// <summary>Runs one with something to read, to a good end.</summary>
    public static string RunWith(string input, string place, string name,
        params string[] arguments) =>
        Tool.RunWith(input, "ip", [.. Prefix(place)[1..], Tool.Find(name), .. arguments]);

    /// <summary>Has ip(8) take these steps. Where it may not, the test is skipped.</summary>
    /// <param name="steps">Its arguments, step by step.</param>
    /// <param name="undo">Takes away what stands by then.</param>
    public static void LayOut(IEnumerable<string[]> steps, Action undo)
    {
        foreach (string[] step in steps)
        {
            (int exit, _, string errors) = Tool.Try("ip", null, step);
            if (exit == 0) continue;
            undo();
            Assert.Skip("network namespaces need root: ip " + string.Join(' ', step) + ": "
                + errors.Trim());
        }
    }

    /// <summary>Takes namespaces away.</summary>
    public static void Remove(params string[] places)
    {
        foreach (string place in places) Tool.Try("ip", null, "netns", "del", place);
    }

    public void Dispose() => Remove(Home, Away);

    private static IEnumerable<string[]> Up(string place, params string[] addresses) =>
    [
        ["-n", place, "link", "set", "lo", "up"],
        .. addresses.Select(one => (string[])
            ["-n", place, "addr", "add", one, "broadcast", "+", "dev", "veth0"]),
        ["-n", place, "link", "set", "veth0", "up"],
    ];

    [DllImport("libc", SetLastError = true)]
    private static extern int setns(int door, int kind);
}
