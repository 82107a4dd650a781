// Invites on the page: made for a door, sent as a link or a QR code, seen and taken back. Whoever
// opens the link in a browser of their own and presses its button is let in.

using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class InviteTests(Browser browser)
{
    private const string Camera = "tcp 18081 192.168.1.20:80 from lan # camera";

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Invite_OpenedBySomebodyElse_LetsThemIn(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen, Camera);
        string link = await Make(visit, Ports.FreeTcp());
        await visit.Press("Copy");
        await visit.Reads("Copied.");
        await visit.Page.Keyboard.PressAsync("Escape");

        await using IBrowserContext other = await browser.Open(Screen.Phone);
        IPage page = await other.NewPageAsync();
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Let me in" }).ClickAsync();
        await page.GetByText("You are in").WaitForAsync();

        await visit.Go("People");
        await visit.Card("Guests").GetByText("at camera").WaitForAsync();
        // It was for one.
        await Assertions.Expect(visit.Card("Invites")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Invite_StandsInTheList_IsShownAgainAndTakenBack()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        string link = await Make(visit, Ports.FreeTcp());
        await visit.Page.Keyboard.PressAsync("Escape");
        // The second needs no port any more.
        await visit.Press("Share: camera");
        await visit.Press("Invite");
        await visit.Reads("How many people");
        await Assertions.Expect(visit.Page.Locator("#invite-port")).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("Escape");

        await visit.Go("People");
        ILocator invites = visit.Card("Invites");
        await invites.GetByText("for 2h, once").WaitForAsync();
        await visit.Press("Share: camera");
        await Assertions.Expect(visit.Page.Locator("dialog .finished")).ToHaveTextAsync(link);
        await visit.Page.Keyboard.PressAsync("Escape");
        await invites.GetByRole(AriaRole.Button, new() { Name = "Revoke: camera" }).ClickAsync();
        await Visit.Gone(invites);
    }

    [BrowserFact]
    public async Task Port_OfADoor_IsNotTakenForInvites()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        await Open(visit, 18081);
        await visit.Page.Locator("dialog .error").GetByText("18081").WaitForAsync();
    }

    private static async Task<string> Make(Visit visit, int port)
    {
        await Open(visit, port);
        await visit.Page.Locator("dialog svg.qr").WaitForAsync();
        return await visit.Page.Locator("dialog .finished").InnerTextAsync();
    }

    private static async Task Open(Visit visit, int port)
    {
        await visit.Press("Share: camera");
        await visit.Press("Invite");
        await visit.Page.GetByLabel("Outside port").FillAsync($"{port}");
        await visit.Press("Make the link");
    }
}
