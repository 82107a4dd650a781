// The wiring picture of one board: the board with its Ethernet jack on the left, what is wired to
// it on the right. Plain SVG, readable on light and dark pages, no fonts but the reader's own.

using System.Security;
using System.Text;

namespace Portreeve.BoardPictures;

/// <summary>Draws one board.</summary>
internal sealed class Picture
{
    private const int Row = 46;
    private const int Top = 96;
    private const int BoardRight = 330;
    private const int PartsLeft = 520;
    private const int GroundBar = 644;
    private const string Dark = "#333";
    private const string Thin = "#444";
    private const string White = "#fff";

    private static readonly Dictionary<string, string> Colors = new()
    {
        ["adapter RX"] = "#d4a017",
        ["adapter TX"] = "#2e8b57",
        ["lamp"] = "#d2552d",
        ["button"] = "#2d6cd2",
    };

    private readonly StringBuilder _svg = new();

    private Picture()
    {
    }

    /// <summary>The whole file.</summary>
    public static string Draw(BoardFile board)
    {
        var picture = new Picture();
        PinWire[] wires = [.. board.Wires.Where(wire => wire.To.Length > 0)];
        int ground = Top + wires.Length * Row;
        int height = ground + 100;
        picture.Begin(board, height, ground);
        picture.Adapter(wires);
        for (int i = 0; i < wires.Length; i++) picture.Wire(wires[i], Top + i * Row);
        picture.Ground(ground, wires.Length);
        foreach (PinWire wire in board.Wires.Where(wire => wire.To.Length == 0))
        {
            picture.Text(PartsLeft, ground + 46, Thin, wire.Where);
        }

        picture.Text(24, height - 16, "#a03020", "3.3 V signals only. Never 5 V on a pin. "
            + "Lamp: LED with 330 to 1000 ohm in series.", "font-size=\"13\"");
        picture.Line("</svg>");
        return picture._svg.ToString();
    }

    /// <summary>The wires in words, for those who cannot see the picture.</summary>
    public static string Describe(BoardFile board) => string.Join("; ", board.Wires.Select(wire =>
        wire.To.Length == 0 ? wire.Where : $"{wire.Where} to {wire.To}")) + "; ground to all";

    private void Begin(BoardFile board, int height, int ground)
    {
        Line("<svg xmlns=\"http://www.w3.org/2000/svg\" "
            + $"viewBox=\"0 0 800 {height}\" role=\"img\"");
        Line("  font-family=\"system-ui, sans-serif\" font-size=\"15\">");
        Line($"<title>{Safe(board.Name)}: what to wire</title>");
        Line($"<desc>{Safe(Describe(board))}</desc>");
        Box(0, 0, 800, height, "#fbfaf7", "rx=\"14\"");
        Text(24, 38, "#222", board.Name, "font-size=\"20\" font-weight=\"600\"");
        Text(24, 60, "#666", "image " + board.Image);
        Box(60, 76, BoardRight - 60, ground - 38, "#1f5f4a", "rx=\"10\"");
        Box(34, 104, 72, 62, "#b9bec4", "rx=\"4\" stroke=\"#7d848b\"");
        Line("<path d=\"M50 150v-26h8v-8h24v8h8v26z\" fill=\"#4a4f55\"/>");
        Text(70, 186, White, "Ethernet", "font-size=\"13\"");
    }

    /// <summary>A pin and what hangs on it.</summary>
    private void Wire(PinWire wire, int y)
    {
        string color = Colors[wire.To];
        bool isAdapter = wire.To.StartsWith("adapter", StringComparison.Ordinal);
        int end = isAdapter ? PartsLeft : PartsLeft + 20;
        Text(BoardRight - 18, y + 5, White, wire.Where, "text-anchor=\"end\"");
        Dot(BoardRight, y, 6, "#e8c547", "stroke=\"#806a10\"");
        Path($"M{BoardRight + 6} {y}H{end}", color, 3);
        if (isAdapter)
        {
            Text(PartsLeft + 14, y + 5, White, wire.To[8..]);
            return;
        }

        if (wire.To == "lamp") Lamp(end, y, color);
        else Button(end, y);
        Text(end + 114, y + 5, "#222", wire.To == "lamp" ? "lamp (LED)" : "button");
    }

    /// <summary>A resistor and a diode.</summary>
    private void Lamp(int x, int y, string color)
    {
        Box(x, y - 7, 44, 14, "#fbfaf7", $"stroke=\"{Thin}\"");
        Path($"M{x + 44} {y}h16M{x + 80} {y - 11}v22M{x + 80} {y}h24", Thin, 2);
        Line($"<path d=\"M{x + 60} {y - 11}v22l20-11z\" fill=\"{color}\"/>");
    }

    /// <summary>An open contact.</summary>
    private void Button(int x, int y)
    {
        Path($"M{x} {y}h26M{x + 56} {y}h48M{x + 24} {y - 4}l34-14", Thin, 2);
        Dot(x + 26, y, 3, Thin);
        Dot(x + 56, y, 3, Thin);
    }

    /// <summary>The USB-to-serial adapter behind its two signal wires.</summary>
    private void Adapter(PinWire[] wires)
    {
        int rows = wires.Count(w => w.To.StartsWith("adapter", StringComparison.Ordinal));
        Box(PartsLeft, Top - 22, 250, rows * Row, "#3a4a63", "rx=\"8\"");
        Text(PartsLeft + 60, Top + 5, White, "USB-serial adapter 3.3 V", "font-size=\"14\"");
        Text(PartsLeft + 60, Top + Row + 5, "#cfd8e6", "115200 baud 8N1");
    }

    /// <summary>One ground for the adapter, the lamp and the button.</summary>
    private void Ground(int y, int wires)
    {
        Text(BoardRight - 18, y + 5, White, "GND", "text-anchor=\"end\"");
        Dot(BoardRight, y, 6, "#c0c0c0", "stroke=\"#555\"");
        Path($"M{BoardRight + 6} {y}H776V{Top + Row - 10}H770", Dark, 3);
        Text(PartsLeft, y + 22, "#222", "one ground for all");
        for (int i = 2; i < wires; i++)
        {
            Dot(GroundBar, Top + i * Row, 4, Dark);
            Path($"M{GroundBar} {Top + i * Row}V{y}", Dark, 2);
        }
    }

    private void Text(int x, int y, string fill, string text, string more = "") =>
        Line($"<text x=\"{x}\" y=\"{y}\" fill=\"{fill}\" {more}>{Safe(text)}</text>");

    private void Box(int x, int y, int width, int height, string fill, string more) =>
        Line($"<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\" "
            + $"{more}/>");

    private void Dot(int x, int y, int radius, string fill, string more = "") =>
        Line($"<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" {more}/>");

    private void Path(string d, string stroke, int width) =>
        Line($"<path d=\"{d}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width}\"/>");

    private void Line(string text) =>
        _svg.Append(text.Replace(" >", ">", StringComparison.Ordinal)
            .Replace(" />", "/>", StringComparison.Ordinal)).Append('\n');

    private static string Safe(string text) => SecurityElement.Escape(text);
}
