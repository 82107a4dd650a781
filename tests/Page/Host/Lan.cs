// The machines behind the doors, and the friends in front of them.

using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Portreeve.Page.Host;

/// <summary>A machine of the LAN that sends back what it gets.</summary>
internal sealed class EchoHost : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public EchoHost()
    {
        _listener.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Stop();

    private async Task Serve()
    {
        try
        {
            while (true) _ = Echo(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private static async Task Echo(TcpClient client)
    {
        using (client)
        {
            try
            {
                await client.GetStream().CopyToAsync(client.GetStream());
            }
            catch (System.IO.IOException)
            {
                // The gateway broke it off, which is what some tests are about.
            }
        }
    }
}

/// <summary>A machine of the LAN, and the rule that leads to it.</summary>
internal sealed class OpenDoor : IDisposable
{
    private readonly EchoHost _host = new();

    /// <param name="rest">What the rule says behind its target.</param>
    public OpenDoor(string rest)
    {
        Rule = $"tcp {Port} 127.0.0.1:{_host.Port} {rest}";
    }

    /// <summary>Our port of the rule.</summary>
    public int Port { get; } = Ports.FreeTcp();

    /// <summary>The rule's line.</summary>
    public string Rule { get; }

    /// <summary>So many people knock, from 127.0.9.1 on, each once.</summary>
    public void MeetStrangers(Gate gate, int count)
    {
        for (int i = 1; i <= count; i++) using (new Visitor(gate, Port, $"127.0.9.{i}")) { }
    }

    public void Dispose() => _host.Dispose();
}

/// <summary>Somebody who comes through a door and keeps talking.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly TcpClient _client = new(AddressFamily.InterNetwork);
    private readonly CancellationTokenSource _end = new();

    /// <param name="gate">Where the door is.</param>
    /// <param name="port">Of the door.</param>
    /// <param name="from">The visitor's address, any of 127.0.0.0/8.</param>
    public Visitor(Gate gate, int port, string from = "127.0.0.1")
    {
        _client.Client.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        _client.Connect(gate.Address, port);
        _ = Talk();
        _ = Listen();
    }

    /// <summary>True until the gateway ends the session.</summary>
    public bool IsInside { get; private set; } = true;

    public string EndPoint => _client.Client.LocalEndPoint.ToString();

    public void Dispose()
    {
        _end.Cancel();
        _client.Dispose();
    }

    private async Task Talk()
    {
        byte[] words = new byte[2000];
        var random = new Random(7);
        try
        {
            while (!_end.IsCancellationRequested)
            {
                await _client.GetStream().WriteAsync(
                    words.AsMemory(0, random.Next(200, words.Length)), _end.Token);
                await Task.Delay(20, _end.Token);
            }
        }
        catch (Exception e) when (e is System.IO.IOException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            IsInside = false;
        }
    }

    private async Task Listen()
    {
        byte[] buffer = new byte[8192];
        try
        {
            while (await _client.GetStream().ReadAsync(buffer, _end.Token) > 0) { }
        }
        catch (Exception e) when (e is System.IO.IOException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            // Broken off.
        }
        IsInside = false;
    }
}
