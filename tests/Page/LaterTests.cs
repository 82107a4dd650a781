// The page's second file, which is Board: fetched once, when somebody opens Board; what the page
// says and does when it does not come, and that nothing runs that does not belong to this page.

using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class LaterTests(Browser browser)
{
    private const string File = "**/board.js";
    private const string Camera = "tcp 18081 192.168.1.20:80 from lan # camera";

    [BrowserFact]
    public async Task Board_IsFetchedOnce_WhenItIsFirstOpened()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        await visit.Go("People");
        await visit.Go("Now");
        Assert.Equal(0, Fetches(visit));
        await visit.Go("Board");
        await visit.Card("Names").WaitForAsync();
        await visit.Go("Doors");
        await visit.Go("Board");
        await visit.Card("Names").WaitForAsync();
        Assert.Equal(1, Fetches(visit));
    }

    [BrowserFact]
    public async Task Board_OpenedAgainWhileItIsOnItsWay_IsFetchedOnce()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        // Each opening asks how things stand first; all of them are told after the last one.
        TaskCompletionSource answered = await visit.Hold(Visit.Status);
        foreach (string view in new[] { "Board", "Doors", "Board" }) await visit.Go(view);
        answered.SetResult();
        await visit.Card("Names").WaitForAsync();
        await visit.Hide(true);
        await visit.Quiet();
        Assert.Equal(1, Fetches(visit));
    }

    [BrowserTheory]
    [InlineData(503, "{\"errors\":[{\"message\":\"not enough memory now\"}]}",
        "Not enough memory now.")]
    [InlineData(0, "", "The gateway does not answer.")]
    public async Task File_ThatDoesNotCome_IsSaid_AndTriedAgain(int status, string body,
        string words)
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        visit.MayComplain = true;
        await visit.Page.RouteAsync(File, route => status == 0 ? route.AbortAsync()
            : route.FulfillAsync(new() { Status = status, Body = body }));
        await visit.Go("Board");
        ILocator error = visit.Page.Locator("main .error");
        await Assertions.Expect(error).ToHaveTextAsync(words);
        // The rest of the page is as it was.
        await visit.Go("Doors");
        await visit.Door("camera").WaitForAsync();
        await visit.Go("Board");
        await TryAgain(visit);
        await Assertions.Expect(error).ToHaveCountAsync(0);
        await visit.Card("Backup and restore").WaitForAsync();
    }

    [BrowserFact]
    public async Task FileOfAnotherVersion_NeverRuns_AndThePageIsLoadedAnew()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        // The policy says that it kept a script from running.
        visit.MayComplain = true;
        int others = 0;
        await visit.Page.RouteAsync(File, route => others++ > 0 ? route.ContinueAsync()
            : route.FulfillAsync(Other()));
        int before = visit.Asked.Count(url => url == visit.Gate.Url);
        await visit.Go("Board");
        await visit.Card("Names").WaitForAsync();
        Assert.Equal(before + 1, visit.Asked.Count(url => url == visit.Gate.Url));
        await Assertions.Expect(visit.Page.Locator("html[lang=ran]")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task FileThatStaysAnother_IsSaid_AndNotLoadedForEver()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        visit.MayComplain = true;
        await visit.Page.RouteAsync(File, route => route.FulfillAsync(Other()));
        int before = visit.Asked.Count(url => url == visit.Gate.Url);
        await visit.Go("Board");
        await visit.Reads("This page does not fit its gateway.");
        await visit.Press("Try again");
        await visit.Reads("This page does not fit its gateway.");
        Assert.Equal(before + 1, visit.Asked.Count(url => url == visit.Gate.Url));
        await Assertions.Expect(visit.Page.Locator("html[lang=ran]")).ToHaveCountAsync(0);
        await TryAgain(visit);
    }

    // The file can be had again. While the tab is hidden no poll takes the press's work away.
    private static async Task TryAgain(Visit visit)
    {
        await visit.Hide(true);
        await visit.Quiet();
        await visit.Page.UnrouteAsync(File);
        await visit.Press("Try again");
        await visit.Card("Names").WaitForAsync();
        await visit.Hide(false);
    }

    private static int Fetches(Visit visit) =>
        visit.Asked.Count(url => url.EndsWith("/board.js", System.StringComparison.Ordinal));

    private static RouteFulfillOptions Other() => new()
    {
        ContentType = "text/javascript",
        Body = "document.documentElement.lang='ran';document.currentScript.views=[()=>[],()=>{}]",
    };
}
