// Doors: everything a person does with a rule.

using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class DoorsTests(Browser browser)
{
    private const string Camera =
        "tcp 18081 192.168.1.20:80 from lan,anna.ddns.net idle 2h # camera";

    private const string Nas = "tcp 18082 192.168.1.30:22 # nas";

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task FirstDoor_ByPreset_OpensForThoseOnItsList(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen);
        await visit.AddDoor("Minecraft");
        await Assertions.Expect(visit.Field("Port of the machine")).ToHaveValueAsync("25565");
        await visit.Field("Machine").FillAsync("192.168.1.30");
        await visit.Press("+ My own network");
        await visit.Field("Add somebody").FillAsync("anna.ddns.net");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Field("The rule in one line"))
            .ToHaveValueAsync("tcp 25565 192.168.1.30:25565 from lan,anna.ddns.net # Minecraft");
        await visit.Reads("This line is fine.");
        await visit.Press("Save");
        ILocator door = visit.Door("Minecraft");
        await door.GetByText("Listens").WaitForAsync();
        await door.GetByText("anna.ddns.net", new() { Exact = true }).WaitForAsync();
        Assert.Contains("tcp 25565 192.168.1.30:25565 from lan,anna.ddns.net",
            visit.Gate.Serial.Ask("export", "(tcp 25565.*)Minecraft"));
    }

    [BrowserFact]
    public async Task Presets_SayHowLongTheirSessionsRest()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        foreach ((string preset, string line) in new[]
        {
            ("SSH", "tcp 8022 192.168.1.30:22 yield 2h # SSH"),
            ("HTTPS", "tcp 8443 192.168.1.30:443 yield 1s # HTTPS"),
            ("Minecraft", "tcp 25565 192.168.1.30:25565 # Minecraft"),
        })
        {
            await visit.AddDoor(preset);
            await visit.Field("Machine").FillAsync("192.168.1.30");
            await Assertions.Expect(visit.Field("The rule in one line")).ToHaveValueAsync(line);
            await visit.Page.Keyboard.PressAsync("Escape");
            await visit.Go("Doors");
        }
    }

    [BrowserFact]
    public async Task Save_WrongValues_SayWhatIsWrongBesideEachField()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone);
        await visit.AddDoor();
        await visit.Field("Outside port").FillAsync("80800");
        await visit.Field("Machine").FillAsync("192.168.1.300");
        await visit.Field("Port of the machine").FillAsync("http");
        await visit.Field("Add somebody").FillAsync("203.0.113.7/99");
        await visit.Press("Save");
        foreach (string key in new[] { "port", "host", "targetPort", "from" })
        {
            await Assertions.Expect(visit.Page.Locator($"#rule-{key}-e"))
                .ToContainTextAsync("is no");
            await Assertions.Expect(visit.Page.Locator($"#rule-{key}"))
                .ToHaveAttributeAsync("aria-describedby", new Regex($"rule-{key}-e"));
        }
        await Assertions.Expect(visit.Page.Locator("#rule-port")).ToBeFocusedAsync();
        await visit.Field("Outside port").FillAsync("8080");
        await visit.Page.Locator("#rule-port-e").WaitForAsync(
            new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    [BrowserFact]
    public async Task Line_EditedAsText_FillsTheFields()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk);
        await visit.AddDoor();
        ILocator line = visit.Field("The rule in one line");
        await line.FillAsync("udp 51820 192.168.1.2:51820 from any idle 10m # tunnel");
        await line.BlurAsync();
        await Assertions.Expect(visit.Field("Protocol")).ToHaveValueAsync("udp");
        await Assertions.Expect(visit.Field("Name")).ToHaveValueAsync("tunnel");
        await Assertions.Expect(visit.Field("End when idle for")).ToHaveValueAsync("10m");
        await visit.Reads("Anybody in the world may come in");
        await visit.Press("Save");
        await visit.Door("tunnel").WaitForAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Door_EditedSwitchedDuplicatedAndDeletedWithUndo(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen, Camera, Nas);
        ILocator camera = visit.Door("camera");

        await camera.GetByRole(AriaRole.Switch).ClickAsync();
        await camera.GetByText("Off", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
        await camera.GetByRole(AriaRole.Switch).ClickAsync();
        await camera.GetByText("Listens").WaitForAsync();

        await camera.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Remove anna.ddns.net" })
            .ClickAsync();
        await visit.Field("Name").FillAsync("yard");
        await visit.Press("Save");
        await visit.Door("yard").WaitForAsync();
        await Assertions.Expect(visit.Door("yard").GetByText("anna.ddns.net")).ToHaveCountAsync(0);

        await visit.Door("yard").GetByRole(AriaRole.Button, new() { Name = "⋯: yard" })
            .ClickAsync();
        await visit.Press("Duplicate");
        await visit.Field("Outside port").FillAsync("18083");
        await visit.Press("Save");
        await visit.Door("yard copy").WaitForAsync();

        await visit.Door("yard copy").GetByRole(AriaRole.Button, new() { Name = "⋯: yard copy" })
            .ClickAsync();
        await visit.Press("Delete");
        await visit.Reads("yard copy is deleted.");
        await visit.Door("yard copy").WaitForAsync(
            new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await visit.Press("Undo");
        await visit.Door("yard copy").WaitForAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Doors_AreMovedUpAndDown(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen, Camera, Nas,
            "tcp 18084 192.168.1.7:80 from lan # printer");
        await visit.Door("printer").GetByRole(AriaRole.Button, new() { Name = "⋯: printer" })
            .ClickAsync();
        foreach ((string press, string order) in new[]
        {
            ("Move up", "camera printer nas"),
            ("Move up", "printer camera nas"),
            ("Move down", "camera printer nas"),
        })
        {
            await visit.Press(press);
            await Visit.Until(async () => string.Join(" ", await visit.Page.Locator(".door h2")
                .AllInnerTextsAsync()) == order, order);
        }
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Door("camera").GetByRole(AriaRole.Button, new() { Name = "⋯: camera" })
            .ClickAsync();
        await visit.Press("Move up");
        await visit.Reads("The places are 1 to 3.");
    }

    [BrowserFact]
    public async Task Door_WithNobodyOnItsList_SaysThatItIsShut()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Nas);
        await visit.Door("nas").GetByText("nobody yet").WaitForAsync();
        await visit.Door("nas").GetByText("Nobody on its list").WaitForAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Screen.Both), MemberType = typeof(Screen))]
    public async Task Share_TheFinishedAddress_IsCopied(string screen)
    {
        await using Visit visit = await Visit.Inside(browser, screen, Camera);
        await visit.Door("camera").GetByText("Share").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".finished"))
            .ToHaveTextAsync($"http://{visit.Gate.Address}:18081/");
        await visit.Press("Copy");
        await visit.Reads("Copied.");
        await visit.Reads("Works for: lan, anna.ddns.net");

        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator("dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Door("camera").GetByText("Share")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Share_OfALanAddress_SaysSo_AndIsNeverStale()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, Camera);
        await visit.Press("Share: camera");
        await visit.Reads("Works only at home.");
        await visit.Page.Keyboard.PressAsync("Escape");
        await using Visit other = await Visit.Begin(browser, Screen.Desk, visit.Gate);
        await other.LogIn();
        await other.Go("Board");
        await other.Page.GetByLabel("Public names").FillAsync("home.example.net");
        await other.Card("Names").GetByText("Save").ClickAsync();
        await other.Page.Locator(".toast").WaitForAsync();

        await visit.Press("Share: camera");
        await visit.Reads("http://home.example.net:18081");
        await visit.Reads("your router must forward this port here");
        await visit.ReadsNoMore("Works only at home.");
    }

    [ZbarFact]
    public async Task Share_TheQrCode_IsReadByAReaderOfSomebodyElse()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Phone,
            "tcp 32400 192.168.1.9:32400 from lan # Plex");
        await visit.Door("Plex").GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
        string file = Path.Combine(Path.GetTempPath(), "portreeve-qr-plex.png");
        await visit.Page.Locator("svg.qr").ScreenshotAsync(
            new LocatorScreenshotOptions { Path = file });
        Assert.Equal($"http://{visit.Gate.Address}:32400/web", Zbar.Read(file));
        File.Delete(file);
    }

    [BrowserFact]
    public async Task Change_MadeOnTheConsole_AppearsByItself()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        visit.Gate.Add("tcp 18090 192.168.1.7:80 from lan # printer");
        await visit.Door("printer").WaitForAsync();
    }

    [BrowserFact]
    public async Task Door_LedThroughByKeyboardAlone()
    {
        await using Visit visit = await Visit.Inside(browser, Screen.Desk, Camera);
        await visit.Door("camera").GetByRole(AriaRole.Switch).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Door("camera").GetByText("Off", new LocatorGetByTextOptions { Exact = true })
            .WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Reads("Edit camera");
        await visit.Field("Name").FocusAsync();
        await visit.Page.Keyboard.PressAsync("End");
        await visit.Page.Keyboard.TypeAsync(" two");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Door("camera two").WaitForAsync();
    }
}
