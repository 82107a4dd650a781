// WireGuard between devices outside and the machine of a GuideBoard's house. Where the kernel has
// no WireGuard, wireguard-go speaks it; it needs the kernel's TUN device, or the test is skipped.

using System.Globalization;

namespace Portreeve.Sockets;

/// <summary>A server and its devices, each with keys of its own.</summary>
internal sealed class Tunnels : IDisposable
{
    public const string ServerInside = "10.9.0.1";
    public const int Port = 51820;

    private static int _made;

    // The programs meet in one folder, whatever their namespace: the names say whose they are.
    private readonly string _name =
        $"wg{Environment.ProcessId}x{Interlocked.Increment(ref _made)}";

    private readonly GuideBoard _board;
    private readonly Scratch _scratch;
    private readonly string _server;
    private readonly int _devices;
    private readonly List<ClientProcess> _programs = [];

    /// <summary>Starts the server, which knows so many devices.</summary>
    public Tunnels(GuideBoard board, Scratch scratch, int devices)
    {
        Assert.SkipWhen(!File.Exists("/dev/net/tun"), "the kernel has no TUN device");
        _board = board;
        _scratch = scratch;
        _devices = devices;
        _server = Keys("server");
        string[] theirs = [.. Enumerable.Range(0, devices).Select(i => Keys("device" + i))];
        Up(board.House, _name + "s", ServerInside, "server", [Port, .. theirs.SelectMany(
            (key, i) => (object[])["peer", key, "allowed-ips", Inside(i) + "/32"])]);
    }

    /// <summary>The devices begin to speak, and go on every 25 seconds.</summary>
    public void SwitchOnDevices()
    {
        for (int i = 0; i < _devices; i++)
        {
            Up(_board.Internet, Device(i), Inside(i), "device" + i, [40000 + i, "peer", _server,
                "allowed-ips", ServerInside + "/32", "endpoint", $"{GuideBoard.Outside}:{Port}",
                "persistent-keepalive", "25"]);
        }
    }

    /// <summary>The network interface of a device outside.</summary>
    public string Device(int which) => _name + which;

    public void Dispose()
    {
        foreach (ClientProcess program in _programs) program.Dispose();
    }

    private static string Inside(int which) => $"10.9.0.{which + 2}";

    // Makes a pair, of which the secret one is a file; returns the other.
    private string Keys(string whose)
    {
        string secret = Tool.Run("wg", "genkey");
        _scratch.File(whose + ".key", secret);
        return Tool.RunWith(secret, "wg", "pubkey").Trim();
    }

    private void Up(string place, string name, string address, string key, object[] more)
    {
        _programs.Add(new ClientProcess(
            [.. Cable.Prefix(place), Tool.Find("wireguard-go"), "-f", name]));
        RunningGateway.Eventually(() => Cable.Try(place, "wg", "show", name).Exit == 0,
            () => "wireguard-go: " + _programs[^1].Said);
        Street.Run(place, "wg", ["set", name, "private-key", _scratch.At(key + ".key"),
            "listen-port", .. more.Select(one => Convert.ToString(one,
                CultureInfo.InvariantCulture))]);
        Tool.Run("ip", "-n", place, "addr", "add", address + "/32", "dev", name);
        Tool.Run("ip", "-n", place, "link", "set", name, "mtu", "1420", "up");
        Tool.Run("ip", "-n", place, "route", "add", "10.9.0.0/24", "dev", name, "metric",
            Convert.ToString(100 + _programs.Count, CultureInfo.InvariantCulture));
    }
}
