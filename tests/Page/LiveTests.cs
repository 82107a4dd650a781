// Now, Journal and the verdict: what happens this moment, what happened, what would happen.

using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class LiveTests(Browser browser)
{
    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Visitor_IsSeenMeasuredAndEnded(string screen)
    {
        using var door = new OpenDoor("from lan # camera");
        await using Visit visit = await Visit.Inside(browser, screen, door.Rule);
        await visit.Go("Now");
        await visit.Reads("Nobody is inside");
        using var visitor = new Visitor(visit.Gate, door.Port);
        ILocator line = visit.Page.GetByRole(AriaRole.Listitem).Filter(
            new LocatorFilterOptions { HasText = visitor.EndPoint });
        await line.GetByText("camera").WaitForAsync();
        await visit.Reads("1 inside");
        // Two thousand bytes fifty times a second are some hundred kbit/s each way.
        await visit.Page.Locator(".legend").GetByText("kbit/s out").WaitForAsync();
        await Visit.Until(async () => await visit.Page.Locator("svg.plot path").CountAsync() == 4,
            "the plot's two lines");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "End: " + visitor.EndPoint })
            .ClickAsync();
        await visit.Reads("Nobody is inside");
        await Visit.Until(() => !visitor.IsInside, "the visitor to be put out");
    }

    [BrowserFact]
    public async Task Mapping_IsSeenLikeASession_AndEnded()
    {
        using var target = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        int port = Ports.FreeTcp();
        string there = target.Client.LocalEndPoint.ToString();
        await using Visit visit = await Visit.Inside(browser, Screen.Narrow,
            $"udp {port} {there} from lan # game");
        using var player = new UdpClient(AddressFamily.InterNetwork);
        player.Connect(visit.Gate.Address, port);
        await player.SendAsync(new byte[100]);
        await visit.Go("Now");
        string who = player.Client.LocalEndPoint.ToString();
        await visit.Page.GetByRole(AriaRole.Listitem).Filter(
            new LocatorFilterOptions { HasText = who }).GetByText("game").WaitForAsync();
        await visit.Press("End: " + who);
        await visit.Reads("Nobody is inside");
    }

    [BrowserFact]
    public async Task Journal_TellsEndsInPlainWords_AndIsFiltered()
    {
        using var door = new OpenDoor("from 203.0.113.7 # camera");
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, door.Rule);
        using (new Visitor(visit.Gate, door.Port)) await Task.Delay(300);
        await visit.Go("Journal");
        await visit.Reads("this address is not on the door's list");
        ILocator lines = visit.Page.Locator(".journal li");
        int all = await lines.CountAsync();
        Assert.True(all > 1);
        await visit.Page.GetByLabel("Filter").FillAsync("not on the door");
        await Visit.Until(async () => await lines.CountAsync() is > 0 and var left && left < all,
            "fewer lines");
        await visit.Page.GetByLabel("Filter").FillAsync("");
        await visit.Page.GetByLabel("Kind").SelectOptionAsync("refused");
        await Visit.Until(async () => await lines.CountAsync() == 1, "the refused one alone");
        await visit.Page.GetByLabel("Kind").SelectOptionAsync("session");
        await visit.Reads("No line matches.");
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Why_SaysWhoWouldGetInAndWhoNot(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen,
            "tcp 18081 192.168.1.20:80 from 203.0.113.0/24 # camera");
        await visit.Go("Test");
        ILocator card = visit.Card("Would they get in?");
        ILocator source = card.GetByLabel("From address");
        await source.FillAsync("203.0.113.9");
        await visit.Press("Ask");
        await card.GetByText("Yes", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
        await source.FillAsync("198.51.100.1");
        await visit.Press("Ask");
        await card.GetByText("No", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
        await source.FillAsync("nobody");
        await visit.Press("Ask");
        await card.Locator("#why-source-e").GetByText("203.0.113.9").WaitForAsync();
    }

    [BrowserFact]
    public async Task Gateway_GoneAndBack_IsSaidAndFoundAgainByItself()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone,
            "tcp 18081 192.168.1.20:80 from lan # camera");
        visit.MayComplain = true;
        visit.Gate.Stop();
        await visit.Reads("The gateway does not answer.");
        await visit.Reads("this page comes back by itself");
        visit.Gate.Start();
        await visit.ReadsNoMore("The gateway does not answer.");
        // Logins do not survive a restart; the page says so instead of failing.
        await visit.Reads("You have been logged out.");
        await visit.LogIn();
        await visit.Door("camera").WaitForAsync();
    }

    [BrowserFact]
    public async Task Tab_Hidden_AsksNothing()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        await visit.Hide(true);
        await visit.Quiet();
        int before = visit.Asked.Count;
        await visit.Hide(false);
        await Visit.Until(() => visit.Asked.Count > before, "the poll when one looks again");
    }
}
