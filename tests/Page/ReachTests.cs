// Board, Being reached: what the card sets and what it says came of it. The gateway's way out ends
// on the loopback, where a router and a provider stand.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class ReachTests(Browser browser)
{
    private const string Camera = "tcp 18081 192.168.1.20:80 from lan # camera";

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task RouterAndName_AreSwitchedOn_AndSaidHowTheyStand(string screen)
    {
        using LoopbackRouter router = new();
        using Gate gate = new(null, router.Address);
        await using Visit visit = await Visit.Begin(browser, screen, gate);
        gate.Add(Camera);
        await visit.Claim();
        await visit.Go("Board");
        ILocator card = visit.Card("Being reached");
        await card.GetByText("The router is asked for nothing.").WaitForAsync();
        await card.GetByLabel("Ask the router").CheckAsync();
        await card.Locator("form").Nth(1).GetByText("Save").ClickAsync();
        await card.GetByText("its outside address is 203.0.113.9.").WaitForAsync();
        await card.GetByText("tcp 18081: held, renewed in time").WaitForAsync();
        await card.GetByLabel("Show this page in the house").CheckAsync();
        await card.GetByLabel("Name in the house").FillAsync("no blanks");
        await card.Locator("form").Nth(2).GetByText("Save").ClickAsync();
        await card.GetByRole(AriaRole.Alert).WaitForAsync();
        await card.GetByLabel("Name in the house").FillAsync("doors");
        await card.Locator("form").Nth(2).GetByText("Save").ClickAsync();
        await card.GetByText("The house knows us as doors.local.").WaitForAsync();
    }

    [BrowserFact]
    public async Task PortThatTheRouterGaveInstead_IsTheOneThatIsShared()
    {
        using LoopbackRouter router = new(10000);
        using Gate gate = new(null, router.Address);
        await using Visit visit = await Visit.Begin(browser, Screen.Phone, gate);
        gate.Add(Camera);
        gate.Serial.Ask("router on", "(is asked)");
        await visit.Claim();
        await visit.Door("camera").GetByText("(outside: 28081)").WaitForAsync();
        Assert.Contains("http://203.0.113.9:28081/",
            gate.Serial.Ask("share 1", "(From outside:.*)"));
        await visit.Press("Share: camera");
        ILocator address = visit.Page.Locator("dialog .finished");
        await Assertions.Expect(address).ToHaveTextAsync("http://203.0.113.9:28081/");
        // At home the door is where it was.
        await visit.Field("Name of this gateway").SelectOptionAsync(gate.Address.ToString());
        await Assertions.Expect(address).ToHaveTextAsync($"http://{gate.Address}:18081/");
        await visit.Page.Keyboard.PressAsync("Escape");

        await visit.Press("+ Add a door");
        await visit.Press("SSH");
        await visit.Page.GetByLabel("Machine", new() { Exact = true }).FillAsync("127.0.0.1");
        await visit.Press("Next");
        await visit.Press("Go on anyway");
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^My own network") })
            .ClickAsync();
        await visit.Reads("Your door is ready");
        await Assertions.Expect(visit.Page.Locator(".finished"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^TCP 18022 → .* : 8022$"));
        await visit.Reads("leads 18022 here instead");
        // There is nothing left for the owner to do.
        await visit.Reads("Nothing to do: the gateway has asked it for this line");
        await Assertions.Expect(visit.Page.GetByText("it needs this line")).ToHaveCountAsync(0);
        await visit.Press("Next");
        await Assertions.Expect(visit.Page.Locator(".finished"))
            .ToHaveTextAsync("ssh -p 18022 203.0.113.9");
    }

    [BrowserFact]
    public async Task NameAtAProvider_IsKept_AndItsPasswordIsShownNowhere()
    {
        using LoopbackRouter router = new();
        using Provider provider = new();
        using Gate gate = new(null, router.Address);
        await using Visit visit = await Visit.Begin(browser, Screen.Phone, gate);
        gate.Add(Camera);
        gate.Serial.Ask("router on", "(is asked)");
        await visit.Claim();
        await visit.Go("Board");
        ILocator card = visit.Card("Being reached");
        await card.GetByLabel("Keep a name pointing here").CheckAsync();
        await card.GetByLabel("Provider").SelectOptionAsync("another one");
        await card.GetByLabel("Its web address").FillAsync(provider.Url);
        await card.GetByLabel("Host names").FillAsync("anna.example.org");
        await card.GetByLabel("User or key").FillAsync("me");
        await card.GetByLabel("Its password or token").FillAsync("s3cret words");
        await card.Locator("form").Nth(0).GetByText("Save").ClickAsync();
        // Over plain HTTP only when the owner says so.
        await card.GetByRole(AriaRole.Alert).GetByText("add the word plain").WaitForAsync();
        await card.GetByLabel("Without HTTPS").CheckAsync();
        await card.Locator("form").Nth(0).GetByText("Save").ClickAsync();
        await card.GetByText("anna.example.org is at 203.0.113.9.").WaitForAsync();
        Assert.Equal(Convert.ToBase64String(Encoding.UTF8.GetBytes("me:s3cret words")),
            provider.Proof);
        Assert.DoesNotContain("s3cret", await visit.Page.ContentAsync());
        await Assertions.Expect(card.GetByLabel("Its password or token")).ToHaveValueAsync("");
    }

    /// <summary>A provider that takes every update.</summary>
    private sealed class Provider : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Provider()
        {
            _listener.Start();
            _ = Serve();
        }

        public string Url => "http://127.0.0.1:"
            + ((IPEndPoint)_listener.LocalEndpoint).Port + "/update?hostname={names}&myip={ip}";

        /// <summary>What was sent to prove who we are.</summary>
        public string Proof { get; private set; }

        public void Dispose() => _listener.Stop();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await _listener.AcceptTcpClientAsync();
                    byte[] buffer = new byte[2000];
                    int got = await client.GetStream().ReadAsync(buffer);
                    string request = Encoding.ASCII.GetString(buffer, 0, got);
                    int at = request.IndexOf("Basic ", StringComparison.Ordinal);
                    if (at > 0) Proof = request[(at + 6)..].Split('\r')[0];
                    await client.GetStream().WriteAsync(
                        "HTTP/1.1 200 OK\r\nX: y\r\n\r\ngood 203.0.113.9"u8.ToArray());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException
                or IOException)
            {
                // Stopped.
            }
        }
    }
}
