// NanoCheck heap: what the room Platform gains when a socket is opened, against what HeapModel says
// of it to those who stand in for both (Adapters): one number written down, one seen in the image.

using Portreeve.HeapModel;

namespace Portreeve.NanoCheck.Heap;

/// <summary>An adapter with its socket, as found and as written down.</summary>
internal sealed record AdapterSize(string Name, long Found, long Said);

/// <summary>Measures one opening at a time.</summary>
internal sealed class AdapterMeter
{
    private readonly DeviceRun _run;
    private long _before;

    public AdapterMeter(DeviceRun run) => _run = run;

    /// <summary>What was measured.</summary>
    public List<AdapterSize> Sizes { get; } = [];

    public void Start() => _before = Bytes();

    /// <param name="name">What was opened since the start.</param>
    /// <param name="said">Bytes by <see cref="Adapters"/>.</param>
    /// <param name="times">How often.</param>
    public void Stop(string name, int said, int times = 1) =>
        Sizes.Add(new AdapterSize(name, (Bytes() - _before) / times, said));

    private long Bytes() => _run.Heap.Walk().Rooms.GetValueOrDefault("Platform");
}
