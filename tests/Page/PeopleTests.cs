// People: a knock is answered with one tap, a guest is let in and sent away, a friend is listed;
// and the doctor's walk along a door.

using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class PeopleTests(Browser browser)
{
    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Knock_IsAnsweredWithOneTap_AndTheGuestComesInUntilTakenBack(string screen)
    {
        using var door = new OpenDoor("from 203.0.113.7 # camera");
        await using Visit visit = await Visit.Inside(browser, screen, door.Rule);
        await visit.Go("People");
        await visit.Reads("Nobody was turned away.");
        using (var stranger = new Visitor(visit.Gate, door.Port))
        {
            await Visit.Until(() => !stranger.IsInside, "the stranger to be turned away");
        }
        ILocator knocks = visit.Card("Knocks");
        await knocks.GetByText("127.0.0.1").WaitForAsync();
        await knocks.GetByText("at camera").WaitForAsync();
        await visit.Press("Allow 2 hours: 127.0.0.1");

        ILocator guests = visit.Card("Guests");
        await guests.GetByText("127.0.0.1").WaitForAsync();
        await guests.GetByText("left").WaitForAsync();
        using (var guest = new Visitor(visit.Gate, door.Port))
        {
            await Task.Delay(500);
            Assert.True(guest.IsInside);
        }
        await visit.Press("Revoke: 127.0.0.1");
        await guests.GetByText("A guest may come in").WaitForAsync();
        using var late = new Visitor(visit.Gate, door.Port);
        await Visit.Until(() => !late.IsInside, "the former guest to be turned away");
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Knocks_AreForgottenOneByOneAndAllAtOnce(string screen)
    {
        using var door = new OpenDoor("from 203.0.113.7 # camera");
        await using Visit visit = await Visit.Inside(browser, screen, door.Rule);
        door.MeetStrangers(visit.Gate, 3);
        await visit.Go("People");
        ILocator knocks = visit.Card("Knocks").GetByRole(AriaRole.Listitem);
        await Visit.Until(async () => await knocks.CountAsync() == 3, "three knocks");
        await visit.Press("Forget: 127.0.9.2");
        await Visit.Until(async () => await knocks.CountAsync() == 2, "one knock less");
        await Assertions.Expect(visit.Card("Knocks").GetByText("127.0.9.2")).ToHaveCountAsync(0);
        await visit.Press("Forget all");
        await visit.Reads("Nobody was turned away.");
        Assert.Contains("Nobody has been refused",
            visit.Gate.Serial.Ask("knocks", "(.*refused.*)"));
    }

    [BrowserFact]
    public async Task Ban_IsShownWithItsTime_AndLifted()
    {
        using var door = new OpenDoor("from 203.0.113.7 ban 3 # camera");
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, door.Rule);
        // Nobody of the admin networks is ever banned, and by default that is the whole of lan.
        await visit.Go("Board");
        await visit.Page.GetByLabel("Who may see it").FillAsync("10.99.0.0/16");
        await visit.Card("Access to this page").GetByText("Try it").First.ClickAsync();
        await visit.Press("Keep it");
        await visit.Reads("Kept: ");
        for (int i = 0; i < 4; i++)
        {
            using var stranger = new Visitor(visit.Gate, door.Port, "127.0.9.9");
            await Visit.Until(() => !stranger.IsInside, "the stranger to be turned away");
        }
        await visit.Go("People");
        ILocator bans = visit.Card("Bans");
        await bans.GetByText("127.0.9.9").WaitForAsync();
        await bans.GetByText("left").WaitForAsync();
        await visit.Press("Lift: 127.0.9.9");
        await Visit.Gone(bans);
        Assert.Contains("Nobody is banned", visit.Gate.Serial.Ask("bans", "(.*banned.*)"));
    }

    [BrowserFact]
    public async Task Guest_IsLetInByHand_AndNonsenseRefusedBesideItsField()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone,
            "tcp 18081 192.168.1.20:80 from lan # camera");
        ILocator guests = await visit.WriteGuest("203.0.113.300");
        await visit.Press("Let in");
        await guests.Locator(".error").WaitForAsync();
        await guests.GetByLabel("Address or name").FillAsync("198.51.100.9");
        await guests.GetByLabel("For").SelectOptionAsync("good");
        await visit.Press("Let in");
        await guests.GetByText("198.51.100.9").WaitForAsync();
        await guests.Locator("li").GetByText("for good").WaitForAsync();
    }

    [BrowserFact]
    public async Task Friend_IsListedWithDoorAndWhatIsKnown()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk,
            "tcp 18081 192.168.1.20:80 from anna.ddns.net # camera");
        await visit.Go("People");
        ILocator friends = visit.Card("Friends");
        await friends.GetByText("anna.ddns.net").WaitForAsync();
        await friends.GetByText("camera").WaitForAsync();
        await visit.Press("Look up now: anna.ddns.net");
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Test_WalksTheDoor_AndSaysWhatIsWrong(string screen)
    {
        using var alive = new OpenDoor("from lan # alive");
        using var dead = new OpenDoor("from lan # dead");
        dead.Dispose();
        await using Visit visit = await Visit.Inside(browser, screen, alive.Rule, dead.Rule);
        await visit.Door("alive").GetByText("Test").ClickAsync();
        await visit.Page.Locator(".step .good").Nth(1).WaitForAsync();
        await Assertions.Expect(visit.Page.Locator(".step .bad")).ToHaveCountAsync(0);
        await visit.Page.GetByLabel("Door").SelectOptionAsync(
            new SelectOptionValue { Label = "dead" });
        await visit.Press("Test this door");
        await visit.Page.Locator(".step:has(.bad) .advice").WaitForAsync();
    }
}
