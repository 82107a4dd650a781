// Fuzz: the readers of the room Reach against any bytes, and against good answers with a few bytes
// spoiled: PCP, NAT-PMP, SSDP, the XML of routers, mDNS, providers' answers. What they must never
// do: throw, walk for ever, or believe what does not belong to the question.

using System.Text;
using CsCheck;
using Portreeve.Reach;
using Portreeve.Values;
using Xunit;

namespace Portreeve.Fuzz;

public class ReachProperties
{
    private const uint Self = 0xC0A80105;
    private const uint Router = 0xC0A80101;

    private static readonly byte[] Nonce = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    private static readonly Gen<(int At, byte Value)[]> Spoils =
        Gen.Select(Gen.Int[0, 511], Gen.Byte).Array[1, 6];

    [Fact]
    public void PortMessage_AnyBytes_BelievesNoAnswer() =>
        Gen.Byte.Array[0, PortMessage.BytesMax].Sample(bytes =>
        {
            PortMessage message = Of(bytes);
            bool hasNonce = bytes.Length >= 60 && bytes.AsSpan(24, 12).SequenceEqual(Nonce);
            Assert.False(message.ReadMap(bytes.Length, Nonce, false, 8080) && !hasNonce);
            message.ReadAnnounce(bytes.Length);
            message.ReadAddress(bytes.Length);
            message.ReadLease(bytes.Length, true, 8080);
            message.IsOlder(bytes.Length);
        }, iter: 200_000);

    [Fact]
    public void Map_GoodAnswerSpoiled_CountsOnlyWithNonceProtocolAndPort() =>
        Gen.Select(Spoils, Gen.Int[1, 65535], Gen.Bool, Gen.UInt, Gen.Int[0, 62])
            .Sample((spoils, port, isUdp, outside, length) =>
            {
                byte[] answer = Map(port, isUdp, outside);
                foreach ((int at, byte value) in spoils)
                {
                    if (at < answer.Length) answer[at] = value;
                }
                byte[] cut = length < 60 ? answer[..length] : answer;
                PortMessage message = Of(cut);
                if (!message.ReadMap(cut.Length, Nonce, isUdp, port)) return;
                Assert.Equal(60, cut.Length);
                Assert.Equal(Nonce, cut[24..36]);
                Assert.Equal(isUdp ? 17 : 6, cut[36]);
                Assert.Equal(port, (cut[40] << 8) | cut[41]);
                Assert.Equal(2, cut[0]);
                Assert.Equal(129, cut[1]);
                bool isFour = cut.AsSpan(44, 10).IndexOfAnyExcept((byte)0) < 0 && cut[54] == 255
                    && cut[55] == 255;
                Assert.True(isFour || message.Outside == 0);
            }, iter: 100_000);

    [Fact]
    public void Map_GoodAnswer_IsRead() =>
        Gen.Select(Gen.Int[1, 65535], Gen.Bool, Gen.UInt).Sample((port, isUdp, outside) =>
        {
            PortMessage message = Of(Map(port, isUdp, outside));
            Assert.True(message.ReadMap(60, Nonce, isUdp, port));
            Assert.Equal(port, message.External);
            Assert.Equal(outside, message.Outside);
            Assert.Equal(7200u, message.LifetimeS);
        });

    [Fact]
    public void Search_AnyAnswer_LeadsToTheRouterOrNowhere() =>
        Gen.Select(Gen.Char[' ', '~'].Array[0, 60], Gen.Int[0, 3]).Sample((chars, kind) =>
        {
            string tail = new(chars);
            string url = kind == 0 ? tail : kind == 1 ? "http://192.168.1.1" + tail
                : kind == 2 ? "http://192.168.1.1:5000/" + tail : "http://" + tail;
            HttpTarget target = Igd.LocationOf(
                "HTTP/1.1 200 OK\r\nST: x\r\nLocation: " + url + "\r\n\r\n", Router);
            if (target == null) return;
            Assert.Equal("192.168.1.1", target.Host);
            Assert.InRange(target.Port, 1, 65535);
            Assert.StartsWith("/", target.Path);
            Assert.DoesNotContain(' ', target.Path);
            HttpTarget control = Igd.ControlOf(target, tail, Router);
            Assert.True(control == null || control.Host == "192.168.1.1");
        }, iter: 100_000);

    [Fact]
    public void Tags_AnyBytesInAnyPieces_NeverThrow() =>
        Gen.Select(Gen.Byte.Array[0, 600], Gen.Int[1, 50]).Sample((bytes, piece) =>
        {
            TagScan scan = new(Igd.AnswerTags());
            for (int i = 0; i < bytes.Length; i += piece)
            {
                scan.Take(bytes, i, Math.Min(i + piece, bytes.Length));
            }
            Assert.True((scan.Value(0) ?? "").Length <= Limits.ReachTagBytesMax);
        }, iter: 50_000);

