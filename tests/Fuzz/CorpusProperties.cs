// Fuzz: what miniupnpd 2.3, avahi 0.8, dnsmasq 2.90 and nginx 1.22 have really said, kept as files
// (corpus/), and the readers against it: each file as it is must mean what it means; with bytes
// spoiled, cut and doubled it may mean nothing, but never throws, never makes the gateway speak to
// anybody but the router, never gives a longer answer than fits.

using CsCheck;
using Portreeve.Names;
using Portreeve.Reach;
using Portreeve.Table;
using Xunit;

namespace Portreeve.Fuzz;

public class CorpusProperties
{
    private const uint Self = 0xC0A80705;
    private const uint Router = 0xC0A80701;
    private const uint Outside = 0x33333301;

    private static readonly byte[] Nonce = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    private static readonly (string Name, byte[] Bytes)[] All =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus")).Order()
            .Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];

    // A file with some bytes changed, a piece doubled, its end cut off.
    internal static readonly Gen<(string Name, byte[] Bytes)> Spoiled =
        Gen.Select(Gen.Int[0, All.Length - 1], Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[0, 8],
            Gen.Int[0, 4000], Gen.Int[0, 60], Gen.Int[0, 4000]).Select((which, changes, at, more,
            end) =>
            {
                byte[] bytes = [.. All[which].Bytes];
                foreach ((int place, byte value) in changes) bytes[place % bytes.Length] = value;
                at %= bytes.Length;
                byte[] piece = bytes[at..Math.Min(at + more, bytes.Length)];
                byte[] all = [.. bytes[..at], .. piece, .. bytes[at..]];
                return (All[which].Name, end % 3 == 0 ? all[..(end % all.Length)] : all);
            });

    [Fact]
    public void Answers_AsTheyAre_MeanWhatTheyMean()
    {
        PortMessage map = Message("pcp-map.bin");
        Assert.True(map.ReadMap(map.Length, Nonce, false, 8080));
        Assert.Equal((8080, Outside, 7200u), (map.External, map.Outside, map.LifetimeS));
        PortMessage back = Message("pcp-map-given-back.bin");
        Assert.True(back.ReadMap(back.Length, Nonce, false, 8080));
        Assert.Equal((0, 0u), (back.Result, back.LifetimeS));
        PortMessage announce = Message("pcp-announce.bin");
        Assert.True(announce.ReadAnnounce(announce.Length));
        PortMessage address = Message("natpmp-address.bin");
        Assert.True(address.ReadAddress(address.Length));
        Assert.Equal(Outside, address.Outside);
        PortMessage lease = Message("natpmp-map.bin");
        Assert.True(lease.ReadLease(lease.Length, false, 8080));
        Assert.Equal(8080, lease.External);
        HttpTarget location = Igd.LocationOf(Message("ssdp-answer.bin").Text, Router);
        Assert.Equal(("192.168.7.1", 5000, "/rootDesc.xml"),
            (location.Host, location.Port, location.Path));
    }

    [Theory]
    [InlineData("soap-address.bin", Igd.ExternalAddress, "51.51.51.1")]
    [InlineData("soap-entry.bin", Igd.InternalClient, "192.168.7.5")]
    [InlineData("soap-no-entry.bin", Igd.ErrorCode, "714")]
    [InlineData("soap-added.bin", Igd.ErrorCode, null)]
    public void Soap_AsItIs_MeansWhatItMeans(string name, int tag, string? value)
    {
        TagScan scan = new(Igd.AnswerTags());
        byte[] bytes = Of(name);
        scan.Take(bytes, 0, bytes.Length);
        Assert.Equal(value, scan.Value(tag));
    }

    [Theory]
    [InlineData("dns-found.bin", "anna.ddns.net", DnsVerdict.Found, 1)]
    [InlineData("dns-alias.bin", "alias.ddns.net", DnsVerdict.Found, 1)]
    [InlineData("dns-many.bin", "many.ddns.net", DnsVerdict.Found, DnsReader.AddressesMax)]
    [InlineData("dns-no-such-name.bin", "none.ddns.net", DnsVerdict.NoSuchName, 0)]
    [InlineData("dns-no-address.bin", "six.ddns.net", DnsVerdict.NoAddress, 0)]
    [InlineData("dns-refused.bin", "elsewhere.example", DnsVerdict.Refused, 0)]
    [InlineData("dns-found.bin", "bert.ddns.net", DnsVerdict.NotOurs, 0)]
    public void Dns_AsItIs_MeansWhatItMeans(string name, string asked, int verdict, int count)
    {
        byte[] bytes = Of(name);
        DnsReader reader = new();
        Assert.Equal(verdict, reader.Read(bytes, bytes.Length, 0x4242, asked));
        if (verdict == DnsVerdict.Found) Assert.Equal(count, reader.Count);
    }

    [Fact]
    public void Description_AsItIs_FindsTheService()
    {
        TagScan scan = new(Igd.DescriptionTags());
        byte[] bytes = Of("igd-description.bin");
        scan.Take(bytes, 0, bytes.Length);
        Assert.Equal("urn:schemas-upnp-org:service:WANIPConnection:2", scan.Service);
        Assert.Equal("/ctl/IPConn", scan.Control);
    }

    [Fact]
    public void AvahisName_IsSeenAsSomebodyElses()
    {
        int claims = 0;
        foreach ((string name, byte[] bytes) in All.Where(one => one.Name.StartsWith("mdns")))
        {
            MdnsPaper paper = Paper(bytes, "lanbox");
            Assert.True(paper.Read(), name);
            if (paper.Claim == Self) claims++;
        }
        Assert.True(claims > 2, claims + " claims of the name lanbox");
    }

    [Fact]
    public void Spoiled_NoReaderThrows_AndNothingGrows() => Spoiled.Sample(one =>
    {
        (_, byte[] bytes) = one;
        PortMessage message = Message(bytes);
        bool isMap = message.ReadMap(message.Length, Nonce, false, 8080);
        Assert.True(!isMap || bytes.AsSpan(24, 12).SequenceEqual(Nonce));
        message.ReadAnnounce(message.Length);
        message.ReadAddress(message.Length);
        message.ReadLease(message.Length, false, 8080);
        message.IsOlder(message.Length);
        HttpTarget? location = Igd.LocationOf(message.Text, Router);
        Assert.True(location == null || location.Host == "192.168.7.1");

        TagScan scan = new(Igd.DescriptionTags());
        scan.Take(bytes, 0, bytes.Length);
        HttpTarget? control = scan.Control == null ? null : Igd.ControlOf(
            HttpTarget.Of("http://192.168.7.1:5000/x"), scan.Control, Router);
        Assert.True(control == null || control.Host == "192.168.7.1");

        foreach (string asked in new[] { "anna.ddns.net", "alias.ddns.net" })
        {
            int verdict = new DnsReader().Read(bytes, bytes.Length, 0x4242, asked);
            Assert.InRange(verdict, DnsVerdict.Found, DnsVerdict.NotOurs);
        }

        MdnsPaper paper = Paper(bytes, "lanbox");
        paper.Read();
        int wanted = paper.Wanted;
        paper.Begin(paper.Id, true);
        paper.WriteQuestion(wanted);
        paper.Write(wanted, 10, true);
        Assert.InRange(paper.Length, 12, Limits.MdnsBytes);
    }, iter: 100_000);

    internal static byte[] Of(string name) => All.Single(one => one.Name == name).Bytes;

    private static PortMessage Message(string name) => Message(Of(name));

    private static PortMessage Message(byte[] bytes)
    {
        PortMessage message = new() { Length = Math.Min(bytes.Length, PortMessage.BytesMax) };
        Array.Copy(bytes, message.Bytes, message.Length);
        return message;
    }

    private static MdnsPaper Paper(byte[] bytes, string name)
    {
        MdnsPaper paper = new()
        {
            Name = name, Address = 0xC0A80702, WebPort = 80,
            Length = Math.Min(bytes.Length, Limits.MdnsBytes),
        };
        Array.Copy(bytes, paper.Bytes, paper.Length);
        return paper;
    }
}
