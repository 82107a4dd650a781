// Home: --follow, and who is inside when the last guest of a door is out.

using System.Net;
using System.Net.Sockets;

namespace Portreeve.Home;

public sealed partial class FollowTests
{
    // With its last guest a door is not gone: who is inside must still meet it.
    [Fact]
    public void LastGuestIsOut_WhenTheGrantEnds_AndWhenTheRuleIsSwitchedOff()
    {
        Begin("portmap add tcp 2222 192.168.1.20:7000", "portmap add udp 2222 192.168.1.20:7000",
            $"portmap add tcp 2223 192.168.1.20:7000 from {Street.Friend}");
        using Upstream echo = Cable.In(_street.Inside, () => Upstream.Echo(Street.Target, 7000));
        using Socket camera = Street.Datagrams(_street.Inside, Street.Target, 7000);
        Say($"grant {Street.Stranger} on tcp 2222 for 1h");
        Say($"grant {Street.Stranger} on udp 2222 for 1h");
        Within("a grant", () => TryTalk(Street.Stranger));
        Within("a friend", () => TryTalk(Street.Friend, 2223));
        using Socket guest = Talk(Street.Stranger);
        using Socket friend = Talk(Street.Friend, 2223);
        // Asked once, it goes on sending.
        using Socket viewer = Street.Datagrams(_street.Outside, Street.Stranger, 0);
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        byte[] buffer = new byte[16];
        Within("the first picture", () =>
        {
            viewer.SendTo(buffer, new IPEndPoint(IPAddress.Parse(Street.Gateway), 2222));
            return camera.Poll(1_000_000, SelectMode.SelectRead);
        });
        camera.ReceiveFrom(buffer, ref from);
        camera.SendTo(buffer, from);
        Assert.True(viewer.Poll(10_000_000, SelectMode.SelectRead), "no picture came");
        viewer.Receive(buffer);

        Say("revoke 1");
        Say("revoke 2");
        Within("the end of a grant", () => !TryTalk(Street.Stranger));
        guest.ReceiveTimeout = Patience.Ms;
        Assert.False(Answers(guest), "whose grant is over is out");
        Within("the last picture", () =>
        {
            while (viewer.Poll(0, SelectMode.SelectRead)) viewer.Receive(buffer);
            camera.SendTo(buffer, from);
            return !viewer.Poll(1_000_000, SelectMode.SelectRead);
        });

        // Nor does another follower forget who is inside.
        Assert.True(Line.Echoes(friend, "still here"));
        _follower.Kill(entireProcessTree: true);
        _follower.WaitForExit();
        Say("portmap disable 3");
        Follow();
        Within("a rule switched off", () => !TryTalk(Street.Friend, 2223));
        friend.ReceiveTimeout = Patience.Ms;
        Assert.False(Answers(friend), "a rule switched off ends its connections");
    }
}