    [Fact]
    public void Description_InAnyPieces_FindsTheService_AndSpoiledNeverThrows() =>
        Gen.Select(Gen.Int[1, 200], Spoils, Gen.Bool).Sample((piece, spoils, isSpoiled) =>
        {
            byte[] bytes = Encoding.ASCII.GetBytes(Corpus.Description);
            foreach ((int at, byte value) in isSpoiled ? spoils : [])
            {
                bytes[at * 7 % bytes.Length] = value;
            }
            TagScan scan = new(Igd.DescriptionTags());
            for (int i = 0; i < bytes.Length; i += piece)
            {
                scan.Take(bytes, i, Math.Min(i + piece, bytes.Length));
            }
            if (isSpoiled) return;
            Assert.Equal("urn:schemas-upnp-org:service:WANIPConnection:1", scan.Service);
            Assert.Equal("/ctl/IPConn", scan.Control);
        }, iter: 50_000);

    [Fact]
    public void Mdns_AnyBytes_NeverThrow() =>
        Gen.Byte.Array[0, Limits.MdnsBytes].Sample(bytes => { Paper(bytes).Read(); },
            iter: 200_000);

    [Fact]
    public void Mdns_OurOwnMessagesSpoiled_NeverThrowAndNeverGrow() =>
        Gen.Select(Spoils, Gen.Int[0, 3]).Sample((spoils, kind) =>
        {
            MdnsPaper own = Paper([]);
            if (kind == 0) own.WriteProbe();
            else
            {
                own.Begin(kind, true);
                if (kind == 2) own.WriteQuestion(MdnsPaper.ServiceRecord);
                own.Write(kind == 1 ? MdnsPaper.All : MdnsPaper.ServiceRecord, 120, kind == 2);
            }
            byte[] bytes = own.Bytes[..own.Length];
            foreach ((int at, byte value) in spoils) bytes[at % bytes.Length] = value;
            MdnsPaper paper = Paper(bytes);
            paper.Read();
            int wanted = paper.Wanted;
            Assert.InRange(wanted, 0, 15);
            paper.Begin(paper.Id, true);
            paper.WriteQuestion(wanted);
            paper.Write(wanted, 10, true);
            Assert.InRange(paper.Length, 12, Limits.MdnsBytes);
        }, iter: 100_000);

    [Fact]
    public void Mdns_LongestName_FitsInTheBuffer()
    {
        MdnsPaper paper = Paper([]);
        paper.Name = new string('a', 32) + "-999";
        paper.Begin(7, true);
        paper.WriteQuestion(MdnsPaper.ServiceRecord);
        paper.Write(MdnsPaper.All | MdnsPaper.KindsRecord, 120, false);
        Assert.InRange(paper.Length, 12, Limits.MdnsBytes);
    }

    [Fact]
    public void Provider_AnyLine_HasAVerdict() =>
        Gen.String.Sample(line =>
        {
            int verdict = DdnsProvider.VerdictOf(line.ToLowerInvariant(), out int waitS);
            Assert.InRange(verdict, DdnsVerdict.Good, DdnsVerdict.Refused);
            Assert.InRange(waitS, 0, Limits.DdnsWaitMaxS);
            Assert.NotEmpty(DdnsProvider.ToText(line));
        }, iter: 100_000);

    [Fact]
    public void PublicAddress_AnyText_IsAnAddressThatStandsInIt() =>
        Gen.Select(Gen.String, Gen.UInt, Gen.String).Sample((before, address, after) =>
        {
            Assert.Equal(0u, PublicAddress.FirstIn(new string('9', 40)));
            string text = IPv4.ToText(address);
            Assert.Equal(address, PublicAddress.FirstIn("IP: " + text + ".\n"));
            uint found = PublicAddress.FirstIn(before + " " + after);
            Assert.True(found == 0
                || (before + " " + after).Contains(IPv4.ToText(found)));
        }, iter: 50_000);

    [Fact]
    public void Target_AnyText_IsAWebAddressOrNull() =>
        Gen.Select(Gen.String, Gen.Int[0, 2]).Sample((text, kind) =>
        {
            HttpTarget target = HttpTarget.Of(
                (kind == 0 ? "" : kind == 1 ? "http://" : "https://") + text);
            if (target == null) return;
            Assert.InRange(target.Port, 1, 65535);
            Assert.DoesNotContain('\n', target.Path);
            Assert.DoesNotContain('\r', target.Host);
        }, iter: 50_000);

    private static PortMessage Of(byte[] bytes)
    {
        PortMessage message = new();
        bytes.CopyTo(message.Bytes, 0);
        message.Length = bytes.Length;
        return message;
    }

    private static MdnsPaper Paper(byte[] bytes)
    {
        MdnsPaper paper = new() { Name = "portreeve", Address = Self, WebPort = 80 };
        bytes.CopyTo(paper.Bytes, 0);
        paper.Length = bytes.Length;
        return paper;
    }

    private static byte[] Map(int port, bool isUdp, uint outside)
    {
        PortMessage message = new();
        message.WriteMap(Self, Nonce, isUdp, port, port, 7200);
        byte[] answer = message.Bytes[..60];
        answer[1] = 129;
        Array.Clear(answer, 8, 16);
        answer[54] = answer[55] = 255;
        for (int i = 0; i < 4; i++) answer[56 + i] = (byte)(outside >> (24 - 8 * i));
        return answer;
    }
}
