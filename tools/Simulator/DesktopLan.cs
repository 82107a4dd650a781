// Simulator: our place in the network, read from the machine's interfaces. Reading them costs
// milliseconds and garbage, so it happens every few seconds; addresses do not change faster.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Portreeve.Outside;

namespace Portreeve.Simulator;

/// <summary>The machine's interfaces as ILan. 127.0.0.0/8 is a network we are on.</summary>
internal sealed class DesktopLan : ILan
{
    private const int RereadMs = 5000;

    private readonly record struct Home(uint Address, uint Mask);

    private readonly IPAddress _bind;
    private List<Home> _homes = [];
    private uint[] _dns = [];
    private Home _main;
    private long _readAtMs = long.MinValue;

    /// <param name="bind">The address we listen on, or Any.</param>
    public DesktopLan(IPAddress bind)
    {
        _bind = bind;
    }

    public uint Address { get { Reread(); return _main.Address; } }

    public uint Mask { get { Reread(); return _main.Mask; } }

    public bool IsOurs(uint address)
    {
        Reread();
        return IsLoopback(address) || _homes.Any(home => home.Address == address);
    }

    public bool IsNear(uint address)
    {
        Reread();
        if (IsLoopback(address)) return true;
        foreach (Home home in _homes)
        {
            if ((address & home.Mask) == (home.Address & home.Mask)) return true;
        }
        return false;
    }

    public uint DnsServer(int index)
    {
        Reread();
        return index < _dns.Length ? _dns[index] : 0;
    }

    private void Reread()
    {
        long now = Environment.TickCount64;
        if (_readAtMs != long.MinValue && now - _readAtMs < RereadMs) return;
        _readAtMs = now;
        try
        {
            Read();
        }
        catch (NetworkInformationException)
        {
            // The system would not say; what we knew before still counts.
        }
    }

    private void Read()
    {
        NetworkInterface[] up = [.. NetworkInterface.GetAllNetworkInterfaces()
            .Where(one => one.OperationalStatus is OperationalStatus.Up
                or OperationalStatus.Unknown)];
        _homes = [.. up.SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Where(one => one.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(one => new Home(Number(one.Address), Number(one.IPv4Mask)))
            .Where(home => home.Mask != 0)];
        _dns = [.. up.SelectMany(one => one.GetIPProperties().DnsAddresses)
            .Where(one => one.AddressFamily == AddressFamily.InterNetwork)
            .Select(Number).Distinct()];
        uint bound = Number(_bind);
        // All of 127.0.0.0/8 can be bound, though only 127.0.0.1 is listed.
        Home chosen = bound == 0 ? default
            : _homes.FirstOrDefault(home => ((home.Address ^ bound) & home.Mask) == 0);
        if (chosen.Mask != 0) chosen = chosen with { Address = bound };
        if (chosen.Address == 0) chosen = _homes.FirstOrDefault(home => !IsLoopback(home.Address));
        if (chosen.Address == 0) chosen = _homes.FirstOrDefault();
        _main = chosen;
    }

    private static bool IsLoopback(uint address) => address >> 24 == 127;

    private static uint Number(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
    }
}
