// Moving: what a gateway holds at one moment: rules, where friends are, grants. Read from its API
// or from the folder that is a desktop run's flash; the rules by the firmware's own reader.

using System.Text.Json;
using Portreeve.Access;
using Portreeve.Flash;
using Portreeve.Platform;
using Portreeve.Settings;
using Portreeve.Simulator;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Moving.Asking;

/// <summary>A permission beside the lists.</summary>
/// <param name="Who">Whom it lets in.</param>
/// <param name="Rule">The number of the rule that has its door.</param>
/// <param name="Kind">timed, good, reboot, once or dated.</param>
/// <param name="EndUtc">When it ends, seconds since 1970; 0 = never by the calendar.</param>
internal sealed record Permission(Cidr Who, int Rule, string Kind, long EndUtc);

/// <summary>What a gateway holds.</summary>
internal sealed record Snapshot
{
    private static readonly string[] KindWords = ["timed", "good", "reboot", "once", "dated"];

    /// <summary>Its name, and where this was read.</summary>
    public string Source { get; init; }

    /// <summary>The gateway's time, seconds since 1970; 0 = it does not know.</summary>
    public long UtcSeconds { get; init; }

    /// <summary>Counts the changes of its rules.</summary>
    public long Revision { get; init; }

    /// <summary>The owner's time zone.</summary>
    public Zone Zone { get; init; } = new();

    /// <summary>What "lan" means there.</summary>
    public Cidr[] Lan { get; init; } = [];

    /// <summary>All rules, those that are off too.</summary>
    public Rule[] Rules { get; init; } = [];

    /// <summary>A sentence for each rule that this release cannot read, and so does not carry.
    /// </summary>
    public string[] Unread { get; init; } = [];

    /// <summary>Where friends are, as far as the gateway still believes it.</summary>
    public IReadOnlyDictionary<string, uint[]> Friends { get; init; }
        = new Dictionary<string, uint[]>();

    /// <summary>All that are in force.</summary>
    public Permission[] Grants { get; init; } = [];

    /// <summary>Asks a board. With one read before, the rules are asked for only when the board
    /// says that they, or the zone of their hours, have changed.</summary>
    public static Snapshot Of(BoardApi board, Snapshot before = null)
    {
        try
        {
            return Ask(board, before);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException
            or FormatException or ArgumentException)
        {
            throw new BoardException($"{board.Address} answers, but like no gateway of this "
                + $"release ({e.Message})");
        }
    }

    private static Snapshot Ask(BoardApi board, Snapshot before)
    {
        JsonElement status = board.Get("status");
        JsonElement people = board.Get("people");
        // The revision is of the rules alone.
        JsonElement device = board.Get("board");
        string zone = device.TryGetProperty("zone", out JsonElement text) ? text.GetString() : "";
        long utc = Moment(status.GetProperty("time"));
        long revision = status.GetProperty("revision").GetInt64();
        if (before == null || before.Revision != revision || before.Zone.Text != zone)
        {
            before = WithRules(board.Get("rules").GetProperty("rules"), utc, zone);
        }
        return before with
        {
            Source = device.GetProperty("name").GetString() + " at " + board.Address,
            Revision = revision,
            UtcSeconds = utc,
            Lan = LanOf(device),
            Friends = people.GetProperty("friends").EnumerateArray()
                .Where(friend => friend.GetProperty("believed").GetBoolean())
                .ToDictionary(friend => friend.GetProperty("name").GetString(),
                    friend => friend.GetProperty("addresses").EnumerateArray()
                        .Select(one => Address(one.GetString())).ToArray()),
            Grants = [.. people.GetProperty("grants").EnumerateArray()
                .Where(grant => grant.GetProperty("rule").ValueKind == JsonValueKind.Number)
                .Select(grant => new Permission(Cidr.Parse(grant.GetProperty("who").GetString()),
                    grant.GetProperty("rule").GetInt32(), grant.GetProperty("kind").GetString(),
                    EndOf(grant.GetProperty("leftS"), utc)))],
        };
    }

