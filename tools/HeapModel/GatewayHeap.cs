// HeapModel: the heap of a gateway that runs on a computer: its own objects are walked and priced,
// what a computer has none of (tables, libraries, the board's own rooms) is taken from the budget
// file, so that free bytes here are those of the board.

using System.Reflection;

namespace Portreeve.HeapModel;

/// <summary>A gateway in a board's heap.</summary>
public sealed class GatewayHeap
{
    private readonly Assembly _firmware;
    private long _askedAt = -1;
    private long _free;

    /// <param name="firmware">The assembly with the rooms.</param>
    /// <param name="budget">What stands beneath them, and how large the heap is.</param>
    /// <param name="capacity">Another size for the heap, or 0.</param>
    public GatewayHeap(Assembly firmware, HeapBudget budget, long capacity = 0)
    {
        _firmware = firmware;
        IsWoven = firmware.GetReferencedAssemblies().Any(r => r.Name == "Portreeve.HeapModel");
        Heap = new ChipHeap(capacity > 0 ? capacity : budget.Heap, budget.Beneath, Walk,
            assembly => assembly == _firmware);
        // Static constructors run now, as on the chip, and what they made stands.
        _free = Heap.FreeBytes;
    }

    /// <summary>The heap itself.</summary>
    public ChipHeap Heap { get; }

    /// <summary>True when what does not fit is refused; else free bytes are told only.</summary>
    public bool IsWoven { get; }

    /// <summary>The gateway, from when it is made.</summary>
    public object? Root { get; set; }

    /// <summary>Free bytes; counted anew when something was made since the last time.</summary>
    public long FreeBytes
    {
        get
        {
            if (!IsWoven || _askedAt != Heap.TakenBytes)
            {
                _free = Heap.FreeBytes;
                _askedAt = Heap.TakenBytes;
            }

            return _free;
        }
    }

    private void Walk(HeapWalk walk)
    {
        walk.AddStatics(_firmware, room => !HeapBudget.IsBoardOnly(room));
        walk.Add(Root);
    }
}
