// Board: names, access, password, keys, logins, backup, restore, restart, factory reset.

using System.IO;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class BoardTests(Browser browser)
{
    private const string Camera = "tcp 18081 192.168.1.20:80 from lan # camera";

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Names_AreSaved_AndFinishedAddressesUseThem(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen, Camera);
        await visit.Go("Board");
        await visit.Page.GetByLabel("Name of the board").FillAsync("cellar");
        await visit.Page.GetByLabel("Public names").FillAsync("home.example.net");
        await visit.Card("Names").GetByText("Save").ClickAsync();
        await visit.Page.Locator("header.top").GetByText("cellar").WaitForAsync();
        await visit.Go("Doors");
        await visit.Page.ReloadAsync();
        await visit.Door("camera").GetByText("Share").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".finished"))
            .ToHaveTextAsync("http://home.example.net:18081/");
    }

    [BrowserFact]
    public async Task Zone_OfTheBrowser_IsOneTapAway()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        await visit.Go("Board");
        await visit.Card("Names").GetByText("Use this browser\u2019s").ClickAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Time zone"))
            .ToHaveValueAsync("<Berlin>-1DST,M3.5.0/2,M10.5.0/3");
        await visit.Card("Names").GetByText("Save").ClickAsync();
        await visit.Page.ReloadAsync();
        await visit.Go("Board");
        await Assertions.Expect(visit.Page.GetByLabel("Time zone"))
            .ToHaveValueAsync("<Berlin>-1DST,M3.5.0/2,M10.5.0/3");
        await Assertions.Expect(visit.Card("Names").GetByText("Use this browser"))
            .ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Names_Impossible_AreRefusedBesideTheirField()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        await visit.Go("Board");
        await visit.Page.GetByLabel("Name of the board").FillAsync("no blanks, please");
        await visit.Card("Names").GetByText("Save").ClickAsync();
        await visit.Page.Locator("#names-name-e").WaitForAsync();
    }

    [BrowserFact]
    public async Task Plot_ShowsMemory_AndABarTheSocketsThatMatter()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        await visit.Go("Board");
        await visit.Reads("in use, 2 always kept for you");
        ILocator bar = visit.Page.GetByRole(AriaRole.Meter, new() { Name = "Sockets" });
        Assert.InRange(await bar.EvaluateAsync<double>("bar => bar.value / bar.max"), 0.001, 0.999);
        await visit.Page.GetByRole(AriaRole.Img, new() { Name = "Free memory" }).Locator("path")
            .First.WaitForAsync(new LocatorWaitForOptions
            { State = WaitForSelectorState.Attached });
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Img, new() { Name = "Up for" }))
            .ToHaveCountAsync(0);
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Access_IsTried_ConfirmedOrTakenBack(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen);
        await visit.Go("Board");
        ILocator networks = visit.Page.GetByLabel("Who may see it");
        string before = await networks.InputValueAsync();
        await networks.FillAsync("lan\n203.0.113.0/24");
        await visit.Card("Access to this page").GetByText("Try it").First.ClickAsync();
        // None of the owner's own networks: that is asked about.
        await visit.Page.GetByRole(AriaRole.Dialog).GetByText("Try it").ClickAsync();
        ILocator banner = visit.Page.GetByRole(AriaRole.Alertdialog);
        await banner.GetByText("Will be undone in").WaitForAsync();
        await banner.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Visit.Gone(banner);
        await Visit.Until(async () => await networks.InputValueAsync() == before, "the old list");

        await networks.FillAsync("lan\n10.9.0.0/16");
        await visit.Card("Access to this page").GetByText("Try it").First.ClickAsync();
        await banner.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Visit.Gone(banner);
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync("#admin-networks");
        await Assertions.Expect(networks).ToHaveValueAsync(new Regex("10\\.9\\.0\\.0/16"));
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Password_IsChanged_AndKeptByWhoKnowsTheNewOne(string screen)
    {
        const string Better = "a much better one";
        await using Visit visit = await Visit.Inside(browser, screen);
        await visit.Go("Board");
        ILocator card = visit.Card("Password");
        await card.GetByLabel("Current password").FillAsync("this is wrong");
        await card.GetByLabel("New password").FillAsync(Better);
        await card.GetByLabel("Once more").FillAsync(Better);
        await card.GetByText("Try it").ClickAsync();
        await card.GetByText("the password is wrong").WaitForAsync();

        ILocator banner = visit.Page.GetByRole(AriaRole.Alertdialog);
        await Visit.Until(async () =>
        {
            // After a wrong one the gateway asks for a moment of patience.
            await card.GetByLabel("Current password").FillAsync(Visit.Password);
            await card.GetByText("Try it").ClickAsync();
            await Task.Delay(1500);
            return await banner.CountAsync() == 1;
        }, "the change to be tried");
        await banner.GetByLabel("The new password, once more").FillAsync(Better);
        await banner.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Visit.Gone(banner);
        await visit.Press("Log out");
        await visit.LogIn(Better);
        await visit.Page.WaitForSelectorAsync("nav");
    }

    [BrowserFact]
    public async Task Key_IsShownOnce_WorksAndIsRevoked()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        await visit.Go("Board");
        ILocator card = visit.Card("Keys for scripts");
        await card.GetByLabel("Name").FillAsync("home assistant");
        await card.GetByLabel("Only from").FillAsync("127.0.0.0/8");
        await card.GetByLabel("Password").FillAsync(Visit.Password);
        await card.GetByText("Make a key").ClickAsync();
        string key = await visit.Page.Locator(".finished").InnerTextAsync();
        await visit.Page.Keyboard.PressAsync("Escape");

        using var script = new HttpClient();
        script.DefaultRequestHeaders.Add("Authorization", "Bearer " + key);
        Assert.Contains("camera", await script.GetStringAsync(visit.Gate.Url + "api/v1/rules"));
        HttpResponseMessage change = await script.PostAsync(visit.Gate.Url + "api/v1/rules/undo",
            new StringContent("{}", null, "application/json"));
        Assert.Equal(403, (int)change.StatusCode);

        await card.GetByRole(AriaRole.Button, new() { Name = "Revoke: home assistant" })
            .ClickAsync();
        await card.GetByText("A script sends a key").WaitForAsync();
        HttpResponseMessage late = await script.GetAsync(visit.Gate.Url + "api/v1/rules");
        Assert.Equal(401, (int)late.StatusCode);
    }

    [BrowserFact]
    public async Task OtherLogin_IsListedAndEnded()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        await using Visit other = await Visit.Begin(browser, Screen.Phone, visit.Gate);
        await other.LogIn();
        await other.Page.WaitForSelectorAsync("nav");
        await visit.Go("Board");
        ILocator card = visit.Card("Logged in");
        await card.GetByText("this browser").WaitForAsync();
        await card.GetByText("Log out").ClickAsync();
        await other.Reads("You have been logged out.");
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Backup_IsDownloaded_AndRestoredAfterALook(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen, Camera);
        await visit.Go("Board");
        IDownload download = await visit.Page.RunAndWaitForDownloadAsync(
            () => visit.Page.GetByText("Download backup").ClickAsync());
        string file = await download.PathAsync();
        JsonNode backup = JsonNode.Parse(await File.ReadAllTextAsync(file));
        Assert.Contains("camera", backup["rules"].ToJsonString());
        Assert.DoesNotContain("storedKey", backup.ToJsonString());

        backup["rules"].AsArray().Add("tcp 18099 192.168.1.9:80 from lan # printer");
        string edited = Path.Combine(Path.GetTempPath(), $"portreeve-{screen}.json");
        await File.WriteAllTextAsync(edited, backup.ToJsonString());
        await visit.Page.GetByLabel("Restore from a file").SetInputFilesAsync(edited);
        await visit.Reads("What would change");
        File.Delete(edited);
        await visit.Page.Locator("ins").GetByText("printer").WaitForAsync();
        await visit.Press("Restore this");
        await visit.Go("Doors");
        await visit.Door("printer").WaitForAsync();

        await visit.Go("Board");
        await visit.Press("Back to before the last restore");
        await visit.Press("Restore this");
        await visit.Go("Doors");
        await visit.Door("printer").WaitForAsync(
            new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await visit.Door("camera").WaitForAsync();
    }

    [BrowserFact]
    public async Task Restore_OfAFileThatIsNoBackup_ChangesNothing()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        await visit.Go("Board");
        string file = Path.Combine(Path.GetTempPath(), "portreeve-no-backup.json");
        await File.WriteAllTextAsync(file, "not even JSON");
        await visit.Page.GetByLabel("Restore from a file").SetInputFilesAsync(file);
        await visit.Reads("This file is not a backup.");
        await File.WriteAllTextAsync(file,
            "{\"product\":\"portreeve\",\"format\":1,\"rules\":[\"tcp nonsense\"]}");
        await visit.Page.GetByLabel("Restore from a file").SetInputFilesAsync(file);
        await visit.Page.Locator("dialog .error").WaitForAsync();
        await Assertions.Expect(visit.Page.GetByText("Restore this")).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("Escape");
        // JSON, but of something else: no list of what it would delete.
        await File.WriteAllTextAsync(file, "{\"x\":1}");
        await visit.Page.GetByLabel("Restore from a file").SetInputFilesAsync(file);
        await visit.Page.Locator("dialog .error").GetByText("this file is not a backup")
            .WaitForAsync();
        await Assertions.Expect(visit.Page.Locator("dialog del")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByText("Restore this")).ToHaveCountAsync(0);
        File.Delete(file);
    }
}
