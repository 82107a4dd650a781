// Writes objects as nanoFramework.Json does: public properties with a getter, the same seven
// escapes, everything else as it is. It refuses strings that the chip's reader would not give
// back unchanged, so that such a string is found here and not in somebody's cupboard.

using System;
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace nanoFramework.Json
{
    internal static class Writer
    {
        private const string Escapable = "\n\r\b\f\t\\\"";
        private const string Escapes = "nrbft\\\"";

        public static string Write(object source)
        {
            // A bare value comes out as an array of one, as on the chip.
            if (source is ValueType) return "[" + WriteValue(source, false) + "]";
            return WriteValue(source, false);
        }

        private static string WriteValue(object source, bool isItem)
        {
            switch (source)
            {
                case null: return "null";
                case string text: return WriteString(text, isItem);
                case bool flag: return flag ? "true" : "false";
                case double number: return number.ToString("R", CultureInfo.InvariantCulture);
                case IFormattable number when number.GetType().IsPrimitive:
                    return number.ToString(null, CultureInfo.InvariantCulture);
                case IDictionary table: return WriteTable(table);
                case IEnumerable items: return WriteItems(items);
                default: return WriteMembers(source);
            }
        }

        private static string WriteMembers(object source)
        {
            Hashtable table = new Hashtable();
            foreach (PropertyInfo property in source.GetType().GetProperties())
            {
                if (property.CanRead && property.GetMethod.IsPublic && !property.GetMethod.IsStatic)
                {
                    object value = property.GetValue(source);
                    if (value == null && property.PropertyType == typeof(string[]))
                    {
                        throw new SerializationException(
                            "the chip reads null for a string[] back as a string");
                    }
                    table.Add(property.Name, value);
                }
            }
            return WriteTable(table);
        }

        private static string WriteTable(IDictionary table)
        {
            StringBuilder text = new StringBuilder("{");
            foreach (DictionaryEntry entry in table)
            {
                if (text.Length > 1) text.Append(',');
                text.Append('"').Append(entry.Key).Append("\":");
                text.Append(WriteValue(entry.Value, false));
            }
            return text.Append('}').ToString();
        }

        private static string WriteItems(IEnumerable items)
        {
            StringBuilder text = new StringBuilder("[");
            foreach (object item in items)
            {
                if (item == null)
                {
                    throw new SerializationException("null in an array ends the chip's reader");
                }
                if (text.Length > 1) text.Append(',');
                text.Append(WriteValue(item, true));
            }
            return text.Append(']').ToString();
        }

        private static string WriteString(string source, bool isItem)
        {
            string trap = Traps.Find(source, isItem);
            if (trap != null) throw new SerializationException(trap);
            StringBuilder text = new StringBuilder("\"");
            foreach (char c in source)
            {
                int escape = Escapable.IndexOf(c);
                if (escape < 0) text.Append(c);
                else text.Append('\\').Append(Escapes[escape]);
            }
            return text.Append('"').ToString();
        }
    }
}
