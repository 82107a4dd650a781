// Home: --follow. The gateway lets people in, the kernel carries their bytes. What the gateway says
// counts in the kernel within two seconds; what it said last stays when it is silent, and ends.

using System.Diagnostics;
using System.Net.Sockets;

namespace Portreeve.Home;

public sealed partial class FollowTests(ITestOutputHelper output) : IDisposable
{
    // What is promised. The test allows more, since it runs on busy machines; it prints what it
    // saw.
    private const int PromisedMs = 2000;

    // Whose grant is over hears nothing more.
    private const int SilenceMs = 30_000;

    // The gateway listens inside only, so that whoever comes in from outside came by the kernel.
    private const string Bind = "192.168.1.1";

    private readonly Street _street = new();
    private NameServer _names;
    private GatewayProcess _gateway;
    private Process _follower;
    private Household _household;

    public void Dispose()
    {
        if (_follower?.HasExited == false) _follower.Kill(entireProcessTree: true);
        _follower?.WaitForExit(Patience.Ms);
        _follower?.Dispose();
        _gateway?.Dispose();
        _names?.Dispose();
        _household?.Dispose();
        _street.Dispose();
    }

    [Fact]
    public void Grant_Move_AndEnd_CountInTheKernelWithinTwoSeconds()
    {
        Begin("portmap add tcp 8080 192.168.1.20:80 from anna.test",
            "portmap add tcp 8081 192.168.1.20:80 from 203.0.113.9",
            "portmap add udp 5353 192.168.1.20:53 from anna.test");
        Within("a friend by name", () => _street.HasPage(Street.Friend, 8080));
        _street.GetsPage(Street.Friend, 8081, "as before");
        _street.GetsName(Street.Friend, 5353);
        Assert.False(_street.HasPage(Street.Stranger, 8080));
        Assert.False(_street.HasName(Street.Stranger, 5353));

        Say($"grant {Street.Stranger} on tcp 8080 for 1h");
        Within("a grant", () => _street.HasPage(Street.Stranger, 8080));
        Assert.False(_street.HasPage(Street.Stranger, 8081));
        Say("revoke 1");
        Within("its end", () => !_street.HasPage(Street.Stranger, 8080));

        int seconds = GrantShortly(8081, 3);
        Within("its own end", () => !_street.HasPage(Street.Stranger, 8081), seconds * 1000);

        Move("anna.test", Street.Elsewhere);
        Within("a friend who has moved", () => _street.HasPage(Street.Elsewhere, 8080));
        Within("the place left", () => !_street.HasPage(Street.Friend, 8080));

        Say("portmap add tcp 8082 192.168.1.20:80 from 203.0.113.66");
        Within("a new rule", () => _street.HasPage(Street.Stranger, 8082));
        Say("portmap disable 2");
        Within("a rule switched off", () => !_street.HasPage(Street.Friend, 8081));
        _street.GetsPage(Street.Stranger, 8082, "as before");
    }

    // nft(8) has an opinion on how long a number of seconds may be.
    [Fact]
    public void EndFarAway_IsLoaded()
    {
        Begin("portmap add tcp 8080 192.168.1.20:80 from 203.0.113.9 until 2099-01-01T00:00Z");
        Within("a door for long", () => _street.HasPage(Street.Friend, 8080));
        Assert.False(_street.HasPage(Street.Stranger, 8080));
    }

    // Hours have minutes, so one that ends soon ends within the next two.
    [Fact]
    public void EndedHour_CountsInTheKernel()
    {
        Begin("portmap add tcp 8080 192.168.1.20:80 from 203.0.113.9");
        DateTime now = DateTime.UtcNow;
        DateTime end = now.Date.AddMinutes(Math.Floor(now.AddSeconds(30).TimeOfDay.TotalMinutes)
            + 1);
        Say($"portmap add tcp 8081 192.168.1.20:80 from {Street.Friend} hours mon-sun "
            + $"{now.AddHours(-1):HH:mm}-{end:HH:mm}");
        Within("a door with hours", () => _street.HasPage(Street.Friend, 8081));
        int leftMs = (int)(end - DateTime.UtcNow).TotalMilliseconds;
        Within("the end of an hour", () => !_street.HasPage(Street.Friend, 8081), leftMs);
        Assert.True(DateTime.UtcNow >= end.AddSeconds(-2), "it ended before its hour");
        _street.GetsPage(Street.Friend, 8080, "as before");
    }

    // The rules stay word for word the same, but their hours are other ones.
    [Fact]
    public void ZoneThatChanges_MovesTheHours()
    {
        DateTime now = DateTime.UtcNow;
        Begin("portmap add tcp 8080 192.168.1.20:80 from 203.0.113.9 hours daily "
            + $"{now.AddHours(-2):HH:mm}-{now.AddHours(2):HH:mm}");
        Within("a door with hours", () => _street.HasPage(Street.Friend, 8080));
        Say("zone XYZ-6");
        Within("another zone", () => !_street.HasPage(Street.Friend, 8080));
        Say("zone utc");
        Within("the zone it was", () => _street.HasPage(Street.Friend, 8080));
    }

