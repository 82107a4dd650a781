// Image: the desktop's chip-like mode does what the chip does where the two differ. Real sockets on
// loopback; each test names the difference.

using System.Net;
using System.Net.Sockets;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Simulator;

namespace Portreeve.Image;

public class ChipModeTests
{
    private const int Chunk = 2880;

    private static readonly uint Loopback = 0x7F000001;

    private static (ChipPowers Powers, SocketNetwork Network) Chip(bool isAble, int sockets = 16,
        int connections = 16)
    {
        var limits = new Limits { SocketsMax = sockets, ConnectionsMax = connections };
        var powers = new ChipPowers(limits, isAble);
        return (powers, new SocketNetwork(powers, IPAddress.Loopback, Chunk, ChipPowers.Backlog));
    }

    [Fact]
    public void NinthListener_IsRefusedWithTheNextStep()
    {
        (ChipPowers powers, SocketNetwork network) = Chip(true);
        var open = new List<IAcceptor>();
        for (int i = 0; i < 8; i++) open.Add(network.Listen(0));
        Assert.DoesNotContain(null, open);
        Assert.Null(network.Listen(0));
        Assert.Contains("no socket is free", network.Trouble);
        open[0].Close();
        Assert.NotNull(open[0] = network.Listen(0));
        open.ForEach(one => one.Close());
        Assert.Equal(0, powers.Open);
    }

    [Fact]
    public void EleventhConnection_OfAnImageWithTen_IsRefused_AndADatagramSocketIsNot()
    {
        (ChipPowers powers, SocketNetwork network) = Chip(true, 16, 10);
        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start(16);
        int port = ((IPEndPoint)target.LocalEndpoint).Port;
        var dials = new List<IDial>();
        for (int i = 0; i < 10; i++) dials.Add(network.Dial(Loopback, port));
        Assert.DoesNotContain(null, dials);
        Assert.Null(network.Dial(Loopback, port));
        IDatagrams datagrams = network.BindDatagrams(0);
        Assert.NotNull(datagrams);
        datagrams.Close();
        dials.ForEach(one => one.Abandon());
        Assert.Equal(0, powers.Open);
    }

    [Fact]
    public void SeventeenthSocket_IsRefused()
    {
        (ChipPowers powers, SocketNetwork network) = Chip(true);
        var open = new List<IDatagrams>();
        for (int i = 0; i < 16; i++) open.Add(network.BindDatagrams(0));
        Assert.DoesNotContain(null, open);
        Assert.Null(network.BindDatagrams(0));
        Assert.Null(network.Dial(Loopback, 9));
        Assert.Null(network.Listen(0));
        open.ForEach(one => one.Close());
        Assert.Equal(0, powers.Open);
    }

    [Fact]
    public void Accept_WithoutAFreeSocket_Fails()
    {
        int port = Ports.FreeTcp();
        (_, SocketNetwork network) = Chip(true, 1);
        IAcceptor listener = network.Listen(port);
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, port);
        Assert.True(Eventually(() =>
        {
            Assert.Null(listener.Accept(out _, out _));
            return listener.IsBroken;
        }));
        listener.Close();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void HalfClose_OnlyWithTheCapability(bool isAble)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        IStream stream = Connect(Chip(isAble).Network, server, out TcpClient peer);
        Assert.Equal(isAble, stream.HalfClose());
        peer.ReceiveTimeout = isAble ? Patience.Ms : 300;
        if (isAble) Assert.Equal(0, peer.GetStream().Read(new byte[1]));
        else Assert.Throws<IOException>(() => peer.GetStream().Read(new byte[1]));
        stream.Close(true);
        peer.Dispose();
    }

    [Fact]
    public void Reset_IsBrokenAtOnceAndForGood()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        IStream stream = Connect(Chip(true).Network, server, out TcpClient peer);
        peer.LingerState = new LingerOption(true, 0);
        peer.Dispose();
        byte[] buffer = new byte[16];
        Assert.True(Eventually(() => stream.Receive(buffer, 0, 16) == Flow.Broken));
        Assert.Equal(Flow.Broken, stream.Room);
        Assert.False(stream.Send(buffer, 0, 16));
        stream.Close(true);
    }

    [Theory]
    [InlineData(1472, true)]
    [InlineData(1473, false)]
    public void LargeDatagram_IsLost(int bytes, bool arrives)
    {
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        int there = ((IPEndPoint)peer.Client.LocalEndPoint!).Port;
        IDatagrams ours = Chip(true).Network.BindDatagrams(Ports.FreeUdp());
        Assert.Equal(arrives, ours.Send(new byte[bytes], bytes, Loopback, there));
        Assert.True(ours.Send([7], 1, Loopback, there));
        IPEndPoint from = new(IPAddress.Any, 0);
        int first = peer.Receive(ref from).Length;
        Assert.Equal(arrives ? bytes : 1, first);
        // And the other way.
        peer.Send(new byte[bytes], from);
        peer.Send([7], from);
        byte[] buffer = new byte[2880];
        int got = Flow.NoDatagram;
        Assert.True(Eventually(
            () => (got = ours.Receive(buffer, out _, out _)) != Flow.NoDatagram));
        Assert.Equal(arrives ? bytes : Flow.TooLong, got);
        Assert.True(Eventually(() => (got = ours.Receive(buffer, out _, out _)) >= 0));
        Assert.Equal(1, got);
        ours.Close();
    }

    [Fact]
    public void NewEpoch_MakesOldListenersBroken()
    {
        (ChipPowers powers, SocketNetwork network) = Chip(true);
        IAcceptor old = network.Listen(0);
        Assert.False(old.IsBroken);
        powers.Epoch++;
        Assert.True(old.IsBroken);
        IAcceptor anew = network.Listen(0);
        Assert.False(anew.IsBroken);
        old.Close();
        anew.Close();
    }

    private static IStream Connect(SocketNetwork network, TcpListener server, out TcpClient peer)
    {
        IDial dial = network.Dial(Loopback, ((IPEndPoint)server.LocalEndpoint).Port);
        Assert.NotNull(dial);
        peer = server.AcceptTcpClient();
        Assert.True(Eventually(() => dial.State == DialState.Connected));
        return dial.Take();
    }

    private static bool Eventually(Func<bool> isSo) => Patience.Sees(isSo);
}
