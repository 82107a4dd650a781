// A gateway that runs: the desktop run's own machine on a thread, with a folder as flash, on a
// free port of 127.0.0.1. The thread stops between steps when a test wants to look inside.

using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading;
using Portreeve.Outside;
using Portreeve.Simulator;
using Portreeve.Wire;

namespace Portreeve.Web;

/// <summary>One thing that can be asked.</summary>
internal sealed record Asking(int Method, char Access, string Path);

/// <summary>A serial line that nobody types at.</summary>
internal sealed class SilentTerminal : ITerminal
{
    public bool IsInteractive => false;

    public bool IsReady => true;

    public int Read(byte[] buffer) => 0;

    public void Write(string text)
    {
    }
}

/// <summary>The gateway under test.</summary>
public sealed class Running : IDisposable
{
    private readonly string _flash = Directory.CreateTempSubdirectory("portreeve-web-").FullName;
    private readonly object _step = new();
    private readonly int _sockets;
    private readonly bool _isChip;
    private Machine _machine;
    private Thread _thread;
    private Exception _crash;
    private volatile bool _isOver;

    public Running()
        : this(0, false)
    {
    }

    /// <param name="sockets">As many as a board has, or 0 for plenty.</param>
    /// <param name="isChip">True to behave as the chip does.</param>
    public Running(int sockets, bool isChip)
    {
        _sockets = sockets;
        _isChip = isChip;
        Port = Ports.FreeTcp();
        Start();
    }

    /// <summary>Where the page was at the start.</summary>
    public int Port { get; }

    /// <summary>What the serial console would show.</summary>
    public string ClaimCode => Look(gateway => gateway.Front.Login.Claim.Code);

    /// <summary>Everything that can be asked.</summary>
    /// <summary>Steps it has done since its last start.</summary>
    public long Steps
    {
        get { lock (_step) return _machine.Steps; }
    }

    internal List<Asking> Routes
    {
        get
        {
            RouteTable routes = _machine.Gateway.Front.Routes;
            List<Asking> all = [];
            for (int i = 0; routes.At(i) is string row; i++)
            {
                all.Add(new(RouteTable.MethodOf(row), Api.ApiRoutes.AccessOf(row),
                    RouteTable.PathOf(row)));
            }
            return all;
        }
    }

    /// <summary>Does something between two steps.</summary>
    internal T Look<T>(Func<Gateway, T> look)
    {
        lock (_step) return look(_machine.Gateway);
    }

    /// <summary>Types a line at the console's commands and gives the answer.</summary>
    public string Type(string line) => Ask(line).Text;

    /// <summary>The same with everything that the answer holds.</summary>
    internal Answer Ask(string line) => Look(gateway =>
    {
        var commands = new Shell.Commands(gateway.Rooms, gateway.Edits, gateway.Live,
            new Shell.LogSetting());
        return (Answer)commands.Run(line);
    });

    /// <summary>Starts the gateway anew on the same flash, as after a power cut.</summary>
    public void Restart()
    {
        Stop();
        Start();
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_flash, true);
        if (_crash != null) throw new InvalidOperationException("the gateway crashed", _crash);
    }

    private void Start()
    {
        _isOver = false;
        _machine = Make();
        _thread = new Thread(Run) { IsBackground = true, Name = "gateway" };
        _thread.Start();
    }

    private Machine Make() => new(new RunOptions
    {
        Bind = IPAddress.Any,
        Web = Port,
        Sockets = _sockets,
        Chip = _isChip,
    }, new DurableSlots(_flash), new SilentTerminal(), "started by a test",
        // Whatever a test posts: nothing goes to a router or to the house.
        around => around.Uplink = new LoopbackUplink(around.Network, 0));

    private void Run()
    {
        try
        {
            while (!_isOver)
            {
                lock (_step)
                {
                    _machine.Step();
                    if (_machine.WantsRestart)
                    {
                        _machine.Dispose();
                        _machine = Make();
                    }
                }
                Thread.Yield();
            }
        }
        catch (Exception e)
        {
            _crash = e;
        }
    }

    private void Stop()
    {
        _isOver = true;
        _thread.Join();
        _machine.Dispose();
    }
}
