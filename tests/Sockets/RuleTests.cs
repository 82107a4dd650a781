// Rules come and go while others work.

using System.Net.Sockets;
using Xunit;

namespace Portreeve.Sockets;

public class RuleTests
{
    [Theory, ClassData(typeof(AllModes))]
    public void RuleSwitchedOff_EndsItsSessions_AndClosesItsPort(Mode mode)
    {
        using var echo = Upstream.Echo();
        using var house = new House(mode);
        int port = Ports.Free();
        int number = house.Add($"tcp {port} 127.0.0.1:{echo.Port} from lan");
        using Socket client = Wire.Connect(port);
        Assert.True(Wire.Echoes(client, "before"));

        Assert.True(house.Ask(gateway => gateway.Edits.Switch(number, false)).IsGood);

        Assert.True(Wire.Ends(client));
        Eventually.Is(() => house.Sockets() == 0);
        Assert.Contains(" KR", house.Journal());
        Assert.ThrowsAny<SocketException>(() => Wire.Connect(port));
        Assert.True(house.Ask(gateway => gateway.Edits.Switch(number, true)).IsGood);
        Eventually.Is(() => house.Sockets() == 1);
        using Socket again = Wire.Connect(port);
        Assert.True(Wire.Echoes(again, "after"));
    }
}
