// Turns parsed JSON into objects as nanoFramework.Json does.

using System;
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace nanoFramework.Json
{
    internal static class Reader
    {
        public static object Read(JsonElement element, Type type)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    return type == typeof(Hashtable) ? ReadTable(element)
                        : ReadMembers(element, type);
                case JsonValueKind.Array: return ReadArray(element, type);
                case JsonValueKind.Null: return ReadNull(type);
                default: return Convert(element, type);
            }
        }

        private static object ReadNull(Type type)
        {
            if (type == typeof(string)) return "";
            if (type.IsValueType) throw new NullReferenceException();
            if (type.IsArray && ReadNull(type.GetElementType()) != null)
            {
                throw Wild("a string where an array belongs");
            }
            return null;
        }

        private static object ReadMembers(JsonElement element, Type type)
        {
            ConstructorInfo constructor = type.GetConstructor(
                BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
            if (constructor == null) throw new DeserializationException();
            object instance = constructor.Invoke(null);
            foreach (JsonProperty member in element.EnumerateObject())
            {
                FieldInfo field = type.GetField(member.Name);
                if (field != null)
                {
                    field.SetValue(instance, Read(member.Value, field.FieldType));
                    continue;
                }
                PropertyInfo property = type.GetProperty(member.Name);
                if (property == null || property.SetMethod == null) continue;
                property.SetValue(instance, Read(member.Value, property.PropertyType));
            }
            return instance;
        }

        private static object ReadArray(JsonElement element, Type type)
        {
            if (type == typeof(ArrayList) || type == typeof(Hashtable)) return ReadList(element);
            if (type == typeof(string)) throw Wild("an array where a string belongs");
            Type itemType = type.GetElementType();
            if (itemType == null) throw new DeserializationException();
            Array array = Array.CreateInstance(itemType, element.GetArrayLength());
            int at = 0;
            foreach (JsonElement item in element.EnumerateArray())
            {
                // The chip's library runs into a null reference here.
                if (item.ValueKind == JsonValueKind.Null) throw new NullReferenceException();
                array.SetValue(Read(item, itemType), at++);
            }
            return array;
        }

        private static Hashtable ReadTable(JsonElement element)
        {
            Hashtable table = new Hashtable();
            foreach (JsonProperty member in element.EnumerateObject())
            {
                table[member.Name] = ReadFree(member.Value);
            }
            return table;
        }

        private static ArrayList ReadList(JsonElement element)
        {
            ArrayList list = new ArrayList();
            foreach (JsonElement item in element.EnumerateArray()) list.Add(ReadFree(item));
            return list;
        }

        // A value whose type nobody has named: int before long before ulong, or double.
        private static object ReadFree(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object: return ReadTable(element);
                case JsonValueKind.Array: return ReadList(element);
                case JsonValueKind.String: return element.GetString();
                case JsonValueKind.True: return true;
                case JsonValueKind.False: return false;
                case JsonValueKind.Null: return null;
                default: return ReadNumber(element.GetRawText());
            }
        }

        private static object ReadNumber(string text)
        {
            if (text.IndexOfAny(new[] { '.', 'e', 'E' }) >= 0)
            {
                return double.Parse(text, CultureInfo.InvariantCulture);
            }
            if (int.TryParse(text, out int number)) return number;
            if (long.TryParse(text, out long large)) return large;
            if (ulong.TryParse(text, out ulong largest)) return largest;
            throw new DeserializationException();
        }

        // Seen on the interpreter: members are set by reflection, and the runtime does not look
        // whether the value fits. What happens next is anything up to the end of the runtime
        // ({"Name":[]} ends it at once), so here it ends at once as well.
        private static Exception Wild(string what)
        {
            return new InvalidCastException("nanoFramework.Json puts " + what);
        }

        // The chip's converters go by the text of the value: "5" serves for an int.
        private static object Convert(JsonElement element, Type type)
        {
            if (type.IsArray) throw Wild("a string where an array belongs");
            if (type == typeof(object)) return ReadFree(element);
            if (element.ValueKind == JsonValueKind.String && type == typeof(string))
            {
                return element.GetString();
            }
            string text = element.ValueKind == JsonValueKind.String ? element.GetString()
                : element.ValueKind == JsonValueKind.True ? "True"
                : element.ValueKind == JsonValueKind.False ? "False" : element.GetRawText();
            return System.Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }
    }
}
