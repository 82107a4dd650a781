// Moving: keeps the kernel's table in step with a gateway. The gateway stays the place where people
// are let in; here its word becomes sets of addresses, each change one transaction of nft(8).
//
//   asked      the plan of this moment is compared with what was loaded last
//   changed    another frame (rules): the whole table anew; else the sets that differ, both at once
//   unchanged  now and then a look whether the table is still there: others flush all there are
//   silent     the last word stays; hours and grants go on by our own clock, and each element that
//              has an end carries it into the kernel, so that it ends even when we are gone

using System.Text;
using Portreeve.Moving.Asking;
using Portreeve.Table;

namespace Portreeve.Moving.Export;

/// <summary>Follows one gateway.</summary>
internal sealed class Follower
{
    // Seconds left come in whole ones, so an end that is recomputed moves by one.
    private const int SameEndSeconds = 2;

    private const int LookEveryMs = 10_000;

    private readonly Func<Snapshot, Snapshot> _ask;
    private readonly Func<string, string> _load;
    private readonly Action<string> _tell;
    private readonly Func<string, uint> _resolve;
    private readonly Dictionary<string, List<Segment>> _loaded = [];
    private readonly Dictionary<(string Key, uint Address), long> _staying = [];
    private readonly Dictionary<Way, Rule> _ways = [];
    private readonly HashSet<string> _said = [];
    private readonly HashSet<string> _troubles = [];
    private Snapshot _snapshot;
    private string _frame;
    private long _takenMs;
    private long _lookedMs;
    private string _refusal;

    /// <param name="ask">Asks the gateway, given what it said last; throws BoardException.</param>
    /// <param name="load">Has nft read a text; null when it did, else its complaint.</param>
    /// <param name="tell">Takes a line for people.</param>
    /// <param name="resolve">The address of a target's name.</param>
    /// <param name="before">The chain that asks who is inside, as one before us left it.</param>
    public Follower(Func<Snapshot, Snapshot> ask, Func<string, string> load, Action<string> tell,
        Func<string, uint> resolve, string before)
    {
        foreach (Way way in Way.Of(before)) _ways[way] = null;
        _ask = ask;
        _load = load;
        _tell = tell;
        _resolve = resolve;
    }

    /// <summary>Asks once and loads what has changed. False: never heard of the gateway yet.
    /// </summary>
    /// <param name="nowMs">A clock that only goes on.</param>
    /// <param name="ownUtcSeconds">This computer's time.</param>
    public bool Turn(long nowMs, long ownUtcSeconds)
    {
        Ask(nowMs, ownUtcSeconds);
        if (_snapshot == null) return false;
        long passed = (nowMs - _takenMs) / 1000;
        long utc = _snapshot.UtcSeconds == 0 ? 0 : _snapshot.UtcSeconds + passed;
        var plan = new Plan(_snapshot, utc, true, _resolve);
        Nftables.Prepare(plan);
        long clock = utc != 0 ? utc : ownUtcSeconds;
        string frame = Nftables.Frame(plan, Former(plan));
        string text = frame == _frame ? Changes(plan, clock) : Whole(plan, frame, clock);
        if (text.Length == 0)
        {
            Look(nowMs);
            return true;
        }
        string trouble = _load(text);
        if (trouble != null)
        {
            if (trouble != _refusal)
            {
                _tell("nft refused it, and the last state stays: " + trouble);
            }
            _refusal = trouble;
            // What was to be loaded is not; the next turn tries everything again.
            _frame = null;
            return true;
        }
        _refusal = null;
        _frame = frame;
        _lookedMs = nowMs;
        foreach (Door door in plan.Doors) _ways[new Way(door)] = door.Rule;
        foreach (string note in plan.Notes.Where(_said.Add)) _tell("not carried: " + note);
        _tell($"loaded: {plan.Doors.Count} doors, {_loaded.Values.Sum(set => set.Count)} entries");
        return true;
    }

