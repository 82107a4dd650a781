// One person at one page: a gateway, a browser window, and the steps that most tests begin with.
// Whatever the browser complains about on the way fails the test at its end.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace Portreeve.Page.Host;

internal sealed class Visit : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    /// <summary>Where the page asks how things stand.</summary>
    public const string Status = "**/api/v1/status";

    private readonly List<string> _complaints = [];
    private readonly bool _ownsGate;

    private Visit(Gate gate, IBrowserContext window, IPage page, bool ownsGate)
    {
        Gate = gate;
        Window = window;
        Page = page;
        _ownsGate = ownsGate;
    }

    public Gate Gate { get; }

    public IBrowserContext Window { get; }

    public IPage Page { get; }

    /// <summary>Everything that was asked of anybody, as absolute addresses.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>True once complaints of the browser are part of the test.</summary>
    public bool MayComplain { get; set; }

    /// <summary>Opens the page of a new gateway, or of one that is there.</summary>
    public static async Task<Visit> Begin(Browser browser, Screen screen, Gate gate = null,
        bool bypassPolicy = false, bool hasScripts = true, string url = null)
    {
        IBrowserContext window = await browser.Open(screen, bypassPolicy, hasScripts);
        window.SetDefaultTimeout(30000);
        bool isOwn = gate == null && url == null;
        var visit = new Visit(isOwn ? new Gate() : gate, window, await window.NewPageAsync(),
            isOwn);
        visit.Page.Console += (_, message) =>
        {
            // A refusal is an answer; that the browser logs its status is no complaint.
            if (message.Type is "error" or "warning"
                && !message.Text.StartsWith("Failed to load resource")
                // Plain HTTP at a LAN address: the header counts behind a TLS proxy.
                && !message.Text.StartsWith("The Cross-Origin-Opener-Policy header"))
            {
                visit._complaints.Add(message.Text);
            }
        };
        visit.Page.PageError += (_, error) => visit._complaints.Add(error);
        visit.Page.Request += (_, request) => visit.Asked.Add(request.Url);
        await visit.Page.GotoAsync(url ?? visit.Gate.Url);
        return visit;
    }

    /// <summary>Claims the new board and leaves the first door for later.</summary>
    public async Task Claim()
    {
        await EnterCode();
        // A board without doors asks for the first one at once; see FirstTests.
        await Go("Doors");
    }

    /// <summary>Claims it and is where it leads.</summary>
    public async Task EnterCode()
    {
        await Page.GetByLabel("One-time code").FillAsync(Gate.ClaimCode);
        await Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true })
            .FillAsync(Password);
        await Press("Make it mine");
        await Page.WaitForSelectorAsync("nav");
    }

    public async Task LogIn(string password = Password)
    {
        // Board has a field of that name, too, and is still there while a logout is under way.
        await Page.Locator("main.entry")
            .GetByLabel("Password", new LocatorGetByLabelOptions { Exact = true })
            .FillAsync(password);
        await Press("Log in");
    }

    /// <summary>A claimed board with these rules, its page open.</summary>
    public static async Task<Visit> Inside(Browser browser, Screen screen, params string[] rules)
    {
        Visit visit = await Begin(browser, screen);
        // Before the claim, so that the page finds them when it looks first.
        foreach (string rule in rules) visit.Gate.Add(rule);
        await visit.Claim();
        if (rules.Length > 0) await visit.Page.WaitForSelectorAsync(".door");
        return visit;
    }

    public Task Press(string name) => Page.GetByRole(AriaRole.Button,
        new PageGetByRoleOptions { Name = name, Exact = true }).First.ClickAsync();

    public async Task Go(string view)
    {
        // What was pressed before is looked after to its end; a press meanwhile does nothing.
        await Assertions.Expect(Page.Locator("main [aria-disabled=true]")).ToHaveCountAsync(0);
        // The link to People also says how many knocks wait.
        await Page.Locator("nav").GetByRole(AriaRole.Link, new() { NameRegex = new("^" + view) })
            .ClickAsync();
        await Page.GetByRole(AriaRole.Heading,
            new PageGetByRoleOptions { Name = view, Exact = true, Level = 1 }).WaitForAsync();
    }

    /// <summary>Begins a door and goes on with all its fields at once.</summary>
    public async Task AddDoor(string preset = null)
    {
        await Page.GetByRole(AriaRole.Button,
            new PageGetByRoleOptions { NameRegex = new("Add a door|Open the first door") })
            .ClickAsync();
        if (preset != null) await Press(preset);
        await Press("All fields at once");
    }

    /// <summary>A field of the dialog that is open, by its whole label.</summary>
    public ILocator Field(string label) => Page.Locator("dialog")
        .GetByLabel(label, new LocatorGetByLabelOptions { Exact = true });

    /// <summary>Goes to People and writes who shall be a guest; gives the card.</summary>
    public async Task<ILocator> WriteGuest(string who)
    {
        await Go("People");
        ILocator guests = Card("Guests");
        await guests.GetByLabel("Address or name").FillAsync(who);
        return guests;
    }

    /// <summary>From now on the page is told these checks of every door: nobody from outside
    /// comes to a gateway on the loopback.</summary>
    public async Task Pretend(int checks)
    {
        await Page.UnrouteAllAsync();
        await Page.RouteAsync(Status, async route =>
        {
            IAPIResponse answer = await route.FetchAsync();
            await route.FulfillAsync(new()
            {
                Response = answer,
                Body = Regex.Replace(await answer.TextAsync(), "\"checks\":\\d+",
                    $"\"checks\":{checks}"),
            });
        });
    }

    /// <summary>Waits until the page says this somewhere.</summary>
    public Task Reads(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>Waits until it says this nowhere.</summary>
    public Task ReadsNoMore(string text) => Page.GetByText(text).First.WaitForAsync(
        new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });

    /// <summary>Waits until it is no more.</summary>
    public static Task Gone(ILocator what) => what.WaitForAsync(
        new LocatorWaitForOptions { State = WaitForSelectorState.Detached });

    /// <summary>The section with this heading.</summary>
    public ILocator Card(string heading) => Page.Locator("section.card").Filter(
        new LocatorFilterOptions
        {
            Has = Page.GetByRole(AriaRole.Heading,
                new PageGetByRoleOptions { Name = heading, Exact = true }),
        });

    /// <summary>The door with this name.</summary>
    public ILocator Door(string name) => Page.GetByRole(AriaRole.Article,
        new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Lets all that is asked there wait for its answer, until the result is set.
    /// </summary>
    public async Task<TaskCompletionSource> Hold(string where)
    {
        var answered = new TaskCompletionSource();
        await Page.RouteAsync(where, async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        return answered;
    }

    /// <summary>Hides the tab, or shows it. Headless windows are never hidden, so the page is told
    /// what a browser would tell it.</summary>
    public Task Hide(bool isHidden) => Page.EvaluateAsync(
        @"hidden => {
            Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
        }", isHidden);

    /// <summary>Waits until a hidden page asks nothing any more: what was under way is asked to its
    /// end; then two polls would come in each turn.</summary>
    public async Task Quiet()
    {
        int before = -1;
        for (int turn = 0; turn < 5 && before != Asked.Count; turn++)
        {
            before = Asked.Count;
            await Task.Delay(4100);
        }
        Assert.Equal(before, Asked.Count);
    }

    /// <summary>Waits for something that the page does in its own time.</summary>
    public static async Task Until(Func<Task<bool>> isSo, string what, int timeoutMs = 30000)
    {
        for (int waited = 0; !await isSo(); waited += 50)
        {
            Assert.True(waited < timeoutMs, "waited in vain: " + what);
            await Task.Delay(50);
        }
    }

    public static Task Until(Func<bool> isSo, string what, int timeoutMs = 30000) =>
        Until(() => Task.FromResult(isSo()), what, timeoutMs);

    public async ValueTask DisposeAsync()
    {
        await Window.CloseAsync();
        if (_ownsGate) Gate.Dispose();
        if (!MayComplain) Assert.Empty(_complaints.Distinct());
    }
}
