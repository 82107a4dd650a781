// Simulator: the computer as a board: a name, memory, entropy, and a restart that only starts the
// gateway anew within this process. Its lamp is a number that a test can read.

using System;
using System.Linq;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Portreeve.HeapModel;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Simulator;

/// <summary>IBoard for a computer.</summary>
internal sealed class DesktopBoard : IBoard
{
    private readonly long _total = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    private int _wantsRestart;

    // The computer's own generator is good; the gateway's draws from it and from the seed in its
    // folder, as on the chip.
    private readonly HmacDrbg _drbg;

    /// <param name="slots">Keeps the seed of chance; null for one that only reads somebody's
    /// folder, and draws from the computer alone.</param>
    public DesktopBoard(ISlots slots = null)
    {
        if (slots == null) return;
        byte[] fresh = RandomNumberGenerator.GetBytes(HmacDrbg.SeedBytes + HmacDrbg.SeedBytes / 2);
        _drbg = HmacDrbg.Begin(slots, fresh);
    }

    public string Name { get; } = MakeName();

    /// <summary>The board's heap that is kept to, or null.</summary>
    public GatewayHeap Heap { get; set; }

    public long FreeBytes => Heap?.FreeBytes ?? _total - GC.GetTotalMemory(false);

    public long SystemFreeBytes => -1;

    /// <summary>True once Restart was called.</summary>
    public bool WantsRestart => Volatile.Read(ref _wantsRestart) != 0;

    public void FillRandom(byte[] buffer)
    {
        if (_drbg == null)
        {
            RandomNumberGenerator.Fill(buffer);
            return;
        }
        _drbg.Stir(RandomNumberGenerator.GetBytes(8));
        _drbg.Fill(buffer);
    }

    public void Restart() => Volatile.Write(ref _wantsRestart, 1);

    // As on the chip: from the hardware address. Machines without one (containers) take a hash of
    // their host name, which does not change either.
    private static string MakeName()
    {
        byte[] mac = [];
        try
        {
            mac = NetworkInterface.GetAllNetworkInterfaces()
                .Where(one => one.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .Select(one => one.GetPhysicalAddress().GetAddressBytes())
                .FirstOrDefault(bytes => bytes.Length == 6 && bytes.Any(b => b != 0)) ?? [];
        }
        catch (NetworkInformationException)
        {
            // No list of interfaces: as if there were none.
        }
        if (mac.Length == 0) mac = SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName));
        return "portreeve-" + Convert.ToHexString(mac[..6][3..]).ToLowerInvariant();
    }
}

/// <summary>A lamp nobody sees.</summary>
internal sealed class DesktopLamp : ILamp
{
    private int _code;

    /// <summary>One of LampCode.</summary>
    public int Code => Volatile.Read(ref _code);

    public void Show(int code) => Volatile.Write(ref _code, code);
}
