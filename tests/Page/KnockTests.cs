// Who stands before a door and who is inside: seen from every view, with what let them in, and kept
// out again.

using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class KnockTests(Browser browser)
{
    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Knocks_AreSeenFromEverywhere_AndLeadToPeople(string screen)
    {
        using var door = new OpenDoor("from 203.0.113.7 # camera");
        await using Visit visit = await Visit.Inside(browser, screen, door.Rule);
        door.MeetStrangers(visit.Gate, 2);
        await visit.Page.Locator("header.top").GetByText("2 knocks").WaitForAsync();
        await visit.Page.Locator("nav .badge").GetByText("2").WaitForAsync();
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("(2) Doors · Portreeve");
        await visit.Door("camera").GetByText("2 turned away").ClickAsync();
        await visit.Card("Knocks").GetByText("127.0.9.1").WaitForAsync();
        await visit.Press("Forget all");
        await Visit.Gone(visit.Page.Locator("nav .badge"));
        await visit.Go("Now");
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("Now · Portreeve");
    }

    [BrowserFact]
    public async Task Guest_MayBeAName_WhichGoesOnTheList()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone,
            "tcp 18081 192.168.1.20:80 from lan idle 2h # camera");
        await visit.WriteGuest("anna.ddns.net");
        await visit.Press("Let in");
        await visit.Card("Friends").GetByText("anna.ddns.net").First.WaitForAsync();
        Assert.Contains("from lan,anna.ddns.net[until ",
            visit.Gate.Serial.Ask("export", "(tcp 18081.*)"));
    }

    [BrowserFact]
    public async Task Inside_SaysWhatLetsThemIn_AndKeepsThemOut()
    {
        using var door = new OpenDoor("from lan,127.0.8.0/24 # camera");
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, door.Rule);
        using var visitor = new Visitor(visit.Gate, door.Port, "127.0.8.1");
        await visit.Go("Now");
        ILocator row = visit.Page.GetByRole(AriaRole.Listitem).Filter(
            new() { HasText = visitor.EndPoint });
        await row.GetByText("let in by “127.0.8.0/24”").Or(row.GetByText("let in by “lan”"))
            .WaitForAsync();
        string by = (await row.InnerTextAsync()).Contains("lan") ? "lan" : "127.0.8.0/24";
        await visit.Press("End and keep out: " + visitor.EndPoint);
        await visit.Page.Locator("dialog").GetByText($"“{by}” is taken off the list of camera")
            .WaitForAsync();
        await visit.Page.Locator("dialog").GetByText("End and keep out").Last.ClickAsync();
        await visit.Reads($"“{by}” is off the list of camera.");
        Assert.DoesNotContain(by, visit.Gate.Serial.Ask("export", "(from [^#]*#)"));
    }

    [BrowserFact]
    public async Task Guest_Inside_IsKeptOutByRevoking()
    {
        using var door = new OpenDoor("from 203.0.113.7 # camera");
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, door.Rule);
        visit.Gate.Serial.Ask("grant 127.0.8.1 on 1 for 2h", "(may come in)");
        using var visitor = new Visitor(visit.Gate, door.Port, "127.0.8.1");
        await visit.Go("Now");
        await visit.Page.GetByRole(AriaRole.Listitem).GetByText("a guest").WaitForAsync();
        await visit.Press("End and keep out: " + visitor.EndPoint);
        await visit.Reads("Nobody is inside.");
        using var late = new Visitor(visit.Gate, door.Port, "127.0.8.1");
        await Visit.Until(() => !late.IsInside, "the former guest to be turned away");
    }

    [BrowserFact]
    public async Task Journal_TellsEveryStrangerAndEveryEndInASentence()
    {
        using var door = new OpenDoor("from 127.0.8.0/24 # camera");
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, door.Rule);
        door.MeetStrangers(visit.Gate, 3);
        using (new Visitor(visit.Gate, door.Port, "127.0.8.1")) await Task.Delay(300);
        await visit.Go("Journal");
        for (int i = 1; i <= 3; i++)
        {
            await visit.Reads($"127.0.9.{i} was turned away at camera.");
        }
        await visit.Reads("127.0.8.1 was inside at camera for");
        await visit.Reads("Refused: this address is not on the door's list.");
    }

    [BrowserFact]
    public async Task Plot_HasAScaleAndATime_AndShowsBothOfTwoEqualLines()
    {
        using var door = new OpenDoor("from any # echo");
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, door.Rule);
        using var visitor = new Visitor(visit.Gate, door.Port);
        await visit.Go("Now");
        ILocator card = visit.Card("Throughput");
        await card.Locator(".scale").First.GetByText("kbit/s").WaitForAsync();
        await card.Locator(".scale").Last.GetByText("ago").WaitForAsync();
        await card.Locator(".scale").Last.GetByText("now").WaitForAsync();
        // The echo sends what it gets: the lines lie on each other, and one has gaps.
        ILocator lines = card.Locator("svg path:not(.area)");
        Assert.Null(await lines.First.GetAttributeAsync("stroke-dasharray"));
        Assert.NotNull(await lines.Last.GetAttributeAsync("stroke-dasharray"));
    }

    [BrowserFact]
    public async Task Finding_HasAButtonThatHelps()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone,
            "tcp 18081 127.0.0.1:1 off # camera");
        await visit.Press("Test: camera");
        await visit.Press("Switch it on: camera");
        await visit.Reads("camera is on.");
        ILocator list = visit.Page.Locator(".step").Filter(new() { HasText = "list" });
        await list.First.GetByRole(AriaRole.Button).ClickAsync();
        await visit.Reads("Edit camera");
    }
}
