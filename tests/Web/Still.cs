// A gateway in which nothing moves but by the test: fakes all around, time by hand, one owner who
// is logged in. For what depends on the clock, and for what is measured.

using System;
using System.IO;
using System.Text;
using Portreeve.Changes;
using Portreeve.Outside;
using Portreeve.Rooms.Fakes;
using Portreeve.Settings;
using Portreeve.SignIn;

namespace Portreeve.Web;

/// <summary>A page of any length.</summary>
internal sealed class FakePage : IPageSource
{
    private readonly byte[] _bytes = new byte[16000];

    public int LengthOf(int file) => _bytes.Length;

    public string ETagOf(int file) => "\"test\"";

    public int Read(int file, int offset, byte[] buffer, int count)
    {
        count = Math.Min(count, _bytes.Length - offset);
        Array.Copy(_bytes, offset, buffer, 0, count);
        return count;
    }
}

/// <summary>An address that can be set.</summary>
internal sealed class FakeAddressing : IAddressing
{
    public string Setting { get; private set; } = "dhcp";

    public uint Router => 0xC0A80101;

    public string Mac => "a0:b7:65:a1:b2:c3";

    public string Apply(string setting)
    {
        Setting = setting;
        return null;
    }
}

/// <summary>The gateway and its owner.</summary>
internal sealed class Still
{
    public const uint OwnersPc = 0xC0A80132;

    private string _token;

    public Still()
    {
        Begin();
        Gateway.Settings.Verifier = new Verifier(new byte[16], 4096, new byte[32], new byte[32]);
        Gateway.Settings.Keep();
        LogIn();
    }

    /// <param name="flash">A folder whose files the flash holds before the first start; whose
    /// the board is stands in them.</param>
    public Still(string flash)
    {
        foreach (string path in Directory.GetFiles(flash))
        {
            byte[] slot = File.ReadAllBytes(path);
            World.Write(Path.GetFileName(path), slot, slot.Length);
        }
    }

    public FakeWorld World { get; } = new();

    public FakeAddressing Addressing { get; } = new();

    public FakeUplink Uplink { get; } = new();

    public Gateway Gateway { get; private set; }

    /// <summary>The owner's, of the last login.</summary>
    public string Token { get; private set; }

    public ConfirmOrRevert Trial => Gateway.Front.Trial;

    /// <summary>Starts the gateway, anew on the same flash.</summary>
    public void Begin()
    {
        Surroundings around = World.Around();
        around.Page = new FakePage();
        around.Addressing = Addressing;
        around.Uplink = Uplink;
        Gateway = new Gateway(around, new Limits { WebPort = 80, SocketsMax = 32 });
        Step();
    }

    public void LogIn()
    {
        WebSession session = Gateway.Front.Login.Enter(OwnersPc, World.Ms);
        Token = Secrets.ToHex(session.Token);
        _token = "X-Portreeve-Token: " + Token + "\r\n";
    }

    public void Step(long ms = 1)
    {
        World.Ms += ms;
        Gateway.Step(World.Ms);
    }

    /// <summary>Lets a span of time pass in small steps.</summary>
    public void Pass(long ms)
    {
        for (long gone = 0; gone < ms; gone += 50) Step(50);
    }

    public FakeStream Connect(int port = 80, uint from = OwnersPc)
    {
        FakeStream stream = World.Network.Acceptor(port).Knock(from);
        Step();
        return stream;
    }

    public byte[] GetBytes(string path) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: 192.168.1.2\r\n{_token}\r\n");

    public Reply Get(string path, int port = 80) => Ask(GetBytes(path), port);

    public Reply Post(string path, string body, int port = 80, long free = -1) => Ask(
        Encoding.ASCII.GetBytes(
        $"POST /api/v1/{path} HTTP/1.1\r\nHost: 192.168.1.2\r\n{_token}"
        + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"), port,
        free);

    /// <summary>Asks anything with {} as the body, while so many bytes are free from the moment
    /// that the connection is open.</summary>
    public Reply AskShort(string method, string path, long free) => Ask(
        Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: 192.168.1.2\r\n{_token}"
            + (method == "GET" ? "\r\n"
                : "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")), 80, free);

    /// <summary>Asks whatever these bytes are, and gives the answer.</summary>
    public Reply Ask(byte[] request, int port = 80, long free = -1)
    {
        FakeStream stream = Connect(port);
        if (free >= 0)
        {
            for (int i = 0; i < 20; i++) Step();
            World.Free = free;
        }
        stream.Arrive(request);
        for (int i = 0; i < 20; i++) Step();
        stream.IsFinished = true;
        Step();
        Step();
        return Reply.Read(new MemoryStream(stream.Sent, 0, stream.SentCount), false);
    }
}
