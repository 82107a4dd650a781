// Tidy: the heap model prices as the chip does, a room that outgrows its line is reported so that
// one sees why, and the budget itself is one.

using Portreeve.HeapModel;
using Portreeve.NanoCheck;
using Portreeve.NanoCheck.Heap;
using Portreeve.NanoCheck.Rules;
using System.Reflection;

namespace Portreeve.Tidy;

public class HeapTests
{
    // Seen on the interpreter: the relay's chunk, the console's queue, a rule, a route's delegate.
    [Theory]
    [InlineData(1, 2880, 2904)]
    [InlineData(1, 6144, 6168)]
    [InlineData(12, 32, 408)]
    [InlineData(2, 0, 24)]
    public void Array_IsRoundedToBlocks(int element, int length, int bytes) =>
        Assert.Equal(bytes, ChipLayout.Array(element, length));

    [Fact]
    public void Object_TakesABlockAndOneForEachField()
    {
        Assert.Equal(276, ChipLayout.Object(22));
        Assert.Equal(24, ChipLayout.String("twelve bytes".AsSpan(0, 11).ToString()));
        Assert.Equal(36, ChipLayout.String("twelve bytes"));
    }

    [Theory]
    [InlineData("Nothing", 0, 0)]
    [InlineData("Literal", 12, 1)]
    [InlineData("Boxes", 24, 1)]
    [InlineData("StructLocal", 36, 1)]
    [InlineData("StructCopied", 36 + 36, 2)]
    [InlineData("Array", 24, 1)]
    [InlineData("Numbers", 48, 1)]
    [InlineData("Delegate", 36, 1)]
    // The fourth is what the runtime writes a number into before it is a text.
    [InlineData("Concatenates", 24 + 12 + 24 + 36, 4)]
    [InlineData("Derived", 48, 1)]
    // An object of ours pays for its own text: itself and a literal.
    [InlineData("Says", 12 + 12, 2)]
    // The literal, two blanks as an array and as a text, the result.
    [InlineData("Pads", 12 + 24 + 24 + 24, 4)]
    // The bytes, the encoding, a copy of the bytes with a zero, the characters, the text.
    [InlineData("Decodes", 24 + 12 + 24 + 36 + 24, 5)]
    public void Meter_CountsAsTheChipAllocates(string method, int bytes, int objects)
    {
        ChipHeap heap = Run(method);
        Assert.Equal((bytes, objects), (heap.TakenBytes, heap.TakenCount));
    }

    [Fact]
    public void Walk_PricesFieldsTextAndStructs()
    {
        Assembly assembly = Load();
        var walk = new HeapWalk(a => a == assembly);
        walk.Add(Activator.CreateInstance(assembly.GetType("Room.Holder")!));
        // The holder with 4 fields, its array, two literals, a struct of two fields, a boxed int.
        Assert.Equal(60 + 48 + 12 + 12 + 36 + 24, walk.Bytes);
        Assert.Equal("Room", walk.Rooms.Keys.Single());
    }

    [Fact]
    public void Refusal_ComesOnlyWhenNothingMoreCanBeCollected()
    {
        Assembly assembly = Load();
        object? kept = null;
        var heap = new ChipHeap(20000, 4000, walk => walk.Add(kept), a => a == assembly);
        MethodInfo fill = assembly.GetType("Room.Sample")!.GetMethod("Fill")!;
        // Half a megabyte of garbage goes through 16,000 bytes; 20,000 bytes at once do not.
        heap.Enter(() => fill.Invoke(null, [500, false]));
        Assert.Equal(0, heap.Refusals);
        var thrown = Assert.Throws<TargetInvocationException>(
            () => heap.Enter(() => kept = fill.Invoke(null, [20, true])));
        Assert.IsType<OutOfMemoryException>(thrown.InnerException);
        Assert.Equal(1, heap.Refusals);
        heap.IsPlain = () => true;
        thrown = Assert.Throws<TargetInvocationException>(
            () => heap.Enter(() => kept = fill.Invoke(null, [20, true])));
        Assert.Equal(typeof(Exception), thrown.InnerException!.GetType());
    }

    [Fact]
    public void RoomPastItsLine_IsReportedWithWhatItHolds()
    {
        HeapFigure[] figures =
        [
            new(new HeapLine("room", "Access", 1100), "32 Knock 900, 2 Int32[] 200"),
            new(new HeapLine("room", "Names", 500), "1 Directory 500"),
            new(new HeapLine("room", "Reach", 24), "1 Doctor 24"),
        ];
        HeapBudget budget = HeapBudget.Parse(["heap 2,000 # all", "keep at rest 400",
            "keep reached 301", "room Access 1,000", "room Names 500", "path gone 12"]);
        HeapScenario scenario = new(null!);
        scenario.Live["being reached"] = 76;
        string[] found = [.. new HeapCheck([], [], scenario).Judge(budget, figures)
            .Select(f => f.ToString())];
        Assert.Equal(5, found.Length);
        Assert.Contains("1,100 bytes, its line in hardware/heap.txt says 1,000: +100. It holds "
            + "32 Knock 900", found[0]);
        Assert.Contains("\"room Reach\" has no line", found[1]);
        Assert.Contains("\"path gone\" is nothing that was measured", found[2]);
        Assert.Contains("376 bytes are free at rest with five rules, 400 must be", found[3]);
        Assert.Contains("300 bytes are free at rest with every way of being reached on, 301 must "
            + "be", found[4]);
    }

