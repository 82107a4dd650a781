// A board as the guides see it: in a house, behind a router that sends it some ports, with friends
// outside, each at an address of their own. A rule is the line that stands in the guide; only its
// addresses become the street's. The page is on, since its listener takes a socket of the board.

using System.Text.RegularExpressions;

namespace Portreeve.Sockets;

/// <summary>A board without PSRAM in a street, and the guides' rules on it.</summary>
internal sealed class GuideBoard : IDisposable
{
    public const string Machine = Street.Neighbour;
    public const string Outside = Street.RouterOutside;

    // Any network of the guides' friends is this one here.
    private const string Friends = "51.51.51.0/24";
    private const int FirstFriend = 21;
    private const int FriendsMax = 9;

    private readonly Street _street = new(RouterTongue.Nothing);

    public GuideBoard()
    {
        try
        {
            for (int i = 0; i < FriendsMax; i++)
            {
                Tool.Run("ip", "-n", _street.Internet, "addr", "add", Friend(i) + "/24", "dev",
                    "veth0");
            }
            Gateway = new GatewayProcess(Mode.Chip, null, _street.Home, "--board", "WT32-ETH01",
                "--web", "80");
            RunningGateway.Eventually(() => Gateway.Sockets() == 1,
                () => Gateway.Say("show limits"));
        }
        catch
        {
            // The network is the kernel's, and would stay.
            Dispose();
            throw;
        }
    }

    public GatewayProcess Gateway { get; }

    /// <summary>The namespace of the machine behind the doors.</summary>
    public string House => _street.House;

    /// <summary>The namespace of friends and strangers.</summary>
    public string Internet => _street.Internet;

    /// <summary>The address of one of the friends outside.</summary>
    public static string Friend(int which) => $"51.51.51.{FirstFriend + which}";

    /// <summary>The line of a guide that begins so, as it stands there.</summary>
    public static string Line(string guide, string beginning) =>
        File.ReadLines(Checkout.Find("docs/" + guide)).Select(line => line.Trim())
            .Single(line => line.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>What a guide says between code marks, by a pattern with one group.</summary>
    public static string Word(string guide, string pattern)
    {
        Match match = Regex.Match(File.ReadAllText(Checkout.Find("docs/" + guide)), pattern);
        Assert.True(match.Success, $"{guide} does not say any more: {pattern}");
        return match.Groups[1].Value;
    }

    /// <summary>Adds a rule of a guide and has the router send its ports here.</summary>
    /// <param name="guide">The file in docs/.</param>
    /// <param name="beginning">How its line begins.</param>
    /// <param name="more">Words that the guide adds later.</param>
    public void Add(string guide, string beginning, string more = "")
    {
        string[] parts = Line(guide, beginning).Split(" # ");
        string line = Regex.Replace(parts[0], @" 192\.168\.1\.\d+:", $" {Machine}:");
        if (!line.Contains(" from any"))
        {
            line = Regex.Replace(line, @" from \S+", $" from lan,{Friends}");
        }
        string[] words = line.Split(' ');
        string answer = Gateway.Say($"portmap add {line} {more}");
        Assert.Matches("^Rules? .* added", answer.Split('\n')[0]);
        int port = int.Parse(words[1].Split('-')[0]);
        RunningGateway.Eventually(() => Gateway.StateOf(words[0], port) == "open");
        Forward(words[0], words[1], words[1]);
    }

    /// <summary>The router sends this port, or range, to the board.</summary>
    public void Forward(string protocol, string from, string to)
    {
        string target = to.Contains('-') ? Street.Gateway : $"{Street.Gateway}:{to}";
        Street.Run(_street.Router, "nft", "add", "rule", "inet", "filter", "upnp_pre", "iifname",
            "wan0", protocol, "dport", from, "dnat", "ip", "to", target);
        Street.Run(_street.Router, "nft", "add", "rule", "inet", "filter", "upnp_in", "ip",
            "daddr", Street.Gateway, protocol, "dport", to, "accept");
    }

    /// <summary>The router makes the board its DMZ host.</summary>
    public void Expose()
    {
        Street.Run(_street.Router, "nft", "add", "rule", "inet", "filter", "upnp_pre", "iifname",
            "wan0", "dnat", "ip", "to", Street.Gateway);
        Street.Run(_street.Router, "nft", "add", "rule", "inet", "filter", "upnp_in", "ip",
            "daddr", Street.Gateway, "accept");
    }

    /// <summary>Starts a server on the machine behind the doors, which has this TCP port.
    /// </summary>
    public Server Serve(int port, params string[] command) => ServeIn(House, port, command);

    /// <summary>The same in any of the namespaces.</summary>
    public static Server ServeIn(string place, int port, params string[] command)
    {
        Server server = new([.. Cable.Prefix(place), Tool.Find(command[0]), .. command[1..]]);
        RunningGateway.Eventually(() => Cable.Try(place, "ss", "-Htln").Output
                .Contains($":{port} "), () => command[0] + " does not listen: " + server.Log);
        return server;
    }

    /// <summary>A friend runs a program to its end.</summary>
    public (int Exit, string Output, string Errors) Try(string name, params string[] arguments) =>
        Cable.Try(Internet, name, arguments);

    /// <summary>The same to a good end.</summary>
    public string Run(string name, params string[] arguments) =>
        Street.Run(Internet, name, arguments);

    /// <summary>A friend starts a program that stays.</summary>
    public ClientProcess Start(string name, params string[] arguments) =>
        new([.. Cable.Prefix(Internet), Tool.Find(name), .. arguments]);

    public void Dispose()
    {
        Gateway?.Dispose();
        _street.Dispose();
    }
}
