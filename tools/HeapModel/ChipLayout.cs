// HeapModel: the bytes that the chip's runtime takes for a thing. Read in nf-interpreter 1.17:
// heap blocks are 12 bytes, and whatever is asked for is rounded up to whole blocks
// (CONVERTFROMSIZETOHEAPBLOCKS). Knows nothing of how the things were found.
//
//   object      a block, and a block for each field, a bool too   (NewObject)
//   array       20 bytes, then the elements; references take a block each
//               (sizeof CLR_RT_HeapBlock_Array, c_CLR_RT_DataTypeLookup)
//   string      a block, then UTF-8 and a zero      (CLR_RT_HeapBlock_String::CreateInstance)
//   literal     a block that points into flash, new each time it is met
//   delegate    32 bytes                            (CLR_RT_HeapBlock_Delegate)
//   boxed       two blocks                          (PerformBoxing)
//   struct      an object, made anew on entry of the method whose local it is (InitializeLocals)
//               and each time it is loaded (Execute_LoadAndPromote)

using System.Text;

namespace Portreeve.HeapModel;

/// <summary>Sizes in the chip's heap.</summary>
public static class ChipLayout
{
    /// <summary>sizeof(CLR_RT_HeapBlock) on a 32-bit processor.</summary>
    public const int BlockBytes = 12;

    /// <summary>A string that stands in the image.</summary>
    public const int LiteralBytes = BlockBytes;

    /// <summary>A delegate to one method.</summary>
    public const int DelegateBytes = 3 * BlockBytes;

    /// <summary>A number or an enumeration's value as an object.</summary>
    public const int BoxedBytes = 2 * BlockBytes;

    private const int ArrayHeadBytes = 20;

    /// <summary>Rounded up to whole blocks.</summary>
    public static int Round(long bytes) =>
        (int)((bytes + BlockBytes - 1) / BlockBytes * BlockBytes);

    /// <summary>An object with so many fields, those of its bases included.</summary>
    public static int Object(int fields) => BlockBytes * (1 + fields);

    /// <summary>An array.</summary>
    /// <param name="elementBytes">See <see cref="Element(string)"/>.</param>
    /// <param name="length">How many elements.</param>
    public static int Array(int elementBytes, long length) =>
        Round(ArrayHeadBytes + elementBytes * length);

    /// <summary>A string made while running.</summary>
    public static int String(string text) =>
        Round(BlockBytes + Encoding.UTF8.GetByteCount(text) + 1);

    /// <summary>Bytes of an array's element, by the full name of its type (an enumeration by its
    /// underlying type's).</summary>
    public static int Element(string type) => type switch
    {
        "System.Boolean" or "System.SByte" or "System.Byte" => 1,
        "System.Char" or "System.Int16" or "System.UInt16" => 2,
        "System.Int32" or "System.UInt32" or "System.Single" => 4,
        "System.Int64" or "System.UInt64" or "System.Double" => 8,
        _ => BlockBytes,
    };

    /// <summary>True for a value type that the runtime keeps in one block, without an object:
    /// numbers, DateTime and TimeSpan (c_OptimizedValueType).</summary>
    public static bool IsDirect(string type) => Element(type) < BlockBytes
        || type is "System.DateTime" or "System.TimeSpan" or "System.IntPtr" or "System.UIntPtr"
            or "System.Void";
}
