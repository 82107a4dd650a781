// Random input for everything that reads what strangers send: the request parser, the JSON reader,
// the rule's line. Laws that must hold for any input, and other readers to compare with. A failure
// prints the seed that repeats it; a found crash becomes a row of its own in the rooms' tests.

using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using CsCheck;
using Portreeve.Table;
using Portreeve.Wire;
using Xunit;

namespace Portreeve.Web;

public sealed class FuzzTests
{
    private const int Times = 20000;

    private const string Start = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n";

    private static readonly string[] HttpPieces =
    [
        "GET ", "POST ", "HEAD ", "/", "/api/v1/status", "?a=b", " HTTP/1.1", " HTTP/1.0", "\r\n",
        "\r\n\r\n", "\n", "\r", "Host: a", "Content-Length: 5", "Content-Length: 0", "hello",
        "Transfer-Encoding: chunked", ": ", " ", "\t", "\0", "Expect: 100-continue", "é",
        "Connection: close", "X: y", "http://a/", "0\r\n\r\n",
    ];

    private static readonly string[] JsonPieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\":1", "\"\\u0041\"", "\\", "\\u", "\\n",
        "1", "-", "0", ".5", "e3", "true", "false", "null", " ", "\t", "é", "\u0001", "\"\":\"\"",
        "{\"a\":", "\"x\":{}", "\"y\":[]", "\\ud83d", "\\ude00",
    ];

    private static readonly string[] RulePieces =
    [
        "tcp", "udp", " ", "8080", "0", "65536", "192.168.1.20", ":", "80", "from", "lan", "any",
        ",", "10.0.0.0/8", "anna.ddns.net", "max", "4", "idle", "2h", "until", "2026-12-01", "#",
        "note", "off", "anywhere", "[", "]", "[until 2026-12-01]", "hours", "mon-fri",
        "08:00-18:00", "proxy", "v2", "ban", "\t", "é", "\"", "/33", "-", "999999999999",
    ];

    private static Gen<string> Soup(string[] pieces, int most) =>
        Gen.Frequency((8, Gen.Int[0, pieces.Length - 1].Select(i => pieces[i])),
            (1, Gen.String[0, 6]))
            .Array[0, most].Select(string.Concat);

    // Most random texts fail at once; half of these get past the door first.
    private static Gen<string> Soup(string start, string end, string[] pieces, int most) =>
        Gen.Select(Gen.Bool, Soup(pieces, most), (isHelped, text) =>
            isHelped ? start + text + end : text);

    [Fact]
    public void Request_OfAnything_InAnyPieces_ComesToTheSame()
    {
        Gen.Select(Soup(Start, "\r\n\r\n", HttpPieces, 30), Gen.Int[1, 50]).Sample((text, piece) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            string whole = Read(bytes, bytes.Length);
            string pieces = Read(bytes, piece);
            Assert.Equal(whole, pieces);
        }, iter: Times);
    }

    [Fact]
    public void Request_OfAnyBytes_NeverLeavesItsBuffer()
    {
        Gen.Byte.Array[0, 6000].Sample(bytes => { Read(bytes, 700); }, iter: Times / 10);
    }

    [Fact]
    public void Request_ThatIsTaken_IsOneAServerAgreesWith()
    {
        // Whatever our parser takes must have exactly one reading: one Host, at most one length,
        // no transfer encoding, and nothing but CR LF between its lines.
        Soup(Start, "\r\n\r\n", HttpPieces, 12).Sample(text =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            HttpRequest request = Feed(bytes, bytes.Length, out _);
            if (request.State != RequestState.Headed) return;
            string head = text[..text.IndexOf("\r\n\r\n", 2, StringComparison.Ordinal)];
            if (head.StartsWith("\r\n", StringComparison.Ordinal)) head = head[2..];
            string[] lines = head.Split("\r\n");
            Assert.All(lines, line => Assert.False(line.AsSpan().ContainsAny('\r', '\n', '\0')));
            string[] names = [.. lines.Skip(1).Select(line => line[..line.IndexOf(':')])];
            Assert.All(names, name => Assert.Equal(name.Trim(), name));
            Assert.True(names.Count(name => name == "Host") <= 1);
            Assert.True(names.Count(name => name == "Content-Length") <= 1);
            Assert.DoesNotContain("Transfer-Encoding", names);
        }, iter: Times);
    }

    [Fact]
    public void Json_IsTakenExactlyWhenTheRuntimesReaderTakesIt()
    {
        Soup(JsonPieces, 24).Select(text => "{" + text + "}").Sample(text =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            bool ours = new JsonReader(bytes).Read(0, bytes.Length);
            bool theirs = IsJson(bytes);
            // We are stricter in a few things, never more lenient.
            if (ours) Assert.True(theirs, text);
            else if (theirs) Assert.True(IsStricter(text), text);
        }, iter: Times);
    }

    [Fact]
    public void Json_WithAByteChanged_IsTakenExactlyWhenTheRuntimesReaderTakesIt()
    {
        const string Good = "{\"s\":\"a\\u00e9\\n\",\"n\":-42,\"f\":1.5e3,\"t\":true,\"z\":null,"
            + "\"l\":[1,\"x\",{}],\"o\":{\"p\":[[]]},\"é\":\"€😀\"}";
        byte[] good = Encoding.UTF8.GetBytes(Good);
        Assert.True(new JsonReader(good).Read(0, good.Length));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            byte[] bytes = [.. good];
            bytes[at] = value;
            bool ours = new JsonReader(bytes).Read(0, bytes.Length);
            bool theirs = IsJson(bytes);
            if (ours) Assert.True(theirs, Encoding.Latin1.GetString(bytes));
            else if (theirs) Assert.True(IsStricter(Encoding.UTF8.GetString(bytes)));
        }, iter: Times);
    }

    [Fact]
    public void Json_OfAnyBytes_IsReadOrRefused()
    {
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            var json = new JsonReader(bytes);
            if (json.Read(0, bytes.Length)) Assert.True(IsJson(bytes));
            else Assert.NotEqual("", json.Trouble);
        }, iter: Times);
    }

    [Fact]
    public void JsonText_OfAnything_ComesBackAsItWas()
    {
        Gen.String[0, 60].Where(text => !text.Contains('\0') && IsWellFormed(text)).Sample(text =>
        {
            var buffer = new byte[2000];
            var writer = new JsonWriter(buffer);
            writer.OpenObject();
            writer.Text("a", text);
            writer.CloseObject();
            var ours = new JsonReader(buffer);
            Assert.True(ours.Read(0, writer.Position), text);
            Assert.Equal(text, ours.Text("a"));
            using JsonDocument theirs = JsonDocument.Parse(buffer.AsMemory(0, writer.Position));
            Assert.Equal(text, theirs.RootElement.GetProperty("a").GetString());
            byte[] escaped = JsonSerializer.SerializeToUtf8Bytes(new { a = text });
            var reader = new JsonReader(escaped);
            Assert.True(reader.Read(0, escaped.Length), text);
            Assert.Equal(text, reader.Text("a"));
        }, iter: Times);
    }

    [Fact]
    public void RuleLine_OfAnything_IsTakenAndWrittenBackTheSame_OrRefusedWithReasons()
    {
        Soup("tcp 8080 192.168.1.20:80 from ", "", RulePieces, 12).Sample(text =>
        {
            RuleDraft draft = RuleText.Read(text, 1795334400);
            if (!draft.IsGood)
            {
                Assert.True(draft.Errors.Count > 0);
                for (int i = 0; i < draft.Errors.Count; i++)
                {
                    Assert.NotEqual("", draft.Errors.At(i).Message);
                    Assert.InRange(draft.Errors.At(i).Column, 0, text.Length + 1);
                }
                return;
            }
            string written = RuleText.Write(draft.Rule);
            RuleDraft again = RuleText.Read(written, 1795334400);
            Assert.True(again.IsGood, text + " became " + written);
            Assert.Equal(written, RuleText.Write(again.Rule));
        }, iter: Times);
    }

    private static string Read(byte[] bytes, int piece)
    {
        HttpRequest request = Feed(bytes, piece, out int used);
        return $"{request.State} {request.Status} {request.Head.Method} {request.Head.BodyBytes} "
            + (request.State == RequestState.Wrong ? "" : used.ToString());
    }

    private static HttpRequest Feed(byte[] bytes, int piece, out int used)
    {
        var request = new HttpRequest();
        request.Reset();
        used = 0;
        while (used < bytes.Length && request.State == RequestState.Head)
        {
            int count = Math.Min(Math.Min(piece, bytes.Length - used), request.Room);
            Array.Copy(bytes, used, request.Target, request.TargetStart, count);
            request.Add(count);
            used += count;
        }
        if (request.State != RequestState.Head) used = 0;
        return request;
    }

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // What the runtime takes and we do not: a name twice, deep nesting, halves of characters, many
    // members, a zero character.
    private static bool IsStricter(string text)
    {
        // Broken UTF-8, which the runtime does not look at until it is asked for the string.
        if (text.Contains('\ufffd')) return true;
        if (text.Contains("\\ud83d") || text.Contains("\\ude00") || text.Contains("\\u0000"))
        {
            return true;
        }
        using JsonDocument document = JsonDocument.Parse(text);
        string[] names = [.. document.RootElement.EnumerateObject().Select(one => one.Name)];
        return names.Distinct().Count() < names.Length || names.Length > 24
            || Depth(document.RootElement) > 6;
    }

    private static int Depth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => 1 + value.EnumerateObject().Select(one => Depth(one.Value))
            .DefaultIfEmpty().Max(),
        JsonValueKind.Array => 1 + value.EnumerateArray().Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
