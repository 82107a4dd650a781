// Tidy: each rule of the nano check is seen to fail on a small source that breaks it, with the
// line where it is broken; and the same thing written for the chip passes.

using Portreeve.NanoCheck;
using Portreeve.NanoCheck.Rules;

namespace Portreeve.Tidy;

public class NanoRulesTests
{
    [Theory]
    [InlineData("generic-type", "class Box<T> { public T Value; }")]
    [InlineData("generic-method", "class A { static T Same<T>(T x) { return x; } }")]
    [InlineData("generic-method",
        "class A { static void F() { G(\"x\"); } static void G<T>(T x) where T : class { } }")]
    [InlineData("generic-instance",
        "class A { static Action<string> F; static void G() { F(\"x\"); } }")]
    [InlineData("generic-instance",
        "class A { static int F() { Func<int> f = () => 2; return f(); } }")]
    [InlineData("multi-dimensional",
        "class A { static int F() { int[,] a = new int[2, 3]; return a[1, 1]; } }")]
    [InlineData("multi-dimensional", "class A { int[,] _grid; }")]
    [InlineData("stackalloc", "unsafe class A { static int F() { int* p = stackalloc int[4]; "
        + "p[1] = 9; return p[1]; } }")]
    [InlineData("fixed", "unsafe class A { static int F(byte[] a) { fixed (byte* p = a) "
        + "{ return *p; } } }")]
    [InlineData("pointer", "unsafe class A { static int F(int* p) { return *p; } }")]
    [InlineData("function-pointer", "unsafe class A { static int G(int x) { return x; } "
        + "static int F() { delegate*<int, int> f = &G; return f(2); } }")]
    [InlineData("default-interface-method", "interface I { int F() { return 1; } }")]
    [InlineData("checked", "class A { static byte F(int x) { return checked((byte)x); } }")]
    [InlineData("checked", "class A { static int F(int x) { return checked(x + 1); } }")]
    [InlineData("checked", "class A { static int F(int x) { return checked(x * 3); } }")]
    [InlineData("empty-slot", "class A { static string[] W = { \"a\", null, \"c\" }; }")]
    [InlineData("empty-slot",
        "class A { string[] _w; bool F(int i) { return _w[i] == null; } }")]
    [InlineData("empty-slot",
        "class A { string[] _w; bool F(int i) { bool x = _w[i] != null; return x; } }")]
    [InlineData("static-order", "class A { public static int[] X = new int[3]; } "
        + "class B { static int[] Y = new int[A.X.Length]; }")]
    [InlineData("static-order", "class A { static int[] s_x = new int[3]; "
        + "public static int F() { return s_x[0]; } } class B { static int Y = A.F(); }")]
    [InlineData("long-index", "class A { static byte[] F(long n) { return new byte[n]; } }")]
    [InlineData("own-hash", "class A { public override int GetHashCode() { return 1; } }")]
    [InlineData("own-hash", "class A { public override bool Equals(object o) { return true; } }")]
    [InlineData("try-depth", "class A { static void F() { try { try { try { try { G(); } "
        + "catch (Exception) { } } catch (Exception) { } } catch (Exception) { } } "
        + "catch (Exception) { } } static void G() { } }")]
    [InlineData("compile",
        "class A { static string F(string s) { return s.Replace(\"a\", \"b\"); } }")]
    [InlineData("compile", "class A { volatile int _x; int F() { return _x; } }")]
    [InlineData("compile", "class A { static int? F() { return null; } }")]
    [InlineData("compile", "record A(int X);")]
    public void BrokenRule_IsReported(string rule, string source) => AssertReported(rule, source);

    [Theory]
    [InlineData("class A { static string F(E e) { return e.ToString(); } }")]
    [InlineData("class A { static string F(E e) { return \"e=\" + e; } }")]
    [InlineData("class A { static string F(E e) { return $\"e={e} n={1}\"; } }")]
    [InlineData("class A { static string F(E e) { return string.Format(\"{0}\", e); } }")]
    [InlineData("class A { static string F(E e) { return string.Concat(e, \"x\"); } }")]
    [InlineData("class A { static string F(E e) { "
        + "return string.Format(\"{0}{1}{2}{3}\", 1, 2, 3, e); } }")]
    [InlineData("class A { static void F(StringBuilder b, E e) { b.Append(e); } }")]
    public void EnumAsText_IsReported(string source) =>
        AssertReported("enum-text", "enum E { Aye, Bee } " + source);

