// Moving: who may come in at which door, as a plan that an engine can carry: addresses with an end.
// It follows Access/Admission in the same order: switched off, the rule's time, the list, grants.

using System.Text;
using Portreeve.Moving.Asking;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Moving.Export;

/// <summary>Somebody who may come in.</summary>
/// <param name="Who">An address or a network.</param>
/// <param name="EndUtc">Until when, seconds since 1970; 0 = without an end.</param>
/// <param name="Hours">In these hours only; null = all. Never set in a plan of this moment.</param>
/// <param name="Because">The list's entry, or the grant.</param>
internal sealed record Guest(Cidr Who, long EndUtc, WeekHours Hours, string Because);

/// <summary>One rule that is carried.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Target">Its target's address; 0 where only the name is known.</param>
/// <param name="Guests">Who may come in; empty only in a plan of this moment.</param>
internal sealed record Door(Rule Rule, uint Target, Guest[] Guests)
{
    /// <summary>A name for sets and blocks: tcp_8080.</summary>
    public string Key => (Rule.IsUdp ? "udp_" : "tcp_") + Rule.Port;

    // nft(8) refuses a whole file for one comment of more than 128 bytes, and OpenWrt puts words of
    // its own before it. A note may be longer.
    private const int TitleBytesMax = 100;

    /// <summary>For people, in one line that every engine takes.</summary>
    public string Title
    {
        get
        {
            StringBuilder title = new($"rule {Rule.Number}" + (Rule.Note.Length > 0 ? ": " : ""));
            int left = TitleBytesMax - title.Length;
            foreach (Rune rune in Rule.Note.EnumerateRunes())
            {
                left -= rune.Utf8SequenceLength;
                if (left < 0) break;
                if (rune.Value is not ('"' or '\'' or '\\')) title.Append(rune);
            }
            return title.ToString();
        }
    }

    /// <summary>Idle limit in seconds.</summary>
    public int IdleSeconds => (Rule.IdleMs > 0 ? Rule.IdleMs
        : Rule.IsUdp ? Limits.MappingIdleMs : Limits.SessionIdleMs) / 1000;

    /// <summary>Deadline of a dial in seconds.</summary>
    public int DialSeconds => (Rule.DialMs > 0 ? Rule.DialMs : Limits.DialMs) / 1000;
}

/// <summary>All doors, and what cannot be carried.</summary>
internal sealed class Plan
{
    private readonly Snapshot _from;
    private readonly bool _isLive;
    private readonly long _now;
    private readonly Func<string, uint> _resolve;

    /// <param name="from">What the gateway holds.</param>
    /// <param name="utcSeconds">Now; 0 = not known.</param>
    /// <param name="isLive">True: for this moment, by somebody who comes back every second. False:
    /// for a file that stays as it is.</param>
    /// <param name="resolve">The address of a target's name, 0 for none.</param>
    public Plan(Snapshot from, long utcSeconds, bool isLive, Func<string, uint> resolve)
    {
        _from = from;
        _now = utcSeconds;
        _isLive = isLive;
        _resolve = resolve;
        Notes.AddRange(from.Unread);
        foreach (Rule rule in from.Rules) Add(rule);
    }

    /// <summary>Where it was read.</summary>
    public string Source => _from.Source;

    /// <summary>The owner's time zone.</summary>
    public Zone Zone => _from.Zone;

    /// <summary>Doors that let somebody in; of this moment, all that are switched on.</summary>
    public List<Door> Doors { get; } = [];

    /// <summary>What is not carried, a sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Notes something about a rule.</summary>
    public void Note(Rule rule, string text) =>
        Notes.Add($"rule {rule.Number} ({(rule.IsUdp ? "udp" : "tcp")} {rule.Port}): {text}");

    /// <summary>Notes the words of a rule that only the gateway itself has a meaning for.</summary>
    public void NoteUnsaid(Rule rule)
    {
        if (rule.WakeMac != null) Note(rule, "wake: only the gateway wakes somebody");
        if (rule.BanTriesMax > 0) Note(rule, "ban: refused tries are not counted");
        if (rule.YieldMs > 0) Note(rule, "yield: nobody gives way to a newcomer");
    }

    /// <summary>Takes doors out whose target nobody can find.</summary>
    public void RefuseLost() => Refuse(door =>
        door.Target == 0 ? $"{door.Rule.Target} has no address now" : null);

    /// <summary>Takes doors out that an engine cannot carry at all.</summary>
    /// <param name="why">The reason for one; null: it stays.</param>
    public void Refuse(Func<Door, string> why)
    {
        foreach (Door door in Doors.ToArray())
        {
            if (why(door) is not string reason) continue;
            Note(door.Rule, "left out: " + reason);
            Doors.Remove(door);
        }
    }

