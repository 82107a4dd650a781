// Doors that let each address have so many at once: whoever closes and comes back is one, and who
// is one too many waits for one of its own to end.

using System.Net.Sockets;

namespace Portreeve.Sockets;

public sealed class EachTests
{
    private const int Times = 20;

    // As remote desktop does it: closed and opened anew in the same breath. Nine of twenty were
    // let in while newcomers were received before ended sessions were stepped.
    [Theory, ClassData(typeof(AllModes))]
    public void OneEach_ClosesAndComesBackAtOnce_IsLetInEachTime(Mode mode)
    {
        using Upstream desktop = Upstream.Echo();
        using GatewayThread gate = new(mode);
        int port = gate.Open(desktop.Port, rest: "from any each 1");
        for (int i = 0; i < Times; i++)
        {
            using Socket client = Wire.Connect(port);
            Assert.True(Wire.Echoes(client, "hello"), $"time {i + 1} of {Times}");
            // By a reset now and then, as programs end that are closed by their window.
            if (i % 4 == 3) Wire.Reset(client);
        }
        Assert.DoesNotContain(" PS", gate.Say("show journal"));
        Assert.Equal(Times, gate.Json("status").GetProperty("rules")[0].GetProperty("total")
            .GetInt32());
    }

    // Six connections of a browser at a door for two each: the rest waits and has its turn.
    [Theory, ClassData(typeof(AllModes))]
    public void TwoEach_TheOtherFourWait_AndHaveTheirTurn(Mode mode)
    {
        using Upstream echo = Upstream.Echo();
        using GatewayThread gate = new(mode);
        int port = gate.Open(echo.Port, rest: "from any max 6 each 2 yield 1h");
        List<Socket> left = [.. Enumerable.Range(0, 6).Select(_ => Wire.Connect(port))];
        foreach (Socket one in left) one.Send("?"u8);
        while (left.Count > 0)
        {
            RunningGateway.Eventually(() => left.Exists(HasAnswer),
                () => $"{left.Count} of six were not served\n" + gate.Say("show journal"));
            Assert.InRange(gate.Live(), 1, 2);
            Socket served = left.Find(HasAnswer);
            Assert.Equal("?"u8.ToArray(), Wire.Read(served, 1));
            left.Remove(served);
            // A reset, since where no half-close can be sent a polite end is drained for seconds.
            Wire.Reset(served);
        }
        Assert.DoesNotContain(" PS", gate.Say("show journal"));
    }

    private static bool HasAnswer(Socket socket) => socket.Poll(0, SelectMode.SelectRead);
}
