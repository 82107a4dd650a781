// Who is heard at all: where a peer comes from decides, before it has said a word.

using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Xunit;

namespace Portreeve.Web;

/// <summary>An address of this computer that is not loopback.</summary>
internal static class Own
{
    public static readonly IPAddress Address = NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(one => one.GetIPProperties().UnicastAddresses)
        .Select(one => one.Address)
        .FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork
            && !IPAddress.IsLoopback(one));
}

/// <summary>A fact that needs such an address.</summary>
public sealed class OwnAddressFactAttribute : FactAttribute
{
    public OwnAddressFactAttribute(
        [CallerFilePath] string file = null, [CallerLineNumber] int line = -1)
        : base(file, line) =>
        Skip = Own.Address == null ? "this computer has no address but loopback" : null;
}

public sealed class PeerTests
{
    [OwnAddressFact]
    public async Task PersonAtThisComputer_UsesThePageByEveryAddressOfIt()
    {
        IPAddress own = Own.Address;
        using var desktop = new Running();
        using var client = new HttpClient();
        HttpResponseMessage answer = await client.GetAsync(
            $"http://{own}:{desktop.Port}/api/v1/session");
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [OwnAddressFact]
    public void PeerOutsideTheAdminNetworks_IsResetBeforeItSaysAWord()
    {
        // On the chip, what comes from an address of our own has passed a door of ours.
        IPAddress own = Own.Address;
        using var chip = new Running(16, true);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream,
            ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(own, 0));
        socket.Connect(own, chip.Port);
        socket.ReceiveTimeout = Patience.Ms;
        var error = Assert.Throws<SocketException>(() =>
        {
            while (socket.Receive(new byte[1]) == 0) socket.Send([65]);
        });
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        Assert.Equal(1, chip.Look(gateway => gateway.Front.Server.Strangers));
    }
}
