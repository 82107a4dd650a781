// Programs that nobody here wrote: slowhttptest starves servers for a living, wrk hurries them,
// curl asks them in every way there is. tests/Web/needs.txt names their packages.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading;
using Xunit;

namespace Portreeve.Web;

/// <summary>A theory that needs a program.</summary>
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(
        string program,
        [CallerFilePath] string file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = Tool.Missing(program);
}

/// <summary>A fact that needs one.</summary>
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(
        string program,
        [CallerFilePath] string file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = Tool.Missing(program);
}

internal static class Tool
{
    /// <summary>Why it cannot be used, or null.</summary>
    public static string Missing(string program) =>
        Environment.GetEnvironmentVariable("PATH").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program))) ? null
        : program + " is not installed (tests/Web/needs.txt names its package)";

    public static Process Start(string program, string arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        });

    public static string Run(string program, string arguments)
    {
        using Process process = Start(program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return said + errors.GetAwaiter().GetResult();
    }
}

public sealed class ToolTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly Running _running = new();
    private readonly ApiClient _owner;

    public ToolTests()
    {
        // The attack comes from 127.0.0.1, so the owner sits elsewhere.
        _owner = new ApiClient(_running.Port, "127.0.0.77");
        _owner.Claim(_running.ClaimCode, Password);
    }

    public void Dispose() => _running.Dispose();

    private string Url => $"http://127.0.0.1:{_running.Port}/";

    [ToolTheory("slowhttptest")]
    [InlineData("-H -i 1 -x 24 -t GET")]
    [InlineData("-B -i 1 -x 24 -s 1000 -t POST")]
    [InlineData("-X -w 1 -y 8 -n 1 -z 1 -k 3")]
    [InlineData("-R -a 1 -b 3000 -t HEAD")]
    public void SlowHttpTest_DoesNotKeepTheOwnerOut(string attack)
    {
        long calm = OwnersWait.Usual(_owner, 5);
        using Process attacker = Tool.Start("slowhttptest",
            $"{attack} -c 150 -r 150 -l 6 -p 3 -u {Url}");
        var said = attacker.StandardOutput.ReadToEndAsync();
        Thread.Sleep(2000);
        // Its hundred and fifty have taken what they could get; the owner's address goes first.
        Assert.Equal(200, _owner.Get("status").Status);
        Assert.InRange(OwnersWait.Usual(_owner, 3), 0, 2500 + 10 * calm);
        attacker.WaitForExit();
        Assert.Equal(200, _owner.Get("/").Status);
        Assert.Contains("slowhttptest", Plain(said.GetAwaiter().GetResult()));
    }

    [ToolFact("wrk")]
    public void Wrk_ThatHurries_GetsEveryAnswer()
    {
        string said = Tool.Run("wrk", $"-t1 -c2 -d3s --timeout 60s {Url}api/v1/session");
        Assert.Matches(@"[1-9]\d* requests in", said);
        Assert.DoesNotContain("Socket errors", said);
        Assert.DoesNotContain("Non-2xx", said);
        Assert.Equal(200, _owner.Get("status").Status);
    }

    [ToolTheory("curl")]
    [InlineData("", 200)]
    [InlineData("--compressed", 200)]
    [InlineData("-0", 200)]
    [InlineData("-I", 200)]
    [InlineData("--http2", 200)]
    [InlineData("-H Connection:close", 200)]
    [InlineData("-r 0-99", 200)]
    [InlineData("-X OPTIONS", 405)]
    [InlineData("-X PROPFIND", 405)]
    [InlineData("--path-as-is URL../../etc/passwd", 404)]
    [InlineData("-H Transfer-Encoding:chunked -d {}", 405)]
    [InlineData("-H Host:", 400)]
    [InlineData("-H Host:evil.example", 421)]
    [InlineData("-H Content-Type:application/json -d {} URLapi/v1/claim", 409)]
    [InlineData("-H Expect:100-continue -H Content-Type:application/json -d {} URLapi/v1/claim",
        409)]
    public void Curl_GetsTheStatusThatFits(string arguments, int status)
    {
        bool hasUrl = arguments.Contains("URL");
        string said = Tool.Run("curl", "-sS -m 60 -o /dev/null -w %{http_code} "
            + arguments.Replace("URL", Url) + (hasUrl ? "" : " " + Url));
        Assert.Equal(status.ToString(), said);
    }

    [ToolFact("curl")]
    public void Curl_ThatHasThePageAlready_DoesNotGetItAgain()
    {
        string tag = Path.GetTempFileName();
        try
        {
            string ask = $"-sS -o /dev/null -w %{{http_code}} --etag-save {tag} "
                + $"--etag-compare {tag} {Url}";
            Assert.Equal("200", Tool.Run("curl", ask));
            Assert.Equal("304", Tool.Run("curl", ask));
        }
        finally
        {
            File.Delete(tag);
        }
    }

    // Without the colours that it prints.
    private static string Plain(string text) => Regex.Replace(text, "\u001b\\[[0-9;]*[A-Za-z]", "");
}