    /// <summary>True for what can be said of "lan".</summary>
    public static bool IsNetwork(string text) => Cidr.Parse(text) != null;

    /// <summary>Reads the folder of a gateway on this computer.</summary>
    /// <param name="folder">What "run --flash" names.</param>
    /// <param name="lan">What "lan" means: networks.</param>
    public static Snapshot Of(string folder, string[] lan)
    {
        FileSlots slots = new DurableSlots(folder);
        long utc = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var settings = new BoardSettings(new DesktopBoard(), slots, 0);
        var table = new RuleTable(Portreeve.Limits.AllowEntriesMax);
        var store = new TableStore(slots, settings.Zone);
        store.Load(table);
        settings.Load();
        string[] reports = [store.Report, settings.Report];
        Grant[] kept = new GrantStore(slots).Load(table);
        return new Snapshot
        {
            Source = folder,
            UtcSeconds = utc,
            Zone = settings.Zone,
            Lan = [.. lan.Select(Cidr.Parse).OfType<Cidr>()],
            Rules = table.ToArray(),
            Unread = [.. reports.Where(report => report.Length > 0)],
            Friends = KeptFriends(slots, utc),
            Grants = [.. kept.Select(grant => (Grant: grant,
                    Rule: table.FindPort(grant.IsUdp, grant.Port)))
                .Where(pair => pair.Rule != null && pair.Grant.IsFor(pair.Rule)
                    && (pair.Grant.EndUtcSeconds == 0
                    || pair.Grant.EndUtcSeconds > utc))
                .Select(pair => new Permission(pair.Grant.Who, pair.Rule.Number,
                    KindWords[pair.Grant.Kind], pair.Grant.EndUtcSeconds))],
        };
    }

    private static Snapshot WithRules(JsonElement rules, long utc, string zoneText)
    {
        Zone zone = new();
        if (!zone.TrySet(zoneText)) throw new FormatException("its zone is " + zoneText);
        List<Rule> read = [];
        List<string> unread = [];
        foreach (JsonElement rule in rules.EnumerateArray())
        {
            string line = rule.GetProperty("line").GetString();
            RuleDraft draft = RuleText.Read(line, utc, zone);
            draft.Rule.Number = rule.GetProperty("id").GetInt32();
            if (draft.IsGood) read.Add(draft.Rule);
            else unread.Add($"rule {draft.Rule.Number} is left out: this release cannot read it: "
                + line);
        }
        return new Snapshot { Zone = zone, Rules = [.. read], Unread = [.. unread] };
    }

    // As Names/FriendStore writes them: a grace period, then a line for each friend.
    private static Dictionary<string, uint[]> KeptFriends(FileSlots slots, long utc)
    {
        string[] lines = new SlotPair(slots, "friends", 1).Load()?.Split('\n') ?? [];
        long grace = Portreeve.Limits.FriendGraceMs / 1000;
        var friends = new Dictionary<string, uint[]>();
        foreach (string[] words in lines.Select(line => line.Split(' ')))
        {
            if (words is ["grace", string seconds]) grace = long.Parse(seconds);
            if (words.Length != 3 || !long.TryParse(words[1], out long good)) continue;
            if (utc - good <= grace)
            {
                friends[words[0]] = [.. words[2].Split(',').Select(Address)];
            }
        }
        return friends;
    }

    private static Cidr[] LanOf(JsonElement device)
    {
        string address = device.GetProperty("address").GetString();
        string mask = device.GetProperty("mask").GetString();
        if (address == null || mask == null) return [];
        return [new Cidr(Address(address), System.Numerics.BitOperations.PopCount(Address(mask)))];
    }

    private static long EndOf(JsonElement left, long utc)
    {
        if (left.ValueKind != JsonValueKind.Number) return 0;
        long now = utc != 0 ? utc : DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return now + left.GetInt64();
    }

    private static long Moment(JsonElement time) => time.ValueKind == JsonValueKind.String
        ? time.GetDateTimeOffset().ToUnixTimeSeconds() : 0;

    private static uint Address(string text) =>
        IPv4.TryParse(text, out uint address) ? address : 0;
}
