// Test: the doctor's walk on the page, and its wait for somebody who knocks.

using System.Threading.Tasks;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class WaitTests(Browser browser)
{
    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Wait_TellsWhoCameAndWhy(string screen)
    {
        using var door = new OpenDoor("from 203.0.113.7 # camera");
        await using Visit visit = await Visit.Inside(browser, screen, door.Rule);
        await visit.Go("Test");
        await visit.Press("Wait for a knock");
        await visit.Page.GetByText("use a phone with its Wi-Fi switched off").WaitForAsync();
        await visit.Page.GetByText("Stop", new() { Exact = true }).WaitForAsync();
        using (new Visitor(visit.Gate, door.Port, "127.0.9.1")) { }
        await visit.Page.GetByText($"127.0.9.1 reached tcp {door.Port} after").WaitForAsync();
        await visit.Page.GetByText("not on").First.WaitForAsync();
        await visit.Page.GetByText("Wait for a knock").WaitForAsync();
    }

    [BrowserFact]
    public async Task Wait_IsStopped_AndTheDoorIsTested()
    {
        using var door = new OpenDoor("from lan # camera");
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, door.Rule);
        await visit.Go("Test");
        await visit.Press("Wait for a knock");
        await visit.Press("Stop");
        await visit.Page.GetByText("Wait for a knock").WaitForAsync();
        await visit.Press("Test this door");
        await visit.Page.GetByText($"The gateway listens on tcp {door.Port}.").WaitForAsync();
        await visit.Page.GetByText("The target answers on its port").WaitForAsync();
    }
}
