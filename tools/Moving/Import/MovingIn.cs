// Moving: from a file of another forwarder to rules: says what it understood, what not and why, and
// what the gateway thinks of each, before anything is changed.

namespace Portreeve.Moving.Import;

/// <summary>One import.</summary>
internal sealed class MovingIn
{
    private readonly Reading _reading;
    private readonly ITaker _taker;
    private readonly TextWriter _out;
    private readonly List<string> _wanted = [];

    /// <param name="reading">What stands in the file.</param>
    /// <param name="taker">Who shall have it.</param>
    /// <param name="said">Takes the words.</param>
    /// <param name="who">The list for doors that let everybody in; null: they stay closed.</param>
    public MovingIn(Reading reading, ITaker taker, TextWriter said, string who)
    {
        _reading = reading;
        _taker = taker;
        _out = said;
        foreach (Found door in reading.Doors.Where(door => door.From.Count == 0
            || door.From.Contains("any")))
        {
            door.From.Clear();
            if (who != null) door.From.Add(who);
            else door.Notes.Add("everybody could come in there; here nobody can until you say who "
                + "(--who any, or a list)");
        }
    }

    /// <summary>The kind of a file: by its name, or by what it looks like; null: unknown.
    /// </summary>
    public static IReader ReaderOf(string text, string format) => format == null
        ? Reading.Readers.FirstOrDefault(reader => reader.Knows(text))
        : Reading.Readers.First(reader => reader.Name == format);

    /// <summary>Shows what would happen. True: there is something to add.</summary>
    public bool Show(string file, IReader reader)
    {
        _out.WriteLine($"{file} is read as {reader.Name}: {Count(_reading.Doors.Count, "door")} "
            + $"understood, {_reading.Missed.Count} not.");
        HashSet<string> there = _taker.Rules();
        // A port has one rule: of several lines for it, the first that is good is taken.
        Dictionary<string, Found> taken = [];
        foreach (Found door in _reading.Doors)
        {
            string place = door.Protocol + " " + door.Port;
            Opinion opinion = _taker.Check(door.Rule);
            if (opinion.IsGood && taken.TryGetValue(place, out Found earlier))
            {
                opinion = new Opinion(false, $"line {earlier.Line} has {place} already");
            }
            Show(door, opinion, there);
            if (!opinion.IsGood) continue;
            taken[place] = door;
            if (!there.Contains(opinion.Says)) _wanted.Add(opinion.Says);
        }
        foreach (Missed missed in _reading.Missed)
        {
            _out.WriteLine($"  line {missed.Line}: {missed.Text}");
            _out.WriteLine("    not understood: " + missed.Why);
        }
        return _wanted.Count > 0;
    }

    private void Show(Found door, Opinion opinion, HashSet<string> there)
    {
        string verdict = opinion.IsGood
            ? there.Contains(opinion.Says) ? "is there already" : "can be added" : "is refused";
        _out.WriteLine($"  line {door.Line}: {door.Text}");
        _out.WriteLine($"    {verdict}: {(opinion.IsGood ? opinion.Says : door.Rule)}");
        if (!opinion.IsGood)
        {
            if (there.Any(line => line.StartsWith($"{door.Protocol} {door.Port} "
                + $"{door.Target}:{door.TargetPort}", StringComparison.Ordinal)))
            {
                _out.WriteLine("      a rule for that door is there already");
            }
            _out.WriteLine("      " + opinion.Says);
        }
        foreach (string note in door.Notes) _out.WriteLine("      note: " + note);
    }

    /// <summary>Adds what can be added. True: all of it was.</summary>
    public bool Add()
    {
        int added = 0;
        foreach (string rule in _wanted)
        {
            Opinion opinion = _taker.Add(rule);
            if (opinion.IsGood) added++;
            _out.WriteLine((opinion.IsGood ? "  " : "  refused: ") + opinion.Says
                + (opinion.IsGood ? "" : ": " + rule));
        }
        _out.WriteLine($"{Count(added, "rule")} of {_wanted.Count} added to {_taker.Name}.");
        return added == _wanted.Count;
    }

    /// <summary>"1 rule", "2 rules".</summary>
    public static string Count(int count, string what) =>
        count + " " + what + (count == 1 ? "" : "s");
}
