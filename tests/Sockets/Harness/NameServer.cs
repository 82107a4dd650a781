// A real DNS server whose records change while it runs: dnsmasq in the gateway's namespace, on the
// port that every resolver asks.

namespace Portreeve.Sockets;

/// <summary>dnsmasq for names below "test".</summary>
internal sealed class NameServer : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly SortedDictionary<string, string[]> _records = [];
    private readonly string _place;
    private readonly string _ofPlace;
    private readonly string[] _also;
    private Server _dnsmasq;

    /// <param name="place">The namespace it runs in and serves.</param>
    /// <param name="also">An address of that place where others reach it, too.</param>
    public NameServer(string place, string also = null)
    {
        Tool.Find("dig");
        _place = place;
        _also = also == null ? [] : ["--listen-address=" + also];
        Directory.CreateDirectory(_scratch.At("hosts"));
        Start();
        // "ip netns exec" lays this file over the system's own.
        _ofPlace = "/etc/netns/" + place;
        Directory.CreateDirectory(_ofPlace);
        File.WriteAllText(_ofPlace + "/resolv.conf", "nameserver 127.0.0.1\n");
    }

    /// <summary>A name is at these addresses now; at none: there is no such name.</summary>
    public void Set(string name, params string[] addresses)
    {
        _records[name] = addresses;
        _scratch.File("hosts/all", string.Concat(_records.SelectMany(record =>
            record.Value.Select(address => $"{address} {record.Key}\n"))));
        // It reads its hosts anew.
        Tool.Run("kill", "-HUP", File.ReadAllText(_scratch.At("dnsmasq.pid")).Trim());
        RunningGateway.Eventually(() => addresses.Order().SequenceEqual(
            Cable.Try(_place, "dig", "+short", "+tries=1", "+time=2", "@127.0.0.1", name)
                .Output.Split('\n').Where(line => line.Length > 0).Order()));
    }

    /// <summary>It is gone: whoever asks hears nothing more.</summary>
    public void Stop() => _dnsmasq.Dispose();

    /// <summary>It is back.</summary>
    public void Start()
    {
        // The file of one that was killed says nothing of this one.
        File.Delete(_scratch.At("dnsmasq.pid"));
        string[] command = Servers.Dnsmasq(_scratch, 53, "--addn-hosts=" + _scratch.At("hosts"),
            "--local=/test/", "--local-ttl=5", "--cname=alias.test,carla.test");
        _dnsmasq = new Server([.. Cable.Prefix(_place), .. command, .. _also]);
        RunningGateway.Eventually(() =>
            new FileInfo(_scratch.At("dnsmasq.pid")) is { Exists: true, Length: > 0 });
    }

    public void Dispose()
    {
        _dnsmasq.Dispose();
        Directory.Delete(_ofPlace, true);
        _scratch.Dispose();
    }
}
