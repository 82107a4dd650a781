// A gateway of this test's own: real sockets on 127.0.0.1, a folder in the temporary directory as
// flash, a thread as its loop. It restarts when its owner says so, as the desktop run does.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Portreeve.Simulator;

namespace Portreeve.Page.Host;

internal sealed class Gate : IDisposable
{
    private readonly string _flash =
        Path.Combine(Path.GetTempPath(), "portreeve-page-" + Guid.NewGuid().ToString("N"));

    private Thread _thread;
    private Machine _machine;
    private volatile bool _isEnding;

    public Gate()
    {
        Directory.CreateDirectory(_flash);
        Port = FreePort();
        Start();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/";

    public SerialLine Serial { get; } = new();

    /// <summary>The code that makes the board somebody's, as its owner reads it.</summary>
    public string ClaimCode => Serial.Ask("claim", "enter the code ([0-9A-Z-]+)");

    /// <summary>Adds a rule on the console.</summary>
    public void Add(string rule) => Serial.Ask("portmap add " + rule, "(?i)(rule \\d+)");

    /// <summary>Switches the board on.</summary>
    public void Start()
    {
        _isEnding = false;
        _thread = new Thread(Run) { IsBackground = true, Name = "gateway" };
        _thread.Start();
        for (int i = 0; !IsListening(); i++)
        {
            if (i > 200) throw new TimeoutException("the page has no port: " + Serial.Said);
            Thread.Sleep(25);
        }
    }

    /// <summary>Pulls the plug.</summary>
    public void Stop()
    {
        _isEnding = true;
        Volatile.Read(ref _machine)?.Stop();
        _thread.Join(5000);
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_flash, true);
    }

    /// <summary>A port that nobody has this moment.</summary>
    public static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    private void Run()
    {
        var options = new RunOptions { Flash = _flash, Web = Port, Bind = IPAddress.Loopback };
        string start = "switched on";
        while (!_isEnding)
        {
            using var machine = new Machine(options, new DurableSlots(_flash), Serial, start);
            Volatile.Write(ref _machine, machine);
            machine.Run(() => _isEnding);
            start = "restarted by the owner";
        }
    }

    private bool IsListening()
    {
        try
        {
            using var probe = new TcpClient();
            probe.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
