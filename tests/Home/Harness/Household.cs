// The flash folder of a gateway on a computer, filled as its owner would: rules by its console, a
// key for scripts. The console is the real one; the key is made where the page makes it.

using Portreeve.Settings;
using Portreeve.Simulator;

namespace Portreeve.Home;

/// <summary>A gateway's folder.</summary>
internal sealed class Household : IDisposable
{
    private readonly Scratch _scratch = new();

    /// <param name="lines">What its owner types.</param>
    public Household(params string[] lines)
    {
        var settings = new BoardSettings(new DesktopBoard(), new DurableSlots(Flash), 8088);
        settings.Load();
        settings.Verifier = new Verifier(new byte[16], Verifier.IterationsMin, new byte[32],
            new byte[32]);
        Key = settings.Keys.Make(new DesktopBoard(), "scripts", true);
        ReadKey = settings.Keys.Make(new DesktopBoard(), "watchers", false);
        Assert.True(settings.Keep(), settings.Trouble);
        if (lines.Length == 0) return;
        string said = Portreeve(string.Join('\n', lines) + "\n", "run", "--web", "0",
            "--exit-at-eof", "--flash", Flash).Output;
        Assert.DoesNotContain("error:", said);
    }

    /// <summary>The folder.</summary>
    public string Flash => _scratch.Path;

    /// <summary>A key that may change things.</summary>
    public string Key { get; }

    /// <summary>A key that may only read.</summary>
    public string ReadKey { get; }

    /// <summary>Its gateway on this computer's own network, with the page at this port.</summary>
    public GatewayProcess Open(int port) =>
        new(Mode.Desktop, Flash, null, "--bind", "127.0.0.1", "--web", port.ToString());

    /// <summary>What tools/portreeve becomes once it has built itself.</summary>
    public static string[] Command(params string[] arguments) =>
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "Portreeve.Cli.dll"), .. arguments];

    /// <summary>Runs tools/portreeve to its end.</summary>
    public static (int Exit, string Output, string Errors) Portreeve(string input,
        params string[] arguments) => Tool.Try("dotnet", input, Command(arguments)[1..]);

    public void Dispose() => _scratch.Dispose();
}
