// Getting in: the first owner, the password, and those who do not know it.

using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class EntryTests(Browser browser)
{
    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task NewBoard_CodeAndPassword_MakeItTheOwners(string screen)
    {
        await using Visit visit = await Visit.Begin(browser, screen);
        await visit.Reads("A new doorkeeper");
        await visit.Claim();
        await visit.Reads("It is yours");
        await visit.Reads("No doors yet");
    }

    [BrowserFact]
    public async Task NewBoard_NothingButTheClaimPage_IsThere()
    {
        await using Visit visit = await Visit.Begin(browser, Screen.Desk);
        await visit.Reads("A new doorkeeper");
        await Assertions.Expect(visit.Page.Locator("nav")).ToHaveCountAsync(0);
        IAPIResponse answer = await visit.Page.APIRequest.GetAsync(visit.Gate.Url + "api/v1/rules");
        Assert.Equal(401, answer.Status);
    }

    [BrowserFact]
    public async Task NewBoard_OwnerWhoGoesSomewhereAtOnce_StaysThere()
    {
        await using Visit visit = await Visit.Begin(browser, Screen.Desk);
        var answered = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/api/v1/rules", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await visit.EnterCode();
        await visit.Go("Doors");
        answered.SetResult();
        await visit.Reads("No doors yet");
    }

    [BrowserFact]
    public async Task NewBoard_WrongCode_IsRefusedInTheGatewaysWords()
    {
        await using Visit visit = await Visit.Begin(browser, Screen.Phone);
        await visit.Page.GetByLabel("One-time code").FillAsync("AAAA-AAAA");
        await visit.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Visit.Password);
        await visit.Press("Make it mine");
        await visit.Reads("this is not the code that the serial console shows");
    }

    [BrowserFact]
    public async Task NewPassword_TooShort_SaysSoBesideItsField_AndCanBeShown()
    {
        await using Visit visit = await Visit.Begin(browser, Screen.Phone);
        ILocator password = visit.Page.GetByLabel("Password", new() { Exact = true });
        await password.FillAsync("short");
        await visit.Press("Make it mine");
        await visit.Page.Locator("#claim-password-e").WaitForAsync();
        await Assertions.Expect(password).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(password).ToHaveAttributeAsync("aria-describedby",
            new Regex("claim-password-e"));
        await password.FillAsync(Visit.Password);
        await Assertions.Expect(password).ToHaveAttributeAsync("type", "password");
        await visit.Page.GetByLabel("Show the password").CheckAsync();
        await Assertions.Expect(password).ToHaveAttributeAsync("type", "text");
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Owner_LogsOutAndInAgain(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen);
        await visit.Press("Log out");
        await visit.Reads("Who knocks?");
        await visit.LogIn();
        await visit.Page.WaitForSelectorAsync("nav");
    }

    [BrowserFact]
    public async Task Owner_LogsOutWhileAnAnswerIsAwaited_IsOutAndGetsInAgain()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        await visit.Go("Board");
        var answered = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/api/v1/board/hosts", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await visit.Page.GetByLabel("Public names").FillAsync("home.example.net");
        await visit.Card("Names").GetByText("Save").ClickAsync();
        await visit.Press("Log out");
        answered.SetResult();
        await visit.LogIn();
        await visit.Page.WaitForSelectorAsync("nav");
        await visit.Go("Board");
        // The login that was ended is ended at the gateway, too.
        await visit.Card("Logged in").GetByText("this browser").WaitForAsync();
        await Assertions.Expect(visit.Card("Logged in").Locator("li")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task Login_WrongPassword_IsRefusedAndTheRightOneTakenAfterwards()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        await visit.Press("Log out");
        await visit.LogIn("not the password");
        await visit.Reads("the password is wrong");
        // After a wrong one the gateway asks for a moment of patience.
        visit.Gate.Pass(5);
        await visit.LogIn();
        await visit.Page.WaitForSelectorAsync("nav");
    }

    [BrowserFact]
    public async Task Login_ThePasswordAndTheCode_NeverCrossTheWire()
    {
        await using Visit visit = await Visit.Begin(browser, Screen.Desk);
        string sent = "";
        visit.Page.Request += (_, request) => sent += request.Url + request.PostData + "\n";
        string code = visit.Gate.ClaimCode;
        await visit.Claim();
        await visit.Press("Log out");
        await visit.LogIn();
        await visit.Page.WaitForSelectorAsync("nav");
        Assert.Contains("login/final", sent);
        Assert.DoesNotContain(Visit.Password, sent);
        Assert.DoesNotContain("correct", sent);
        Assert.DoesNotContain(code.Replace("-", ""), sent.Replace("-", ""));
    }

    [BrowserFact]
    public async Task Login_AnImpostorWhoDoesNotKnowThePassword_IsFoundOut()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        // Before the page is loaded anew by the logout, lest a request of that load slip through.
        await visit.Page.RouteAsync("**/login/final", route => route.FulfillAsync(
            new RouteFulfillOptions
            {
                ContentType = "application/json",
                Body = "{\"token\":\"x\",\"serverFinal\":\"v=AAAA\"}",
            }));
        await visit.Press("Log out");
        await visit.LogIn();
        await visit.Reads("does not know your password");
        await Assertions.Expect(visit.Page.Locator("nav")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Page_WithoutScripts_SaysWhatToDo()
    {
        await using Visit visit = await Visit.Begin(browser, Screen.Narrow, hasScripts: false);
        ILocator words = visit.Page.Locator("noscript");
        await words.WaitForAsync();
        Assert.StartsWith("This page needs JavaScript.", await words.InnerTextAsync());
    }

    [BrowserFact]
    public async Task Page_Reloaded_StaysIn()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync("nav");
        // A cookie would go to every door of this address, whatever its port.
        Assert.Empty(await visit.Window.CookiesAsync());
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Page_TurnedLightOrDark_StaysSo(string screen)
    {
        const string Ground = "getComputedStyle(document.documentElement).backgroundColor";
        await using Visit visit = await Visit.Inside(browser, screen);
        string before = await visit.Page.EvaluateAsync<string>(Ground);
        await visit.Press("Light or dark");
        string after = await visit.Page.EvaluateAsync<string>(Ground);
        Assert.NotEqual(before, after);
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync("nav");
        Assert.Equal(after, await visit.Page.EvaluateAsync<string>(Ground));
        await visit.Press("Light or dark");
        Assert.Equal(before, await visit.Page.EvaluateAsync<string>(Ground));
    }

    [BrowserFact]
    public async Task Page_AsksNobodyButTheGateway()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        foreach (string view in new[] { "People", "Now", "Test", "Journal", "Board", "Doors" })
        {
            await visit.Go(view);
        }
        Assert.All(visit.Asked.Where(url => !url.StartsWith("data:")),
            url => Assert.StartsWith(visit.Gate.Url, url));
    }
}
