// Every view as it is: what axe-core says of it, that nothing is wider than the screen, and the
// pictures that the documentation shows (PORTREEVE_PICTURES names the folder to write them to).
// One person for each width walks through it; each view is looked at in light and dark where they
// stand.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class ViewTests(Browser browser)
{
    private const string Contrast = "color-contrast";

    private static readonly string Pictures =
        Environment.GetEnvironmentVariable("PORTREEVE_PICTURES");

    private static readonly AxeRunOptions Everything = Options();

    // Widths differ in everything but colours, but for those of the frame, which every view has.
    private static readonly AxeRunOptions Shapes = Options(
        rules: new() { [Contrast] = new() { Enabled = false } });

    // Light and dark differ in colours alone.
    private static readonly AxeRunOptions Colours = Options(
        only: new() { Type = "rule", Values = [Contrast] });

    private readonly List<string> _seen = [];
    private Screen[] _screens;

    /// <summary>Kinds of screens, as their names begin. What a phone could show wrong shows on the
    /// narrow one as well, so it is for pictures only.</summary>
    public static TheoryData<string> Widths =>
        Pictures == null ? ["desk", "narrow"] : ["desk", "narrow", "phone"];

    [BrowserTheory]
    [MemberData(nameof(Widths))]
    public async Task EveryView_IsAccessibleAndFitsTheScreen(string width)
    {
        _screens = [.. Screen.All.Where(one => one.Name.StartsWith(width))];
        using var door = new OpenDoor("from lan,anna.ddns.net idle 2h # Camera in the yard");
        // axe is a script of its own, which the page's policy rightly keeps out.
        await using Visit visit = await Visit.Begin(browser, Screen.Desk, bypassPolicy: true);
        await Look(visit, "claim");
        await visit.Press("Make it mine");
        await visit.Page.Locator(".error").First.WaitForAsync();
        await Look(visit, "claim-refused");
        await visit.Claim();
        await visit.Reads("No doors yet");
        await Look(visit, "doors-empty");

        foreach (string rule in new[]
        {
            door.Rule,
            "tcp 25565 192.168.1.30:25565 from anna.ddns.net,203.0.113.0/24 max 8 # Minecraft",
            "udp 51820 192.168.1.2:51820 from any # WireGuard",
            "tcp 2222 192.168.1.40:22 # SSH to the NAS",
            "tcp 3389 192.168.1.50:3389 from lan off # Office",
        })
        {
            visit.Gate.Add(rule);
        }
        using var visitor = new Visitor(visit.Gate, door.Port);
        using (new Visitor(visit.Gate, 25565)) await Task.Delay(100);
        await visit.Door("Office").WaitForAsync();
        await visit.Door("Camera in the yard").GetByText("1 inside").WaitForAsync();
        await Look(visit, "doors");
        await LookAtDialogs(visit);

        await visit.Go("Now");
        await visit.Reads(visitor.EndPoint);
        await Visit.Until(async () => await visit.Page.Locator("svg.plot path").CountAsync() == 4,
            "the plot");
        if (Pictures != null) await Task.Delay(16000);
        await Look(visit, "now");
        foreach (string view in new[] { "People", "Test", "Journal", "Board" })
        {
            await visit.Go(view);
            await visit.Page.WaitForSelectorAsync("section.card");
            if (view == "Test")
            {
                await visit.Press("Test this door");
                await visit.Page.Locator(".step").Nth(2).WaitForAsync();
            }
            await Look(visit, view.ToLowerInvariant());
        }
        await visit.Press("Log out");
        await visit.Reads("Who knocks?");
        await Look(visit, "login");
        Assert.Empty(_seen);
    }

    [BrowserTheory]
    [MemberData(nameof(Widths))]
    public async Task EveryStepToAFirstDoor_IsAccessibleAndFitsTheScreen(string width)
    {
        _screens = [.. Screen.All.Where(one => one.Name.StartsWith(width))];
        await using Visit visit = await Visit.Begin(browser, Screen.Desk, bypassPolicy: true);
        await visit.Claim();
        await visit.Press("Open the first door");
        await visit.Reads("What do you want to open?");
        await Look(visit, "first-what");
        await visit.Press("Web");
        await visit.Reads("Where is it?");
        await visit.Reads("192.168.1.30");
        await Look(visit, "first-where");
        // Nothing but this computer is asked, and at first nothing listens there.
        await Answer(visit, "Machine", "127.0.0.1");
        await visit.Page.GetByText("Web: usually HTTP on port 80").ClickAsync();
        await Answer(visit, "Port of the machine", $"{Ports.FreeTcp()}");
        await visit.Page.Locator("main p.bad").WaitForAsync();
        await Look(visit, "first-where-bad");
        using var host = new EchoHost();
        int port = Ports.FreeTcp();
        await Answer(visit, "Outside port", $"{port}");
        await Answer(visit, "Port of the machine", $"{host.Port}");
        await visit.Page.Locator("main p.good").WaitForAsync();
        await Look(visit, "first-where-good");
        await visit.Press("Next");
        await visit.Reads("Who may come in?");
        await Look(visit, "first-who");
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^A friend") })
            .ClickAsync();
        await Answer(visit, "Name of the friend", "203.0.113.7");
        await visit.Page.Locator("main p.good").WaitForAsync();
        await Look(visit, "first-friend");
        await visit.Press("Open the door");
        await visit.Reads("Your door is ready");
        await visit.Reads("Waiting for somebody from outside");
        await Look(visit, "first-ready");
        using (new Visitor(visit.Gate, port, "127.0.9.1")) await visit.Reads("127.0.9.1 knocked.");
        await Look(visit, "first-knocked");
        await visit.Press("Let in for 2 hours");
        await Visit.Gone(visit.Page.GetByText("127.0.9.1 knocked."));
        using var visitor = new Visitor(visit.Gate, port, "127.0.9.1");
        await visit.Reads("127.0.9.1 is inside, ");
        await visit.Reads("Somebody from your network came in");
        await Look(visit, "first-home");
        await visit.Pretend(1101);
        await visit.Reads("It works");
        await Look(visit, "first-works");
        await visit.Press("Next");
        await visit.Page.Locator("svg.qr").WaitForAsync();
        await visit.Reads("Keep a copy of all settings:");
        await Look(visit, "first-share");
        Assert.Empty(_seen);
    }

    private static async Task Answer(Visit visit, string label, string text)
    {
        ILocator field = visit.Page.GetByLabel(label, new() { Exact = true });
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Widths))]
    public async Task InvitesDoor_IsAccessibleAndFitsTheScreen(string width)
    {
        _screens = [.. Screen.All.Where(one => one.Name.StartsWith(width))];
        await using Visit visit = await Visit.Begin(browser, Screen.Desk, bypassPolicy: true);
        visit.Gate.Add("tcp 18081 192.168.1.20:80 from lan # camera");
        int port = Ports.FreeTcp();
        visit.Gate.Serial.Ask($"invite port {port}", "(Invites are opened)");
        string code = visit.Gate.Serial.Ask("invite 1 for 3h", @"http://\S+/(\w+)");
        await visit.Page.GotoAsync($"http://{visit.Gate.Address}:{port}/{code}");
        await visit.Page.GetByText("You are invited").WaitForAsync();
        await Look(visit, "invite");
        await visit.Page.GetByRole(AriaRole.Button).ClickAsync();
        await visit.Page.GetByText("You are in").WaitForAsync();
        await Look(visit, "invite-in");
        Assert.Empty(_seen);
    }

    private async Task LookAtDialogs(Visit visit)
    {
        await visit.AddDoor("Plex");
        await Look(visit, "add");
        await visit.Field("Machine").FillAsync("192.168.1.300");
        await visit.Press("Save");
        await visit.Page.Locator("#rule-host-e").WaitForAsync();
        await Look(visit, "add-refused");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Go("Doors");
        await visit.Door("Camera in the yard").GetByText("Share").ClickAsync();
        await Look(visit, "share");
        await visit.Press("Invite");
        await visit.Field("Outside port").FillAsync($"{Ports.FreeTcp()}");
        await Look(visit, "invite-ask");
        await visit.Press("Make the link");
        await visit.Page.Locator("dialog svg.qr").WaitForAsync();
        await Look(visit, "invite");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Press("⋯: Camera in the yard");
        await Look(visit, "menu");
        await visit.Page.Keyboard.PressAsync("Escape");
    }

    private async Task Look(Visit visit, string name)
    {
        foreach (Screen screen in _screens)
        {
            await visit.Page.SetViewportSizeAsync(screen.Width, screen.Height);
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions
            {
                ColorScheme = screen.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            });
            await LookCloser(visit, name, screen);
            int width = await visit.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth");
            if (width > screen.Width) _seen.Add($"{name} is {width} wide on {screen}");
            if (Pictures != null) await Shoot(visit, $"{name}-{screen}.png");
        }
        await visit.Page.SetViewportSizeAsync(Screen.Desk.Width, Screen.Desk.Height);
    }

    private static AxeRunOptions Options(RunOnlyOptions only = null,
        Dictionary<string, RuleOptions> rules = null) => new()
    {
        RunOnly = only,
        Rules = rules,
        ResultTypes = [ResultType.Violations],
        Iframes = false,
    };

    private async Task LookCloser(Visit visit, string name, Screen screen)
    {
        // The style sheet has the dark colours in one place, whatever the width.
        if (screen.IsDark && screen != Screen.DeskDark) return;
        AxeResult result = await visit.Page.Locator("html").RunAxe(screen.IsDark ? Colours
            : screen == Screen.Desk || name == "doors" ? Everything : Shapes);
        _seen.AddRange(result.Violations.Select(v => $"{name} on {screen}: {v.Impact} {v.Id}: "
            + string.Join(" | ", v.Nodes.Select(n => n.Html))));
    }

    private static async Task Shoot(Visit visit, string name)
    {
        // A toast of the step before would cover what is looked at.
        await visit.Page.Locator(".toast").WaitForAsync(
            new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Pictures, name),
        });
    }
}
