// Signatures of mscorlib.dll (NuGet nanoFramework.CoreLibrary 1.17.11):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: -

namespace System
{
    public delegate void Action();

    public delegate void Action<in T>(T obj);

    public delegate void Action<in T1, in T2>(T1 arg1, T2 arg2);

    public class ArgumentException : System.SystemException
    {
        public extern ArgumentException();
        public extern ArgumentException(string message);
        public extern ArgumentException(string message, System.Exception innerException);
        public extern ArgumentException(string message, string paramName);
        public extern ArgumentException(string message, string paramName,
            System.Exception innerException);
        public override extern string Message { get; }
        public virtual extern string ParamName { get; }
        public static extern void ThrowIfNullOrEmpty(string argument,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "argument")] string paramName = null);
    }

    public class ArgumentNullException : System.ArgumentException
    {
        public extern ArgumentNullException();
        public extern ArgumentNullException(string paramName);
        public extern ArgumentNullException(string message, System.Exception innerException);
        public extern ArgumentNullException(string paramName, string message);
        public static extern void ThrowIfNull(object argument,
            [System.Runtime.CompilerServices.CallerArgumentExpression(
            "argument")] string paramName = null);
    }

    public class ArgumentOutOfRangeException : System.ArgumentException
    {
        public extern ArgumentOutOfRangeException();
        public extern ArgumentOutOfRangeException(string paramName);
        public extern ArgumentOutOfRangeException(string paramName, string message);
    }

    public abstract class Array : System.ICloneable, System.Collections.IList
    {
        public static extern System.Array CreateInstance(System.Type elementType, int length);
        public static extern void Copy(System.Array sourceArray, System.Array destinationArray,
            int length);
        public static extern void Copy(System.Array sourceArray, int sourceIndex,
            System.Array destinationArray, int destinationIndex, int length);
        public static extern void Clear(System.Array array, int index, int length);
        public extern object GetValue(int index);
        public extern int Length { get; }
        extern int System.Collections.ICollection.Count { get; }
        public extern object SyncRoot { get; }
        public extern bool IsReadOnly { get; }
        public extern bool IsFixedSize { get; }
        public extern bool IsSynchronized { get; }
        extern object System.Collections.IList.this[int index] { get; set; }
        extern int System.Collections.IList.Add(object value);
        extern bool System.Collections.IList.Contains(object value);
        extern void System.Collections.IList.Clear();
        extern int System.Collections.IList.IndexOf(object value);
        extern void System.Collections.IList.Insert(int index, object value);
        extern void System.Collections.IList.Remove(object value);
        extern void System.Collections.IList.RemoveAt(int index);
        public extern object Clone();
        public static extern int BinarySearch(System.Array array, object value,
            System.Collections.IComparer comparer);
        public static extern int BinarySearch(System.Array array, int index, int length,
            object value, System.Collections.IComparer comparer);
        public extern void CopyTo(System.Array array, int index);
        public extern System.Collections.IEnumerator GetEnumerator();
        public static extern int IndexOf(System.Array array, object value);
        public static extern int IndexOf(System.Array array, object value, int startIndex);
        public static extern int IndexOf(System.Array array, object value, int startIndex,
            int count);
    }

    public delegate void AsyncCallback(System.IAsyncResult ar);

    [System.AttributeUsage(System.AttributeTargets.All)]
    public abstract class Attribute
    {
        protected extern Attribute();
    }

    [System.Flags]
    public enum AttributeTargets
    {
        Assembly = 1, Module = 2, Class = 4, Struct = 8, Enum = 16, Constructor = 32, Method = 64,
        Property = 128, Field = 256, Event = 512, Interface = 1024, Parameter = 2048,
        Delegate = 4096, ReturnValue = 8192, All = 16383,
    }

    [System.AttributeUsage(System.AttributeTargets.Class)]
    public sealed class AttributeUsageAttribute : System.Attribute
    {
        public extern AttributeUsageAttribute(System.AttributeTargets validOn);
        public extern System.AttributeTargets ValidOn { get; }
        public extern bool AllowMultiple { get; set; }
        public extern bool Inherited { get; set; }
    }

    [System.Flags]
    public enum Base64FormattingOptions
    {
        None = 0, InsertLineBreaks = 1,
    }

    public static class BitConverter
    {
        public static extern bool IsLittleEndian { get; }
        public static extern long DoubleToInt64Bits(double value);
        public static extern byte[] GetBytes(bool value);
        public static extern byte[] GetBytes(char value);
        public static extern byte[] GetBytes(double value);
        public static extern byte[] GetBytes(float value);
        public static extern byte[] GetBytes(int value);
        public static extern byte[] GetBytes(long value);
        public static extern byte[] GetBytes(short value);
        public static extern byte[] GetBytes(uint value);
        public static extern byte[] GetBytes(ulong value);
        public static extern byte[] GetBytes(ushort value);
        public static extern double Int64BitsToDouble(long value);
        public static extern bool ToBoolean(byte[] value, int startIndex);
        public static extern char ToChar(byte[] value, int startIndex);
        public static extern double ToDouble(byte[] value, int startIndex);
        public static extern short ToInt16(byte[] value, int startIndex);
        public static extern int ToInt32(byte[] value, int startIndex);
        public static extern long ToInt64(byte[] value, int startIndex);
        public static extern float ToSingle(byte[] value, int startIndex);
        public static extern string ToString(byte[] value);
        public static extern string ToString(byte[] value, int startIndex);
        public static extern string ToString(byte[] value, int startIndex, int length);
        public static extern ushort ToUInt16(byte[] value, int startIndex);
        public static extern uint ToUInt32(byte[] value, int startIndex);
        public static extern ulong ToUInt64(byte[] value, int startIndex);
    }

    public struct Boolean
    {
        public static readonly string FalseString;
        public static readonly string TrueString;
        public override extern string ToString();
    }

    public struct Byte
    {
        public const byte MaxValue = 255;
        public const byte MinValue = 0;
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern byte Parse(string s);
        public static extern bool TryParse(string s, out byte result);
    }

    public struct Char
    {
        public const char MaxValue = '\uffff';
        public const char MinValue = '\0';
        public override extern string ToString();
        public extern char ToLower();
        public extern char ToUpper();
    }

    public static class Console
    {
        public static extern void Write(string value);
        public static extern void WriteLine();
        public static extern void WriteLine(string value);
    }

    public static class Convert
    {
        public static extern bool ToBoolean(byte value);
        public static extern char ToChar(ushort value);
        public static extern sbyte ToSByte(string value, int fromBase = 10);
        public static extern byte ToByte(string value, int fromBase = 10);
        public static extern byte ToByte(bool value);
        public static extern System.DateTime ToDateTime(string value);
        public static extern short ToInt16(string value, int fromBase = 10);
        public static extern ushort ToUInt16(string value, int fromBase = 10);
        public static extern int ToInt32(string value, int fromBase = 10);
        public static extern uint ToUInt32(string value, int fromBase = 10);
        public static extern long ToInt64(string value, int fromBase = 10);
        public static extern ulong ToUInt64(string value, int fromBase = 10);
        public static extern double ToDouble(string value);
        public static extern float ToSingle(string value);
        public static extern string ToBase64String(byte[] inArray);
        public static extern string ToBase64String(byte[] inArray,
            System.Base64FormattingOptions options);
        public static extern string ToBase64String(byte[] inArray, int offset, int length);
        public static extern string ToBase64String(byte[] inArray, int offset, int length,
            System.Base64FormattingOptions options);
        public static extern byte[] FromBase64String(string inString);
        public static extern byte[] FromBase64CharArray(char[] inArray, int offset, int length);
    }

    public struct DateTime
    {
        public static readonly System.DateTime MinValue;
        public static readonly System.DateTime MaxValue;
        public static readonly System.DateTime UnixEpoch;
        public extern DateTime(long ticks);
        public extern DateTime(long ticks, System.DateTimeKind kind);
        public extern DateTime(int year, int month, int day);
        public extern DateTime(int year, int month, int day, int hour, int minute, int second);
        public extern DateTime(int year, int month, int day, int hour, int minute, int second,
            int millisecond);
        public extern System.DateTime Add(System.TimeSpan val);
        public extern System.DateTime AddDays(double val);
        public extern System.DateTime AddHours(double val);
        public extern System.DateTime AddMilliseconds(double val);
        public extern System.DateTime AddMinutes(double val);
        public extern System.DateTime AddSeconds(double val);
        public extern System.DateTime AddTicks(long val);
        public static extern int Compare(System.DateTime t1, System.DateTime t2);
        public extern int CompareTo(object val);
        public static extern int DaysInMonth(int year, int month);
        public override extern bool Equals(object obj);
        public static extern bool Equals(System.DateTime t1, System.DateTime t2);
        public extern System.DateTime Date { get; }
        public extern int Day { get; }
        public extern System.DayOfWeek DayOfWeek { get; }
        public extern int DayOfYear { get; }
        public extern int Hour { get; }
        public extern System.DateTimeKind Kind { get; }
        public extern int Millisecond { get; }
        public extern int Minute { get; }
        public extern int Month { get; }
        public static extern System.DateTime UtcNow { get; }
        public extern int Second { get; }
        public extern long Ticks { get; }
        public extern System.TimeSpan TimeOfDay { get; }
        public static extern System.DateTime Today { get; }
        public extern int Year { get; }
        public extern System.TimeSpan Subtract(System.DateTime val);
        public extern System.DateTime Subtract(System.TimeSpan val);
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern System.DateTime operator +(System.DateTime d, System.TimeSpan t);
        public static extern System.DateTime operator -(System.DateTime d, System.TimeSpan t);
        public static extern System.TimeSpan operator -(System.DateTime d1, System.DateTime d2);
        public static extern bool operator ==(System.DateTime d1, System.DateTime d2);
        public static extern bool operator !=(System.DateTime t1, System.DateTime t2);
        public static extern bool operator <(System.DateTime t1, System.DateTime t2);
        public static extern bool operator <=(System.DateTime t1, System.DateTime t2);
        public static extern bool operator >(System.DateTime t1, System.DateTime t2);
        public static extern bool operator >=(System.DateTime t1, System.DateTime t2);
        public static extern System.DateTime FromUnixTimeSeconds(long seconds);
        public extern long ToUnixTimeSeconds();
        public override extern int GetHashCode();
        public static extern System.DateTime Parse(string s);
        public static extern bool TryParse(string s, out System.DateTime result);
    }

    public enum DateTimeKind
    {
        Utc = 1, Local = 2,
    }

    public enum DayOfWeek
    {
        Sunday = 0, Monday = 1, Tuesday = 2, Wednesday = 3, Thursday = 4, Friday = 5,
        Saturday = 6,
    }

    public abstract class Delegate
    {
        public override extern bool Equals(object obj);
        public static extern System.Delegate Combine(System.Delegate a, System.Delegate b);
        public extern System.Reflection.MethodInfo Method { get; }
        public virtual extern System.Delegate[] GetInvocationList();
        public extern object Target { get; }
        public static extern System.Delegate Remove(System.Delegate source, System.Delegate value);
        public static extern bool operator ==(System.Delegate d1, System.Delegate d2);
        public static extern bool operator !=(System.Delegate d1, System.Delegate d2);
    }

    public struct Double
    {
        public const double MinValue = -1.7976931348623157E+308d;
        public const double MaxValue = 1.7976931348623157E+308d;
        public const double Epsilon = 5E-324d;
        public const double NegativeInfinity = -1.0 / 0.0;
        public const double PositiveInfinity = 1.0 / 0.0;
        public const double NaN = 0.0 / 0.0;
        public extern int CompareTo(double value);
        public static extern bool IsInfinity(double d);
        public static extern bool IsNaN(double d);
        public static extern bool IsNegativeInfinity(double d);
        public static extern bool IsPositiveInfinity(double d);
        public static extern double Parse(string s);
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern bool TryParse(string s, out double result);
    }

    public abstract class Enum : System.ValueType
    {
        public extern bool HasFlag(System.Enum flag);
        public override extern string ToString();
    }

    public class EventArgs
    {
        public static readonly System.EventArgs Empty;
        public extern EventArgs();
    }

    public delegate void EventHandler(object sender, System.EventArgs e);

    public delegate void EventHandler<TEventArgs>(object sender, TEventArgs e);

    public class Exception
    {
        protected int HResult;
        public extern Exception();
        public extern Exception(string message);
        public extern Exception(string message, System.Exception innerException);
        public virtual extern string Message { get; }
        public extern System.Exception InnerException { get; }
        public virtual extern string StackTrace { get; }
        public override extern string ToString();
    }

    [System.AttributeUsage(System.AttributeTargets.Enum)]
    public class FlagsAttribute : System.Attribute
    {
    }

    public class FormatException : System.SystemException
    {
        public extern FormatException();
        public extern FormatException(string message);
        public extern FormatException(string message, System.Exception innerException);
    }

    public delegate TResult Func<out TResult>();

    public delegate TResult Func<in T, out TResult>(T arg);

    public delegate TResult Func<in T1, in T2, out TResult>(T1 arg1, T2 arg2);

    public static class GC
    {
        public static extern void WaitForPendingFinalizers();
        public static extern void SuppressFinalize(object obj);
        public static extern void ReRegisterForFinalize(object obj);
    }

    public struct Guid
    {
        public static readonly System.Guid Empty;
        public extern Guid(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i,
            byte j, byte k);
        public extern Guid(uint a, ushort b, ushort c, byte d, byte e, byte f, byte g, byte h,
            byte i, byte j, byte k);
        public extern Guid(byte[] b);
        public extern Guid(string g);
        public extern int CompareTo(object value);
        public extern byte[] ToByteArray();
        public override extern string ToString();
        public override extern bool Equals(object o);
        public override extern int GetHashCode();
        public static extern System.Guid NewGuid();
        public static extern bool TryParseGuidWithDashes(string input, out System.Guid result);
    }

    public interface IAsyncResult
    {
    }

    public interface ICloneable
    {
        object Clone();
    }

    public interface IComparable
    {
        int CompareTo(object obj);
    }

    public interface IDisposable
    {
        void Dispose();
    }

    public interface IFormatProvider
    {
        object GetFormat(System.Type formatType);
    }

    public interface IFormattable
    {
        string ToString(string format, System.IFormatProvider formatProvider);
    }

    public class IndexOutOfRangeException : System.SystemException
    {
        public extern IndexOutOfRangeException();
        public extern IndexOutOfRangeException(string message);
        public extern IndexOutOfRangeException(string message, System.Exception innerException);
    }

    public struct Int16
    {
        public const short MaxValue = 32767;
        public const short MinValue = -32768;
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern short Parse(string s);
        public static extern bool TryParse(string s, out short result);
    }

    public struct Int32
    {
        public const int MaxValue = 2147483647;
        public const int MinValue = -2147483648;
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern int Parse(string s);
        public static extern bool TryParse(string s, out int result);
    }

    public struct Int64
    {
        public const long MaxValue = 9223372036854775807L;
        public const long MinValue = -9223372036854775808L;
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern long Parse(string s);
        public static extern bool TryParse(string s, out long result);
    }

    public struct IntPtr
    {
    }

    public class InvalidCastException : System.SystemException
    {
        public extern InvalidCastException();
        public extern InvalidCastException(string message);
        public extern InvalidCastException(string message, System.Exception innerException);
    }

    public class InvalidOperationException : System.SystemException
    {
        public extern InvalidOperationException();
        public extern InvalidOperationException(string message);
        public extern InvalidOperationException(string message, System.Exception innerException);
    }

    public abstract class MarshalByRefObject
    {
    }

    public abstract class MulticastDelegate : System.Delegate
    {
        public static extern bool operator ==(System.MulticastDelegate d1,
            System.MulticastDelegate d2);
        public static extern bool operator !=(System.MulticastDelegate d1,
            System.MulticastDelegate d2);
        public override extern bool Equals(object obj);
    }

    public class NotImplementedException : System.SystemException
    {
        public extern NotImplementedException();
        public extern NotImplementedException(string message);
        public extern NotImplementedException(string message, System.Exception innerException);
    }

    public class NotSupportedException : System.SystemException
    {
        public extern NotSupportedException();
        public extern NotSupportedException(string message);
        public extern NotSupportedException(string message, System.Exception innerException);
    }

    public class NullReferenceException : System.SystemException
    {
        public extern NullReferenceException();
        public extern NullReferenceException(string message);
        public extern NullReferenceException(string message, System.Exception innerException);
    }

    public class Object
    {
        public extern Object();
        public virtual extern string ToString();
        public virtual extern bool Equals(object obj);
        public static extern bool Equals(object objA, object objB);
        public static extern bool ReferenceEquals(object objA, object objB);
        public virtual extern int GetHashCode();
        public extern System.Type GetType();
        protected extern object MemberwiseClone();
    }

    public class ObjectDisposedException : System.SystemException
    {
        public extern ObjectDisposedException();
        public extern ObjectDisposedException(string message);
        public extern ObjectDisposedException(string message, System.Exception innerException);
    }

    [System.AttributeUsage(
        System.AttributeTargets.Class | System.AttributeTargets.Struct | System.AttributeTargets.Enum | System.AttributeTargets.Constructor | System.AttributeTargets.Method | System.AttributeTargets.Property | System.AttributeTargets.Field | System.AttributeTargets.Event | System.AttributeTargets.Interface | System.AttributeTargets.Delegate,
        Inherited = false)]
    public sealed class ObsoleteAttribute : System.Attribute
    {
        public extern ObsoleteAttribute();
        public extern ObsoleteAttribute(string message);
        public extern ObsoleteAttribute(string message, bool error);
        public extern string Message { get; }
        public extern bool IsError { get; }
    }

    public class OutOfMemoryException : System.SystemException
    {
        public extern OutOfMemoryException();
        public extern OutOfMemoryException(string message);
        public extern OutOfMemoryException(string message, System.Exception innerException);
    }

    [System.AttributeUsage(System.AttributeTargets.Parameter)]
    public sealed class ParamArrayAttribute : System.Attribute
    {
        public extern ParamArrayAttribute();
    }

    public class Random
    {
        public extern Random();
        public extern Random(int seed);
        public virtual extern int Next();
        public virtual extern int Next(int maxValue);
        public virtual extern double NextDouble();
        public virtual extern void NextBytes(byte[] buffer);
    }

    public struct RuntimeArgumentHandle
    {
    }

    public struct RuntimeFieldHandle
    {
    }

    public struct RuntimeMethodHandle
    {
    }

    public struct RuntimeTypeHandle
    {
    }

    public struct SByte
    {
        public const sbyte MaxValue = 127;
        public const sbyte MinValue = -128;
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern sbyte Parse(string s);
        public static extern bool TryParse(string s, out sbyte result);
    }

    public struct Single
    {
        public const float MinValue = -3.4028235E+38f;
        public const float Epsilon = 1E-45f;
        public const float MaxValue = 3.4028235E+38f;
        public const float NegativeInfinity = -1.0f / 0.0f;
        public const float PositiveInfinity = 1.0f / 0.0f;
        public const float NaN = 0.0f / 0.0f;
        public static extern bool IsInfinity(float f);
        public static extern bool IsNaN(float f);
        public static extern bool IsNegativeInfinity(float f);
        public static extern bool IsPositiveInfinity(float f);
        public extern int CompareTo(float value);
        public static extern float Parse(string s);
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern bool TryParse(string s, out float result);
    }

    public struct SpanByte
    {
        public extern SpanByte(byte[] array);
        public extern SpanByte(byte[] array, int start, int length);
        public extern byte this[int index] { get; set; }
        public static extern System.SpanByte Empty { get; }
        public extern int Length { get; }
        public extern bool IsEmpty { get; }
        public extern void CopyTo(System.SpanByte destination);
        public extern System.SpanByte Slice(int start);
        public extern System.SpanByte Slice(int start, int length);
        public extern byte[] ToArray();
        public static extern implicit operator System.SpanByte(byte[] array);
    }

    public sealed class String : System.IComparable, System.Collections.IEnumerable
    {
        public extern System.Collections.IEnumerator GetEnumerator();
        public static readonly string Empty;
        public override extern bool Equals(object obj);
        public static extern bool Equals(string a, string b);
        public static extern bool operator ==(string a, string b);
        public static extern bool operator !=(string a, string b);
        [System.Runtime.CompilerServices.IndexerName("Chars")]
        public extern char this[int index] { get; }
        public extern char[] ToCharArray();
        public extern char[] ToCharArray(int startIndex, int length);
        public extern int Length { get; }
        public extern string[] Split(params char[] separator);
        public extern string[] Split(char[] separator, int count);
        public extern string Substring(int startIndex);
        public extern string Substring(int startIndex, int length);
        public extern string Trim(params char[] trimChars);
        public extern string TrimStart(params char[] trimChars);
        public extern string TrimEnd(params char[] trimChars);
        public extern String(char[] value, int startIndex, int length);
        public extern String(char[] value);
        public extern String(char c, int count);
        public static extern int Compare(string strA, string strB);
        public extern int CompareTo(object value);
        public extern int CompareTo(string strB);
        public extern int IndexOf(char value);
        public extern int IndexOf(char value, int startIndex);
        public extern int IndexOf(char value, int startIndex, int count);
        public extern int IndexOfAny(char[] anyOf);
        public extern int IndexOfAny(char[] anyOf, int startIndex);
        public extern int IndexOfAny(char[] anyOf, int startIndex, int count);
        public extern int IndexOf(string value);
        public extern int IndexOf(string value, int startIndex);
        public extern int IndexOf(string value, int startIndex, int count);
        public extern int LastIndexOf(char value);
        public extern int LastIndexOf(char value, int startIndex);
        public extern int LastIndexOf(char value, int startIndex, int count);
        public extern int LastIndexOfAny(char[] anyOf);
        public extern int LastIndexOfAny(char[] anyOf, int startIndex);
        public extern int LastIndexOfAny(char[] anyOf, int startIndex, int count);
        public extern int LastIndexOf(string value);
        public extern int LastIndexOf(string value, int startIndex);
        public extern int LastIndexOf(string value, int startIndex, int count);
        public extern string ToLower();
        public extern string ToUpper();
        public override extern string ToString();
        public extern string Trim();
        public static extern string Concat(object arg0);
        public static extern string Concat(object arg0, object arg1);
        public static extern string Concat(object arg0, object arg1, object arg2);
        public static extern string Concat(params object[] args);
        public static extern string Concat(string str0, string str1);
        public static extern string Concat(string str0, string str1, string str2);
        public static extern string Concat(string str0, string str1, string str2, string str3);
        public static extern string Concat(params string[] values);
        public static extern string Intern(string str);
        public static extern string IsInterned(string str);
        public static extern string Format(string format, params object[] args);
        public extern string PadLeft(int totalWidth, char paddingChar = ' ');
        public extern string PadRight(int totalWidth, char paddingChar = ' ');
        public static extern bool IsNullOrEmpty(string value);
        public extern bool Contains(string value);
        public extern bool StartsWith(string value);
        public extern bool EndsWith(string value);
    }

    public class SystemException : System.Exception
    {
        public extern SystemException();
        public extern SystemException(string message);
        public extern SystemException(string message, System.Exception innerException);
    }

    public struct TimeSpan
    {
        public const long TicksPerMillisecond = 10000L;
        public const long TicksPerSecond = 10000000L;
        public const long TicksPerMinute = 600000000L;
        public const long TicksPerHour = 36000000000L;
        public const long TicksPerDay = 864000000000L;
        public static readonly System.TimeSpan Zero;
        public static readonly System.TimeSpan MaxValue;
        public static readonly System.TimeSpan MinValue;
        public extern TimeSpan(long ticks);
        public extern TimeSpan(int hours, int minutes, int seconds);
        public extern TimeSpan(int days, int hours, int minutes, int seconds);
        public extern TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds);
        public extern long Ticks { get; }
        public extern int Days { get; }
        public extern int Hours { get; }
        public extern int Milliseconds { get; }
        public extern int Minutes { get; }
        public extern int Seconds { get; }
        public extern double TotalDays { get; }
        public extern double TotalHours { get; }
        public extern double TotalMilliseconds { get; }
        public extern double TotalMinutes { get; }
        public extern double TotalSeconds { get; }
        public extern System.TimeSpan Add(System.TimeSpan ts);
        public static extern int Compare(System.TimeSpan t1, System.TimeSpan t2);
        public extern int CompareTo(object value);
        public extern System.TimeSpan Duration();
        public override extern bool Equals(object value);
        public static extern bool Equals(System.TimeSpan t1, System.TimeSpan t2);
        public extern System.TimeSpan Negate();
        public extern System.TimeSpan Subtract(System.TimeSpan ts);
        public static extern System.TimeSpan FromTicks(long value);
        public static extern System.TimeSpan FromMilliseconds(long value);
        public static extern System.TimeSpan FromSeconds(long value);
        public static extern System.TimeSpan FromMinutes(long value);
        public static extern System.TimeSpan FromHours(long value);
        public static extern System.TimeSpan FromDays(long value);
        public override extern string ToString();
        public static extern System.TimeSpan operator -(System.TimeSpan t);
        public static extern System.TimeSpan operator -(System.TimeSpan t1, System.TimeSpan t2);
        public static extern System.TimeSpan operator +(System.TimeSpan t);
        public static extern System.TimeSpan operator +(System.TimeSpan t1, System.TimeSpan t2);
        public static extern bool operator ==(System.TimeSpan t1, System.TimeSpan t2);
        public static extern bool operator !=(System.TimeSpan t1, System.TimeSpan t2);
        public static extern bool operator <(System.TimeSpan t1, System.TimeSpan t2);
        public static extern bool operator <=(System.TimeSpan t1, System.TimeSpan t2);
        public static extern bool operator >(System.TimeSpan t1, System.TimeSpan t2);
        public static extern bool operator >=(System.TimeSpan t1, System.TimeSpan t2);
        public override extern int GetHashCode();
    }

    public class TimeoutException : System.SystemException
    {
        public extern TimeoutException();
        public extern TimeoutException(string message);
        public extern TimeoutException(string message, System.Exception innerException);
    }

    public abstract class Type : System.Reflection.MemberInfo
    {
        public override extern System.Type DeclaringType { get; }
        public static extern System.Type GetType(string typeName);
        public abstract System.Reflection.Assembly Assembly { get; }
        public static extern System.Type GetTypeFromHandle(System.RuntimeTypeHandle handle);
        public abstract string FullName { get; }
        public abstract string AssemblyQualifiedName { get; }
        public abstract System.Type BaseType { get; }
        public extern System.Reflection.ConstructorInfo GetConstructor(System.Type[] types);
        public extern System.Reflection.ConstructorInfo[] GetConstructors();
        public extern System.Reflection.MethodInfo GetMethod(string name, System.Type[] types);
        public extern System.Reflection.MethodInfo GetMethod(string name,
            System.Reflection.BindingFlags bindingAttr);
        public extern System.Reflection.MethodInfo GetMethod(string name);
        public extern System.Reflection.MethodInfo[] GetMethods();
        public abstract System.Reflection.MethodInfo[] GetMethods(
            System.Reflection.BindingFlags bindingAttr);
        public abstract System.Reflection.FieldInfo GetField(string name,
            System.Reflection.BindingFlags bindingAttr);
        public extern System.Reflection.FieldInfo GetField(string name);
        public extern System.Reflection.FieldInfo[] GetFields();
        public abstract System.Reflection.FieldInfo[] GetFields(
            System.Reflection.BindingFlags bindingAttr);
        public abstract System.Type[] GetInterfaces();
        public extern bool IsNotPublic { get; }
        public extern bool IsPublic { get; }
        public extern bool IsClass { get; }
        public extern bool IsInterface { get; }
        public extern bool IsValueType { get; }
        public extern bool IsAbstract { get; }
        public extern bool IsEnum { get; }
        public extern bool IsSerializable { get; }
        public extern bool IsArray { get; }
        public abstract System.Type GetElementType();
        public virtual extern bool IsSubclassOf(System.Type c);
        public virtual extern bool IsInstanceOfType(object o);
        public override extern string ToString();
    }

    public enum TypeCode
    {
        Empty = 0, Object = 1, DBNull = 2, Boolean = 3, Char = 4, SByte = 5, Byte = 6, Int16 = 7,
        UInt16 = 8, Int32 = 9, UInt32 = 10, Int64 = 11, UInt64 = 12, Single = 13, Double = 14,
        Decimal = 15, DateTime = 16, String = 18,
    }

    public struct TypedReference
    {
    }

    public struct UInt16
    {
        public const ushort MaxValue = 65535;
        public const ushort MinValue = 0;
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern ushort Parse(string s);
        public static extern bool TryParse(string s, out ushort result);
    }

    public struct UInt32
    {
        public const uint MaxValue = 4294967295;
        public const uint MinValue = 0;
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern uint Parse(string s);
        public static extern bool TryParse(string s, out uint result);
    }

    public struct UInt64
    {
        public const ulong MaxValue = 18446744073709551615UL;
        public const ulong MinValue = 0UL;
        public override extern string ToString();
        public extern string ToString(string format);
        public static extern ulong Parse(string s);
        public static extern bool TryParse(string s, out ulong result);
    }

    public struct UIntPtr
    {
    }

    public abstract class ValueType
    {
        public override extern bool Equals(object obj);
    }

    public struct Void
    {
    }
}

