// Signatures of nanoFramework.TestFramework.dll (NuGet nanoFramework.TestFramework 3.0.80):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: -

namespace TestFrameworkShared
{
    public class AssertFailedException : System.Exception
    {
        public extern AssertFailedException(string msg, System.Exception ex);
        public extern AssertFailedException(string msg);
        public extern AssertFailedException();
    }
}

namespace nanoFramework.TestFramework
{
    public sealed class Assert
    {
        public static extern void Empty(System.Collections.ICollection collection,
            string message = "");
        public static extern void Equal(System.Array expected, System.Array actual,
            string message = "");
        public static extern void Equal(bool expected, bool actual, string message = "");
        public static extern void Equal(byte expected, byte actual, string message = "");
        public static extern void Equal(char expected, char actual, string message = "");
        public static extern void Equal(System.DateTime expected, System.DateTime actual,
            string message = "");
        public static extern void Equal(double expected, double actual, string message = "");
        public static extern void Equal(float expected, float actual, string message = "");
        public static extern void Equal(int expected, int actual, string message = "");
        public static extern void Equal(long expected, long actual, string message = "");
        public static extern void Equal(sbyte expected, sbyte actual, string message = "");
        public static extern void Equal(short expected, short actual, string message = "");
        public static extern void Equal(string expected, string actual, string message = "");
        public static extern void Equal(uint expected, uint actual, string message = "");
        public static extern void Equal(ulong expected, ulong actual, string message = "");
        public static extern void Equal(ushort expected, ushort actual, string message = "");
        public static extern void False(bool condition, string message = "");
        public static extern void IsNotType(System.Type wrongType, object value,
            string message = "");
        public static extern void IsType(System.Type expectedType, object value,
            string message = "");
        public static extern void NotEmpty(System.Collections.ICollection collection,
            string message = "");
        public static extern void NotEqual(System.Array notExpected, System.Array actual,
            string message = "");
        public static extern void NotEqual(bool notExpected, bool actual, string message = "");
        public static extern void NotEqual(byte notExpected, byte actual, string message = "");
        public static extern void NotEqual(char notExpected, char actual, string message = "");
        public static extern void NotEqual(System.DateTime notExpected, System.DateTime actual,
            string message = "");
        public static extern void NotEqual(double notExpected, double actual, string message = "");
        public static extern void NotEqual(float notExpected, float actual, string message = "");
        public static extern void NotEqual(int notExpected, int actual, string message = "");
        public static extern void NotEqual(long notExpected, long actual, string message = "");
        public static extern void NotEqual(sbyte notExpected, sbyte actual, string message = "");
        public static extern void NotEqual(short notExpected, short actual, string message = "");
        public static extern void NotEqual(string notExpected, string actual, string message = "");
        public static extern void NotEqual(uint notExpected, uint actual, string message = "");
        public static extern void NotEqual(ulong notExpected, ulong actual, string message = "");
        public static extern void NotEqual(ushort notExpected, ushort actual, string message = "");
        public static extern void NotNull(object value, string message = "");
        public static extern void NotSame(object notExpected, object actual, string message = "");
        public static extern void Null(object value, string message = "");
        public static extern void Same(object expected, object actual, string message = "");
        public static extern void Throws(System.Type exceptionType, System.Action action,
            string message = "");
        public static extern void True(bool condition, string message = "");
        public static extern void AreNotEqual(bool notExpected, bool actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(byte notExpected, byte actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(char notExpected, char actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(System.DateTime notExpected, System.DateTime actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(double notExpected, double actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(float notExpected, float actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(long notExpected, long actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(int notExpected, int actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(object notExpected, object actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(sbyte notExpected, sbyte actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(short notExpected, short actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(string notExpected, string actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(uint notExpected, uint actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(ulong notExpected, ulong actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotEqual(ushort notExpected, ushort actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreNotSame(object notExpected, object actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreSame(object expected, object actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void Contains(string expected, string value,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "value")] string message = "");
        public static extern void DoesNotContains(string notExpected, string value,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "value")] string message = "");
        public static extern void EndsWith(string expected, string value,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "value")] string message = "");
        public static extern void IsFalse(bool condition,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "condition")] string message = "");
        public static extern void IsInstanceOfType(object value, System.Type expected,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "value")] string message = "");
        public static extern void IsNotInstanceOfType(object value, System.Type notExpected,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "value")] string message = "");
        public static extern void IsNotNull(object value,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "value")] string message = "");
        public static extern void IsNull(object value,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "value")] string message = "");
        public static extern void IsTrue(bool condition,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "condition")] string message = "");
        public static extern void SkipTest(string message = null);
        public static extern void StartsWith(string expected, string value,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "value")] string message = "");
        public static extern void ThrowsException(System.Type exception, System.Action action,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "action")] string message = "");
        public static extern void AreEqual(bool expected, bool actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(byte expected, byte actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(char expected, char actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(System.DateTime expected, System.DateTime actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(double expected, double actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(float expected, float actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(int expected, int actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(long expected, long actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(object expected, object actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(sbyte expected, sbyte actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(short expected, short actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(string expected, string actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(uint expected, uint actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(ulong expected, ulong actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
        public static extern void AreEqual(ushort expected, ushort actual,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "actual")] string message = "");
    }

    [System.AttributeUsage(System.AttributeTargets.Method, AllowMultiple = false)]
    public class CleanupAttribute : System.Attribute
    {
    }

    public sealed class CollectionAssert
    {
        public static extern void Empty(System.Collections.ICollection collection,
            string message = "");
        public static extern void NotEmpty(System.Collections.ICollection collection,
            string message = "");
        public static extern void AreEqual(System.Collections.ICollection expected,
            System.Collections.ICollection actual, string message = "");
        public static extern void AreNotEqual(System.Collections.ICollection notExpected,
            System.Collections.ICollection actual, string message = "");
    }

    [System.AttributeUsage(System.AttributeTargets.Method, AllowMultiple = true)]
    public class DataRowAttribute : System.Attribute
    {
        public extern object[] MethodParameters { get; }
        public extern DataRowAttribute(params object[] methodParameters);
    }

    public static class Helper
    {
        public static extern object[] RemoveTestMethodIfDataRowExists(object[] attribs);
    }

    public static class OutputHelper
    {
        public static extern void Write(string message);
        public static extern void WriteLine(string message);
    }

    [System.AttributeUsage(System.AttributeTargets.Method, AllowMultiple = false)]
    public class SetupAttribute : System.Attribute
    {
    }

    public class SkipTestException : System.Exception
    {
        public extern SkipTestException(string message = null,
            System.Exception innerException = null);
    }

    [System.AttributeUsage(System.AttributeTargets.Class, AllowMultiple = false)]
    public class TestClassAttribute : System.Attribute
    {
        public virtual extern nanoFramework.TestFramework.TestMethodAttribute GetTestMethodAttribute(
            nanoFramework.TestFramework.TestMethodAttribute testMethodAttribute);
    }

    public static class TestExtensions
    {
        public static extern bool SequenceEqual(this System.Array a, System.Array b);
    }

    [System.AttributeUsage(System.AttributeTargets.Method, AllowMultiple = false)]
    public class TestMethodAttribute : System.Attribute
    {
    }
}
