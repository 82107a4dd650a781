// Changes that could lock the owner out: tried on the page, kept when confirmed from where the page
// is then, and undone when a minute has passed without that.

using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class TrialTests(Browser browser)
{
    private const int OverAMinute = 61;
    private const string OtherAddress = "127.99.0.2";

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Address_ConfirmedFromTheNewOne_IsKept(string screen)
    {
        var board = new MovingBoard();
        using var gate = new Gate(board);
        await using Visit visit = await TryAddress(screen, gate);
        string there = $"http://{OtherAddress}:{gate.Port}/";
        await visit.Page.GetByRole(AriaRole.Alertdialog).GetByText(there).ClickAsync();
        await visit.LogIn();
        await visit.Press("Keep it");
        await visit.Reads("Kept: ");
        gate.Pass(OverAMinute);
        await Visit.Gone(visit.Page.GetByRole(AriaRole.Alertdialog));
        Assert.StartsWith(OtherAddress + "/8 via 127.0.0.1", board.Setting);
        Assert.StartsWith(there, visit.Page.Url);
    }

    [BrowserFact]
    public async Task Address_NotConfirmed_IsTheOldOneAfterAMinute()
    {
        var board = new MovingBoard();
        using var gate = new Gate(board);
        await using Visit visit = await TryAddress(Screen.Desk, gate);
        Assert.StartsWith(OtherAddress, board.Setting);
        gate.Pass(OverAMinute);
        await Visit.Gone(visit.Page.GetByRole(AriaRole.Alertdialog));
        Assert.Equal("dhcp", board.Setting);
    }

    [BrowserFact]
    public async Task Address_ThatIsNone_IsRefusedBesideItsField()
    {
        using var gate = new Gate(new MovingBoard());
        await using Visit visit = await Visit.Begin(browser, Screen.Narrow, gate);
        await visit.Claim();
        await visit.Go("Board");
        ILocator card = visit.Card("Network");
        await card.GetByLabel("Automatic address").UncheckAsync();
        await card.GetByLabel("Address", new() { Exact = true }).FillAsync("192.168.1");
        await card.GetByText("Try it").ClickAsync();
        await card.Locator("#network-address-e").GetByText("four numbers").WaitForAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Port_ConfirmedFromTheNewOne_IsKept(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen);
        visit.MayComplain = true;
        string there = await TryPort(visit);
        await visit.Page.GetByRole(AriaRole.Alertdialog).GetByText(there).ClickAsync();
        // Another port is another origin, to which a browser does not hand the login's secret.
        await visit.LogIn();
        await visit.Press("Keep it");
        await visit.Reads("Kept: ");
        visit.Gate.Pass(OverAMinute);
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync("nav");
        Assert.StartsWith(there, visit.Page.Url);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alertdialog)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Port_NotConfirmed_IsTheOldOneAfterAMinute_AndThePageComesBack()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        visit.MayComplain = true;
        await TryPort(visit);
        visit.Gate.Pass(OverAMinute);
        await visit.Reads("Not kept in time. Undone");
        await visit.Press("Dismiss");
        await Visit.Gone(visit.Page.GetByRole(AriaRole.Alertdialog));
    }

    [BrowserFact]
    public async Task AdminNetworks_NotConfirmed_AreTheOldOnesAfterAMinute()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        await visit.Go("Board");
        ILocator networks = visit.Page.GetByLabel("Who may see it");
        string before = await networks.InputValueAsync();
        await networks.FillAsync("10.99.0.0/16");
        await visit.Card("Access to this page").GetByText("Try it").First.ClickAsync();
        ILocator banner = visit.Page.GetByRole(AriaRole.Alertdialog);
        await banner.WaitForAsync();
        visit.Gate.Pass(OverAMinute);
        await Visit.Gone(banner);
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync("#admin-networks");
        await Assertions.Expect(networks).ToHaveValueAsync(before);
    }

    [BrowserFact]
    public async Task Password_NotConfirmed_IsTheOldOneAfterAMinute()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        await visit.Go("Board");
        ILocator card = visit.Card("Password");
        await card.GetByLabel("Current password").FillAsync(Visit.Password);
        await card.GetByLabel("New password").FillAsync("a much better one");
        await card.GetByLabel("Once more").FillAsync("a much better one");
        await card.GetByText("Try it").ClickAsync();
        ILocator banner = visit.Page.GetByRole(AriaRole.Alertdialog);
        await banner.WaitForAsync();
        visit.Gate.Pass(OverAMinute);
        await Visit.Gone(banner);
        await visit.Press("Log out");
        await visit.LogIn("a much better one");
        await visit.Reads("the password is wrong");
        visit.Gate.Pass(5);
        await visit.LogIn();
        await visit.Page.WaitForSelectorAsync("nav");
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Bar_HasTheFocus_StaysInSightAndCountsDownByItself(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen);
        await visit.Go("Board");
        await visit.Page.GetByLabel("Who may see it").FillAsync("lan\n10.9.0.0/16");
        await visit.Card("Access to this page").GetByText("Try it").First.ClickAsync();
        ILocator bar = visit.Page.GetByRole(AriaRole.Alertdialog);
        await Assertions.Expect(bar).ToBeFocusedAsync();
        foreach (string where in new[] { "scrollTo(0, 1e5)", "scrollTo(0, 0)" })
        {
            await visit.Page.EvaluateAsync(where);
            await Assertions.Expect(bar).ToBeInViewportAsync(new() { Ratio = 0.99f });
        }
        // Once it has begun it needs no answer of the gateway to go on.
        await visit.Page.RouteAsync("**/api/**", route => route.AbortAsync());
        visit.MayComplain = true;
        string before = await bar.InnerTextAsync();
        await Visit.Until(async () => await bar.InnerTextAsync() != before, "the countdown");
        await bar.GetByText("Undo", new() { Exact = true }).WaitForAsync(
            new() { State = WaitForSelectorState.Detached });
        await visit.Page.UnrouteAllAsync();
        await bar.GetByText("Undo", new() { Exact = true }).WaitForAsync();
    }

    [BrowserFact]
    public async Task Port_NotConfirmed_IsToldWhereItWasTried()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        visit.MayComplain = true;
        await TryPort(visit);
        ILocator bar = visit.Page.GetByRole(AriaRole.Alertdialog);
        // Nothing answers here until then, so there is nothing to press but the link.
        await Assertions.Expect(bar.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        string before = await bar.InnerTextAsync();
        await Visit.Until(async () => await bar.InnerTextAsync() != before, "the countdown");
        visit.Gate.Pass(OverAMinute);
        await visit.Reads("Not kept in time. Undone: the page moved to port");
        await Visit.Gone(bar);
    }

    [BrowserFact]
    public async Task Port_NotConfirmed_AtTheNewOne_SaysWhereThePageIsAgain()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        visit.MayComplain = true;
        string there = await TryPort(visit);
        await visit.Page.GotoAsync(there);
        await visit.LogIn();
        await visit.Page.GetByRole(AriaRole.Alertdialog).GetByText("Undo",
            new() { Exact = true }).WaitForAsync();
        await visit.Page.EvaluateAsync(
            "() => { const now = Date.now; Date.now = () => now() + 61000; }");
        visit.Gate.Pass(OverAMinute);
        await visit.Page.GetByRole(AriaRole.Alertdialog).GetByText(visit.Gate.Url).ClickAsync();
        await visit.Page.WaitForURLAsync(visit.Gate.Url + "**");
    }

    private async Task<Visit> TryAddress(Screen screen, Gate gate)
    {
        Visit visit = await Visit.Begin(browser, screen, gate);
        await visit.Claim();
        await visit.Go("Board");
        ILocator card = visit.Card("Network");
        await card.GetByLabel("Automatic address").UncheckAsync();
        await card.GetByLabel("Address", new() { Exact = true }).FillAsync(OtherAddress);
        await card.GetByLabel("Mask").FillAsync("255.0.0.0");
        await card.GetByLabel("Router").FillAsync("127.0.0.1");
        await card.GetByLabel("Name servers").FillAsync("");
        await card.GetByText("Try it").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alertdialog).GetByText("Will be undone in")
            .WaitForAsync();
        return visit;
    }

    // Gives where the page is then.
    private static async Task<string> TryPort(Visit visit)
    {
        int port = Ports.FreeTcp();
        await visit.Go("Board");
        ILocator card = visit.Card("Access to this page");
        await card.GetByLabel("Port of this page").FillAsync(port.ToString());
        await card.GetByText("Try it").Last.ClickAsync();
        string there = $"http://{visit.Gate.Address}:{port}/";
        await visit.Page.GetByRole(AriaRole.Alertdialog).GetByText(there).WaitForAsync();
        return there;
    }
}
