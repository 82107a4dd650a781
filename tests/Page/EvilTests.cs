// A page of somebody else's, open beside ours in the owner's browser: what it can make the browser
// do. tests/Web tries the same by hand; here the browser itself decides what it sends along.

using System;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class EvilTests(Browser browser)
{
    private const string Line = "tcp 9 192.168.1.20:80 from any";

    [BrowserFact]
    public async Task ForeignForm_PostedFromTheOwnersBrowser_ChangesNothing()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        using var evil = new EvilSite($$"""
            <form method="post" enctype="text/plain" action="{{visit.Gate.Url}}api/v1/rules">
              <input name='{"line":"{{Line}}","x":"' value='"}'><button>Win a prize</button>
            </form>
            """);
        IPage page = await visit.Window.NewPageAsync();
        await page.GotoAsync(evil.Url);
        IResponse answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByText("Win a prize").ClickAsync(),
            response => response.Url.EndsWith("/rules"));
        Assert.Equal(403, answer.Status);
        // The browser kept the cookie to itself, too.
        Assert.DoesNotContain("cookie", (await answer.Request.AllHeadersAsync()).Keys);
        Assert.Contains("No rule yet", visit.Gate.Serial.Ask("show rules", "(No rule.*)"));
    }

    [BrowserFact]
    public async Task ForeignScript_GetsNoAnswerAndChangesNothing()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        using var evil = new EvilSite("<p>Harmless.</p>");
        IPage page = await visit.Window.NewPageAsync();
        await page.GotoAsync(evil.Url);
        string[] ways =
        [
            "fetch(url + 'api/v1/status', { credentials: 'include' })",
            "fetch(url + 'api/v1/rules', { method: 'POST', credentials: 'include', body,"
                + " headers: { 'Content-Type': 'application/json' } })",
            "fetch(url + 'api/v1/rules', { method: 'POST', credentials: 'include', body,"
                + " mode: 'no-cors' }).then(r => r.text()).then(t => { if (!t) throw 0; })",
        ];
        foreach (string way in ways)
        {
            string outcome = await page.EvaluateAsync<string>(
                "async ([url, line]) => { const body = JSON.stringify({ line });"
                + $" try {{ await {way}; return 'answered'; }} catch {{ return 'nothing'; }} }}",
                new[] { visit.Gate.Url, Line });
            Assert.Equal("nothing", outcome);
        }
        Assert.Contains("No rule yet", visit.Gate.Serial.Ask("show rules", "(No rule.*)"));
    }

    [BrowserFact]
    public async Task ForeignFrame_StaysEmpty()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        using var evil = new EvilSite($"<iframe src='{visit.Gate.Url}'></iframe>");
        IPage page = await visit.Window.NewPageAsync();
        await page.GotoAsync(evil.Url);
        Assert.Equal(2, page.Frames.Count);
        Assert.DoesNotContain("Portreeve", await page.Frames[1].ContentAsync());
    }

    [BrowserFact]
    public async Task ForeignName_ThatLeadsToUs_ShowsNothingOfOurs()
    {
        // DNS rebinding: the browser believes that this name is at our address.
        using var gate = new Gate(new MovingBoard());
        await using Visit visit = await Visit.Begin(browser, Screen.Desk, gate);
        await visit.Claim();
        visit.MayComplain = true;
        IResponse page = await visit.Page.GotoAsync($"http://{Browser.ReboundName}:{gate.Port}/");
        Assert.Equal(421, page.Status);
        await Assertions.Expect(visit.Page.Locator("script")).ToHaveCountAsync(0);
    }

    /// <summary>The other page, of another site.</summary>
    private sealed class EvilSite : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly byte[] _page;

        public EvilSite(string body)
        {
            _page = Encoding.UTF8.GetBytes("<!doctype html><title>Evil</title>" + body);
            Url = $"http://127.0.0.1:{Ports.FreeTcp()}/";
            _listener.Prefixes.Add(Url);
            _listener.Start();
            _ = Serve();
        }

        public string Url { get; }

        public void Dispose() => _listener.Close();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    HttpListenerContext asked = await _listener.GetContextAsync();
                    asked.Response.ContentType = "text/html";
                    await asked.Response.OutputStream.WriteAsync(_page);
                    asked.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Closed.
            }
        }
    }
}
