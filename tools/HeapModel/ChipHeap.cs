// HeapModel: a heap of so many bytes. What stands in it is walked from the roots; what was taken
// since is added up, and when the sum is past the end it is collected, as the chip does: what no
// root and no running method knows any more is gone. What does not fit then is refused with the
// exception that the chip throws. A running method's own objects are known by weak references,
// from the beginning of the outermost call (Enter) to its end.
//
//   Take -> fits ------------------------------------------> made
//        -> past the end -> walk: all of this call's counted -> fits -> made
//                        -> ask which of them are still held -> fits -> made
//                                                            -> OutOfMemoryException

using System.Reflection;

namespace Portreeve.HeapModel;

/// <summary>The chip's heap beside a gateway that runs on a computer.</summary>
public sealed class ChipHeap
{
    private readonly Action<HeapWalk> _walk;
    private readonly Func<Assembly, bool> _isOurs;
    private readonly List<(WeakReference It, int Bytes)> _made = [];
    private long _used;
    private long _sinceEnter;
    private int _lastBytes;
    private bool _isCollecting;

    /// <param name="capacity">Bytes for everything; long.MaxValue only counts.</param>
    /// <param name="fixedBytes">What stands besides the objects walked: tables, libraries,
    /// threads.</param>
    /// <param name="walk">Adds the roots.</param>
    /// <param name="isOurs">The firmware's own assemblies.</param>
    public ChipHeap(long capacity, long fixedBytes, Action<HeapWalk> walk,
        Func<Assembly, bool> isOurs)
    {
        Capacity = capacity;
        FixedBytes = fixedBytes;
        _used = fixedBytes;
        _walk = walk;
        _isOurs = isOurs;
    }

    /// <summary>Bytes for everything.</summary>
    public long Capacity { get; }

    /// <summary>Tables, libraries, threads.</summary>
    public long FixedBytes { get; }

    /// <summary>Bytes taken so far, whatever became of them.</summary>
    public long TakenBytes { get; private set; }

    /// <summary>Objects made so far.</summary>
    public long TakenCount { get; private set; }

    /// <summary>How often something did not fit.</summary>
    public int Refusals { get; private set; }

    /// <summary>The least that was free after a collection, or at a request for it.</summary>
    public long LowestFree { get; private set; } = long.MaxValue;

    /// <summary>Says whether the next refusal comes as a plain Exception: the chip has both,
    /// since it may fail to make the right one.</summary>
    public Func<bool>? IsPlain { get; set; }

    /// <summary>How many structs each method has made.</summary>
    public Dictionary<string, long> Structs { get; } = new(StringComparer.Ordinal);

    /// <summary>Sees every object that the firmware makes.</summary>
    public Action<object>? Made { get; set; }

    /// <summary>Free bytes after a collection.</summary>
    public long FreeBytes
    {
        get
        {
            long live = Walk().Bytes + FixedBytes;
            _used = Math.Max(_used, live);
            LowestFree = Math.Min(LowestFree, Capacity - live);
            return Capacity - live;
        }
    }

    /// <summary>What stands now.</summary>
    public HeapWalk Walk()
    {
        ChipHeap? heap = Meter.Heap;
        Meter.Heap = null;
        try
        {
            var walk = new HeapWalk(_isOurs);
            _walk(walk);
            return walk;
        }
        finally
        {
            Meter.Heap = heap;
        }
    }

    /// <summary>Runs a call of the firmware in this heap.</summary>
    public void Enter(Action call)
    {
        ChipHeap? outer = Meter.Heap;
        Begin();
        try
        {
            call();
        }
        finally
        {
            End(outer);
        }
    }

    /// <summary>From here on this thread's firmware allocates from this heap.</summary>
    public void Begin()
    {
        Meter.Heap = this;
        _sinceEnter = 0;
        _made.Clear();
    }

    /// <summary>The end of it.</summary>
    /// <param name="outer">The heap from then on, or null.</param>
    public void End(ChipHeap? outer = null)
    {
        Meter.Heap = outer;
        _made.Clear();
    }

    internal void Take(int bytes, int count)
    {
        TakenBytes += bytes;
        TakenCount += count;
        _lastBytes = bytes;
        if (Capacity == long.MaxValue || _isCollecting)
        {
            return;
        }

        _used += bytes;
        _sinceEnter += bytes;
        if (_used > Capacity)
        {
            Collect(bytes);
        }
    }

    internal void TakeStructs(int bytes, int count, string method)
    {
        Structs[method] = Structs.GetValueOrDefault(method) + count;
        Take(bytes, count);
    }

    internal void Note(object made)
    {
        Made?.Invoke(made);
        if (Capacity != long.MaxValue)
        {
            _made.Add((new WeakReference(made), _lastBytes));
        }
    }

    internal void Result(object? made)
    {
        int bytes = made switch
        {
            null => 0,
            string text => ChipLayout.String(text),
            Array array => ChipLayout.Array(ChipLayout.Element(
                TypeShape.Underlying(array.GetType().GetElementType()!).FullName!),
                array.LongLength),
            _ => 0,
        };
        if (bytes > 0)
        {
            Take(bytes, 1);
            Note(made!);
        }
    }

    private void Collect(int bytes)
    {
        _isCollecting = true;
        try
        {
            HeapWalk walk = Walk();
            long live = walk.Bytes + FixedBytes + bytes;
            if (live + _sinceEnter <= Capacity)
            {
                _used = live + _sinceEnter;
                return;
            }

            _used = live + HeldBytes(walk);
            LowestFree = Math.Min(LowestFree, Capacity - _used);
        }
        finally
        {
            _isCollecting = false;
        }

        if (_used > Capacity)
        {
            _used -= bytes;
            Refusals++;
            throw IsPlain?.Invoke() == true
                ? new Exception("out of memory") : new OutOfMemoryException();
        }
    }

    /// <summary>What this call has made, still holds, and has not tied to a root.</summary>
    private long HeldBytes(HeapWalk walk)
    {
        GC.Collect();
        long held = 0;
        int kept = 0;
        for (int i = 0; i < _made.Count; i++)
        {
            (WeakReference it, int size) = _made[i];
            if (it.Target is { } target)
            {
                _made[kept++] = (it, size);
                held += walk.Has(target) ? 0 : size;
            }
        }

        _made.RemoveRange(kept, _made.Count - kept);
        _sinceEnter = _made.Sum(m => (long)m.Bytes);
        return held;
    }
}
