// Signatures of nanoFramework.System.Text.dll (NuGet nanoFramework.System.Text 1.3.42):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: -

namespace System.Text
{
    public abstract class Encoding
    {
        public virtual extern byte[] GetBytes(string s);
        public virtual extern int GetBytes(string s, int charIndex, int charCount, byte[] bytes,
            int byteIndex);
        public virtual extern char[] GetChars(byte[] bytes);
        public virtual extern char[] GetChars(byte[] bytes, int byteIndex, int byteCount);
        public virtual extern string GetString(byte[] bytes, int index, int count);
        public static extern System.Text.Encoding UTF8 { get; }
    }

    public sealed class StringBuilder
    {
        public extern int MaxCapacity { get; }
        public extern char this[int index] { get; set; }
        public extern int Capacity { get; set; }
        public extern int Length { get; set; }
        public extern StringBuilder(string value, int startIndex, int length, int capacity);
        public extern StringBuilder(string value, int capacity);
        public extern StringBuilder(int capacity, int maxCapacity);
        public extern StringBuilder(int capacity);
        public extern StringBuilder(string value);
        public extern StringBuilder();
        public extern System.Text.StringBuilder Append(bool value);
        public extern System.Text.StringBuilder Append(byte value);
        public extern System.Text.StringBuilder Append(char value);
        public extern System.Text.StringBuilder Append(double value);
        public extern System.Text.StringBuilder Append(short value);
        public extern System.Text.StringBuilder Append(char[] value);
        public extern System.Text.StringBuilder Append(int value);
        public extern System.Text.StringBuilder Append(long value);
        public extern System.Text.StringBuilder Append(object value);
        public extern System.Text.StringBuilder Append(string value);
        public extern System.Text.StringBuilder Append(sbyte value);
        public extern System.Text.StringBuilder Append(float value);
        public extern System.Text.StringBuilder Append(ushort value);
        public extern System.Text.StringBuilder Append(uint value);
        public extern System.Text.StringBuilder Append(ulong value);
        public extern System.Text.StringBuilder Append(string value, int startIndex, int count);
        public extern System.Text.StringBuilder Append(char[] value, int startIndex, int charCount);
        public extern System.Text.StringBuilder Append(char value, int repeatCount);
        public extern System.Text.StringBuilder Remove(int startIndex, int length);
        public extern System.Text.StringBuilder Insert(int index, string value, int count);
        public extern System.Text.StringBuilder Insert(int index, char[] value, int startIndex,
            int charCount);
        public extern System.Text.StringBuilder Replace(char oldChar, char newChar, int startIndex,
            int count);
        public extern System.Text.StringBuilder Replace(char oldChar, char newChar);
        public extern System.Text.StringBuilder Replace(string oldValue, string newValue,
            int startIndex, int count);
        public extern System.Text.StringBuilder Replace(string oldValue, string newValue);
        public extern System.Text.StringBuilder Clear();
        public override extern string ToString();
        public extern string ToString(int startIndex, int length);
        public extern System.Text.StringBuilder AppendLine(string str);
        public extern System.Text.StringBuilder AppendLine();
    }

    public class UTF8Encoding : System.Text.Encoding
    {
        public extern UTF8Encoding();
        public override extern byte[] GetBytes(string s);
        public override extern int GetBytes(string s, int charIndex, int charCount, byte[] bytes,
            int byteIndex);
        public override extern char[] GetChars(byte[] bytes);
        public override extern char[] GetChars(byte[] bytes, int byteIndex, int byteCount);
    }
}
