// Fuzz: the DNS reader against any bytes, and against good answers with a few bytes spoiled. What
// it must never do: throw, walk for ever, or give an address that does not stand in the message.

using CsCheck;
using Portreeve.Names;
using Portreeve.Table;
using Xunit;

namespace Portreeve.Fuzz;

public class DnsReaderProperties
{
    private const int Id = 0x4242;
    private const string Name = "anna.ddns.net";

    private static readonly byte[] Question = MakeQuestion();

    private static readonly Gen<(int Type, uint Ttl, uint Address, int Owner)> Record =
        Gen.Select(Gen.Int[0, 3], Gen.UInt, Gen.UInt, Gen.Int[0, 3]);

    [Fact]
    public void AnyBytes_NeverThrow() =>
        Gen.Byte.Array[0, 512].Sample(Read, iter: 200_000);

    [Fact]
    public void AnyBytesBehindOurQuestion_NeverThrow() =>
        Gen.Select(Gen.Byte.Array[0, 480], Gen.Int[0, 40]).Sample((tail, answers) =>
            Read(Header(answers, [.. Question[12..], .. tail])), iter: 200_000);

    [Fact]
    public void GoodAnswerWithSpoiledBytes_GivesOnlyAddressesInIt() =>
        Gen.Select(Record.Array[1, 20], Gen.Select(Gen.Int[12, 500], Gen.Byte).Array[0, 4])
            .Sample((records, spoils) =>
            {
                byte[] message = Answer(records);
                foreach ((int at, byte value) in spoils)
                {
                    if (at < message.Length) message[at] = value;
                }
                Read(message);
            }, iter: 200_000);

    [Fact]
    public void GoodAnswer_GivesTheAddressesOfOurNameInOrder() =>
        Record.Array[1, 20].Sample(records =>
        {
            uint[] wanted = [.. records.Where(r => r.Type == 0 && r.Owner == 0)
                .Select(r => r.Address).Distinct().Take(DnsReader.AddressesMax)];
            var reader = new DnsReader();
            byte[] message = Answer(records);
            int verdict = reader.Read(message, message.Length, Id, Name);
            Assert.Equal(wanted.Length > 0 ? DnsVerdict.Found : DnsVerdict.NoAddress, verdict);
            Assert.Equal(wanted, reader.Addresses.Take(reader.Count));
            if (wanted.Length == 0) return;
            uint least = records.Where(r => r.Type == 0 && r.Owner == 0)
                .Min(r => r.Ttl > int.MaxValue ? 0 : r.Ttl);
            Assert.Equal(least, reader.TtlSeconds);
        }, iter: 50_000);

    private static void Read(byte[] message)
    {
        var reader = new DnsReader();
        int verdict = reader.Read(message, message.Length, Id, Name);
        Assert.InRange(verdict, DnsVerdict.Found, DnsVerdict.NotOurs);
        if (verdict != DnsVerdict.Found) return;
        Assert.InRange(reader.Count, 1, DnsReader.AddressesMax);
        Assert.InRange(reader.TtlSeconds, 0, int.MaxValue);
        for (int i = 0; i < reader.Count; i++)
        {
            uint a = reader.Addresses[i];
            byte[] bytes = [(byte)(a >> 24), (byte)(a >> 16), (byte)(a >> 8), (byte)a];
            Assert.True(message.AsSpan().IndexOf(bytes) >= 0);
        }
    }

    private static byte[] MakeQuestion()
    {
        byte[] buffer = new byte[DnsMessage.AnswerBytesMax];
        return buffer[..DnsMessage.WriteQuestion(buffer, Id, Name)];
    }

    private static byte[] Header(int answers, byte[] rest) =>
        [Id >> 8, Id & 255, 0x81, 0x80, 0, 1, (byte)(answers >> 8), (byte)answers,
            0, 0, 0, 0, .. rest];

    // Owners: our name, or three of its own endings. Types: A, TXT, AAAA, NS.
    private static byte[] Answer((int Type, uint Ttl, uint Address, int Owner)[] records)
    {
        int[] owners = [12, 17, 22, 12];
        int[] types = [1, 16, 28, 2];
        var rest = new List<byte>(Question[12..]);
        foreach ((int type, uint ttl, uint address, int owner) in records)
        {
            bool isA = type == 0;
            int at = owner == 3 ? 17 : owners[owner];
            rest.AddRange([0xC0, (byte)at, 0, (byte)types[type], 0, 1]);
            rest.AddRange([(byte)(ttl >> 24), (byte)(ttl >> 16), (byte)(ttl >> 8), (byte)ttl]);
            rest.AddRange(isA ? [0, 4] : [0, 6, 9, 9]);
            rest.AddRange([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8),
                (byte)address]);
        }
        return Header(records.Length, [.. rest]);
    }
}