    private void Ask(long nowMs, long ownUtcSeconds)
    {
        try
        {
            Snapshot now = _ask(_snapshot);
            if (_snapshot != null) NoteMoves(_snapshot, now, ownUtcSeconds);
            _snapshot = now;
            _takenMs = nowMs;
            if (_troubles.Count > 0) _tell("the gateway answers again");
            _troubles.Clear();
        }
        catch (BoardException e)
        {
            // Each trouble once: a board that restarts may have no answer first, and then no key.
            if (!_troubles.Add(e.Message)) return;
            _tell(e.Message + (_snapshot == null ? "; nothing is loaded yet"
                : "; the last state stays, and what has an end ends"));
        }
    }

    // Connections live on when their door is gone: somebody must still ask who is inside. A target
    // whose name has moved keeps them, as with the gateway itself; else nobody may stay.
    private IEnumerable<(Way Way, Door Door)> Former(Plan plan)
    {
        foreach ((Way way, Rule rule) in _ways)
        {
            if (plan.Doors.Any(door => new Way(door) == way)) continue;
            yield return (way, way.IsUdp ? null : plan.Doors.Find(door => !door.Rule.IsUdp
                && door.Rule.Port == way.Port && door.Rule.Target == rule?.Target
                && door.Rule.TargetPort == way.TargetPort));
        }
    }

    private void Look(long nowMs)
    {
        if (nowMs - _lookedMs < LookEveryMs) return;
        _lookedMs = nowMs;
        if (_load($"list chain ip {Nftables.Table} {Nftables.Guard}\n") == null) return;
        _tell("the table is gone from the kernel; it is loaded again");
        _frame = null;
    }

    private string Whole(Plan plan, string frame, long utc)
    {
        _loaded.Clear();
        StringBuilder text = new(frame);
        foreach (Door door in plan.Doors) Fill(text, door, Segment.Of(door.Guests), utc);
        return text.ToString();
    }

    private string Changes(Plan plan, long utc)
    {
        StringBuilder text = new();
        foreach (Door door in plan.Doors)
        {
            List<Segment> wanted = Segment.Of(door.Guests);
            if (IsSame(_loaded[door.Key], wanted)) continue;
            text.Append($"flush set ip {Nftables.Table} {door.Key}\n");
            Fill(text, door, wanted, utc);
        }
        return text.ToString();
    }

    private void Fill(StringBuilder text, Door door, List<Segment> wanted, long utc)
    {
        _loaded[door.Key] = wanted;
        Add(text, door.Key, Nftables.Elements(door.Guests, utc));
        foreach (((string key, uint address), long until) in _staying.ToArray())
        {
            if (until <= utc) _staying.Remove((key, address));
            else if (key == door.Key)
            {
                Add(text, key + "_stay",
                    new Segment(address, address, 0) + $" timeout {until - utc}s");
            }
        }
    }

    private static void Add(StringBuilder text, string set, string elements)
    {
        if (elements.Length == 0) return;
        text.Append($"add element ip {Nftables.Table} {set} {{ {elements} }}\n");
    }

    // A friend who has moved may finish what the old place began, as with the gateway itself.
    private void NoteMoves(Snapshot before, Snapshot now, long ownUtcSeconds)
    {
        long utc = now.UtcSeconds != 0 ? now.UtcSeconds : ownUtcSeconds;
        foreach (Rule rule in now.Rules)
        {
            foreach (AllowEntry entry in rule.From.Entries)
            {
                if (entry.Kind != AllowKind.Friend) continue;
                if (!before.Friends.TryGetValue(entry.Text, out uint[] old)) continue;
                if (!now.Friends.TryGetValue(entry.Text, out uint[] present)) continue;
                var door = new Door(rule, 0, []);
                foreach (uint left in old.Except(present))
                {
                    _staying[(door.Key, left)] = utc + door.IdleSeconds;
                }
                foreach (uint back in present) _staying.Remove((door.Key, back));
            }
        }
    }

    private static bool IsSame(List<Segment> one, List<Segment> other) => one.Count == other.Count
        && one.Zip(other).All(pair => pair.First.First == pair.Second.First
            && pair.First.Last == pair.Second.Last
            && (pair.First.EndUtc == 0) == (pair.Second.EndUtc == 0)
            && Math.Abs(pair.First.EndUtc - pair.Second.EndUtc) <= SameEndSeconds);
}
