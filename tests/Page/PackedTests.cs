// The packed page: that its two files are made from the sources as they are, small enough, and all
// that a browser loads.

using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Portreeve.Outside;
using Portreeve.Simulator;
using Portreeve.Web;
using Xunit;

namespace Portreeve.Page;

public sealed class PackedTests
{
    private const int GzipBytesMax = 20 * 1024;
    private const int BoardGzipBytesMax = 5 * 1024;

    private static readonly string Sources = Checkout.Find("firmware/Web/Page");
    private static readonly string Builder = Checkout.Find("tools/PageBuild");

    [Fact]
    public void PackedPage_IsMadeFromTheseSources()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] kinds = [".html", ".css", ".js", ".svg"];
        foreach (string name in Directory.EnumerateFiles(Sources, "*", SearchOption.AllDirectories)
            .Where(path => kinds.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(Sources, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(Path.Combine(Sources, name)).Replace("\r\n", "\n");
            all.AppendData(Encoding.UTF8.GetBytes($"{name}\n{text}\n"));
        }
        string found = Convert.ToHexStringLower(all.GetHashAndReset());
        Assert.True(found == PageForm.SourcesSha256,
            "firmware/Web/Page has changed; run \"npm run build\" in tools/PageBuild");
    }

    [Fact]
    public void PackedPage_IsTheOneThatTheHeadersDescribe()
    {
        var source = new EmbeddedPage();
        foreach ((int file, byte[] gzip) in new[]
        {
            (PageFile.Page, Gzip()), (PageFile.Board, BoardGzip()),
        })
        {
            Assert.Equal(source.LengthOf(file), gzip.Length);
            Assert.Equal(source.ETagOf(file),
                '"' + Convert.ToHexStringLower(SHA256.HashData(gzip))[..16] + '"');
        }
        string page = Unpack(Gzip());
        foreach (string block in new[] { "script", "style" })
        {
            int start = page.IndexOf($"<{block}>", StringComparison.Ordinal) + block.Length + 2;
            int end = page.IndexOf($"</{block}>", StringComparison.Ordinal);
            string board = block == "script" ? " " + Hash(Unpack(BoardGzip())) : "";
            Assert.Contains($"{block}-src {Hash(page[start..end])}{board};", PageForm.CspHeader);
        }
        Assert.DoesNotContain("unsafe", PageForm.CspHeader);
        Assert.DoesNotMatch("script-src[^;]*self", PageForm.CspHeader);
    }

    [Fact]
    public void PackedPage_IsSmall_AndPointsNowhereElse()
    {
        byte[] gzip = Gzip();
        Assert.InRange(gzip.Length, 1, GzipBytesMax);
        Assert.InRange(BoardGzip().Length, 1, BoardGzipBytesMax);
        string page = Unpack(gzip);
        // Addresses in it are names of things (SVG) or what a person is shown, never fetched.
        Assert.DoesNotContain(" src=", page);
        Assert.DoesNotContain("@import", page);
        Assert.DoesNotContain("url(", page);
        Assert.DoesNotContain(" style=", page);
    }

    [Fact]
    public void PackedPage_ReadInSlices_IsTheSame()
    {
        Assert.Equal(Gzip(), Read(PageFile.Page));
        Assert.Equal(BoardGzip(), Read(PageFile.Board));
    }

    [NodeFact]
    public void Builder_GivesTheSameBytesAgain()
    {
        Assert.Equal("", Node("build.mjs", "--check"));
    }

    [NodeFact]
    public void Builder_ItsOwnTestsPass()
    {
        // The page's cryptography against published vectors, its QR codes against a decoder, its
        // zones against those of Node.
        Assert.Equal("", Node("--test", "test/"));
    }

    private static byte[] Gzip() =>
        File.ReadAllBytes(Path.Combine(Sources, "packed/page.html.gz"));

    private static byte[] BoardGzip() =>
        File.ReadAllBytes(Path.Combine(Sources, "packed/board.js.gz"));

    private static byte[] Read(int file)
    {
        var source = new EmbeddedPage();
        using var whole = new MemoryStream();
        byte[] buffer = new byte[700];
        for (int read; (read = source.Read(file, (int)whole.Length, buffer, buffer.Length)) > 0;)
        {
            whole.Write(buffer, 0, read);
        }
        return whole.ToArray();
    }

    // As a policy names a script or a style.
    private static string Hash(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Unpack(byte[] gzip)
    {
        using var unpacked = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        return reader.ReadToEnd();
    }

    // Gives what it said when it failed, and nothing when all was well.
    private static string Node(params string[] arguments)
    {
        using Process node = Process.Start(new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Builder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        string said = node.StandardOutput.ReadToEnd() + node.StandardError.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0 ? "" : said;
    }

    private sealed class NodeFactAttribute : FactAttribute
    {
        public NodeFactAttribute(
            [CallerFilePath] string file = null, [CallerLineNumber] int line = -1)
            : base(file, line)
        {
            bool hasNode = Environment.GetEnvironmentVariable("PATH").Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, "node")));
            if (!hasNode) Skip = "node is not there; the packed page is compared by hash only";
            else if (!Directory.Exists(Path.Combine(Builder, "node_modules")))
            {
                Skip = "the packer's tools are not there; run \"npm ci\" in tools/PageBuild";
            }
        }
    }
}
