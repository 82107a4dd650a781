// Dynamic DNS over real sockets: our own dyndns2 server stands outside, behind the router; the
// gateway, ddclient and inadyn update the same names there.

using System.Security.Cryptography.X509Certificates;

namespace Portreeve.Sockets;

public sealed class DdnsTests : IDisposable
{
    private const string Server = Street.Outside;
    private const string Update = $"http://{Server}/nic/update?hostname={{names}}&myip={{ip}}";
    private const string Good = "anna.test is at 51.51.51.1";

    private readonly Scratch _flash = new();
    private Street _street;
    private DdnsProvider _provider;

    public void Dispose()
    {
        _provider?.Dispose();
        _street?.Dispose();
        _flash.Dispose();
    }

    [Theory]
    [InlineData(Mode.Desktop)]
    [InlineData(Mode.Bare)]
    public void Name_FollowsTheRoutersAddress_AndRestartsAskNothing(Mode mode)
    {
        LayOut(RouterTongue.Pcp);
        using (GatewayProcess gateway = Start(mode))
        {
            gateway.Say($"portmap add tcp 8080 {Street.Neighbour}:80 from any");
            gateway.Say("router on");
            gateway.UntilSays("router", "outside address is 51.51.51.1");
            SetUp(gateway, "anna.test,bert.test");
            gateway.UntilSays("ddns", "anna.test,bert.test is at 51.51.51.1");
        }
        Assert.Equal("51.51.51.1", _provider["anna.test"]);
        Assert.Equal("51.51.51.1", _provider["bert.test"]);
        Assert.Contains("User-Agent: Portreeve Gateway-", _provider.Requests[0]);
        for (int i = 0; i < 4; i++)
        {
            using GatewayProcess again = Start(mode);
            again.UntilSays("router", "outside address is 51.51.51.1");
            Thread.Sleep(1500);
            if (i % 2 == 0) again.Kill();
        }
        Assert.Single(_provider.Requests);
    }

    [Fact]
    public void ServiceSaysTheAddress_WhenTheRouterSpeaksNothing()
    {
        LayOut(RouterTongue.Nothing);
        using GatewayProcess gateway = Start(Mode.Chip);
        SetUp(gateway, "anna.test");
        gateway.UntilSays("ddns", Good);
        Assert.Equal("51.51.51.1", _provider["anna.test"]);
    }

    [Theory]
    [InlineData("badauth", "refuses the user name or password")]
    [InlineData("abuse", "blocked the name for abuse")]
    [InlineData("nohost", "does not know this name")]
    [InlineData("!donator", "wants a paid plan")]
    public void Refused_StopsAcrossRestarts_UntilSettingsChange(string code, string sentence)
    {
        LayOut(RouterTongue.Nothing);
        _provider.Answer = code;
        using (GatewayProcess gateway = Start(Mode.Desktop))
        {
            SetUp(gateway, "anna.test");
            gateway.UntilSays("ddns", "Stopped: ");
            Assert.Contains(sentence, gateway.Say("ddns"));
        }
        for (int i = 0; i < 2; i++)
        {
            using GatewayProcess again = Start(Mode.Desktop);
            Thread.Sleep(3000);
            Assert.Contains(sentence, again.Say("ddns"));
        }
        Assert.Single(_provider.Requests);
        _provider.Answer = null;
        using GatewayProcess changed = Start(Mode.Desktop);
        changed.Say($"ddns {Update} bert.test user {DdnsProvider.User} plain\n"
            + DdnsProvider.Password);
        // Half a minute after the refusal at the earliest.
        changed.UntilSays("ddns", "bert.test is at 51.51.51.1");
        Assert.Equal(2, _provider.Requests.Count);
    }

    [Fact]
    public void OneNameRefused_OthersAreUpdated_AndItIsAskedNoMore()
    {
        LayOut(RouterTongue.Nothing);
        using GatewayProcess gateway = Start(Mode.Desktop);
        SetUp(gateway, "anna.test,stranger.test,bert.test");
        gateway.UntilSays("ddns", "refused: stranger.test");
        Assert.Equal("51.51.51.1", _provider["anna.test"]);
        Assert.Equal("51.51.51.1", _provider["bert.test"]);
    }

    [Fact]
    public void Trouble_WaitsHalfAnHour_AcrossARestart()
    {
        LayOut(RouterTongue.Nothing);
        _provider.Answer = "911";
        using (GatewayProcess gateway = Start(Mode.Desktop))
        {
            SetUp(gateway, "anna.test");
            gateway.UntilSays("ddns", "troubles of its own; asks again in ");
        }
        using GatewayProcess again = Start(Mode.Desktop);
        Thread.Sleep(3000);
        again.UntilSays("ddns", "asks again in ");
        Assert.Single(_provider.Requests);
    }

