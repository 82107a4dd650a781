// "It works" is said when somebody has come in from outside, and by nobody but the gateway. Whoever
// comes from the house shows that a door works at home.

using System;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;

namespace Portreeve.Page;

public sealed class WorksTests(Browser browser) : IDisposable
{
    private readonly EchoHost _host = new();
    private readonly int _port = Ports.FreeTcp();

    public void Dispose() => _host.Dispose();

    [BrowserFact]
    public async Task SomebodyFromTheHouse_ShowsNothingOfOutside()
    {
        await using Visit visit = await Begin("I don’t know the address");
        await visit.Reads("Now try it from a phone without Wi-Fi");
        await visit.Reads("Waiting for somebody from outside");
        using var neighbour = new Visitor(visit.Gate, _port);
        await visit.Page.GetByText("is inside, ").WaitForAsync();
        await visit.Reads("Somebody from your network came in. Not seen from outside yet");
        await visit.Press("Next");
        await visit.Reads("Somebody from your network came in. Not seen from outside yet");
        await Assertions.Expect(visit.Page.GetByText("It works")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByText("Keep a copy")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task DoorForTheOwnNetwork_WorksAtHome()
    {
        await using Visit visit = await Begin("My own network");
        await visit.Reads("Now try it from your own network");
        await visit.Reads("Waiting for somebody from your network");
        using var neighbour = new Visitor(visit.Gate, _port);
        await visit.Page.GetByText("is inside, ").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Works at home" })
            .WaitForAsync();
        await visit.Go("Doors");
        await visit.Page.Locator(".door .state").GetByText("Works at home").WaitForAsync();
        await Assertions.Expect(visit.Page.GetByText("It works")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Door_IsReady_UntilTheGatewayHasLetSomebodyInFromOutside()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone,
            $"tcp {_port} 127.0.0.1:{_host.Port} from lan,203.0.113.7 # new");
        using var neighbour = new Visitor(visit.Gate, _port);
        ILocator door = visit.Door("new");
        await door.GetByText("1 inside").WaitForAsync();
        await door.GetByText("Not seen from outside yet").WaitForAsync();
        await door.Locator(".state").GetByText("Ready").WaitForAsync();
        // A stranger at the port shows that the router sends it here, and no more.
        foreach ((int check, string words) in new[] { (1104, "Ready"), (1101, "It works") })
        {
            await visit.Pretend(check);
            await door.GetByText("✓ Seen from outside").WaitForAsync();
            await door.Locator(".state").GetByText(words).WaitForAsync();
        }
    }

    [BrowserFact]
    public async Task Door_MadeWhileThePageLooks_IsReadyAllTheSame()
    {
        await using Visit visit = await Ask();
        TaskCompletionSource answered = await visit.Hold(Visit.Status);
        await visit.Page.WaitForRequestAsync(Visit.Status);
        await Choose(visit, "My own network");
        // What this look shows is from before the door.
        answered.SetResult();
        await visit.Reads("Your door is ready");
        await visit.Reads("Now try it from your own network");
    }

    // A new door, by the questions of the first run, up to "Your door is ready".
    private async Task<Visit> Begin(string who)
    {
        Visit visit = await Ask();
        await Choose(visit, who);
        await visit.Reads("Your door is ready");
        return visit;
    }

    private static Task Choose(Visit visit, string who) => visit.Page.GetByRole(
        AriaRole.Button, new() { NameRegex = new("^" + who) }).ClickAsync();

    // Up to who may come in.
    private async Task<Visit> Ask()
    {
        Visit visit = await Visit.Inside(browser, Screen.Phone);
        await visit.Press("Open the first door");
        await visit.Press("Something else");
        await visit.Page.GetByLabel("Port of the machine").FillAsync($"{_host.Port}");
        await visit.Page.GetByLabel("Outside port").FillAsync($"{_port}");
        await visit.Page.GetByLabel("Machine", new() { Exact = true }).FillAsync("127.0.0.1");
        await visit.Press("Next");
        await visit.Reads("Who may come in?");
        return visit;
    }
}
