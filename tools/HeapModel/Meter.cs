// HeapModel: what woven code calls before and after it makes something. One heap a thread, since a
// gateway is one thread; where none is set, nothing is counted and it costs a look.

using System.Text;

namespace Portreeve.HeapModel;

/// <summary>The meter. Its members are called by woven code only, but for Heap.</summary>
public static class Meter
{
    [ThreadStatic]
    private static ChipHeap? _heap;

    /// <summary>The heap that this thread allocates from, or null.</summary>
    public static ChipHeap? Heap
    {
        get => _heap;
        set => _heap = value;
    }

    /// <summary>So many bytes are about to be taken for one object.</summary>
    public static void Take(int bytes) => _heap?.Take(bytes, 1);

    /// <summary>A method is about to make structs: its locals, a copy, a result.</summary>
    public static void TakeStructs(int bytes, int count, string method) =>
        _heap?.TakeStructs(bytes, count, method);

    /// <summary>An array is about to be made.</summary>
    public static void TakeArray(int length, int elementBytes) =>
        _heap?.Take(ChipLayout.Array(elementBytes, length), 1);

    /// <summary>An object was made that only this method knows so far.</summary>
    public static void Note(object made) => _heap?.Note(made);

    /// <summary>A library has returned a text, or the pieces of one, that it made by way of an
    /// array of characters.</summary>
    public static void Built(object? made)
    {
        int chars = 0;
        if (made is string text)
        {
            chars = text.Length;
        }
        else if (made is string[] pieces)
        {
            foreach (string piece in pieces)
            {
                chars += piece.Length + 1;
                _heap?.Result(piece);
            }
        }

        _heap?.Take(ChipLayout.Array(2, chars), 1);
        _heap?.Result(made);
    }

    /// <summary>GetString: a copy of the bytes with a zero behind, then an array of characters.
    /// </summary>
    public static void Decoded(object? made)
    {
        if (made is string text)
        {
            _heap?.Take(ChipLayout.Array(1, Encoding.UTF8.GetByteCount(text) + 1), 1);
        }

        Built(made);
    }

    /// <summary>ToString of any class: one of ours has paid for what it made.</summary>
    public static string? Said(object it)
    {
        string? text = it.ToString();
        if (it is StringBuilder)
        {
            Built(text);
        }

        return text;
    }

    /// <summary>PadLeft: what is put in front is a text of its own, from an array of
    /// characters.</summary>
    public static string PadLeft(string text, int width, char with) =>
        Padded(text, text.PadLeft(width, with));

    /// <summary>PadRight.</summary>
    public static string PadRight(string text, int width, char with) =>
        Padded(text, text.PadRight(width, with));

    private static string Padded(string text, string padded)
    {
        int more = padded.Length - text.Length;
        if (more > 0)
        {
            _heap?.Take(ChipLayout.Array(2, more), 1);
            _heap?.Result(new string(' ', more));
            _heap?.Result(padded);
        }

        return padded;
    }

    /// <summary>Substring as the runtime does it: the whole text becomes an array first.</summary>
    public static string Rest(string text, int start) => Piece(text, start, text.Length - start);

    /// <summary>The same with a length.</summary>
    public static string Piece(string text, int start, int length)
    {
        _heap?.Take(ChipLayout.Array(2, text.Length), 1);
        string piece = text.Substring(start, length);
        _heap?.Result(piece);
        return piece;
    }

    /// <summary>StartsWith: makes a piece to compare.</summary>
    public static bool Begins(string text, string with)
    {
        if (with.Length > 0 && text.Length >= with.Length)
        {
            Piece(text, 0, with.Length);
        }

        return text.StartsWith(with, StringComparison.Ordinal);
    }

    /// <summary>EndsWith.</summary>
    public static bool Ends(string text, string with)
    {
        if (with.Length > 0 && text.Length >= with.Length)
        {
            Piece(text, text.Length - with.Length, with.Length);
        }

        return text.EndsWith(with, StringComparison.Ordinal);
    }

    /// <summary>A library has returned something that it made.</summary>
    public static void Result(object? made) => _heap?.Result(made);
}
