// The first friend: an owner with a new board, a phone in the hand and no idea of networks gets a
// friend in. Every tap and every key stroke is counted. The gateway is the real one, behaving as
// the chip does; the machine behind the door is nginx, the friend is curl with a public address.

using System;
using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class FirstTests(ITestOutputHelper output)
{
    private const int TapsMax = 20;
    private const int KeysMax = 60;
    private const string Password = "oak harbor";

    private int _taps;
    private int _keys;

    [BrowserFact]
    public async Task Owner_WithAPhone_GetsAFriendInside()
    {
        using var town = new Town();
        await using var browser = new Browser(town.PhoneBrowser);
        await browser.InitializeAsync();
        await using Visit visit = await Claim(browser, town);
        IPage page = visit.Page;
        await visit.Reads("What do you want to open?");
        await Tap(visit, "Web");

        await visit.Reads("Where is it?");
        await Type(page, Town.Machine);
        await page.GetByLabel("Machine", new() { Exact = true }).BlurAsync();
        await page.GetByText("answers in ").WaitForAsync();
        await Tap(visit, "Next");

        await visit.Reads("Who may come in?");
        await Tap(visit, "A friend with a name");
        await Type(page, "anna.ddns.net");
        await page.GetByLabel("Name of the friend").BlurAsync();
        await visit.Reads("anna.ddns.net is 203.0.113.9");
        await Tap(visit, "Open the door");

        await visit.Reads("Your door is ready");
        foreach (string check in new[]
        {
            "Listens", "Machine answers", "Friend found", "Not seen from outside yet",
        })
        {
            await visit.Reads(check);
        }
        await Assertions.Expect(page.Locator(".finished"))
            .ToHaveTextAsync("TCP 8080 → 192.168.77.1 : 8080");
        await Tap(page.GetByLabel("Name or address from outside"));
        await Type(page, "home.ddns.net");
        await Tap(page.Locator("form").GetByRole(AriaRole.Button, new() { Name = "Save" }));
        await Visit.Gone(page.GetByLabel("Name or address from outside"));
        await Tap(visit, "Next");

        await visit.Reads("http://home.ddns.net:8080");
        await visit.Reads("Waiting for somebody from outside");
        await Tap(visit, "Copy");
        using Process anna = town.Fetch(Town.Anna, 8080);
        await page.GetByText("anna.ddns.net is inside, ").WaitForAsync();
        await visit.Reads("It works");
        await visit.Reads("Seen from outside");
        await visit.Reads("Keep a copy of all settings:");
        output.WriteLine($"{_taps} taps, {_keys} key strokes");
        Assert.InRange(_taps, 1, TapsMax);
        Assert.InRange(_keys, 1, KeysMax);
        await Tap(visit, "Done");
        await visit.Door("Web").GetByText("It works").WaitForAsync();
    }

    [BrowserFact]
    public async Task Friend_OfUnknownAddress_KnocksAndIsLetIn()
    {
        using var town = new Town();
        await using var browser = new Browser(town.PhoneBrowser);
        await browser.InitializeAsync();
        await using Visit visit = await Claim(browser, town);
        await Tap(visit, "Web");
        await Type(visit.Page, Town.Machine);
        await Tap(visit, "Next");
        await Tap(visit, "I don’t know the address");
        await visit.Reads("Your door is ready");
        using (Process refused = town.Fetch(Town.Stranger, 8080))
        {
            await refused.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(0, refused.ExitCode);
        }
        await visit.Reads("203.0.113.50 knocked.");
        await Tap(visit, "Let in for 2 hours");
        await Visit.Gone(visit.Page.GetByText("203.0.113.50 knocked."));
        using Process inside = town.Fetch(Town.Stranger, 8080);
        await visit.Page.GetByText("203.0.113.50 is inside, ").WaitForAsync();
        await visit.Reads("It works");
        output.WriteLine($"{_taps} taps, {_keys} key strokes");
        Assert.InRange(_taps, 1, TapsMax);
    }

    [BrowserFact]
    public async Task Machine_ThatTheGatewayHasHeardOf_IsOffered()
    {
        using var town = new Town();
        await using var browser = new Browser(town.PhoneBrowser);
        await browser.InitializeAsync();
        await using Visit visit = await Claim(browser, town);
        await Tap(visit, "Web");
        await visit.Reads("Where is it?");
        // It has asked for the page, so it stands in the gateway's ARP table.
        await Tap(visit, Town.Machine);
        await visit.Page.GetByText("answers in ").WaitForAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Machine", new() { Exact = true }))
            .ToHaveValueAsync(Town.Machine);
    }

    [BrowserFact]
    public async Task Door_WithoutMachineOrFriend_DoesNotLookWell()
    {
        using var town = new Town();
        await using var browser = new Browser(town.PhoneBrowser);
        await browser.InitializeAsync();
        await using Visit visit = await Claim(browser, town);
        await Tap(visit, "SSH");
        await Type(visit.Page, Town.Machine);
        await Tap(visit, "Next");
        await visit.Reads("does not take connections on port 22; is its program running?");
        await Tap(visit, "Go on anyway");
        await Tap(visit, "A friend with a name");
        await Type(visit.Page, "bert.ddns.net");
        await Tap(visit, "Open the door");
        await visit.Reads("there is no such name; check its spelling");
        await Tap(visit, "Go on anyway");
        await visit.Reads("Your door is ready");
        await visit.Reads("Machine does not answer");
        await visit.Reads("Friend not found");
        await visit.Go("Doors");
        ILocator door = visit.Door("SSH");
        await door.Locator("b").GetByText("Machine does not answer").WaitForAsync();
        await Assertions.Expect(door).ToHaveClassAsync(new Regex("trouble"));
        await visit.Reads("192.168.77.20:22 did not answer the last call");
    }

    private async Task<Visit> Claim(Browser browser, Town town)
    {
        Visit visit = await Visit.Begin(browser, Screen.PhoneDark, url: Town.Url);
        string code = town.Ask("claim", "enter the code ([0-9A-Z-]+)");
        await Tap(visit.Page.GetByLabel("One-time code"));
        await Type(visit.Page, code.Replace("-", "", StringComparison.Ordinal));
        await Tap(visit.Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }));
        await Type(visit.Page, Password);
        await Tap(visit, "Make it mine");
        await visit.Page.WaitForSelectorAsync("nav");
        return visit;
    }

    private Task Tap(Visit visit, string name) => Tap(visit.Page.GetByRole(AriaRole.Button,
        new PageGetByRoleOptions { NameRegex = new("^" + name) }).First);

    private Task Tap(ILocator where)
    {
        _taps++;
        return where.TapAsync();
    }

    private async Task Type(IPage page, string text)
    {
        _keys += text.Length;
        // A person begins when the cursor is there.
        await page.Locator("input:focus").WaitForAsync();
        await page.Keyboard.TypeAsync(text);
    }
}
