// One answer as it came over the wire, read by the rules of RFC 9112 and nothing more lenient.

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json.Nodes;

namespace Portreeve.Web;

/// <summary>Status, fields and body.</summary>
internal sealed class Reply
{
    private Reply(int status)
    {
        Status = status;
    }

    public int Status { get; }

    /// <summary>Fields by name in lower case.</summary>
    public Dictionary<string, string> Fields { get; } = [];

    public byte[] Body { get; private set; } = [];

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Text);

    /// <summary>The first error's sentence.</summary>
    public string Error => (string)Json["errors"][0]["message"];

    public bool Closes => Fields.TryGetValue("connection", out string value) && value == "close";

    /// <summary>Reads one answer; null when the connection ended before its first byte.</summary>
    public static Reply Read(Stream stream, bool isHead)
    {
        string line = Line(stream);
        if (line == null) return null;
        string[] words = line.Split(' ', 3);
        if (words[0] != "HTTP/1.1") throw new InvalidDataException("status line: " + line);
        var reply = new Reply(int.Parse(words[1]));
        while ((line = Line(stream)) is { Length: > 0 })
        {
            int colon = line.IndexOf(':');
            if (colon < 1) throw new InvalidDataException("field: " + line);
            string name = line[..colon].ToLowerInvariant();
            if (!reply.Fields.TryAdd(name, line[(colon + 1)..].Trim()))
            {
                throw new InvalidDataException("twice: " + name);
            }
        }
        if (!isHead && reply.Status is not (100 or 304)) reply.Body = reply.ReadBody(stream);
        return reply;
    }

    private byte[] ReadBody(Stream stream)
    {
        bool isChunked = Fields.TryGetValue("transfer-encoding", out string encoding);
        if (isChunked)
        {
            if (encoding != "chunked" || Fields.ContainsKey("content-length"))
            {
                throw new InvalidDataException("two lengths");
            }
            using var whole = new MemoryStream();
            while (true)
            {
                int size = Convert.ToInt32(Line(stream), 16);
                whole.Write(Exactly(stream, size));
                if (Line(stream) != "") throw new InvalidDataException("chunk's end");
                if (size == 0) return whole.ToArray();
            }
        }
        if (Fields.TryGetValue("content-length", out string length))
        {
            return Exactly(stream, int.Parse(length));
        }
        using var rest = new MemoryStream();
        stream.CopyTo(rest);
        return rest.ToArray();
    }

    private static byte[] Exactly(Stream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Line(Stream stream)
    {
        var line = new StringBuilder();
        while (true)
        {
            int b = stream.ReadByte();
            if (b < 0)
            {
                return line.Length == 0 ? null : throw new EndOfStreamException(line.ToString());
            }
            if (b == '\n' && line.Length > 0 && line[^1] == '\r')
            {
                return line.ToString(0, line.Length - 1);
            }
            line.Append((char)b);
        }
    }
}
