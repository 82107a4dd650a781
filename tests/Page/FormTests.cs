// The editor's fields: when they say that something is wrong, what they propose, and what a door
// that is saved is told to be.

using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class FormTests(Browser browser)
{
    [BrowserFact]
    public async Task Field_WrittenIn_SaysWhatIsWrongWhenItIsLeft()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        await visit.AddDoor();
        ILocator port = visit.Field("Outside port");
        await port.PressSequentiallyAsync("80800");
        // Longer than the check waits, and the check's answer.
        await Task.Delay(1500);
        await Assertions.Expect(visit.Page.Locator("dialog .error")).ToHaveCountAsync(0);
        await port.PressAsync("Tab");
        await visit.Page.Locator("#rule-port-e").WaitForAsync();
        // What one has not come to yet is not wrong.
        await Assertions.Expect(visit.Page.Locator("dialog .error")).ToHaveCountAsync(1);
    }

    [BrowserTheory]
    [InlineData("Machine", "host", "192.168.1.300")]
    [InlineData("Add somebody", "from", "170/8/3")]
    public async Task Value_ThatMayMeanAnything_IsQuotedAndNotGuessed(
        string label, string key, string typed)
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        await visit.AddDoor("Web");
        await visit.Field("Machine").FillAsync("192.168.1.20");
        await visit.Field(label).FillAsync(typed);
        await visit.Press("Save");
        ILocator error = visit.Page.Locator($"#rule-{key}-e");
        await error.WaitForAsync();
        string words = await error.InnerTextAsync();
        Assert.Contains(typed, words);
        Assert.DoesNotContain("write 1", words);
        Assert.DoesNotContain("/8;", words);
        Assert.DoesNotContain("255", words);
        // No style makes another letter of what was typed.
        Assert.Equal("none", await error.EvaluateAsync<string>(
            "el => getComputedStyle(el, '::first-letter').textTransform"));
    }

    [BrowserFact]
    public async Task Check_ThatWasRefusedItself_IsSaid()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        await visit.AddDoor("Web");
        await visit.Page.RouteAsync("**/api/v1/rules/check", route => route.FulfillAsync(new()
        {
            Status = 503, Body = "{\"errors\":[{\"message\":\"not enough memory now\"}]}",
        }));
        await visit.Field("Machine").FillAsync("192.168.1.20");
        ILocator alert = visit.Page.Locator("dialog").GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToHaveTextAsync("Not enough memory now.");
        await visit.Page.UnrouteAllAsync();
        await visit.Field("Machine").FillAsync("192.168.1.21");
        await visit.Reads("This line is fine.");
        await Assertions.Expect(alert).ToHaveCountAsync(0);
        // A line may stand for several doors; the gateway says which.
        ILocator line = visit.Field("The rule in one line");
        await line.FillAsync("tcp+udp 8081 192.168.1.20:80 from lan");
        await line.BlurAsync();
        await visit.Page.Locator("#rule-line-h").GetByText("udp 8081").WaitForAsync();
    }

    [BrowserFact]
    public async Task Preset_Chosen_SaysWhatItStandsFor()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        await visit.Press("Open the first door");
        await visit.Press("Camera");
        await visit.Reads("Camera: usually RTSP on port 554");
    }

    [BrowserFact]
    public async Task Door_SavedWithNobodyOnItsList_IsSaidToStayClosed()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        await visit.AddDoor("SSH");
        await visit.Field("Machine").FillAsync("192.168.1.40");
        await visit.Press("Save");
        await visit.Reads("SSH is saved. It stays closed until somebody is on its list.");
        await visit.Door("SSH").GetByText("Closed: nobody on its list").WaitForAsync();
    }

    [BrowserFact]
    public async Task Door_IsSpokenOfForPersons_NotInTheConsolesWords()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk,
            "tcp 18081 192.168.1.20:80 from lan # camera");
        ILocator toast = visit.Page.Locator(".toast");
        await visit.Door("camera").GetByRole(AriaRole.Switch).ClickAsync();
        await toast.GetByText("camera is off").WaitForAsync();
        await visit.Press("Edit: camera");
        await visit.Press("Save");
        await toast.GetByText("camera is saved.").WaitForAsync();
        Assert.DoesNotContain("tcp 18081", await toast.InnerTextAsync());
        // A switch is called by its door; whether it is on it says itself.
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Switch,
            new() { Name = "camera", Exact = true })).Not.ToBeCheckedAsync();
        foreach (string name in new[] { "Share: camera", "Test: camera", "Edit: camera" })
        {
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button,
                new() { Name = name, Exact = true })).ToHaveCountAsync(1);
        }
    }

    // A restore forgets what was half written; the check of it that is still to come finds nothing.
    [BrowserFact]
    public async Task Check_ThatComesAfterARestore_HarmsNothing()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        await visit.Page.EvaluateAsync(
            @"() => {
                const soon = setTimeout;
                window.late = [];
                window.setTimeout = (f, ms) => (ms === 350 ? late.push(f) : soon(f, ms));
            }");
        await visit.AddDoor();
        await visit.Field("Machine").FillAsync("192.168.1.20");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Choose(visit);
        await visit.Hide(true);
        await visit.Quiet();
        // The last that is looked at after a restore, and before all is forgotten.
        const string Last = "**/api/v1/reach";
        TaskCompletionSource answered = await visit.Hold(Last);
        await visit.Page.RunAndWaitForRequestAsync(() => visit.Press("Restore this"), Last);
        IResponse check = await visit.Page.RunAndWaitForResponseAsync(async () =>
        {
            await visit.Page.EvaluateAsync("() => { late.at(-1)(); }");
            answered.SetResult();
        }, "**/api/v1/rules/check");
        Assert.Equal(200, check.Status);
        await visit.Reads("Back to before the last restore");
    }

    // A backup, up to the question whether it is to be restored.
    private static async Task Choose(Visit visit)
    {
        await visit.Go("Board");
        await visit.Page.GetByLabel("Restore from a file").SetInputFilesAsync(new FilePayload
        {
            Name = "backup.json",
            MimeType = "application/json",
            Buffer = System.Text.Encoding.UTF8.GetBytes("{\"product\":\"portreeve\",\"format\":1,"
                + "\"rules\":[\"tcp 18099 192.168.1.9:80 from lan\"]}"),
        });
    }

    [BrowserFact]
    public async Task Narrow_AWholeAddressIsSeen_AndNothingScrollsSideways()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Narrow);
        await visit.AddDoor();
        ILocator machine = visit.Field("Machine");
        await machine.FillAsync("192.168.100.200");
        Assert.True(await machine.EvaluateAsync<bool>("el => el.scrollWidth <= el.clientWidth"));
        await visit.Page.Keyboard.PressAsync("Escape");

        // The longest of all buttons is there only after a restore.
        await Choose(visit);
        await visit.Press("Restore this");
        await visit.Reads("Back to before the last restore");
        Assert.InRange(await visit.Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth"), 1, 320);
    }
}
