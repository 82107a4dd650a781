// HeapModel: what stands in the heap, found by walking from the roots through every field, priced
// as the chip would keep it, and booked to the room whose type it is. Arrays, strings and library
// objects are booked to the room that holds them. Reads only; calls nothing of what it walks.

using System.Reflection;

namespace Portreeve.HeapModel;

/// <summary>Everything reachable from some roots.</summary>
public sealed class HeapWalk
{
    private readonly Func<Assembly, bool> _isOurs;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object It, string Room)> _waiting = new();
    private readonly Dictionary<(string Room, string Type), (int Count, long Bytes)> _lines = [];

    /// <param name="isOurs">Whose objects are priced by their fields; all others are the
    /// libraries'.</param>
    public HeapWalk(Func<Assembly, bool> isOurs) => _isOurs = isOurs;

    /// <summary>All bytes found.</summary>
    public long Bytes { get; private set; }

    /// <summary>Objects found.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of each room.</summary>
    public IReadOnlyDictionary<string, long> Rooms => _lines.GroupBy(l => l.Key.Room)
        .ToDictionary(g => g.Key, g => g.Sum(l => l.Value.Bytes));

    /// <summary>What a room holds, the dearest first.</summary>
    public IReadOnlyList<(string Type, int Count, long Bytes)> Of(string room) =>
        [.. _lines.Where(l => l.Key.Room == room)
            .Select(l => (l.Key.Type, l.Value.Count, l.Value.Bytes))
            .OrderByDescending(l => l.Bytes).ThenBy(l => l.Type, StringComparer.Ordinal)];

    /// <summary>True when the object was met.</summary>
    public bool Has(object it) => _seen.Contains(it);

    /// <summary>Walks from the static fields of an assembly, after its static constructors: the
    /// chip runs all of them at the start. The fields themselves are part of the tables.</summary>
    /// <param name="assembly">The firmware, or a part of it.</param>
    /// <param name="isWanted">The rooms to walk; null for all.</param>
    public void AddStatics(Assembly assembly, Func<string, bool>? isWanted = null)
    {
        foreach (TypeShape shape in TypeShape.StaticsOf(assembly)
            .Where(s => isWanted?.Invoke(s.Room) != false))
        {
            foreach (FieldInfo field in shape.Statics)
            {
                AddField(field.GetValue(null), field.FieldType, shape.Room);
            }
        }

        Run();
    }

    /// <summary>Walks from an object.</summary>
    public void Add(object? root, string room = "")
    {
        if (root != null)
        {
            Enqueue(root, room);
            Run();
        }
    }

    private void Run()
    {
        while (_waiting.TryDequeue(out (object It, string Room) next))
        {
            Visit(next.It, next.Room);
        }
    }

    private void Enqueue(object it, string room)
    {
        if (_seen.Add(it))
        {
            _waiting.Enqueue((it, room));
        }
    }

    private void AddField(object? value, Type declared, string room)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                AddText(text, room);
                break;
            case ValueType when declared.IsValueType:
                AddStruct(value, room);
                break;
            case ValueType:
                Book(room, "boxed " + value.GetType().Name, ChipLayout.BoxedBytes);
                break;
            default:
                Enqueue(value, room);
                break;
        }
    }

    // A literal is a block of its own wherever it is kept; other strings are shared.
    private void AddText(string text, string room)
    {
        if (ReferenceEquals(string.IsInterned(text), text))
        {
            Book(room, "literal", ChipLayout.LiteralBytes);
        }
        else if (_seen.Add(text))
        {
            Book(room, "string", ChipLayout.String(text));
        }
    }

    private void AddStruct(object value, string room)
    {
        TypeShape shape = TypeShape.Of(value.GetType(), _isOurs);
        if (!shape.IsDirect)
        {
            Book(room, shape.Name, shape.Bytes);
            AddFields(value, shape, room);
        }
    }

    private void Visit(object it, string room)
    {
        switch (it)
        {
            case Array array:
                Visit(array, room);
                break;
            case Delegate call:
                Book(room, "delegate", ChipLayout.DelegateBytes * call.GetInvocationList().Length);
                AddField(call.Target, typeof(object), room);
                break;
            case IChipObject other:
                Book(room, it.GetType().Name, other.ChipBytes);
                foreach (object held in other.Holds)
                {
                    Enqueue(held, room);
                }

                break;
            default:
                TypeShape shape = TypeShape.Of(it.GetType(), _isOurs);
                string own = shape.IsOurs && shape.Room.Length > 0 ? shape.Room : room;
                Book(own, shape.Name, shape.IsOurs ? shape.Bytes : LibraryTypes.BytesOf(it));
                AddFields(it, shape, own);
                break;
        }
    }

    private void Visit(Array array, string room)
    {
        Type element = array.GetType().GetElementType()!;
        string name = TypeShape.Underlying(element).FullName!;
        Book(room, element.Name + "[]",
            ChipLayout.Array(ChipLayout.Element(name), array.LongLength));
        if (!element.IsPrimitive && !element.IsEnum)
        {
            foreach (object? one in array)
            {
                AddField(one, element, room);
            }
        }
    }

    private void AddFields(object it, TypeShape shape, string room)
    {
        foreach (FieldInfo field in shape.Holders)
        {
            AddField(field.GetValue(it), field.FieldType, room);
        }
    }

    private void Book(string room, string type, int bytes)
    {
        Bytes += bytes;
        Count++;
        (int count, long sum) = _lines.GetValueOrDefault((room, type));
        _lines[(room, type)] = (count + 1, sum + bytes);
    }
}
