// HeapModel: an object of a computer that stands in for one of the chip's and knows what that one
// takes.

namespace Portreeve.HeapModel;

/// <summary>Stands in for something on the chip.</summary>
public interface IChipObject
{
    /// <summary>Bytes on the chip, native parts included.</summary>
    int ChipBytes { get; }

    /// <summary>Further objects that it keeps alive.</summary>
    IEnumerable<object> Holds => [];
}
