// Restart and factory reset: what is half written survives the one, nothing the other.

using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class RestartTests(Browser browser)
{
    private const string Camera = "tcp 18081 192.168.1.20:80 from lan # camera";

    [BrowserFact]
    public async Task Restart_EndsTheLogin_AndThePageComesBack()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        visit.MayComplain = true;
        await visit.Go("Board");
        await visit.Press("Restart");
        await visit.Page.Locator("dialog").GetByText("Restart").Last.ClickAsync();
        await visit.Reads("Who knocks?");
        await visit.LogIn();
        await visit.Go("Doors");
        await visit.Door("camera").WaitForAsync();
    }

    [BrowserFact]
    public async Task Restart_WhileTheEditorIsOpen_KeepsWhatIsWritten()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        visit.MayComplain = true;
        await visit.Press("Edit: camera");
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("yard");
        visit.Gate.Serial.Ask("restart", "(?i)(restart)");
        await visit.Reads("Who knocks?");
        await Assertions.Expect(visit.Page.Locator("dialog")).ToHaveCountAsync(0);
        await visit.LogIn();
        await visit.Reads("Edit camera");
        await Assertions.Expect(visit.Page.GetByLabel("Name", new() { Exact = true }))
            .ToHaveValueAsync("yard");
        await visit.Press("Save");
        await visit.Door("yard").WaitForAsync();
    }

    [BrowserFact]
    public async Task FactoryReset_OfAPageThatHadMoved_SaysWhereItIs()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        visit.MayComplain = true;
        await visit.Go("Board");
        int port = Ports.FreeTcp();
        await visit.Page.GetByLabel("Port of this page").FillAsync(port.ToString());
        await visit.Card("Access to this page").GetByText("Try it").Last.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Link).ClickAsync();
        await visit.LogIn();
        await visit.Press("Keep it");
        await visit.Go("Board");
        await visit.Press("Factory reset");
        ILocator dialog = visit.Page.Locator("dialog");
        string name = await dialog.Locator("b").First.InnerTextAsync();
        await dialog.GetByLabel("Name of the board").FillAsync(name);
        await dialog.GetByText("Factory reset").Last.ClickAsync();
        await visit.Reads("Everything is forgotten. The page is now at");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = visit.Gate.Url }).ClickAsync();
        await visit.Reads("A new doorkeeper");
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task FactoryReset_AsksForTheName_AndForgetsEverything(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen, Camera);
        visit.MayComplain = true;
        await visit.Go("Board");
        await visit.Press("Factory reset");
        ILocator dialog = visit.Page.Locator("dialog");
        await dialog.GetByLabel("Name of the board").FillAsync("something else");
        await dialog.GetByText("Factory reset").Last.ClickAsync();
        await dialog.Locator("#reset-name-e").WaitForAsync();
        string name = await dialog.Locator("b").First.InnerTextAsync();
        await dialog.GetByLabel("Name of the board").FillAsync(name);
        await dialog.GetByText("Factory reset").Last.ClickAsync();
        await visit.Reads("A new doorkeeper");
        await visit.Claim();
        await visit.Go("Doors");
        await visit.Reads("No doors yet");
    }
}
