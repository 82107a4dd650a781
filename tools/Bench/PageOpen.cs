// Bench: what an open page costs the forwarding. One stream runs through the gateway all the time;
// in every other window an owner's page polls as the page does. Neighbouring windows are compared,
// so that a noisy machine disturbs both alike.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Portreeve.Web;

namespace Portreeve.Bench;

/// <summary>Bulk throughput with the page closed and open.</summary>
internal sealed class PageOpen(string root)
{
    // The page asks every 2 s: once a window, in the middle of it.
    private const int WindowMs = 2000;

    private long _received;

    /// <summary>Compares so many pairs of windows; gives a sentence.</summary>
    public string Measure(string folder, int windows)
    {
        TcpListener sink = new(IPAddress.Loopback, 0);
        sink.Start();
        new Thread(() => Swallow(sink)) { IsBackground = true }.Start();
        Doors doors = Doors.Free();
        int web = Ports.FreeTcp(), target = ((IPEndPoint)sink.LocalEndpoint).Port;
        Site site =
            new(doors, new Doors(IPAddress.Loopback, target, target, target, target), folder);
        using Running gateway = Contenders.Gateway(site, web,
            Path.Combine(root, "tools", "portreeve"), "run");
        gateway.Type("claim");
        if (gateway.Hear("enter the code ([0-9A-Z-]+)") is not Match code)
        {
            return "The gateway did not start, so the page was not measured.";
        }
        ApiClient owner = new(web);
        if (owner.Claim(code.Groups[1].Value, "a password of the bench").Status != 200)
        {
            return "The page could not be claimed, so it was not measured.";
        }
        using Socket stream = Clients.Connect(doors.At(doors.Rest));
        new Thread(() => Pour(stream)) { IsBackground = true }.Start();
        Thread.Sleep(WindowMs);
        List<double> closed = [], open = [], ratios = [];
        for (int i = 0; i < windows; i++)
        {
            // The order turns, so that a machine that gets slower favours neither.
            bool isOpenFirst = i % 2 == 1;
            double first = Window(isOpenFirst ? owner : null);
            double second = Window(isOpenFirst ? null : owner);
            open.Add(isOpenFirst ? first : second);
            closed.Add(isOpenFirst ? second : first);
            ratios.Add(open[^1] / closed[^1]);
        }
        sink.Stop();
        return string.Create(CultureInfo.InvariantCulture,
            $"With the page open (view Now, polled every 2 s) one stream ran at "
            + $"{Median(open):0} MB/s, with it closed at {Median(closed):0}: x "
            + $"{Median(ratios):0.000}, the median of {windows} pair(s) of neighbouring windows.");
    }

    private double Window(ApiClient? owner)
    {
        long start = Stopwatch.GetTimestamp(), before = Interlocked.Read(ref _received);
        Thread.Sleep(WindowMs / 2);
        if (owner != null && (owner.Get("status").Status, owner.Get("now").Status) != (200, 200))
        {
            throw new InvalidOperationException("the page did not answer");
        }
        double left = WindowMs - Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (left > 0) Thread.Sleep((int)left);
        return (Interlocked.Read(ref _received) - before)
            / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e6;
    }

    private static double Median(List<double> figures) =>
        figures.Order().ElementAt(figures.Count / 2);

    private static void Pour(Socket stream)
    {
        byte[] bytes = new byte[64 * 1024];
        try
        {
            while (true) stream.Send(bytes);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private void Swallow(TcpListener sink)
    {
        byte[] buffer = new byte[256 * 1024];
        try
        {
            while (true)
            {
                using Socket client = sink.AcceptSocket();
                int got;
                while ((got = client.Receive(buffer)) > 0) Interlocked.Add(ref _received, got);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // The listener was stopped: the measurement is over.
        }
    }
}
