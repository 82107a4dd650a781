// Chromium, one for all tests, and what makes a test that needs it skip: aloud. Each test has a
// window and a gateway of its own, so three run at once: a person at a page mostly waits.

using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 3)]

namespace Portreeve.Page.Host;

/// <summary>A fact that needs the browser, and says so where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute(
        [CallerFilePath] string file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = Browser.Missing;
}

/// <summary>The same with data.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute(
        [CallerFilePath] string file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = Browser.Missing;
}

/// <summary>The browser.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>A name that this browser finds at 127.0.0.1, and that is none of ours.</summary>
    public const string ReboundName = "rebound.example";

    // The same engine each time. Debian's first has no windows of its own to draw, and takes half
    // of the processor's time.
    private static readonly string[] Programs =
        ["chromium-headless-shell", "chromium", "google-chrome"];

    private readonly string _path;
    private IPlaywright _playwright;
    private IBrowser _browser;

    public Browser() : this(Program)
    {
    }

    /// <param name="path">A program that starts it elsewhere.</param>
    internal Browser(string path) => _path = path;

    /// <summary>Why there is no browser, or null.</summary>
    public static string Missing => Program != null ? null
        : "no Chromium is here; on Debian: apt-get install " + Programs[0];

    /// <summary>The program, with its path; null where there is none.</summary>
    internal static string Program { get; } =
        Programs.Select(name => "/usr/bin/" + name).FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Missing != null) return;
        // On a busy computer a view takes its time; only a test that has failed waits so long.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = _path,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                $"--host-resolver-rules=MAP {ReboundName} 127.0.0.1",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser != null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    /// <summary>A fresh window without anybody's cookies.</summary>
    internal Task<IBrowserContext> Open(Screen screen, bool bypassPolicy = false,
        bool hasScripts = true) =>
        _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = screen.Width < 500,
            BypassCSP = bypassPolicy,
            JavaScriptEnabled = hasScripts,
            AcceptDownloads = true,
            TimezoneId = "Europe/Berlin",
        });
}
