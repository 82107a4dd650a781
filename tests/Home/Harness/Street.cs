// A household on a street: three network namespaces. Outside are friends and strangers, with
// public addresses; the gateway stands between; inside a web server and a name server wait at
// 192.168.1.20.

using System.Net;
using System.Net.Sockets;

namespace Portreeve.Home;

/// <summary>A network that nobody else is on.</summary>
internal sealed class Street : IDisposable
{
    /// <summary>The gateway's address outside.</summary>
    public const string Gateway = "203.0.113.1";

    /// <summary>A friend's address.</summary>
    public const string Friend = "203.0.113.9";

    /// <summary>Where the friend moves to.</summary>
    public const string Elsewhere = "203.0.113.10";

    /// <summary>Nobody's friend.</summary>
    public const string Stranger = "203.0.113.66";

    /// <summary>The household's servers.</summary>
    public const string Target = "192.168.1.20";

    private const string Page = "Here is the camera.";

    private static int _made;
    private readonly string _name =
        $"pth{Environment.ProcessId}x{Interlocked.Increment(ref _made)}";
    private readonly List<Server> _servers = [];

    public Street()
    {
        string[][] steps =
        [
            ["netns", "add", Outside], ["netns", "add", Gate], ["netns", "add", Inside],
            ["link", "add", "veth0", "netns", Outside, "type", "veth",
                "peer", "veth0", "netns", Gate],
            ["link", "add", "veth1", "netns", Gate, "type", "veth", "peer", "veth0",
                "netns", Inside],
            .. ((string[])[Friend, Elsewhere, Stranger]).Select(one => (string[])
                ["-n", Outside, "addr", "add", one + "/24", "dev", "veth0"]),
            ["-n", Gate, "addr", "add", Gateway + "/24", "dev", "veth0"],
            ["-n", Gate, "addr", "add", "192.168.1.1/24", "dev", "veth1"],
            ["-n", Inside, "addr", "add", Target + "/24", "dev", "veth0"],
            .. ((string[])[Outside, Gate, Inside]).SelectMany(place => new string[][]
            {
                ["-n", place, "link", "set", "lo", "up"],
                ["-n", place, "link", "set", "veth0", "up"],
            }),
            ["-n", Gate, "link", "set", "veth1", "up"],
            ["-n", Inside, "route", "add", "default", "via", "192.168.1.1"],
            ["-n", Outside, "route", "add", "192.168.1.0/24", "via", Gateway],
            ["netns", "exec", Gate, "sysctl", "-qw", "net.ipv4.ip_forward=1"],
        ];
        Cable.LayOut(steps, Dispose);
        Furnish();
    }

    public string Outside => _name + "o";

    public string Gate => _name + "g";

    public string Inside => _name + "i";

    /// <summary>A folder for configurations.</summary>
    public Scratch Scratch { get; } = new();

    /// <summary>The web server must answer: on a busy computer one try can be too short.</summary>
    public void GetsPage(string from, int port, string why) =>
        RunningGateway.Eventually(() => HasPage(from, port),
            () => $"no page for {from} at {port}: {why}");

    /// <summary>The name server must answer.</summary>
    public void GetsName(string from, int port) =>
        RunningGateway.Eventually(() => HasName(from, port), () => $"no name for {from} at {port}");

    /// <summary>Does the web server answer somebody outside at this port of the gateway?</summary>
    public bool HasPage(string from, int port, string at = Gateway) =>
        Cable.Try(Outside, "curl", "-s", "--connect-timeout", "3", "-m", "30", "--interface", from,
            $"http://{at}:{port}/").Output.Contains(Page);

    /// <summary>Does the name server answer somebody outside at this port of the gateway?</summary>
    public bool HasName(string from, int port) =>
        Cable.Try(Outside, "dig", "+short", "+tries=1", "+time=1", "-b", from, "-p",
            port.ToString(), "@" + Gateway, "nas.household.test").Output.Trim() == "192.168.1.77";

    /// <summary>A UDP socket of somebody at a place.</summary>
    public static Socket Datagrams(string place, string address, int port) => Cable.In(place, () =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        return socket;
    });

    /// <summary>Runs something at the gateway, to a good end.</summary>
    public string AtGate(string input, params string[] command) =>
        Cable.RunWith(input, Gate, command[0], command[1..]);

    /// <summary>Starts a server at the gateway that lives as long as the street.</summary>
    public Server Serve(string place, params string[] command)
    {
        var server = new Server([.. Cable.Prefix(place), Tool.Find(command[0]), .. command[1..]]);
        _servers.Add(server);
        return server;
    }

    public void Dispose()
    {
        foreach (Server server in _servers) server.Dispose();
        Cable.Remove(Outside, Gate, Inside);
        Scratch.Dispose();
    }

    private void Furnish()
    {
        string pages = Scratch.At("pages");
        Directory.CreateDirectory(pages);
        File.WriteAllText(Path.Combine(pages, "index.html"), Page + "\n");
        string nginx = Scratch.File("nginx-inside.conf", $$"""
            daemon off; pid {{Scratch.At("inside.pid")}}; error_log stderr;
            events { }
            http {
                access_log off;
                server { listen {{Target}}:80; location / { root {{pages}}; } }
            }
            """);
        Serve(Inside, "nginx", "-c", nginx, "-g", "user root;");
        Serve(Inside, "dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-hosts",
            "--no-resolv", "--pid-file=", "--user=root", "--bind-interfaces",
            "--listen-address=" + Target, "--address=/nas.household.test/192.168.1.77");
        RunningGateway.Eventually(
            () => Cable.Try(Inside, "curl", "-s", "-m", "2", $"http://{Target}/").Output
                .Contains(Page),
            () => "the household's web server does not answer: "
                + string.Join("", _servers.Select(server => server.Log)));
    }
}