namespace System.Collections
{
    public class ArrayList : System.Collections.IList, System.ICloneable
    {
        public extern ArrayList();
        public virtual extern int Capacity { get; set; }
        public virtual extern int Count { get; }
        public virtual extern bool IsFixedSize { get; }
        public virtual extern bool IsReadOnly { get; }
        public virtual extern bool IsSynchronized { get; }
        public virtual extern object SyncRoot { get; }
        public virtual extern object this[int index] { get; set; }
        public virtual extern int Add(object value);
        public virtual extern int BinarySearch(object value, System.Collections.IComparer comparer);
        public virtual extern void Clear();
        public virtual extern object Clone();
        public virtual extern bool Contains(object value);
        public virtual extern void CopyTo(System.Array array);
        public virtual extern void CopyTo(System.Array array, int index);
        public virtual extern System.Collections.IEnumerator GetEnumerator();
        public virtual extern int IndexOf(object value);
        public virtual extern int IndexOf(object value, int startIndex);
        public virtual extern int IndexOf(object value, int startIndex, int count);
        public virtual extern void Insert(int index, object value);
        public virtual extern void Remove(object value);
        public virtual extern void RemoveAt(int index);
        public virtual extern object[] ToArray();
        public virtual extern System.Array ToArray(System.Type type);
    }