    [Fact]
    public void Https_TrustsOnlyTheRightCertificate()
    {
        LayOut(RouterTongue.Nothing);
        using NameServer names = new(_street.Home);
        names.Set("dyn.test", Server);
        (X509Certificate2 certificate, string pem) = Certificates.Make("dyn.test");
        string trusted = _flash.File("ca.pem", pem);
        using DdnsProvider secure = Cable.In(_street.Internet,
            () => new DdnsProvider(Server, 443, certificate));
        const string Url = "https://dyn.test/nic/update?hostname={names}&myip={ip}";
        using (GatewayProcess wary = Start(Mode.Desktop))
        {
            wary.Say($"ddns ask http://{Server}/ip");
            wary.Say($"ddns {Url} anna.test user {DdnsProvider.User}\n{DdnsProvider.Password}");
            wary.UntilSays("ddns", "its certificate cannot be trusted");
            Assert.Empty(secure.Requests);
            wary.Say("ddns off");
        }
        using Scratch other = new();
        using GatewayProcess gateway = new(["SSL_CERT_FILE=" + trusted], Mode.Desktop, other.Path,
            _street.Home);
        gateway.Say($"ddns ask http://{Server}/ip");
        gateway.Say($"ddns {Url} anna.test user {DdnsProvider.User}\n{DdnsProvider.Password}");
        gateway.UntilSays("ddns", Good);
        Assert.Equal("51.51.51.1", secure["anna.test"]);
    }

    [Theory]
    [InlineData(Mode.Desktop, "")]
    [InlineData(Mode.Chip, "ssl_protocols TLSv1.2;")]
    public void Https_OfARealNginx(Mode mode, string version)
    {
        LayOut(RouterTongue.Nothing);
        using NameServer names = new(_street.Home);
        names.Set("dyn.test", Server);
        using Scratch site = new();
        (string certificate, string key, string authority) = Certificates.MakePem("dyn.test");
        string proof = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(
            DdnsProvider.User + ":" + DdnsProvider.Password));
        using Server nginx = Servers.SecureNginx(site, _street.Internet, Server, $$"""
            server_name dyn.test;
            ssl_certificate {{site.File("site.pem", certificate)}};
            ssl_certificate_key {{site.File("site.key", key)}};
            {{version}}
            location = /nic/update {
                if ($http_authorization != "Basic {{proof}}") { return 200 "badauth\n"; }
                return 200 "good $arg_myip\n";
            }
            """);
        using GatewayProcess gateway = new(
            ["SSL_CERT_FILE=" + site.File("ca.pem", authority)], mode, _flash.Path, _street.Home);
        gateway.Say($"ddns ask http://{Server}/ip");
        gateway.Say("ddns https://dyn.test/nic/update?hostname={names}&myip={ip} anna.test user "
            + DdnsProvider.User + "\n" + DdnsProvider.Password);
        gateway.UntilSays("ddns", Good);
        // nginx writes a line when the answer is out, which may be after the gateway has it.
        RunningGateway.Eventually(() => File.ReadAllText(site.At("access.log"))
            .Contains("GET /nic/update?hostname=anna.test&myip=51.51.51.1"));
    }

    [Fact]
    public void PlainHttp_IsRefusedUnlessTheOwnerSaysSo_AndNoPasswordIsEverShown()
    {
        LayOut(RouterTongue.Nothing);
        using GatewayProcess gateway = Start(Mode.Desktop);
        Assert.Contains("add the word plain", gateway.Say(
            $"ddns {Update} anna.test user {DdnsProvider.User}\n{DdnsProvider.Password}"));
        SetUp(gateway, "anna.test");
        gateway.UntilSays("ddns", Good);
        string all = gateway.Say("ddns") + gateway.Say("show journal") + gateway.Say("export");
        Assert.DoesNotContain(DdnsProvider.Password, all);
    }

    [Fact]
    public void Ddclient_FindsTheServerFair()
    {
        LayOut(RouterTongue.Nothing);
        string config = _flash.File("ddclient.conf", $"""
            daemon=0
            ssl=no
            use=web, web=http://{Server}/ip
            protocol=dyndns2
            server={Server}
            login={DdnsProvider.User}
            password='{DdnsProvider.Password}'
            anna.test

            """);
        Tool.Run("chmod", "600", config);
        Cable.Try(_street.Home, "ddclient", "-file", config, "-cache",
            _flash.At("ddclient.cache"), "-daemon=0", "-noquiet");
        Assert.Equal("51.51.51.1", _provider["anna.test"]);
    }

    [Fact]
    public void Inadyn_FindsTheServerFair()
    {
        LayOut(RouterTongue.Nothing);
        string config = _flash.File("inadyn.conf", $$"""
            verify-address = false
            custom test {
                username = "{{DdnsProvider.User}}"
                password = "{{DdnsProvider.Password}}"
                hostname = bert.test
                ddns-server = {{Server}}
                ddns-path = "/nic/update?hostname=%h&myip=%i"
                ssl = false
                checkip-server = {{Server}}
                checkip-path = "/ip"
                checkip-ssl = false
            }

            """);
        Cable.Try(_street.Home, "inadyn", "-1", "-n", "-f", config, "--no-pidfile", "--cache-dir",
            _flash.Path);
        Assert.Equal("51.51.51.1", _provider["bert.test"]);
    }

    private void LayOut(RouterTongue tongue)
    {
        _street = new Street(tongue);
        _provider = Cable.In(_street.Internet, () => new DdnsProvider(Server, 80));
    }

    private GatewayProcess Start(Mode mode) => new(mode, _flash.Path, _street.Home);

    private static void SetUp(GatewayProcess gateway, string names)
    {
        gateway.Say($"ddns ask http://{Server}/ip");
        Assert.Contains("are on", gateway.Say(
            $"ddns {Update} {names} user {DdnsProvider.User} plain\n{DdnsProvider.Password}"));
    }
}
