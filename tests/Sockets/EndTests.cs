// Sessions end for a reason, and the reason is in the journal.

using System.Net.Sockets;
using System.Threading;
using Xunit;

namespace Portreeve.Sockets;

public class EndTests
{
    [Theory, ClassData(typeof(AllModes))]
    public void ClientResets_TargetIsToldToo(Mode mode)
    {
        using var gone = new ManualResetEventSlim();
        using var upstream = new Upstream(socket =>
        {
            Wire.Read(socket, 5);
            if (Wire.Ends(socket)) gone.Set();
        });
        using var house = new House(mode);
        Socket client = Wire.Connect(house.Open(upstream.Port));
        Wire.SendAll(client, "hello"u8.ToArray(), 5);
        Eventually.Is(() => house.Live() == 1);
        Thread.Sleep(50);

        Wire.Reset(client);

        Assert.True(gone.Wait(20000), "the target still waits");
        Eventually.Is(() => house.Journal().Contains(" CD"), what: house.Journal());
    }
}
