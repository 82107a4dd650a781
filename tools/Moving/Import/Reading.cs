// Moving: what was read in a file of another forwarder: doors understood, doors not, each with its
// line and its words. Nothing here changes anything.

using System.Text.RegularExpressions;
using Portreeve.Values;

namespace Portreeve.Moving.Import;

/// <summary>A line of the file that a rule of ours can be made of.</summary>
internal sealed class Found
{
    /// <summary>Number of the line, from 1.</summary>
    public int Line { get; init; }

    /// <summary>What stands there.</summary>
    public string Text { get; init; }

    /// <summary>tcp or udp.</summary>
    public string Protocol { get; init; } = "tcp";

    /// <summary>The port outside.</summary>
    public int Port { get; init; }

    /// <summary>Where it leads.</summary>
    public string Target { get; set; }

    /// <summary>The port there.</summary>
    public int TargetPort { get; init; }

    /// <summary>Who may come in, as words of a list; empty: the file lets everybody in.</summary>
    public List<string> From { get; } = [];

    /// <summary>Further words of the rule, in our order.</summary>
    public List<string> Words { get; } = [];

    /// <summary>False for one that is switched off there.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>What to call it, or empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>What is not carried over, a sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The rule in one line.</summary>
    public string Rule => (IsOn ? "" : "off ") + $"{Protocol} {Port} {Target}:{TargetPort}"
        + (From.Count == 0 ? "" : " from " + string.Join(',', From))
        + string.Concat(Words.Select(word => " " + word))
        + (Name.Length == 0 ? "" : " # " + Name);
}

/// <summary>A line that forwards something, and no rule of ours can say it.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Why">Why not, a sentence without its full stop.</param>
internal sealed record Missed(int Line, string Text, string Why);

/// <summary>What a reader is told beside the file.</summary>
/// <param name="This">The address of the machine that the file is from, or null.</param>
internal sealed record Around(string This);

/// <summary>A kind of file.</summary>
internal interface IReader
{
    /// <summary>What --format calls it.</summary>
    string Name { get; }

    /// <summary>Does this look like one?</summary>
    bool Knows(string text);

    /// <summary>Reads it.</summary>
    Reading Read(string text, Around around);
}

/// <summary>The result of reading one file.</summary>
internal sealed partial class Reading
{
    /// <summary>The entry that is everybody.</summary>
    public const string Any = "any";

    /// <summary>Why a door is missed whose two lists have nobody in common.</summary>
    public const string NobodyOnBoth = "no address is on both of its lists, so nobody came in";

    private const int RangeMax = 16;

    private readonly Around _around;

    public Reading(Around around) => _around = around;

    /// <summary>What was understood.</summary>
    public List<Found> Doors { get; } = [];

    /// <summary>What was not.</summary>
    public List<Missed> Missed { get; } = [];

    /// <summary>All kinds of files there are.</summary>
    public static IReader[] Readers { get; } =
    [
        new OpenWrtFirewall(), new IptablesSave(), new HaproxyListen(), new NetshPortProxy(),
        new DockerPublish(), new NatRouterPortmap(), new RinetdConf(),
    ];

    /// <summary>Notes a line that is not understood.</summary>
    public void Miss(int line, string text, string why) =>
        Missed.Add(new Missed(line, text.Trim(), why));

    /// <summary>
    /// Adds doors for a port or a range, in one protocol or both. They lead to the same port of
    /// the target, or to the range that begins with it.
    /// </summary>
    /// <param name="line">Number of the line.</param>
    /// <param name="text">What stands there.</param>
    /// <param name="protocols">tcp, udp or both.</param>
    /// <param name="ports">"8080", "8000-8003" or "8000:8003".</param>
    /// <param name="target">An address or a name.</param>
    /// <param name="targetPorts">The same for the target; null: as outside.</param>
    public Found[] Add(int line, string text, string[] protocols, string ports, string target,
        string targetPorts)
    {
        if (!TryRange(ports, out int first, out int last)
            || !TryRange(targetPorts ?? ports, out int there, out int thereLast))
        {
            Miss(line, text, $"\"{ports}\" to \"{targetPorts ?? ports}\" are no ports");
            return [];
        }
        int count = last - first + 1;
        if (count > RangeMax)
        {
            Miss(line, text, $"{count} ports at once: a door is one port, and a board has few; "
                + "write the ones you need");
            return [];
        }
        if (thereLast != there && thereLast - there != last - first)
        {
            Miss(line, text, $"{ports} and {targetPorts} are not as long as each other");
            return [];
        }
        if (TargetOf(line, text, target) is not string to) return [];
        List<Found> added = [];
        foreach (string protocol in protocols)
        {
            for (int i = 0; i < count; i++)
            {
                added.Add(new Found
                {
                    Line = line, Text = text.Trim(), Protocol = protocol, Port = first + i,
                    Target = to, TargetPort = thereLast == there ? there : there + i,
                });
            }
        }
        Doors.AddRange(added);
        return [.. added];
    }