    [Fact]
    public void PathPastTheMost_IsReported_WhateverItsLineSays()
    {
        HeapBudget budget = HeapBudget.Parse(["heap 2,000", "most poll 1,024", "most gone 12",
            "path poll 2,000"]);
        HeapFigure[] figures = [new(new HeapLine("path", "poll", 1025), "")];
        string[] found = [.. new HeapCheck([], [], new(null!)).Judge(budget, figures)
            .Select(f => f.ToString())];
        Assert.Equal(2, found.Length);
        Assert.Contains("\"most gone\" is nothing that was measured", found[0]);
        Assert.Contains("1,025 bytes, and 1,024 are the most", found[1]);
    }

    [Fact]
    public void Adapter_OfAnotherSizeThanWrittenDown_IsReported()
    {
        HeapScenario scenario = new(null!);
        scenario.Adapters.Add(new AdapterSize("a door", 240, 240));
        scenario.Adapters.Add(new AdapterSize("a session", 396, 384));
        HeapBudget budget = HeapBudget.Parse(["heap 2,000"]);
        Finding found = Assert.Single(new HeapCheck([], [], scenario).Judge(budget, []));
        Assert.Contains("a session takes 396 bytes of the room Platform in the image, 384 by this",
            found.ToString());
    }

    [Fact]
    public void StructLine_OfAMethodThatMakesNoneAnyMore_IsReported()
    {
        HeapBudget budget = HeapBudget.Parse(["heap 2,000", "struct A.Some 3", "struct A.Gone 3"]);
        HeapScenario scenario = new(null!);
        scenario.Structs["A.Some"] = 3;
        Finding found = Assert.Single(new HeapCheck([], [], scenario).Judge(budget, []));
        Assert.Contains("\"struct A.Gone\" is nothing that was measured", found.ToString());
    }

    private static ChipHeap Run(string method)
    {
        Assembly assembly = Load();
        var heap = new ChipHeap(long.MaxValue, 0, _ => { }, a => a == assembly);
        heap.Enter(() => assembly.GetType("Room.Sample")!.GetMethod(method)!.Invoke(null, [3]));
        return heap;
    }

    private static Assembly Load()
    {
        const string source = """
            namespace Room
            {
                public struct Pair { public int A; public bool B; }
                public class Base { public int One; public string Two; }
                public class Teller
                {
                    public override string ToString() { return "abc"; }
                }
                public class More : Base { public Pair[] Three; }
                public class Holder
                {
                    private string[] _names = { "one", null };
                    private string _text = "two";
                    private Pair _pair;
                    private object _number = 5;
                }
                public static class Sample
                {
                    public static Pair Kept;
                    public static int Nothing(int n) { return n + 1; }
                    public static int Literal(int n) { return "abc".Length; }
                    public static object Boxes(int n) { return n; }
                    public static int StructLocal(int n)
                    {
                        Pair p;
                        p.A = n;
                        p.B = false;
                        return Twice(ref p);
                    }
                    public static int StructCopied(int n) { Pair p = Kept; return Twice(ref p); }
                    public static object Array(int n) { return new byte[n]; }
                    public static object Numbers(int n) { return new long[n]; }
                    public static object Delegate(int n) { return new Call(Nothing); }
                    public static object Concatenates(int n) { return Name(n) + "cd"; }
                    public static object Derived(int n) { return new More(); }
                    public static string Says(int n) { return new Teller().ToString(); }
                    public static string Pads(int n) { return "7".PadLeft(n); }
                    public static string Decodes(int n)
                    {
                        return System.Text.Encoding.UTF8.GetString(new byte[n], 0, n);
                    }
                    public static object Fill(int n, bool keeps)
                    {
                        object[] all = new object[keeps ? n : 1];
                        for (int i = 0; i < n; i++) all[keeps ? i : 0] = new byte[1000];
                        return all;
                    }
                    private static string Name(int n) { return n.ToString(); }
                    private static int Twice(ref Pair p) { return p.A; }
                }
                public delegate int Call(int n);
            }
            """;
        var stubs = new ReferenceStubs(Tree.Repository.Reference);
        var findings = new List<Finding>();
        ChipAssembly? assembly = new ChipCompiler(stubs, p => p).Compile("Sample",
            [("Sample.cs", source)],
            [stubs.Image("mscorlib"), stubs.Image("nanoFramework.System.Text")], false, findings);
        Assert.True(assembly != null, string.Join('\n', findings));
        using var resolver = new IlRules(x => stubs.Has(x) ? stubs.Image(x) : null, p => p);
        var context = new DeviceContext();
        context.Add(assembly, resolver);
        context.LoadAll();
        return context.Firmware.Single();
    }
}
