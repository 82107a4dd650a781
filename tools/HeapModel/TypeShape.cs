// HeapModel: what the walk needs to know of a type, found once: how large an object of it is, and
// which fields can hold further objects.

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Portreeve.HeapModel;

/// <summary>One type as the chip lays it out.</summary>
internal sealed class TypeShape
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    // Keyed weakly: the nano check loads the firmware into a context that is unloaded again.
    private static readonly ConditionalWeakTable<Type, TypeShape> Known = [];
    private static readonly ConditionalWeakTable<Assembly, TypeShape[]> Statically = [];

    private TypeShape(Type type, bool isOurs)
    {
        IsOurs = isOurs;
        Name = type.Name;
        Room = RoomOf(type);
        IsDirect = type.IsPrimitive || type.IsEnum || ChipLayout.IsDirect(type.FullName ?? "");
        if (isOurs || type.IsValueType)
        {
            FieldInfo[] fields = [.. Bases(type).SelectMany(t =>
                t.GetFields(Own | BindingFlags.Instance))];
            Bytes = ChipLayout.Object(fields.Length);
            Holders = [.. fields.Where(f => CanHold(f.FieldType))];
        }
    }

    /// <summary>False for a library's type.</summary>
    public bool IsOurs { get; }

    public string Name { get; }

    /// <summary>The namespace of the outermost type.</summary>
    public string Room { get; }

    /// <summary>A value that needs no object.</summary>
    public bool IsDirect { get; }

    /// <summary>An object's bytes.</summary>
    public int Bytes { get; }

    /// <summary>Instance fields that may refer to something.</summary>
    public FieldInfo[] Holders { get; } = [];

    /// <summary>Static fields that may refer to something.</summary>
    public FieldInfo[] Statics { get; private set; } = [];

    public static TypeShape Of(Type type, Func<Assembly, bool> isOurs)
    {
        if (!Known.TryGetValue(type, out TypeShape? shape))
        {
            shape = new TypeShape(type, isOurs(type.Assembly));
            Known.AddOrUpdate(type, shape);
        }

        return shape;
    }

    /// <summary>The types of an assembly with static fields that hold something; their static
    /// constructors have run.</summary>
    public static TypeShape[] StaticsOf(Assembly assembly)
    {
        if (!Statically.TryGetValue(assembly, out TypeShape[]? shapes))
        {
            shapes = [.. assembly.GetTypes()
                .Where(t => !t.ContainsGenericParameters
                    && !t.FullName!.StartsWith("<Private", StringComparison.Ordinal))
                .Select(StaticOf).Where(s => s.Statics.Length > 0)];
            Statically.AddOrUpdate(assembly, shapes);
        }

        return shapes;
    }

    public static Type Underlying(Type type) => type.IsEnum ? Enum.GetUnderlyingType(type) : type;

    private static TypeShape StaticOf(Type type)
    {
        var shape = new TypeShape(type, true)
        {
            Statics = [.. type.GetFields(Own | BindingFlags.Static)
                .Where(f => !f.IsLiteral && CanHold(f.FieldType)
                    && !f.IsDefined(typeof(ThreadStaticAttribute)))],
        };
        if (shape.Statics.Length > 0)
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        return shape;
    }

    private static bool CanHold(Type type) => !type.IsPrimitive && !type.IsEnum && !type.IsPointer
        && !(type.IsValueType && ChipLayout.IsDirect(type.FullName ?? ""))
        && !type.IsByRefLike && !type.IsDefined(typeof(InlineArrayAttribute));

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? at = type; at != null && at != typeof(object) && at != typeof(ValueType);
            at = at.BaseType)
        {
            yield return at;
        }
    }

    private static string RoomOf(Type type)
    {
        while (type.DeclaringType != null)
        {
            type = type.DeclaringType;
        }

        string space = type.Namespace ?? "";
        return space.StartsWith("Portreeve.", StringComparison.Ordinal) ? space[10..]
            : space == "Portreeve" ? "Gateway" : space;
    }
}
