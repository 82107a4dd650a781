// Fuzz: the HTTP client against any bytes of a server, in any pieces, ended in any way. It must
// always come to an end, with an answer or a sentence, and give back its socket.

using System.Text;
using CsCheck;
using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Reach;
using Portreeve.Settings;
using Portreeve.Table;
using Xunit;

namespace Portreeve.Fuzz;

public class ErrandProperties
{
    private static readonly Gen<byte[]> Good = Gen.Select(Gen.Int[200, 599],
        Gen.Char[' ', '~'].Array[0, 1500], Gen.Byte.Array[0, 3000]).Select((status, head, body) =>
        (byte[])[.. Bytes($"HTTP/1.1 {status} OK\r\nX: {new string(head)}\r\n\r\n"), .. body]);

    [Fact]
    public void AnyAnswer_EndsWithAnAnswerOrASentence() =>
        Gen.Select(Gen.OneOf(Gen.Byte.Array[0, 3000], Good), Gen.Int[1, 1500], Gen.Bool, Gen.Bool)
            .Sample((bytes, piece, isBroken, hasScan) =>
            {
                House house = new(bytes, piece, isBroken ? Flow.Broken : Flow.Finished);
                HttpErrand errand = house.Run(hasScan);
                Assert.True(errand.IsOver);
                Assert.True(errand.Status > 0 || errand.Trouble.Length > 0);
                Assert.Equal(0, house.Budget.Open);
                Assert.True(errand.Text.Length <= Limits.ReachBytes);
                Assert.All(errand.Text, c => Assert.True(c == '\n' || (c >= ' ' && c < 127)));
            }, iter: 20_000);

    // What real servers have said, as it is, and spoiled.
    [Theory]
    [InlineData("http-good.bin", 200, "good 203.0.113.9")]
    [InlineData("http-ip.bin", 200, "Current IP Address: 127.0.0.1")]
    [InlineData("http-moved.bin", 301, "")]
    [InlineData("http-down.bin", 503, "")]
    public void RealAnswer_IsReadInAnyPieces(string name, int status, string text)
    {
        for (int piece = 1; piece < 400; piece += 13)
        {
            HttpErrand errand = new House(CorpusProperties.Of(name), piece, Flow.Finished)
                .Run(false);
            Assert.Equal(("", status), (errand.Trouble, errand.Status));
            Assert.Contains(text, errand.Text);
        }
    }

    [Fact]
    public void RealAnswer_Spoiled_EndsAllTheSame() =>
        Gen.Select(CorpusProperties.Spoiled, Gen.Int[1, 1500], Gen.Bool).Sample(
            (spoiled, piece, hasScan) =>
            {
                House house = new(spoiled.Bytes, piece, Flow.Finished);
                HttpErrand errand = house.Run(hasScan);
                Assert.True(errand.Status > 0 || errand.Trouble.Length > 0);
                Assert.Equal(0, house.Budget.Open);
                Assert.True(errand.Text.Length <= Limits.ReachBytes);
            }, iter: 10_000);

    [Fact]
    public void WholeAnswer_IsReadWhateverItsPieces() =>
        Gen.Select(Good, Gen.Int[1, 1500]).Sample((bytes, piece) =>
        {
            House house = new(bytes, piece, Flow.Finished);
            HttpErrand errand = house.Run(false);
            Assert.Equal("", errand.Trouble);
            Assert.Equal(int.Parse(Encoding.ASCII.GetString(bytes, 9, 3)), errand.Status);
        }, iter: 20_000);

    [Fact]
    public void EndlessAnswer_IsCutOff()
    {
        byte[] head = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n");
        House house = new([.. head, .. new byte[Limits.ReachAnswerBytesMax * 2]], 1000,
            Flow.Nothing);
        Assert.Equal("", house.Run(true).Trouble);
        Assert.True(house.Taken <= Limits.ReachAnswerBytesMax + 1000);
    }

    [Fact]
    public void SilentServer_EndsInTime()
    {
        House house = new([], 1, Flow.Nothing);
        Assert.Contains("did not answer in time", house.Run(false).Trouble);
        Assert.Equal(0, house.Budget.Open);
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private sealed class House : INetwork, IDial, IStream, ILan, IClock, ISlots, IBoard
    {
        private readonly byte[] _bytes;
        private readonly int _piece;
        private readonly int _end;

        public House(byte[] bytes, int piece, int end)
        {
            _bytes = bytes;
            _piece = piece;
            _end = end;
            Budget = new SocketBudget(16, 8, 16);
        }

        public SocketBudget Budget { get; }

        public int Taken { get; private set; }

        public HttpErrand Run(bool hasScan)
        {
            Surroundings around = new()
            {
                Clock = this, Network = this, Lan = this, Slots = this, Board = this,
            };
            Limits limits = new();
            Journal.Journal journal = new(this, 8);
            MemoryBudget memory = new(this, this, Budget);
            Reachability reach = new(around, Budget, memory, new Names.Resolver(around, Budget,
                memory, journal, limits), new RuleTable(4), journal,
                new BoardSettings(this, this, 80), limits);
            HttpErrand errand = reach.Borrow();
            Assert.Null(reach.Borrow());
            if (hasScan) errand.Scan = new TagScan(Igd.AnswerTags());
            errand.Begin(HttpTarget.Of("http://192.0.2.1/x"), "GET", "", null, NowMs);
            for (int i = 0; i < 200_000 && !errand.IsOver; i++)
            {
                if (!errand.Step(NowMs)) NowMs += 100;
            }
            reach.End(errand);
            Assert.NotNull(reach.Borrow());
            return errand;
        }

        public int Receive(byte[] buffer, int offset, int count)
        {
            int taken = Math.Min(Math.Min(count, _piece), _bytes.Length - Taken);
            if (taken == 0) return _end;
            Array.Copy(_bytes, Taken, buffer, offset, taken);
            Taken += taken;
            return taken;
        }

        public long NowMs { get; private set; }

        public long UtcSeconds => 0;

        public string Trouble => "none";

        public int State => DialState.Connected;

        public int Room => 2880;

        public uint Address => 0xC0A80105;

        public uint Mask => 0xFFFFFF00;

        public string Name => "portreeve-fuzz";

        public long FreeBytes => -1;

        public long SystemFreeBytes => -1;

        public IDial Dial(uint address, int port) => this;

        public IStream Take() => this;

        public bool Send(byte[] buffer, int offset, int count) => true;

        public bool HalfClose() => true;

        public bool Wakes(ISleeper sleeper) => false;

        public void Close(bool abort)
        {
        }

        public void Abandon()
        {
        }

        public IAcceptor Listen(int port) => null!;

        public IDatagrams BindDatagrams(int port) => null!;

        public IDatagrams ConnectDatagrams(uint address, int port) => null!;

        public bool IsOurs(uint address) => false;

        public bool IsNear(uint address) => false;

        public uint DnsServer(int index) => 0;

        public string Neighbours => null!;

        public byte[] Read(string name) => null!;

        public bool Write(string name, byte[] bytes, int count) => true;

        public void Erase(string name)
        {
        }

        public void EraseAll()
        {
        }

        public void FillRandom(byte[] buffer)
        {
        }

        public void Restart()
        {
        }
    }
}