    [Theory]
    [InlineData("enum E { A } class B { static int F(E e) { return (int)e; } }")]
    [InlineData("enum E { A } class B { static string F(E e) { return \"e=\" + (int)e; } }")]
    [InlineData("enum E { A } class B { static void F(ArrayList a, E e) { a.Add(e); } }")]
    [InlineData("class A { static byte F(int x) { return (byte)x; } }")]
    [InlineData("class A { static string[] W = { \"a\", \"\", \"c\" }; }")]
    [InlineData("class A { string[] _w; int F(int i) { if (_w[i] == null) return 1; return 2; } }")]
    [InlineData("class A { const int N = 3; static int[] X = new int[N]; "
        + "static int[] Y = new int[X.Length]; }")]
    [InlineData("class A { static readonly byte[] X = { 1, 2, 3, 4, 5, 6, 7, 8, 9 }; }")]
    [InlineData("class A { Action _f; void F(int x) { _f = () => x++; if (_f != null) _f(); } }")]
    [InlineData("class A { static object F() { lock (typeof(A)) { return new Hashtable(); } } }",
        "outside-world")]
    [InlineData(
        "class A { static string F(object o) => o switch { int i => $\"{i}\", _ => \"\" }; }")]
    public void ChipDialect_Passes(string source, string allowed = "")
    {
        Assert.Empty(Check(source).Where(f => f.Rule != allowed).Select(f => f.ToString()));
    }

    [Theory]
    [InlineData("reflection", "Portreeve.Relay",
        "static object F() { return typeof(A).GetMethod(\"F\"); }")]
    [InlineData("reflection", "Portreeve.Device",
        "static object F(System.Reflection.MethodInfo m) { return m.Invoke(null, null); }")]
    [InlineData("reflection", "Portreeve.Api",
        "static object F() { return Type.GetType(\"A\"); }")]
    [InlineData("outside-world", "Portreeve.Relay", "System.Net.Sockets.Socket _s; "
        + "void F() { _s.Close(); }")]
    [InlineData("outside-world", "Portreeve.Table", "static bool F() { "
        + "return System.IO.File.Exists(\"x\"); }")]
    [InlineData("outside-world", "Portreeve.Access", "static void F() { "
        + "System.Threading.Thread.Sleep(1); }")]
    [InlineData("outside-world", "Portreeve.Journal", "static DateTime F() { "
        + "return DateTime.UtcNow; }")]
    [InlineData("outside-world", "Portreeve", "static int F() { return new Random().Next(); }")]
    public void WrongRoom_IsReported(string rule, string room, string member)
    {
        string source = $"namespace {room} {{ class A {{ {member} }} }}";
        AssertReported(rule, source);
        AssertQuiet(rule, source.Replace(room + " {", "Portreeve.Platform {"));
    }

    [Theory]
    [InlineData("Table", "Relay", "Other _other;")]
    [InlineData("Table", "Relay", "static int F() { return Other.Count; }")]
    [InlineData("Table", "Relay", "static void F(object o) { if (o is Other) F(null); }")]
    [InlineData("Table", "Relay", "static object F() { return new Other[3]; }")]
    [InlineData("Table", "Relay", "static void F(Other other) { }")]
    [InlineData("Views", "Api", "class Inner : Other { }")]
    [InlineData("Access", "Names", "Other _other;")]
    [InlineData("Names", "Access", "Other _other;")]
    [InlineData("Api", "Shell", "Other _other;")]
    [InlineData("Shell", "Api", "Other _other;")]
    public void RoomBelow_IsReported(string room, string other, string member)
    {
        string source = $"namespace Portreeve.{room} {{ class A {{ {member} }} }} "
            + $"namespace Portreeve.{other} {{ class Other {{ public static int Count; }} }}";
        AssertReported("room-order", source.Replace("Other", $"Portreeve.{other}.Other")
            .Replace($"class Portreeve.{other}.Other", "class Other"));
        AssertQuiet("room-order", source.Replace("Other", "Portreeve.Values.Other")
            .Replace("class Portreeve.Values.Other", "class Other")
            .Replace($"namespace Portreeve.{other}", "namespace Portreeve.Values"));
    }