    /// <summary>Takes guests out that an engine cannot carry.</summary>
    /// <param name="why">The reason for one; null: it stays.</param>
    public void Refuse(Func<Door, Guest, string> why)
    {
        foreach (Door door in Doors.ToArray())
        {
            foreach (Guest guest in door.Guests)
            {
                if (why(door, guest) is string reason)
                {
                    Note(door.Rule, $"{guest.Because} is left out: {reason}");
                }
            }
            Guest[] kept = [.. door.Guests.Where(guest => why(door, guest) == null)];
            Doors[Doors.IndexOf(door)] = door with { Guests = kept };
            if (kept.Length == 0) Doors.RemoveAll(one => one.Rule == door.Rule);
        }
    }

    private void Add(Rule rule)
    {
        if (!rule.IsEnabled)
        {
            Note(rule, "left out: it is switched off");
            return;
        }
        uint target = rule.TargetAddress != 0 ? rule.TargetAddress : _resolve(rule.Target);
        List<Guest> guests = [];
        foreach (AllowEntry entry in rule.From.Entries)
        {
            Cidr[] who = WhoIs(entry);
            if (who.Length == 0)
            {
                Note(rule, $"nobody knows where {entry.Text} is now; it is left out");
            }
            foreach (Cidr one in who) Add(guests, rule, one, entry.Time, 0, entry.Text);
        }
        foreach (Permission grant in _from.Grants.Where(grant => grant.Rule == rule.Number))
        {
            string because = "the grant for " + grant.Who;
            if (grant.Kind == "once")
            {
                Note(rule, because + " is left out: only the gateway can count one connection");
            }
            else if (grant.Kind is "timed" or "dated" && grant.EndUtc == 0)
            {
                Note(rule, because + " is left out: the gateway does not know the time, and so "
                    + "not when it ends");
            }
            else if (grant.Kind == "reboot" && !_isLive)
            {
                Note(rule, because + " is left out: a file does not end with a restart; "
                    + "--follow does");
            }
            else
            {
                Add(guests, rule, grant.Who, null, grant.EndUtc, because);
            }
        }
        // At this moment nobody may come in, but who was inside must still meet the door.
        if (guests.Count > 0 || _isLive) Doors.Add(new Door(rule, target, [.. guests]));
        if (guests.Count == 0) Note(rule, "left out: nobody may come in" + (_isLive ? " now" : ""));
    }

    private void Add(List<Guest> guests, Rule rule, Cidr who, OpenTime time, long endUtc,
        string because)
    {
        int stand = Math.Max(OpenTime.Judge(rule.Time, _now), OpenTime.Judge(time, _now));
        long end = Sooner(Sooner(rule.Time?.UntilSeconds ?? 0, time?.UntilSeconds ?? 0), endUtc);
        WeekHours hours = rule.Time?.Hours ?? time?.Hours;
        bool isOver = stand is OpenTime.Ended or OpenTime.NoClock
            || (end != 0 && _now != 0 && end <= _now);
        if (isOver || (stand == OpenTime.OutOfHours && _isLive)) return;
        if (_isLive)
        {
            if (rule.Time?.Hours is WeekHours ofRule) end = Sooner(end, EndOf(ofRule));
            if (time?.Hours is WeekHours ofEntry) end = Sooner(end, EndOf(ofEntry));
            hours = null;
        }
        else if (rule.Time?.Hours != null && time?.Hours != null)
        {
            Note(rule, $"{because} is left out: it has hours, and so has the rule");
            return;
        }
        guests.Add(new Guest(who, end, hours, because));
    }

    /// <summary>When these hours, which hold now, are over.</summary>
    private long EndOf(WeekHours hours)
    {
        long at = (_now / 60 + 1) * 60;
        long last = at + 8 * 24 * 3600;
        while (at < last && hours.Holds(at)) at += 60;
        return at < last ? at : 0;
    }

    private Cidr[] WhoIs(AllowEntry entry) => entry.Kind switch
    {
        AllowKind.Any => [new Cidr(0, 0)],
        AllowKind.Lan => _from.Lan,
        AllowKind.Network => [entry.Network],
        _ => [.. _from.Friends.GetValueOrDefault(entry.Text, [])
            .Select(address => new Cidr(address, 32))],
    };

    private static long Sooner(long one, long other) =>
        one == 0 ? other : other == 0 ? one : Math.Min(one, other);
}