    [Fact]
    public void SilentGateway_LastStateStays_AndGrantsEnd()
    {
        Begin("portmap add tcp 8080 192.168.1.20:80 from 203.0.113.9",
            $"grant {Street.Elsewhere} on tcp 8080 for 1h");
        int seconds = GrantShortly(8080, 20);
        _gateway.Kill();
        _street.GetsPage(Street.Friend, 8080, "as before");
        // Nor does the follower have to live for an end to come.
        _follower.Kill(entireProcessTree: true);
        _follower.WaitForExit();
        _street.GetsPage(Street.Elsewhere, 8080, "as before");
        Within("the end of a grant", () => !_street.HasPage(Street.Stranger, 8080), seconds * 1000);
        _street.GetsPage(Street.Friend, 8080, "as before");
        _street.GetsPage(Street.Elsewhere, 8080, "as before");
    }

    [Fact]
    public void OpenConnection_EndsWithItsGrant_AndStaysWithAFriendWhoMoves()
    {
        Begin("portmap add tcp 2222 192.168.1.20:7000 from anna.test");
        using Upstream echo = Cable.In(_street.Inside, () => Upstream.Echo(Street.Target, 7000));
        Within("a friend by name", () => TryTalk(Street.Friend));
        using Socket friend = Talk(Street.Friend);
        Say($"grant {Street.Stranger} on tcp 2222 for 1h");
        Within("a grant", () => TryTalk(Street.Stranger));
        using Socket guest = Talk(Street.Stranger);

        Move("anna.test", Street.Elsewhere);
        Within("a friend who has moved", () => TryTalk(Street.Elsewhere));
        Assert.True(Line.Echoes(friend, "still here"));
        Assert.False(TryTalk(Street.Friend), "the old place lets nobody new in");

        Say("revoke 1");
        Within("the end of a grant", () => !TryTalk(Street.Stranger));
        Assert.True(Line.Echoes(friend, "and still"));
        guest.ReceiveTimeout = SilenceMs;
        Assert.False(Answers(guest), "whose grant is over is out");
    }

    // A grant for seconds, seen in the kernel while it lives: a busy computer gets a longer one.
    private int GrantShortly(int port, int seconds)
    {
        while (true)
        {
            Say($"grant {Street.Stranger} on tcp {port} for {seconds}s");
            Stopwatch since = Stopwatch.StartNew();
            bool isIn = Patience.Sees(() => _street.HasPage(Street.Stranger, port),
                seconds * 1000);
            output.WriteLine($"a grant of {seconds} s: {(isIn ? "seen" : "not seen")} after "
                + $"{since.ElapsedMilliseconds} ms");
            if (isIn) return seconds;
            seconds *= 2;
            Assert.True(seconds < 120, "a short grant never came");
        }
    }

    // "systemctl restart nftables" flushes every table there is.
    [Fact]
    public void TableTakenAway_IsLoadedAnew()
    {
        Begin("portmap add tcp 8080 192.168.1.20:80 from 203.0.113.9");
        Within("a friend", () => _street.HasPage(Street.Friend, 8080));
        _street.AtGate(null, "nft", "flush", "ruleset");
        Assert.False(_street.HasPage(Street.Friend, 8080));
        RunningGateway.Eventually(() => _street.HasPage(Street.Friend, 8080));
    }

    private static bool Answers(Socket socket)
    {
        try
        {
            return Line.Echoes(socket, "after the end");
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Socket Talk(string from, int port = 2222) =>
        Cable.In(_street.Outside, () => Line.Connect(port, from, Street.Gateway));

    private bool TryTalk(string from, int port = 2222)
    {
        try
        {
            using Socket socket = Talk(from, port);
            return Answers(socket);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Begin(params string[] lines)
    {
        _names = new NameServer(_street.Gate);
        _names.Set("anna.test", Street.Friend);
        _household = new Household();
        _gateway = new GatewayProcess(Mode.Desktop, _household.Flash, _street.Gate, "--bind", Bind,
            "--web", "8000");
        // Its console answers before anything else is asked of it.
        foreach (string line in lines) Say(line);
        RunningGateway.Eventually(() => Cable.Try(_street.Gate, "curl", "-s", "-m", "30",
            $"http://{Bind}:8000/").Output.Length > 0);
        Follow();
        RunningGateway.Eventually(() => Cable.Try(_street.Gate, "nft", "list", "table", "ip",
            "portreeve").Exit == 0);
    }

    private void Follow()
    {
        _follower?.Dispose();
        _follower = Tool.Begin([.. Cable.Prefix(_street.Gate), .. Household.Command("export",
            "--follow", "--from", $"http://{Bind}:8000", "--key", _household.ReadKey,
            "--every-ms", "500")]);
        _follower.OutputDataReceived += (_, _) => { };
        _follower.ErrorDataReceived += (_, e) =>
        {
            if (e.Data != null) output.WriteLine("   " + e.Data);
        };
        _follower.BeginOutputReadLine();
        _follower.BeginErrorReadLine();
    }

    // When the gateway asks DNS is its own affair; what follows from the answer is looked at here.
    private void Move(string name, string to)
    {
        _names.Set(name, to);
        Say("lookup " + name);
        RunningGateway.Eventually(() => Say("friends").Contains(to));
    }

    private string Say(string line)
    {
        string answer = _gateway.Say(line);
        Assert.False(answer.StartsWith("error"), $"{line}: {answer}");
        return answer;
    }

    /// <summary>Waits, and prints how long it took beside what is promised.</summary>
    private void Within(string what, Func<bool> happens, int laterMs = 0)
    {
        Stopwatch since = Stopwatch.StartNew();
        while (!happens())
        {
            Assert.True(since.ElapsedMilliseconds < laterMs + Patience.Ms, what + " never came");
            Thread.Sleep(50);
        }
        output.WriteLine($"{what}: after {since.ElapsedMilliseconds} ms, "
            + $"{laterMs + PromisedMs} promised");
    }
}
