// docs/reached.md as it is read: from a board with nothing on it to a friend outside who is in,
// through a real router, by a name that a provider keeps, and a doctor who finds nothing wrong.
// Each line of the transcript is typed here, and what comes back must be what stands there. The
// page's addresses stand for the street's, its times for any.

using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Portreeve.Sockets;

public sealed class ReachedTests : IDisposable
{
    private const string Marker = "<!-- street -->";
    private const string Prompt = "portreeve> ";
    private const string Friend = "friend$ ";
    private const string Ask = "Password or token";
    private const string ProviderHost = "dynupdate.no-ip.com";
    private const string ServiceHost = "ip1.dynupdate.no-ip.com";
    private const string FriendName = "bert.test";
    private const string Name = "anna.test";

    private readonly Scratch _flash = new();
    private readonly Street _street = new(RouterTongue.Pcp);
    private readonly NameServer _ours;
    private readonly NameServer _theirs;
    private readonly DdnsProvider _provider;
    private readonly DdnsProvider _service;
    private readonly Upstream _camera;
    private readonly (string Page, string Street)[] _stands;

    public ReachedTests()
    {
        _ours = new NameServer(_street.Home);
        _theirs = new NameServer(_street.Internet, Street.PublicResolver);
        _ours.Set(ProviderHost, Street.Outside);
        _ours.Set(ServiceHost, Street.Outside);
        _ours.Set(FriendName, Street.Outside);
        // The house reaches its own port from within by the address outside, as better routers do.
        _street.LeadBack(8080);
        (X509Certificate2 certificate, string pem) = Certificates.Make(ProviderHost);
        _flash.File("ca.pem", pem);
        _provider = Cable.In(_street.Internet,
            () => new DdnsProvider(Street.Outside, 443, certificate));
        _service = Cable.In(_street.Internet, () => new DdnsProvider(Street.Outside, 80));
        _camera = Cable.In(_street.House, () => new Upstream(socket =>
        {
            socket.Receive(new byte[4096]);
            socket.Send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nThe camera.\n"u8);
        }, Street.Neighbour, 80));
        _stands =
        [
            ("192.168.1.20", Street.Neighbour),
            ("name server 192.168.1.1", "name server 127.0.0.1"),
            ("192.168.1.5", Street.Gateway),
            ("192.168.1.1", Street.RouterInside),
            ("203.0.113.9", Street.RouterOutside),
            ("bert.example.net", FriendName),
            ("home.ddns.net", Name),
            ("4k2xyz", DdnsProvider.User),
        ];
    }

    public void Dispose()
    {
        _camera.Dispose();
        _service.Dispose();
        _provider.Dispose();
        _theirs.Dispose();
        _ours.Dispose();
        _street.Dispose();
        _flash.Dispose();
    }

    [Theory]
    [InlineData(Mode.Chip)]
    [InlineData(Mode.Desktop)]
    public void Transcript_FromABareBoardToAFriendOutside_AnswersAsShown(Mode mode)
    {
        using Scratch bare = new();
        using GatewayProcess gateway = new(["SSL_CERT_FILE=" + _flash.At("ca.pem")], mode,
            bare.Path, _street.Home);
        foreach ((string typed, string[] shown) in Transcript())
        {
            string line = ToStreet(typed);
            string expected = AnyTime(string.Join('\n', shown));
            if (line.StartsWith(Friend))
            {
                Assert.Equal(expected, ToPage(DoAsFriend(line[Friend.Length..])));
                continue;
            }
            bool asks = shown.Length > 0 && shown[0].StartsWith(Ask);
            if (asks) expected = AnyTime(string.Join('\n', shown[1..]));
            line = line[Prompt.Length..] + (asks ? "\n" + DdnsProvider.Password : "");
            string said = gateway.Say(line);
            // A question may be asked again until what was begun has come to its end.
            bool isQuestion = line is "router" or "ddns" or "test 1";
            if (isQuestion && ToPage(said) != expected)
            {
                Patience.Sees(() => ToPage(said = gateway.Say(line)) == expected);
            }
            Assert.Equal(expected, ToPage(said));
        }
    }

    // Who looks the name up finds what the provider was told; who dials it is let in.
    private string DoAsFriend(string line)
    {
        string[] words = line.Split(' ');
        _theirs.Set(Name, _provider[Name]);
        string address = Street.Run(_street.Internet, "dig", "+short", "@127.0.0.1", Name).Trim();
        if (words[0] == "dig") return address;
        return Street.Run(_street.Internet, "curl", "-sS", "--max-time", "60", "--resolve",
            $"{Name}:8080:{address}", words[1]).TrimEnd();
    }

    private static IEnumerable<(string Typed, string[] Shown)> Transcript()
    {
        string[] lines = [.. File.ReadLines(Checkout.Find("docs/reached.md"))
            .SkipWhile(line => line != Marker).Skip(2).TakeWhile(line => line != "```")];
        Assert.NotEmpty(lines);
        for (int i = 0; i < lines.Length;)
        {
            string typed = lines[i++];
            int from = i;
            while (i < lines.Length && !IsTyped(lines[i])) i++;
            yield return (typed, lines[from..i]);
        }
    }

    private static bool IsTyped(string line) => line.StartsWith(Prompt) || line.StartsWith(Friend);

    private string ToStreet(string text) =>
        _stands.Aggregate(text, (all, pair) => all.Replace(pair.Page, pair.Street));

    private string ToPage(string text) => AnyTime(
        _stands.Aggregate(text, (all, pair) => all.Replace(pair.Street, pair.Page)));

    private static string AnyTime(string text) => Regex.Replace(Regex.Replace(text,
        @"\d{4}-\d\d-\d\dT\d\d:\d\dZ", "(a time)"), @"after \d+ ms", "after some ms");
}
