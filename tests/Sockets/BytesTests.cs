// Bytes are never changed, lost, reordered or doubled, whatever either side does.

using System;
using System.Linq;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Portreeve.Sockets;

public class BytesTests
{
    [Theory, ClassData(typeof(AllModes))]
    public void TargetFinishesFirst_ClientGetsEverything(Mode mode)
    {
        byte[] page = RandomNumberGenerator.GetBytes(3 * 1000 * 1000);
        using var upstream = new Upstream(socket =>
        {
            Wire.Read(socket, 4);
            Wire.SendAll(socket, page, page.Length);
        });
        using var house = new House(mode);
        using Socket client = Wire.Connect(house.Open(upstream.Port));

        Wire.SendAll(client, Encoding("GET\n"), 4);

        Assert.True(Wire.Read(client, page.Length).AsSpan().SequenceEqual(page));
        Assert.True(Wire.Ends(client));
    }

    [Theory, ClassData(typeof(AllModes))]
    public async Task ManySessionsAtOnce_EachGetsItsOwnBytes(Mode mode)
    {
        using var echo = Upstream.Echo();
        using var house = new House(mode);
        int port = house.Open(echo.Port);
        // Six sessions are what sixteen sockets carry beside a listener and the owner's two.
        Task[] all = [.. Enumerable.Range(0, 5).Select(i => Task.Run(async () =>
        {
            using Socket client = Wire.Connect(port);
            byte[] mine = new byte[400_000];
            new Random(i).NextBytes(mine);
            Task sending = Task.Run(() => Wire.SendAll(client, mine, mine.Length));
            Assert.True(Wire.Read(client, mine.Length).AsSpan().SequenceEqual(mine));
            await sending;
        }))];
        await Task.WhenAll(all).WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static byte[] Encoding(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
