// The two calls of nanoFramework.Json 2.2 that the firmware uses, on the desktop. Reading is
// System.Text.Json's; what comes of it is what the chip's library makes of it: a null string
// becomes an empty one, unknown members are passed over, names are case-sensitive, broken text
// throws DeserializationException, [] is an empty array. Held beside the real library on the
// real interpreter; where that one breaks the type of a member, this one throws.

using System;
using System.Text.Json;

namespace nanoFramework.Json
{
    /// <summary>Objects to and from JSON text.</summary>
    public static class JsonConvert
    {
        private static readonly JsonDocumentOptions Options = new JsonDocumentOptions
        {
            // The chip's parser takes a comma before a closing bracket.
            AllowTrailingCommas = true
        };

        /// <summary>JSON text of public properties, arrays, Hashtable and ArrayList.</summary>
        /// <exception cref="SerializationException">
        /// A string that the chip would not read back as it was.
        /// </exception>
        public static string SerializeObject(object oSource)
        {
            return Writer.Write(oSource);
        }

        /// <summary>An object of that type: a class with public setters, T[], Hashtable.</summary>
        /// <exception cref="DeserializationException">The text is no JSON.</exception>
        public static object DeserializeObject(string value, Type type)
        {
            if (value == null || type == null) throw new DeserializationException();
            try
            {
                using JsonDocument document = JsonDocument.Parse(value, Options);
                JsonValueKind kind = document.RootElement.ValueKind;
                // Seen on the interpreter: a bare number runs past the end of the text.
                if (kind == JsonValueKind.Number) throw new IndexOutOfRangeException();
                if (kind != JsonValueKind.Object && kind != JsonValueKind.Array)
                {
                    throw new DeserializationException();
                }
                return Reader.Read(document.RootElement, type);
            }
            catch (JsonException)
            {
                throw new DeserializationException();
            }
        }
    }

    /// <summary>The text is not what it should be. It has no message, as on the chip.</summary>
    public class DeserializationException : Exception
    {
        /// <summary>One without a message.</summary>
        public DeserializationException()
        {
        }
    }

    /// <summary>The object cannot be written.</summary>
    public class SerializationException : Exception
    {
        /// <summary>One without a message.</summary>
        public SerializationException()
        {
        }

        internal SerializationException(string message) : base(message)
        {
        }
    }
}
