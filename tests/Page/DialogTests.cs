// Dialogs, and what is said in passing, on a phone and on a desk at 200 percent: nothing lies over
// what one needs, and the focus is where one goes on.

using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class DialogTests(Browser browser)
{
    private const string Camera = "tcp 18081 192.168.1.20:80 from lan,anna.ddns.net # camera";

    // A desk of 1,280 by 860 at 200 percent.
    private const int ZoomedWidth = 640;
    private const int ZoomedHeight = 430;

    // Whether the middle of what has the focus can be seen, with the words below its field.
    private const string FocusIsSeen = @"() => {
        const el = document.activeElement;
        const box = (el.closest('.field') || el).getBoundingClientRect();
        const own = el.getBoundingClientRect();
        const at = (x, y) => document.elementFromPoint(x, y);
        const seen = at(own.x + own.width / 2, own.y + own.height / 2);
        return el.contains(seen) || seen?.contains(el) && !seen.closest('.foot')
            ? '' : (el.id || el.outerHTML) + ' lies under ' + seen?.outerHTML.slice(0, 80);
    }";

    [BrowserTheory]
    [InlineData(390, 844)]
    [InlineData(320, 568)]
    [InlineData(ZoomedWidth, ZoomedHeight)]
    public async Task Editor_EveryFieldThatIsTabbedTo_CanBeSeen(int width, int height)
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        await visit.Page.SetViewportSizeAsync(width, height);
        await visit.Door("camera").GetByText("Edit").ClickAsync();
        await visit.Reads("Edit camera");
        var hidden = new List<string>();
        foreach (string key in new[] { "Tab", "Shift+Tab" })
        {
            for (int i = 0; i < 16; i++)
            {
                await visit.Page.Keyboard.PressAsync(key);
                string covered = await visit.Page.EvaluateAsync<string>(FocusIsSeen);
                if (covered.Length > 0) hidden.Add(covered);
            }
        }
        Assert.Empty(hidden);
        // And what sends it is always in sight.
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button,
            new() { Name = "Save", Exact = true })).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [BrowserFact]
    public async Task Editor_WhatIsWrongWithTheWholeLine_StandsBesideSave()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        await visit.Door("camera").GetByText("Edit").ClickAsync();
        await visit.Page.GetByLabel("The rule in one line").FillAsync(
            "tcp 18081 192.168.1.20:80 from lan fast # camera");
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FocusAsync();
        await visit.Press("Save");
        ILocator error = visit.Page.Locator("dialog .foot [role=alert]");
        await error.GetByText("fast").WaitForAsync();
        await Assertions.Expect(error).ToBeInViewportAsync();
    }

    [BrowserTheory]
    [InlineData("Edit: camera", "rule-note")]
    [InlineData("Share: camera", "Copy")]
    [InlineData("⋯: camera", "Move up")]
    public async Task Dialog_Opened_HasTheFocusWhereOneBegins(string press, string focused)
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        await visit.Press(press);
        await visit.Page.Locator("dialog").WaitForAsync();
        await HasFocus(visit, focused);
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Toast_CoversNoButton_AndIsDismissed(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen, Camera,
            "tcp 18082 192.168.1.30:22 from lan # nas", "tcp 18083 192.168.1.31:22 from lan # tv",
            "tcp 18084 192.168.1.32:22 from lan # printer");
        await visit.Press("⋯: printer");
        await visit.Press("Delete");
        await visit.Reads("printer is deleted.");
        ILocator toast = visit.Page.Locator(".toast");
        foreach (ILocator button in await visit.Page.Locator("button:not(.toast *)").AllAsync())
        {
            await Raise(visit, toast);
            // What lies over it would be in the way of the click.
            await button.ClickAsync(new() { Trial = true, Timeout = 5000 });
        }
        await Raise(visit, toast);
        await visit.Press("Dismiss");
        await Visit.Gone(toast);
    }

    [BrowserFact]
    public async Task Toast_UnderADialog_IsWithinIt()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        await visit.Press("⋯: camera");
        await visit.Press("Move up");
        ILocator toast = visit.Page.Locator("dialog .toast");
        await toast.WaitForAsync();
        await toast.GetByRole(AriaRole.Button).ClickAsync();
        await Visit.Gone(toast);
    }

    [BrowserFact]
    public async Task Focus_NeverFallsOutOfThePage()
    {
        using var door = new OpenDoor("from lan,127.0.8.0/24 # echo");
        await using Visit visit = await Visit.Begin(browser, Screen.Desk);
        visit.Gate.Add(door.Rule);
        visit.Gate.Add("tcp 18089 192.168.1.20:80 from 198.51.100.1 # shut");
        await visit.Claim();
        await visit.Door("echo").WaitForAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();

        await visit.Press("Edit: echo");
        await visit.Press("Remove lan");
        await HasFocus(visit, "Remove 127.0.8.0/24");
        await visit.Press("+ My own network");
        await IsSomewhere(visit, "after a chip was added");
        await visit.Press("Save");
        await Visit.Gone(visit.Page.Locator("dialog"));
        await IsSomewhere(visit, "after Save");

        await visit.Press("⋯: shut");
        await visit.Press("Delete");
        await Visit.Gone(visit.Door("shut"));
        await IsSomewhere(visit, "after Delete");

        using (new Visitor(visit.Gate, door.Port, "127.0.8.1"))
        using (new Visitor(visit.Gate, door.Port, "127.0.8.2"))
        {
            await visit.Go("Now");
            ILocator end = visit.Page.GetByRole(AriaRole.Button, new() { Name = "End: " });
            await Assertions.Expect(end).ToHaveCountAsync(2);
            await end.First.ClickAsync();
            await Assertions.Expect(end).ToHaveCountAsync(1);
            await HasFocus(visit, "End");
        }
        await visit.Press("Log out");
        await visit.LogIn();
        await visit.Page.WaitForSelectorAsync("nav");
        await Assertions.Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Focus_AfterAKnockIsAllowed_IsAtTheNextOne()
    {
        using var door = new OpenDoor("from 203.0.113.7 # echo");
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, door.Rule);
        door.MeetStrangers(visit.Gate, 3);
        await visit.Go("People");
        ILocator knocks = visit.Card("Knocks").GetByRole(AriaRole.Listitem);
        await Assertions.Expect(knocks).ToHaveCountAsync(3);
        await visit.Press("Allow 2 hours: 127.0.9.2");
        await Assertions.Expect(knocks).ToHaveCountAsync(2);
        await HasFocus(visit, "127.0.9.");
    }

    // A toast goes by itself after some seconds, which may be over before the last button.
    private static async Task Raise(Visit visit, ILocator toast)
    {
        if (await toast.IsVisibleAsync()) return;
        await visit.Door("tv").GetByRole(AriaRole.Switch).ClickAsync();
        await toast.WaitForAsync();
    }

    private static async Task IsSomewhere(Visit visit, string when)
    {
        // It falls, if it does, when what had it goes.
        await Task.Delay(100);
        await Visit.Until(async () => await Focused(visit) != "BODY", "a focus " + when);
    }

    private static Task HasFocus(Visit visit, string what) => Visit.Until(
        async () => (await Focused(visit)).Contains(what), "the focus at " + what);

    // Its id, what a screen reader calls it, or what it says.
    private static Task<string> Focused(Visit visit) => visit.Page.EvaluateAsync<string>(@"() => {
        const el = document.activeElement;
        return el.id || el.getAttribute('aria-label')
            || (el === document.body ? 'BODY' : el.textContent);
    }");
}