    public interface ICollection : System.Collections.IEnumerable
    {
        void CopyTo(System.Array array, int index);
        int Count { get; }
        object SyncRoot { get; }
        bool IsSynchronized { get; }
    }

    public interface IComparer
    {
        int Compare(object x, object y);
    }

    public interface IEnumerable
    {
        System.Collections.IEnumerator GetEnumerator();
    }

    public interface IEnumerator
    {
        bool MoveNext();
        object Current { get; }
        void Reset();
    }

    public interface IList : System.Collections.ICollection
    {
        object this[int index] { get; set; }
        int Add(object value);
        bool Contains(object value);
        void Clear();
        bool IsReadOnly { get; }
        bool IsFixedSize { get; }
        int IndexOf(object value);
        void Insert(int index, object value);
        void Remove(object value);
        void RemoveAt(int index);
    }
}

namespace System.Diagnostics
{
    [System.AttributeUsage(System.AttributeTargets.Method, AllowMultiple = true)]
    public sealed class ConditionalAttribute : System.Attribute
    {
        public extern ConditionalAttribute(string conditionString);
        public extern string ConditionString { get; }
    }

    public static class Debug
    {
        [System.Diagnostics.Conditional("DEBUG")]
        public static extern void Assert(bool condition);
        [System.Diagnostics.Conditional("DEBUG")]
        public static extern void Assert(bool condition, string message);
        [System.Diagnostics.Conditional("DEBUG")]
        public static extern void Assert(bool condition, string message, string detailedMessage);
        [System.Diagnostics.Conditional("DEBUG")]
        public static extern void Write(string message);
        [System.Diagnostics.Conditional("DEBUG")]
        public static extern void WriteLine();
        [System.Diagnostics.Conditional("DEBUG")]
        public static extern void WriteLine(string message);
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly | System.AttributeTargets.Module)]
    public sealed class DebuggableAttribute : System.Attribute
    {
        [System.Flags]
        public enum DebuggingModes
        {
            None = 0, Default = 1, DisableOptimizations = 256,
            IgnoreSymbolStoreSequencePoints = 2, EnableEditAndContinue = 4,
        }
        public extern DebuggableAttribute(bool isJITTrackingEnabled, bool isJITOptimizerDisabled);
        public extern DebuggableAttribute(
            System.Diagnostics.DebuggableAttribute.DebuggingModes modes);
        public extern bool IsJITTrackingEnabled { get; }
        public extern bool IsJITOptimizerDisabled { get; }
        public extern System.Diagnostics.DebuggableAttribute.DebuggingModes DebuggingFlags { get; }
    }

    public static class Debugger
    {
        public static extern bool IsAttached { get; }
        public static extern void Break();
    }
}

