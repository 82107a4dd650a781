// A gateway in this process, on a thread of its own, with rules for the tests to use. Flash is a
// folder that goes with it.

using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Threading;
using Portreeve.Admin;
using Portreeve.Outside;
using Portreeve.Simulator;
using Xunit;

namespace Portreeve.Sockets;

/// <summary>A running gateway and the way to talk to it.</summary>
internal sealed class House : IDisposable
{
    private readonly BlockingCollection<Action> _errands = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portreeve-house-");
    private readonly Thread _thread;
    private readonly Machine _machine;
    private Exception _crash;
    private bool _isOver;

    public House(Mode mode, int sockets = 0)
    {
        _machine = new Machine(ModeOptions.Of(mode) with { Sockets = sockets },
            new DurableSlots(_folder.FullName), new SilentTerminal(), "a test");
        _thread = new Thread(Run) { IsBackground = true, Name = "gateway" };
        _thread.Start();
    }

    /// <summary>Steps so far.</summary>
    public long Steps => _machine.Steps;

    /// <summary>Does something on the gateway's own thread, between two steps.</summary>
    public T Ask<T>(Func<Gateway, T> errand)
    {
        T answer = default;
        Exception failure = null;
        using var done = new ManualResetEventSlim();
        _errands.Add(() =>
        {
            try
            {
                answer = errand(_machine.Gateway);
            }
            catch (Exception e)
            {
                failure = e;
            }
            done.Set();
        });
        Assert.True(done.Wait(TimeSpan.FromSeconds(30)), "the gateway does not step");
        if (failure != null) throw new InvalidOperationException("errand failed", failure);
        Assert.Null(_crash);
        return answer;
    }

    /// <summary>Adds a rule for a free port that leads to a target; returns the port.</summary>
    public int Open(int target, string protocol = "tcp", string rest = "from lan")
    {
        int port = Ports.Free();
        Add($"{protocol} {port} 127.0.0.1:{target} {rest}");
        return port;
    }

    /// <summary>Adds a rule and waits until its port is open; returns its number.</summary>
    public int Add(string line)
    {
        Answer answer = Ask(gateway => gateway.Edits.Add(line));
        Assert.True(answer.IsGood, answer.Text + " " + answer.Errors?.At(0));
        Eventually.Is(() => Ask(gateway => DoorState.Of(gateway.Table.Find(answer.Number),
            gateway.Interior)) != DoorState.Closed || !line.Contains("from"));
        return answer.Number;
    }

    /// <summary>All journal lines, one string.</summary>
    public string Journal() => Ask(gateway =>
    {
        string text = "";
        for (int i = 0; i < gateway.Journal.Count; i++) text += gateway.Journal.At(i).Text + "\n";
        return text;
    });

    /// <summary>Live sessions and mappings.</summary>
    public int Live() => Ask(gateway =>
        gateway.Relay.Roster.SessionCount + gateway.Relay.Roster.MappingCount);

    /// <summary>Sockets the budget has counted.</summary>
    public int Sockets() => Ask(gateway => gateway.Relay.Budget.Open);

    public void Dispose()
    {
        _isOver = true;
        _machine.Stop();
        _thread.Join(5000);
        _machine.Dispose();
        _folder.Delete(true);
    }

    private void Run()
    {
        try
        {
            _machine.Run(() =>
            {
                while (_errands.TryTake(out Action errand)) errand();
                return _isOver;
            });
        }
        catch (Exception e)
        {
            _crash = e;
        }
    }

    private sealed class SilentTerminal : ITerminal
    {
        public bool IsInteractive => false;

        public int Read(byte[] buffer) => 0;

        public void Write(string text)
        {
        }
    }
}

/// <summary>Waits for what must become true, however slow the computer is.</summary>
internal static class Eventually
{
    public static void Is(Func<bool> condition, int seconds = 30, string what = "it never happened")
    {
        long until = Environment.TickCount64 + seconds * 1000L;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < until, what);
            Thread.Sleep(10);
        }
    }
}
