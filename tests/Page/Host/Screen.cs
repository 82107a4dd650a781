// What somebody looks at the page with.

using System.Linq;
using Xunit;

namespace Portreeve.Page.Host;

/// <summary>A screen. Tests take its name, which the runner can write down and filter by.</summary>
/// <param name="Name">For people and for file names.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="IsDark">Whether the computer asks for dark pages.</param>
public sealed record Screen(string Name, int Width, int Height, bool IsDark)
{
    public static readonly Screen Desk = new("desk-light", 1280, 860, false);
    public static readonly Screen DeskDark = new("desk-dark", 1280, 860, true);
    public static readonly Screen Phone = new("phone-light", 390, 844, false);
    public static readonly Screen PhoneDark = new("phone-dark", 390, 844, true);
    public static readonly Screen Narrow = new("narrow-light", 320, 640, false);
    public static readonly Screen NarrowDark = new("narrow-dark", 320, 640, true);

    /// <summary>Every view is looked at on each of them.</summary>
    public static readonly Screen[] All = [Desk, DeskDark, Phone, PhoneDark, Narrow, NarrowDark];

    /// <summary>The two that every task is done on.</summary>
    public static TheoryData<string> Both => [Desk.Name, PhoneDark.Name];

    public static implicit operator Screen(string name) => All.Single(one => one.Name == name);

    public override string ToString() => Name;
}