namespace System.IO
{
    public class IOException : System.SystemException
    {
        public enum IOExceptionErrorCode
        {
            Others = -536870912, InvalidDriver = -520093696, FileNotFound = -503316480,
            DirectoryNotFound = -486539264, VolumeNotFound = -469762048, PathTooLong = -452984832,
            DirectoryNotEmpty = -436207616, UnauthorizedAccess = -419430400,
            PathAlreadyExists = -402653184, TooManyOpenHandles = -385875968,
        }
        public extern IOException();
        public extern IOException(string message);
        public extern IOException(string message, int hresult);
        public extern IOException(string message, System.Exception innerException);
        public extern System.IO.IOException.IOExceptionErrorCode ErrorCode { get; }
    }
}

namespace System.Reflection
{
    public class Assembly
    {
        public virtual extern string FullName { get; }
        public static extern System.Reflection.Assembly GetExecutingAssembly();
        public extern System.Reflection.AssemblyName GetName();
        public static extern System.Reflection.Assembly GetAssembly(System.Type type);
        public virtual extern System.Type GetType(string name);
        public virtual extern System.Type GetType(string name, bool throwOnError);
        public virtual extern System.Type[] GetTypes();
        public static extern System.Reflection.Assembly Load(string assemblyString);
        public static extern System.Reflection.Assembly Load(byte[] rawAssembly);
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class AssemblyCompanyAttribute : System.Attribute
    {
        public extern AssemblyCompanyAttribute(string company);
        public extern string Company { get; }
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class AssemblyConfigurationAttribute : System.Attribute
    {
        public extern AssemblyConfigurationAttribute(string configuration);
        public extern string Configuration { get; }
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class AssemblyCopyrightAttribute : System.Attribute
    {
        public extern AssemblyCopyrightAttribute(string copyright);
        public extern string Copyright { get; }
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class AssemblyDescriptionAttribute : System.Attribute
    {
        public extern AssemblyDescriptionAttribute(string description);
        public extern string Description { get; }
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class AssemblyFileVersionAttribute : System.Attribute
    {
        public extern AssemblyFileVersionAttribute(string version);
        public extern string Version { get; }
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class AssemblyInformationalVersionAttribute : System.Attribute
    {
        public extern AssemblyInformationalVersionAttribute(string informationalVersion);
        public extern string InformationalVersion { get; }
    }

    public sealed class AssemblyName
    {
        public extern string Name { get; }
        public extern string FullName { get; }
        internal extern AssemblyName();
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class AssemblyProductAttribute : System.Attribute
    {
        public extern AssemblyProductAttribute(string product);
        public extern string Product { get; }
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class AssemblyTitleAttribute : System.Attribute
    {
        public extern AssemblyTitleAttribute(string title);
        public extern string Title { get; }
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class AssemblyTrademarkAttribute : System.Attribute
    {
        public extern AssemblyTrademarkAttribute(string trademark);
        public extern string Trademark { get; }
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class AssemblyVersionAttribute : System.Attribute
    {
        public extern AssemblyVersionAttribute(string version);
        public extern string Version { get; }
    }

    [System.Flags]
    public enum BindingFlags
    {
        Default = 0, IgnoreCase = 1, DeclaredOnly = 2, Instance = 4, Static = 8, Public = 16,
        NonPublic = 32, FlattenHierarchy = 64, InvokeMethod = 256, CreateInstance = 512,
        GetField = 1024, SetField = 2048, GetProperty = 4096, SetProperty = 8192,
        PutDispProperty = 16384, PutRefDispProperty = 32768, ExactBinding = 65536,
        SuppressChangeType = 131072, OptionalParamBinding = 262144, IgnoreReturn = 16777216,
    }

    public abstract class ConstructorInfo : System.Reflection.MethodBase
    {
        public override extern System.Reflection.MemberTypes MemberType { get; }
        public extern object Invoke(object[] parameters);
        public override extern object[] GetCustomAttributes(bool inherit);
    }

    [System.AttributeUsage(
        System.AttributeTargets.Class | System.AttributeTargets.Struct | System.AttributeTargets.Interface)]
    public sealed class DefaultMemberAttribute : System.Attribute
    {
        public extern DefaultMemberAttribute(string memberName);
        public extern string MemberName { get; }
    }

    public abstract class FieldInfo : System.Reflection.MemberInfo
    {
        public override extern System.Reflection.MemberTypes MemberType { get; }
        public abstract System.Type FieldType { get; }
        public abstract object GetValue(object obj);
        public virtual extern void SetValue(object obj, object value);
        public override extern object[] GetCustomAttributes(bool inherit);
    }

    public abstract class MemberInfo
    {
        public abstract System.Reflection.MemberTypes MemberType { get; }
        public abstract string Name { get; }
        public abstract System.Type DeclaringType { get; }
        public abstract object[] GetCustomAttributes(bool inherit);
    }

    public enum MemberTypes
    {
        Constructor = 1, Event = 2, Field = 4, Method = 8, Property = 16, TypeInfo = 32,
        Custom = 64, NestedType = 128, All = 191,
    }

    public abstract class MethodBase : System.Reflection.MemberInfo
    {
        public extern bool IsPublic { get; }
        public extern bool IsStatic { get; }
        public extern bool IsFinal { get; }
        public extern bool IsVirtual { get; }
        public extern bool IsAbstract { get; }
        public abstract System.Reflection.ParameterInfo[] GetParameters();
        public extern object Invoke(object obj, object[] parameters);
        public override extern string Name { get; }
        public override extern System.Type DeclaringType { get; }
    }

    public abstract class MethodInfo : System.Reflection.MethodBase
    {
        public override extern System.Reflection.MemberTypes MemberType { get; }
        public abstract System.Type ReturnType { get; }
    }

    public abstract class ParameterInfo
    {
        public virtual extern System.Type ParameterType { get; }
    }

    public abstract class PropertyInfo : System.Reflection.MemberInfo
    {
        public abstract System.Type PropertyType { get; }
        public virtual extern object GetValue(object obj, object[] index);
        public virtual extern void SetValue(object obj, object value, object[] index);
    }
}

namespace System.Runtime.CompilerServices
{
    [System.AttributeUsage(System.AttributeTargets.Parameter, AllowMultiple = false,
        Inherited = false)]
    public sealed class CallerArgumentExpressionAttribute : System.Attribute
    {
        public extern CallerArgumentExpressionAttribute(string parameterName);
        public extern string ParameterName { get; }
    }

    [System.AttributeUsage(System.AttributeTargets.Parameter, Inherited = false)]
    public sealed class CallerMemberNameAttribute : System.Attribute
    {
        public extern CallerMemberNameAttribute();
    }

    [System.AttributeUsage(
        System.AttributeTargets.Assembly | System.AttributeTargets.Class | System.AttributeTargets.Method)]
    public sealed class ExtensionAttribute : System.Attribute
    {
    }

    [System.AttributeUsage(System.AttributeTargets.Property)]
    public sealed class IndexerNameAttribute : System.Attribute
    {
        public extern IndexerNameAttribute(string indexerName);
    }

    [System.AttributeUsage(System.AttributeTargets.Assembly, AllowMultiple = true)]
    public sealed class InternalsVisibleToAttribute : System.Attribute
    {
        public extern InternalsVisibleToAttribute(string assemblyName);
        public extern string AssemblyName { get; }
    }

    public static class IsExternalInit
    {
    }

    public enum MethodCodeType
    {
        IL = 0, Native = 1, OPTIL = 2, Runtime = 3,
    }

    [System.AttributeUsage(System.AttributeTargets.Constructor | System.AttributeTargets.Method,
        Inherited = false)]
    public sealed class MethodImplAttribute : System.Attribute
    {
        public System.Runtime.CompilerServices.MethodCodeType MethodCodeType;
        public extern MethodImplAttribute(
            System.Runtime.CompilerServices.MethodImplOptions methodImplOptions);
        public extern MethodImplAttribute(short _value);
        public extern MethodImplAttribute();
        public extern System.Runtime.CompilerServices.MethodImplOptions Value { get; }
    }

    public enum MethodImplOptions
    {
        Unmanaged = 4, ForwardRef = 16, PreserveSig = 128, InternalCall = 4096, Synchronized = 32,
        NoInlining = 8,
    }

    public static class RuntimeFeature
    {
        public const string DefaultImplementationsOfInterfaces = "DefaultImplementationsOfInterfaces";
        public static extern bool IsSupported(string feature);
    }

    public static class RuntimeHelpers
    {
        public static extern void InitializeArray(System.Array array,
            System.RuntimeFieldHandle fldHandle);
        public static extern object GetObjectValue(object obj);
        public static extern void RunClassConstructor(System.RuntimeTypeHandle type);
        public static extern int OffsetToStringData { get; }
    }
}

namespace System.Runtime.InteropServices
{
    public enum CharSet
    {
        None = 1, Ansi = 2, Unicode = 3, Auto = 4,
    }

    [System.AttributeUsage(
        System.AttributeTargets.Assembly | System.AttributeTargets.Class | System.AttributeTargets.Struct | System.AttributeTargets.Enum | System.AttributeTargets.Method | System.AttributeTargets.Property | System.AttributeTargets.Field | System.AttributeTargets.Interface | System.AttributeTargets.Delegate,
        Inherited = false)]
    public sealed class ComVisibleAttribute : System.Attribute
    {
        public extern ComVisibleAttribute(bool visibility);
        public extern bool Value { get; }
    }

    public enum LayoutKind
    {
        Sequential = 0, Explicit = 2, Auto = 3,
    }

    [System.AttributeUsage(System.AttributeTargets.Class | System.AttributeTargets.Struct,
        Inherited = false)]
    public sealed class StructLayoutAttribute : System.Attribute
    {
        public extern StructLayoutAttribute(System.Runtime.InteropServices.LayoutKind layoutKind);
        public extern StructLayoutAttribute(short layoutKind);
        public extern System.Runtime.InteropServices.LayoutKind Value { get; }
        public int Pack;
        public int Size;
        public System.Runtime.InteropServices.CharSet CharSet;
    }
}

namespace System.Runtime.Versioning
{
    [System.AttributeUsage(System.AttributeTargets.Assembly)]
    public sealed class TargetFrameworkAttribute : System.Attribute
    {
        public extern TargetFrameworkAttribute(string frameworkName);
        public extern string FrameworkName { get; }
        public extern string FrameworkDisplayName { get; set; }
    }
}

namespace System.Threading
{
    public sealed class AutoResetEvent : System.Threading.WaitHandle
    {
        public extern AutoResetEvent(bool initialState);
        public extern bool Reset();
        public extern bool Set();
    }

    public static class Interlocked
    {
        public static extern int Increment(ref int location);
        public static extern int Decrement(ref int location);
        public static extern int Exchange(ref int location1, int value);
        public static extern int CompareExchange(ref int location1, int value, int comparand);
    }

    public sealed class ManualResetEvent : System.Threading.WaitHandle
    {
        public extern ManualResetEvent(bool initialState);
        public extern bool Reset();
        public extern bool Set();
    }

    public static class Monitor
    {
        public static extern void Enter(object obj);
        public static extern void Exit(object obj);
    }

    public sealed class Thread
    {
        public extern Thread(System.Threading.ThreadStart start);
        public extern void Start();
        public extern void Abort();
        public extern void Suspend();
        public extern void Resume();
        public extern System.Threading.ThreadPriority Priority { get; set; }
        public extern int ManagedThreadId { get; }
        public extern bool IsAlive { get; }
        public extern void Join();
        public extern bool Join(int millisecondsTimeout);
        public extern bool Join(System.TimeSpan timeout);
        public static extern void Sleep(int millisecondsTimeout);
        public static extern void Sleep(System.TimeSpan timeout);
        public static extern void SpinWait(int iterations);
        public static extern System.Threading.Thread CurrentThread { get; }
        public extern System.Threading.ThreadState ThreadState { get; }
    }

    public sealed class ThreadAbortException : System.SystemException
    {
        internal extern ThreadAbortException();
    }

    public enum ThreadPriority
    {
        Lowest = 0, BelowNormal = 1, Normal = 2, AboveNormal = 3, Highest = 4,
    }

    public delegate void ThreadStart();

    [System.Flags]
    public enum ThreadState
    {
        Running = 0, StopRequested = 1, SuspendRequested = 2, Background = 4, Unstarted = 8,
        Stopped = 16, WaitSleepJoin = 32, Suspended = 64, AbortRequested = 128, Aborted = 256,
    }

    public static class Timeout
    {
        public const int Infinite = -1;
        public static readonly System.TimeSpan InfiniteTimeSpan;
    }

    public sealed class Timer : System.MarshalByRefObject, System.IDisposable
    {
        public extern Timer(System.Threading.TimerCallback callback, object state, int dueTime,
            int period);
        public extern Timer(System.Threading.TimerCallback callback, object state,
            System.TimeSpan dueTime, System.TimeSpan period);
        public extern bool Change(int dueTime, int period);
        public extern bool Change(System.TimeSpan dueTime, System.TimeSpan period);
        public extern void Dispose();
    }

    public delegate void TimerCallback(object state);

    public abstract class WaitHandle : System.MarshalByRefObject
    {
        public const int WaitTimeout = 258;
        public virtual extern bool WaitOne(int millisecondsTimeout, bool exitContext);
        public virtual extern bool WaitOne();
        public static extern bool WaitAll(System.Threading.WaitHandle[] waitHandles,
            int millisecondsTimeout, bool exitContext);
        public static extern bool WaitAll(System.Threading.WaitHandle[] waitHandles);
        public static extern int WaitAny(System.Threading.WaitHandle[] waitHandles,
            int millisecondsTimeout, bool exitContext);
        public static extern int WaitAny(System.Threading.WaitHandle[] waitHandles);
    }
}
