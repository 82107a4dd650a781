// Every view as it is: what axe-core says of it, that nothing is wider than the screen, and the
// pictures that the documentation shows (PORTREEVE_PICTURES names the folder to write them to).

using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

[Collection("browser")]
public sealed class ViewTests(Browser browser)
{
    private static readonly string Pictures =
        Environment.GetEnvironmentVariable("PORTREEVE_PICTURES");

    private Screen _screen;

    [BrowserTheory]
    [MemberData(nameof(Screen.All), MemberType = typeof(Screen))]
    public async Task EveryView_IsAccessibleAndFitsTheScreen(Screen screen)
    {
        _screen = screen;
        using var host = new EchoHost();
        int port = Gate.FreePort();
        // axe is a script of its own, which the page's policy rightly keeps out.
        await using Visit visit = await Visit.Begin(browser, screen, bypassPolicy: true);
        await Look(visit, "claim");
        await visit.Press("Make it mine");
        await visit.Page.Locator(".error").First.WaitForAsync();
        await Look(visit, "claim-refused");
        await visit.Claim();
        await visit.Reads("No doors yet");
        await Look(visit, "doors-empty");

        foreach (string rule in new[]
        {
            $"tcp {port} 127.0.0.1:{host.Port} from lan,anna.ddns.net idle 2h # Camera in the yard",
            "tcp 25565 192.168.1.30:25565 from anna.ddns.net,203.0.113.0/24 max 8 # Minecraft",
            "udp 51820 192.168.1.2:51820 from any # WireGuard",
            "tcp 2222 192.168.1.40:22 # SSH to the NAS",
            "tcp 3389 192.168.1.50:3389 from lan off # Office",
        })
        {
            visit.Gate.Add(rule);
        }
        using var visitor = new Visitor(port);
        using (new Visitor(25565)) await Task.Delay(100);
        await visit.Door("Office").WaitForAsync();
        await visit.Door("Camera in the yard").GetByText("1 inside").WaitForAsync();
        await Look(visit, "doors");
        await visit.Press("+ Add a door");
        await visit.Press("Plex");
        await Look(visit, "add");
        await visit.Page.GetByLabel("Machine").FillAsync("192.168.1.300");
        await visit.Press("Save");
        await visit.Page.Locator("#rule-host-e").WaitForAsync();
        await Look(visit, "add-refused");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Door("Camera in the yard").GetByText("Share").ClickAsync();
        await Look(visit, "share");
        await visit.Page.Keyboard.PressAsync("Escape");

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
    }

    private async Task Look(Visit visit, string name)
    {
        // Let a toast of the step before go its way: it would cover what is looked at.
        await visit.Page.Locator(".toast").WaitForAsync(
            new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        AxeResult result = await visit.Page.RunAxe();
        Assert.Empty(result.Violations.Select(v => $"{name} {v.Impact} {v.Id}: "
            + string.Join(" | ", v.Nodes.Select(n => n.Html))));
        int width = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(width <= _screen.Width, $"{name} is {width} wide on {_screen}");
        if (Pictures == null) return;
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Pictures, $"{name}-{_screen.Name}.png"),
        });
    }
}
