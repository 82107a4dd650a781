// Simulator: our place in the network, read from the machine's interfaces. Reading them costs
// milliseconds and garbage, so it happens every few seconds, beside the loop: bytes do not wait for
// it. Addresses do not change faster.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Threading;
using Portreeve.Outside;

namespace Portreeve.Simulator;

/// <summary>The machine's interfaces as ILan. 127.0.0.0/8 is a network we are on.</summary>
internal sealed class DesktopLan : ILan
{
    private const int RereadMs = 5000;
    private const int ReaderStackBytes = 256 * 1024;
    private const int NeighboursMax = 12;
    private const string ArpTable = "/proc/net/arp";

    private readonly record struct Home(uint Address, uint Mask);

    private sealed record Place(List<Home> Homes, uint[] Dns, Home Main);

    private readonly IPAddress _bind;
    private Place _place = new([], [], default);
    private long _readAtMs = long.MinValue;

    /// <param name="bind">The address we listen on, or Any.</param>
    public DesktopLan(IPAddress bind)
    {
        _bind = bind;
    }

    public uint Address { get { Reread(); return _place.Main.Address; } }

    public uint Mask { get { Reread(); return _place.Main.Mask; } }

    public bool IsOurs(uint address)
    {
        Reread();
        return IsLoopback(address) || _place.Homes.Any(home => home.Address == address);
    }

    public bool IsNear(uint address)
    {
        Reread();
        if (IsLoopback(address)) return true;
        foreach (Home home in _place.Homes)
        {
            if ((address & home.Mask) == (home.Address & home.Mask)) return true;
        }
        return false;
    }

    public uint DnsServer(int index)
    {
        Reread();
        return index < _place.Dns.Length ? _place.Dns[index] : 0;
    }

    /// <summary>From the ARP table, where the system shows it as a file (Linux): the machines that
    /// have answered.</summary>
    public string Neighbours
    {
        get
        {
            if (!File.Exists(ArpTable)) return null;
            try
            {
                IEnumerable<string> known = File.ReadLines(ArpTable).Skip(1)
                    .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Where(row => row.Length > 3 && row[2] == "0x2"
                        && IPAddress.TryParse(row[0], out IPAddress address)
                        && IsNear(Number(address)))
                    .Select(row => row[0]);
                return string.Join(' ', known.Take(NeighboursMax));
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    private void Reread()
    {
        long now = Environment.TickCount64;
        if (_readAtMs != long.MinValue && now - _readAtMs < RereadMs) return;
        bool isFirst = _readAtMs == long.MinValue;
        _readAtMs = now;
        if (isFirst)
        {
            Read();
            return;
        }
        // A thread of its own is in the same network namespace as the one that starts it; one of
        // the pool's need not be.
        Thread reader = new(Read, ReaderStackBytes) { IsBackground = true, Name = "interfaces" };
        reader.Start();
    }

    private void Read()
    {
        try
        {
            Volatile.Write(ref _place, Look());
        }
        catch (NetworkInformationException)
        {
            // The system would not say; what we knew before still counts.
        }
    }

    private Place Look()
    {
        NetworkInterface[] up = [.. NetworkInterface.GetAllNetworkInterfaces()
            .Where(one => one.OperationalStatus is OperationalStatus.Up
                or OperationalStatus.Unknown)];
        List<Home> homes = [.. up.SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Where(one => one.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(one => new Home(Number(one.Address), Number(one.IPv4Mask)))
            .Where(home => home.Mask != 0)];
        uint[] dns = [.. up.SelectMany(one => one.GetIPProperties().DnsAddresses)
            .Where(one => one.AddressFamily == AddressFamily.InterNetwork)
            .Select(Number).Distinct()];
        uint bound = Number(_bind);
        // All of 127.0.0.0/8 can be bound, though only 127.0.0.1 is listed.
        Home chosen = bound == 0 ? default
            : homes.FirstOrDefault(home => ((home.Address ^ bound) & home.Mask) == 0);
        if (chosen.Mask != 0) chosen = chosen with { Address = bound };
        if (chosen.Address == 0) chosen = homes.FirstOrDefault(home => !IsLoopback(home.Address));
        if (chosen.Address == 0) chosen = homes.FirstOrDefault();
        return new Place(homes, dns, chosen);
    }

    private static bool IsLoopback(uint address) => address >> 24 == 127;

    private static uint Number(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
    }
}