    [Fact]
    public void RoomNobodyKnows_IsReported() =>
        AssertReported("room-order", "namespace Portreeve.Attic { class A { int _x; } }");

    [Theory]
    [InlineData("Values Flash", "Journal Table", null)]
    [InlineData("Values Flash Table", "Journal Table", "Table")]
    public void RoomInTwoAssemblies_IsReported(string rooms, string theirs, string? half)
    {
        Finding[] found = [.. RoomOrder.Halves(
            "Portreeve.One", rooms.Split(' '), "Portreeve.Two", theirs.Split(' '))];
        Assert.Equal(half == null ? 0 : 1, found.Length);
        Assert.All(found, f => Assert.Equal(
            ("half-room", "Portreeve.One", $"it holds a part of {half}, and Portreeve.Two another"),
            (f.Rule, f.Where, f.Why)));
    }

    [Theory]
    [InlineData("firmware/Table/A.cs", "using Portreeve.Relay;", true)]
    [InlineData("firmware/Table/A.cs", "using R = Portreeve.Relay.Session;", true)]
    [InlineData("firmware/Names/A.cs", "using Portreeve.Access;", true)]
    [InlineData("firmware/Limits.cs", "using Portreeve.Outside;", true)]
    [InlineData("firmware/Limits.Page.cs", "using Portreeve.Values;", true)]
    [InlineData("firmware/Relay/A.cs", "using Portreeve.Table;", false)]
    [InlineData("firmware/Gateway.cs", "using Portreeve.Shell;", false)]
    public void UsingOfARoomBelow_IsReported(string path, string line, bool isReported) =>
        Assert.Equal(isReported, RoomOrder.CheckUsings(path, ["", line]).Any());

    [Fact]
    public void Initialisers_OverTheBudget_AreReported()
    {
        string bytes = string.Join(',', Enumerable.Range(0, 17 * 1024).Select(i => i & 255));
        AssertReported("array-initialiser", $"class A {{ static byte[] X = {{ {bytes} }}; }}");
    }

    [Fact]
    public void Code_OverTheLimit_IsReportedWithTheRoomToMove()
    {
        string lines = string.Concat(Enumerable.Range(0, 3000).Select(i =>
            $"static int F{i}(int a) {{ return a * {1000 + i} + a / {5000 + i}; }}\n"));
        string source = string.Concat(Enumerable.Range(0, 13).Select(c =>
            $"namespace Portreeve.Room{c} {{ class A {{ {Slice(lines, c)} }} }}\n"));
        Finding[] found = [.. Check(source).Where(f => f.Rule == "table-size")];
        Assert.NotEmpty(found);
        Assert.Contains("Portreeve.Room", found[0].Instead);
    }

    [Fact]
    public void TooManyFields_AreReported()
    {
        string fields = string.Concat(Enumerable.Range(0, 256).Select(i => $"public int F{i};"));
        AssertReported("one-byte", $"class A {{ {fields} }}");
    }

    [Fact]
    public void TooManyCases_AreReported()
    {
        string cases = string.Concat(Enumerable.Range(0, 300)
            .Select(i => $"case {i}: return {i * 7 % 301};"));
        AssertReported("one-byte",
            $"class A {{ static int F(int x) {{ switch (x) {{ {cases} }} return 0; }} }}");
    }

    private static string Slice(string lines, int part) =>
        string.Join('\n', lines.Split('\n').Skip(part * 230).Take(230));

    private static List<Finding> Check(string source) => Chip.Check(
        "using System;using System.Collections;using System.Text;\n" + source);

    private static void AssertReported(string rule, string source)
    {
        List<Finding> findings = Check(source);
        Finding? found = findings.Find(f => f.Rule == rule);
        Assert.True(found != null, $"{rule} not among: " + string.Join('\n', findings));
        Assert.NotEmpty(found.Why);
        Assert.NotEmpty(found.Instead);
    }

    private static void AssertQuiet(string rule, string source) =>
        Assert.DoesNotContain(Check(source), f => f.Rule == rule);
}
