// Moving: an engine that carries bytes where a board is outgrown, and the list of them.

namespace Portreeve.Moving.Export;

/// <summary>Writes a plan as an engine's own configuration.</summary>
internal interface IEngine
{
    /// <summary>What --format calls it.</summary>
    string Name { get; }

    /// <summary>How the file is put to use, a comment's lines.</summary>
    string[] Use { get; }

    /// <summary>Takes out of the plan what this engine cannot carry, saying so in its notes, and
    /// writes the rest.</summary>
    string Write(Plan plan);
}

/// <summary>All engines.</summary>
internal static class Engines
{
    /// <summary>Every format there is.</summary>
    public static readonly IEngine[] All = [new Nftables(), new Haproxy(), new Nginx(),
        new OpenWrt()];

    /// <summary>The whole file: what it is, what it leaves out, what the engine reads.</summary>
    public static string File(IEngine engine, Plan plan, string release)
    {
        string body = engine.Write(plan);
        string[] head =
        [
            $"Written by Portreeve {release} from {plan.Source}, "
                + DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm") + " UTC, for " + engine.Name + ".",
            .. engine.Use,
            .. plan.Notes.Count == 0 ? [] : (string[])["Not carried over:"],
            .. plan.Notes.Select(note => "  " + note),
        ];
        return string.Concat(head.Select(line => "# " + line + "\n")) + "\n" + body;
    }
}
