// Two owners at two pages: what one has begun to write never undoes unseen what the other has
// changed meanwhile. Each is told, and decides.

using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class TwoOwnersTests(Browser browser)
{
    private const string Camera = "tcp 18081 192.168.1.20:80 from lan,anna.ddns.net # camera";

    private const string WithoutAnna = "tcp 18081 192.168.1.20:80 from lan # camera";

    [BrowserTheory]
    [InlineData("Show theirs")]
    [InlineData("Keep mine")]
    public async Task Editor_OfADoorThatAnotherChanged_ShowsTheirsAndAsks(string press)
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        await Edit(visit);
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("yard");
        await ChangedByAnother(visit, WithoutAnna);
        await visit.Press("Save");
        ILocator asked = visit.Page.GetByRole(AriaRole.Alert);
        await asked.GetByText("Somebody else has changed this door").WaitForAsync();
        await asked.GetByText(WithoutAnna).WaitForAsync();
        Assert.Equal(WithoutAnna, Line(visit));

        await visit.Press(press);
        if (press == "Show theirs")
        {
            await Assertions.Expect(visit.Page.Locator("dialog .chip").GetByText("anna"))
                .ToHaveCountAsync(0);
            await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("yard");
            await visit.Press("Save");
            await visit.Door("yard").WaitForAsync();
            Assert.Equal(WithoutAnna.Replace("camera", "yard"), Line(visit));
            return;
        }
        await visit.Door("yard").GetByText("anna.ddns.net").WaitForAsync();
        Assert.Equal(Camera.Replace("camera", "yard"), Line(visit));
    }

    [BrowserFact]
    public async Task Editor_WhileAnotherDoorChanged_SavesWithoutAsking()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        await Edit(visit);
        visit.Gate.Add("tcp 18090 192.168.1.7:80 from lan # printer");
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("yard");
        await visit.Press("Save");
        await visit.Door("yard").WaitForAsync();
        await visit.Door("printer").WaitForAsync();
    }

    [BrowserFact]
    public async Task Editor_OfADoorThatAnotherDeleted_AsksBeforeItIsAddedAgain()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        await Edit(visit);
        visit.Gate.Serial.Ask("portmap delete 1", "(?i)(rule 1)");
        await visit.Press("Save");
        await visit.Reads("It was deleted.");
        await Assertions.Expect(visit.Page.GetByText("Show theirs")).ToHaveCountAsync(0);
        await visit.Press("Keep mine");
        await visit.Door("camera").WaitForAsync();
    }

    [BrowserFact]
    public async Task Undo_AfterAnotherChange_IsRefusedInsteadOfUndoingThat()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        await visit.Press("⋯: camera");
        await visit.Press("Delete");
        await visit.Reads("camera is deleted.");
        visit.Gate.Add("tcp 18090 192.168.1.7:80 from lan # printer");
        await visit.Press("Undo");
        await visit.Reads("somebody else has changed this meanwhile");
        await visit.Door("printer").WaitForAsync();
    }

    [BrowserFact]
    public async Task Guest_ForADoorWhoseNumberIsAnotherByNow_IsNotLetIn()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        ILocator guests = await visit.WriteGuest("198.51.100.9");
        visit.Gate.Serial.Ask("portmap delete 1", "(?i)(rule 1)");
        visit.Gate.Add("tcp 18082 192.168.1.30:22 from lan # nas");
        await Assertions.Expect(guests.GetByLabel("Door")).ToContainTextAsync("nas");
        await visit.Press("Let in");
        await guests.Locator(".error").GetByText("changed this door").WaitForAsync();
        Assert.Contains("No grant yet", visit.Gate.Serial.Ask("grants", "(.*grant.*)"));
        await visit.Press("Let in");
        await guests.GetByText("198.51.100.9").WaitForAsync();
    }

    [BrowserFact]
    public async Task KeepOut_AskedBeforeAnotherChange_IsRefused()
    {
        using var door = new OpenDoor("from 127.0.8.0/24 # camera");
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, door.Rule);
        using var visitor = new Visitor(visit.Gate, door.Port, "127.0.8.1");
        await visit.Go("Now");
        await visit.Press("End and keep out: " + visitor.EndPoint);
        await visit.Reads("“127.0.8.0/24” is taken off the list of camera");
        await ChangedByAnother(visit, door.Rule.Replace("from ", "from 203.0.113.7,"));
        await visit.Page.Locator("dialog").GetByText("End and keep out").Last.ClickAsync();
        await visit.Reads("somebody else has changed this meanwhile");
        Assert.Contains("from 203.0.113.7,127.0.8.0/24",
            visit.Gate.Serial.Ask("export", "(from [^#]*#)"));
    }

    [BrowserFact]
    public async Task Names_ChangedByAnother_AreNotOverwrittenByAFormOpenedBefore()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        await visit.Go("Board");
        await visit.Page.GetByLabel("Name of the board").FillAsync("cellar");
        await using Visit other = await Visit.Begin(browser, Screen.Desk, visit.Gate);
        await other.LogIn();
        await other.Go("Board");
        await other.Page.GetByLabel("Name of the board").FillAsync("attic");
        await other.Page.GetByLabel("Public names").FillAsync("home.example.net");
        await other.Card("Names").GetByText("Save").ClickAsync();
        await other.Page.Locator("header.top").GetByText("attic").WaitForAsync();

        await visit.Card("Names").GetByText("Save").ClickAsync();
        await visit.Card("Names").GetByText("somebody else has changed this meanwhile")
            .WaitForAsync();
        await visit.Page.Locator("header.top").GetByText("attic").WaitForAsync();
    }

    [BrowserFact]
    public async Task Restore_LookedAtBeforeAnotherChange_IsRefused()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        await visit.Go("Board");
        string file = Path.Combine(Path.GetTempPath(), "portreeve-two-owners.json");
        await File.WriteAllTextAsync(file, "{\"product\":\"portreeve\",\"format\":1,"
            + "\"rules\":[\"tcp 18099 192.168.1.9:80 from lan # printer\"]}");
        await visit.Page.GetByLabel("Restore from a file").SetInputFilesAsync(file);
        await visit.Reads("What would change");
        // Another owner lets somebody in, which the file knows nothing about.
        visit.Gate.Serial.Ask("grant 198.51.100.9 on 1 for 2h", "(may come in)");
        await visit.Press("Restore this");
        await visit.Reads("somebody else has changed this meanwhile");
        Assert.Contains("camera", visit.Gate.Serial.Ask("export", "(tcp 18081.*)"));
        File.Delete(file);
    }

    private static async Task Edit(Visit visit)
    {
        await visit.Door("camera").GetByText("Edit").ClickAsync();
        await visit.Reads("Edit camera");
    }

    // The poll brings the other's table while the editor or the question is open.
    private static Task ChangedByAnother(Visit visit, string line) =>
        visit.Page.RunAndWaitForResponseAsync(
            () =>
            {
                visit.Gate.Serial.Ask("portmap edit 1 " + line, "(?i)(rule 1)");
                return Task.CompletedTask;
            },
            answer => answer.Url.EndsWith("/rules"));

    private static string Line(Visit visit) =>
        visit.Gate.Serial.Ask("export", "(tcp 18081[^\r\n]*)");
}
