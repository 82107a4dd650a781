// Signatures of nanoFramework.Json.dll (NuGet nanoFramework.Json 2.2.213):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: nanoFramework.System.Collections System.IO.Streams nanoFramework.System.Text

namespace nanoFramework.Json
{
    public class DeserializationException : System.Exception
    {
    }

    public sealed class JsonArray : nanoFramework.Json.JsonToken
    {
        public extern JsonArray(nanoFramework.Json.JsonToken[] values);
        public extern int Length { get; }
        public extern nanoFramework.Json.JsonToken[] Items { get; }
    }

    public static class JsonConvert
    {
        public static extern string SerializeObject(object oSource);
        public static extern object DeserializeObject(string value, System.Type type);
        public static extern object DeserializeObject(string value, System.Type type,
            nanoFramework.Json.JsonSerializerOptions options);
        public static extern object DeserializeObject(System.IO.Stream stream, System.Type type);
        public static extern object DeserializeObject(System.IO.Stream stream, System.Type type,
            nanoFramework.Json.JsonSerializerOptions options);
        public static extern object DeserializeObject(System.IO.StreamReader streamReader,
            System.Type type);
        public static extern object DeserializeObject(System.IO.StreamReader streamReader,
            System.Type type, nanoFramework.Json.JsonSerializerOptions options);
    }

    public sealed class JsonObject : nanoFramework.Json.JsonToken
    {
        public extern System.Collections.ICollection Members { get; }
        public extern void Add(string name, nanoFramework.Json.JsonToken value);
        public extern nanoFramework.Json.JsonProperty Get(string name);
    }

    public sealed class JsonProperty : nanoFramework.Json.JsonToken
    {
        public extern JsonProperty(string name, nanoFramework.Json.JsonToken value);
        public extern string Name { get; }
        public extern nanoFramework.Json.JsonToken Value { get; }
    }

    public class JsonSerializer
    {
        public static extern string SerializeObject(object o, bool topObject = true);
        internal extern JsonSerializer();
    }

    public enum JsonSerializerDefaults
    {
        General = 0, Web = 1,
    }

    public sealed class JsonSerializerOptions
    {
        public extern JsonSerializerOptions();
        public extern JsonSerializerOptions(nanoFramework.Json.JsonSerializerDefaults defaults);
        public static extern nanoFramework.Json.JsonSerializerOptions Default { get; }
        public extern bool PropertyNameCaseInsensitive { get; set; }
        public extern bool ThrowExceptionWhenPropertyNotFound { get; set; }
    }

    public abstract class JsonToken
    {
    }

    public sealed class JsonValue : nanoFramework.Json.JsonToken
    {
        public extern JsonValue(object value, bool isDateTime = false);
        public extern object Value { get; }
    }

    public class SerializationException : System.Exception
    {
    }
}
