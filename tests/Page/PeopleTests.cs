// People: a knock is answered with one tap, a guest is let in and sent away, a friend is listed;
// and the doctor's walk along a door.

using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

[Collection("browser")]
public sealed class PeopleTests(Browser browser)
{
    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Knock_IsAnsweredWithOneTap_AndTheGuestComesInUntilTakenBack(Screen screen)
    {
        using var host = new EchoHost();
        int port = Gate.FreePort();
        await using Visit visit = await Visit.Inside(browser, screen,
            $"tcp {port} 127.0.0.1:{host.Port} from 203.0.113.7 # camera");
        await visit.Go("People");
        await visit.Reads("Nobody was turned away.");
        using (var stranger = new Visitor(port))
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
        using (var guest = new Visitor(port))
        {
            await Task.Delay(500);
            Assert.True(guest.IsInside);
        }
        await visit.Press("Take back: 127.0.0.1");
        await guests.GetByText("A guest is an address").WaitForAsync();
        using var late = new Visitor(port);
        await Visit.Until(() => !late.IsInside, "the former guest to be turned away");
    }

    [BrowserFact]
    public async Task Guest_IsLetInByHand_AndNonsenseRefusedBesideItsField()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone,
            "tcp 18081 192.168.1.20:80 from lan # camera");
        await visit.Go("People");
        ILocator guests = visit.Card("Guests");
        await guests.GetByLabel("Address").FillAsync("not an address");
        await visit.Press("Let in");
        await guests.Locator(".error").WaitForAsync();
        await guests.GetByLabel("Address").FillAsync("198.51.100.9");
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
    public async Task Test_WalksTheDoor_AndSaysWhatIsWrong(Screen screen)
    {
        using var host = new EchoHost();
        int dead = Gate.FreePort();
        await using Visit visit = await Visit.Inside(browser, screen,
            $"tcp {Gate.FreePort()} 127.0.0.1:{host.Port} from lan # alive",
            $"tcp {Gate.FreePort()} 127.0.0.1:{dead} from lan # dead");
        await visit.Door("alive").GetByText("Test").ClickAsync();
        await visit.Page.Locator(".step.good").Nth(1).WaitForAsync();
        Assert.Equal(0, await visit.Page.Locator(".step.bad").CountAsync());
        await visit.Page.GetByLabel("Door").SelectOptionAsync(
            new SelectOptionValue { Label = "dead" });
        await visit.Press("Test this door");
        await visit.Page.Locator(".step.bad .advice").WaitForAsync();
    }
}
