// The wiring picture of one board: the board with its Ethernet jack on the left, what is wired to
// it on the right. Plain SVG, readable on light and dark pages, no fonts but the reader's own.

using System.Globalization;
using System.Security;
using System.Text;

namespace Portreeve.BoardPictures;

/// <summary>Draws one board.</summary>
internal static class Picture
{
    private const int Row = 46;
    private const int Top = 96;
    private const int BoardRight = 330;
    private const int PartsLeft = 520;

    private static readonly Dictionary<string, string> Colors = new()
    {
        ["adapter RX"] = "#d4a017",
        ["adapter TX"] = "#2e8b57",
        ["lamp"] = "#d2552d",
        ["button"] = "#2d6cd2",
    };

    /// <summary>The whole file.</summary>
    public static string Draw(BoardFile board)
    {
        PinWire[] external = [.. board.Wires.Where(wire => wire.To.Length > 0)];
        PinWire[] onBoard = [.. board.Wires.Where(wire => wire.To.Length == 0)];
        int ground = Top + external.Length * Row;
        int height = ground + 100;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 {height}" role="img"
              font-family="system-ui, sans-serif" font-size="15">
            <title>{Safe(board.Name)}: what to wire</title>
            <desc>{Safe(Describe(board))}</desc>
            <rect width="800" height="{height}" rx="14" fill="#fbfaf7"/>
            <text x="24" y="38" font-size="20" font-weight="600" fill="#222">{Safe(board.Name)}</text>
            <text x="24" y="60" fill="#666">image {Safe(board.Image)}</text>
            <rect x="60" y="76" width="{BoardRight - 60}" height="{ground - 38}" rx="10" fill="#1f5f4a"/>
            <rect x="34" y="104" width="72" height="62" rx="4" fill="#b9bec4" stroke="#7d848b"/>
            <path d="M50 150v-26h8v-8h24v8h8v26z" fill="#4a4f55"/>
            <text x="70" y="186" font-size="13" fill="#fff">Ethernet</text>

            """);
        Adapter(svg, external);
        for (int i = 0; i < external.Length; i++) Pin(svg, external[i], Top + i * Row);
        Ground(svg, ground, external.Length);
        foreach (PinWire wire in onBoard)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{PartsLeft}\" y=\"{ground + 46}\" fill=\"#444\">{Safe(wire.Where)}"
                + $"</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"""
            <text x="24" y="{height - 16}" font-size="13" fill="#a03020">3.3 V signals only. Never 5 V on a pin. Lamp: LED with 330 to 1000 ohm in series.</text>
            </svg>

            """);
        return svg.ToString();
    }

    /// <summary>The wires in words, for those who cannot see the picture.</summary>
    public static string Describe(BoardFile board) => string.Join("; ", board.Wires.Select(wire =>
        wire.To.Length == 0 ? wire.Where : $"{wire.Where} to {wire.To}")) + "; ground to all";

    private static void Pin(StringBuilder svg, PinWire wire, int y)
    {
        string color = Colors[wire.To];
        bool isAdapter = wire.To.StartsWith("adapter", StringComparison.Ordinal);
        int end = isAdapter ? PartsLeft : PartsLeft + 20;
        svg.Append(CultureInfo.InvariantCulture, $"""
            <text x="{BoardRight - 18}" y="{y + 5}" text-anchor="end" fill="#fff">{Safe(wire.Where)}</text>
            <circle cx="{BoardRight}" cy="{y}" r="6" fill="#e8c547" stroke="#806a10"/>
            <path d="M{BoardRight + 6} {y}H{end}" fill="none" stroke="{color}" stroke-width="3"/>

            """);
        if (wire.To == "lamp")
        {
            svg.Append(CultureInfo.InvariantCulture, $"""
                <rect x="{end}" y="{y - 7}" width="44" height="14" fill="#fbfaf7" stroke="#444"/>
                <path d="M{end + 44} {y}h16" stroke="#444" stroke-width="2"/>
                <path d="M{end + 60} {y - 11}v22l20-11z" fill="{color}"/>
                <path d="M{end + 80} {y - 11}v22M{end + 80} {y}h24" stroke="#444" stroke-width="2"/>
                <text x="{end + 114}" y="{y + 5}" fill="#222">lamp (LED)</text>

                """);
        }
        else if (wire.To == "button")
        {
            svg.Append(CultureInfo.InvariantCulture, $"""
                <path d="M{end} {y}h26M{end + 56} {y}h48M{end + 24} {y - 4}l34-14" fill="none" stroke="#444" stroke-width="2"/>
                <circle cx="{end + 26}" cy="{y}" r="3" fill="#444"/>
                <circle cx="{end + 56}" cy="{y}" r="3" fill="#444"/>
                <text x="{end + 114}" y="{y + 5}" fill="#222">button</text>

                """);
        }
        else
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{PartsLeft + 14}\" y=\"{y + 5}\" fill=\"#fff\">{wire.To[8..]}</text>\n");
        }
    }

    /// <summary>The USB-to-serial adapter behind its two signal wires.</summary>
    private static void Adapter(StringBuilder svg, PinWire[] wires)
    {
        int rows = wires.Count(w => w.To.StartsWith("adapter", StringComparison.Ordinal));
        svg.Append(CultureInfo.InvariantCulture, $"""
            <rect x="{PartsLeft}" y="{Top - 22}" width="250" height="{rows * Row}" rx="8" fill="#3a4a63"/>
            <text x="{PartsLeft + 60}" y="{Top + 5}" font-size="14" fill="#fff">USB-serial adapter 3.3 V</text>
            <text x="{PartsLeft + 60}" y="{Top + Row + 5}" fill="#cfd8e6">115200 baud 8N1</text>

            """);
    }

    /// <summary>One ground for the adapter, the lamp and the button.</summary>
    private static void Ground(StringBuilder svg, int y, int wires)
    {
        svg.Append(CultureInfo.InvariantCulture, $"""
            <text x="{BoardRight - 18}" y="{y + 5}" text-anchor="end" fill="#fff">GND</text>
            <circle cx="{BoardRight}" cy="{y}" r="6" fill="#c0c0c0" stroke="#555"/>
            <path d="M{BoardRight + 6} {y}H776V{Top + Row - 10}H770" fill="none" stroke="#333" stroke-width="3"/>
            <text x="{PartsLeft}" y="{y + 22}" fill="#222">one ground for all</text>

            """);
        for (int i = 2; i < wires; i++)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<circle cx=\"644\" cy=\"{Top + i * Row}\" r=\"4\" fill=\"#333\"/>"
                + $"<path d=\"M644 {Top + i * Row}V{y}\" stroke=\"#333\" stroke-width=\"2\"/>\n");
        }
    }

    private static string Safe(string text) => SecurityElement.Escape(text);
}