    /// <summary>Notes a door that only programs of the file's own machine come to.</summary>
    public void MissInward(int line, string text) =>
        Miss(line, text, "it is for that machine's own programs, not for guests");

    /// <summary>True for an address at which only a machine's own programs come.</summary>
    public static bool IsInward(string address) => address is "localhost" or "::1" or "[::1]"
        || address.StartsWith("127.", StringComparison.Ordinal);

    /// <summary>A source in iptables' or UCI's words as an entry of a list; null: it is none.
    /// </summary>
    public static string Entry(string source) => NetworkOf(source) is not Cidr network ? null
        : network.Bits == 0 ? Any : network.ToString();

    /// <summary>Who is on both of two lists; empty: nobody.</summary>
    public static List<string> Both(List<string> one, List<string> other) =>
    [
        .. one.Where(entry => other.Any(wider => IsWithin(entry, wider))),
        .. other.Where(entry => !one.Contains(entry) && one.Any(wider => IsWithin(entry, wider))),
    ];

    /// <summary>True when all of an entry's addresses are another's too.</summary>
    private static bool IsWithin(string entry, string wider) => NetworkOf(entry) is Cidr inner
        && NetworkOf(wider) is Cidr outer && outer.Bits <= inner.Bits && outer.Holds(inner.Base);

    // Other programs take a network with bits set behind its prefix, and mean the network.
    private static Cidr NetworkOf(string text)
    {
        if (text == Any) return new Cidr(0, 0);
        string[] parts = text.Split('/');
        int bits = 32;
        bool isRead = IPv4.TryParse(parts[0], out uint address) && (parts.Length == 1
            || (parts.Length == 2 && Number.TryParse(parts[1], out bits) && bits <= 32));
        return isRead ? new Cidr(address, bits) : null;
    }

    /// <summary>A note that a rule of ours takes: printable, on one line, not too long.</summary>
    public static string NameOf(string text)
    {
        string name = Unprintable().Replace(text ?? "", " ").Trim().Trim('"', '\'').Trim();
        return name.Length <= 32 ? name : name[..32].TrimEnd();
    }

    private string TargetOf(int line, string text, string target)
    {
        if (target.Contains(':'))
        {
            Miss(line, text, $"{target} is IPv6, which a board does not speak");
            return null;
        }
        if (target.Length > 0 && !IsInward(target) && target != "0.0.0.0") return target;
        if (_around.This != null) return _around.This;
        Miss(line, text, "it leads to the machine that the file is from; say with --this at which "
            + "address the board finds it");
        return null;
    }

    private static bool TryRange(string text, out int first, out int last)
    {
        string[] parts = text.Split('-', ':');
        last = 0;
        bool isRead = TryPort(parts[0], out first) && parts.Length <= 2
            && TryPort(parts[^1], out last);
        return isRead && last >= first;
    }

    private static bool TryPort(string text, out int port)
    {
        // The few names of /etc/services that people write.
        port = text.ToLowerInvariant() switch
        {
            "ftp" => 21, "ssh" => 22, "telnet" => 23, "smtp" => 25, "domain" => 53, "http" => 80,
            "www" => 80, "pop3" => 110, "ntp" => 123, "imap" => 143, "imap2" => 143, "https" => 443,
            "submission" => 587, "imaps" => 993, "pop3s" => 995, "mysql" => 3306, _ => 0,
        };
        return port != 0 || (int.TryParse(text, out port) && port is > 0 and < 65536);
    }

    [GeneratedRegex(@"[^\x20-\x7e]|#")]
    private static partial Regex Unprintable();
}
