// HTTP/1.1 as clients of every kind speak it, over real sockets: what must work, what must be
// refused, and that nothing can be smuggled through.

using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using Xunit;

namespace Portreeve.Web;

public sealed class HttpTests : IDisposable
{
    private readonly Running _running = new();

    private string Host => "Host: 127.0.0.1:" + _running.Port + "\r\n";

    public void Dispose() => _running.Dispose();

    [Fact]
    public void Page_ComesPackedWholeAndIsNotSentTwice()
    {
        using var wire = new RawConnection(_running.Port);
        wire.Send("GET / HTTP/1.1\r\n" + Host + "\r\n");
        Reply page = wire.Read();
        Assert.Equal("gzip", page.Fields["content-encoding"]);
        using var unpacked = new StreamReader(new GZipStream(new MemoryStream(page.Body),
            CompressionMode.Decompress));
        Assert.EndsWith("</script>", unpacked.ReadToEnd());
        string tag = page.Fields["etag"];
        foreach (string known in new[] { tag, "W/" + tag, "\"x\", " + tag, "*" })
        {
            wire.Send($"GET / HTTP/1.1\r\n{Host}If-None-Match: {known}\r\n\r\n");
            Reply again = wire.Read();
            Assert.Equal(304, again.Status);
            Assert.Equal(tag, again.Fields["etag"]);
        }
        wire.Send($"GET / HTTP/1.1\r\n{Host}If-None-Match: \"other\"\r\n\r\n");
        Assert.Equal(200, wire.Read().Status);
    }

    [Fact]
    public void Head_IsGetWithoutTheBody()
    {
        using var wire = new RawConnection(_running.Port);
        wire.Send("HEAD / HTTP/1.1\r\n" + Host + "\r\n");
        Reply head = wire.Read(true);
        wire.Send("GET / HTTP/1.1\r\n" + Host + "\r\n");
        Reply get = wire.Read();
        Assert.Equal(get.Body.Length.ToString(), head.Fields["content-length"]);
        Assert.Equal(get.Fields.Keys.Order(), head.Fields.Keys.Order());
        wire.Send("HEAD /nothing HTTP/1.1\r\n" + Host + "\r\n");
        Assert.Equal(404, wire.Read(true).Status);
        wire.Send("HEAD /api/v1/claim HTTP/1.1\r\n" + Host + "\r\n");
        Assert.Equal(405, wire.Read(true).Status);
        wire.Send("GET /api/v1/session HTTP/1.1\r\n" + Host + "\r\n");
        Assert.Equal(200, wire.Read().Status);
    }

    [Fact]
    public void Requests_SentAtOnce_AreAnsweredInTurn()
    {
        using var wire = new RawConnection(_running.Port);
        var all = new StringBuilder();
        for (int i = 0; i < 30; i++)
        {
            all.Append("GET /api/v1/session HTTP/1.1\r\n" + Host + "\r\n");
            all.Append("GET /none HTTP/1.1\r\n" + Host + "\r\n");
            all.Append("POST /api/v1/login/first HTTP/1.1\r\n" + Host
                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        }
        wire.Send(all.ToString());
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(200, wire.Read().Status);
            Assert.Equal(404, wire.Read().Status);
            Assert.Equal(409, wire.Read().Status);
        }
    }

    [Fact]
    public void Request_ByteByByte_IsAnswered()
    {
        using var wire = new RawConnection(_running.Port);
        foreach (char c in "GET /api/v1/session HTTP/1.1\r\n" + Host + "\r\n")
        {
            wire.Send(c.ToString());
        }
        Assert.Equal(200, wire.Read().Status);
    }

    [Fact]
    public void Client_ThatHasSentItsEnd_StillGetsItsAnswer()
    {
        using var wire = new RawConnection(_running.Port);
        wire.Send("GET / HTTP/1.1\r\n" + Host + "\r\n");
        wire.Finish();
        Assert.Equal(200, wire.Read().Status);
        Assert.True(wire.IsEnded());
    }

    [Fact]
    public void Close_IsSaidAndDone()
    {
        using var wire = new RawConnection(_running.Port);
        wire.Send("GET / HTTP/1.1\r\n" + Host + "Connection: foo , Close\r\n\r\n");
        Reply reply = wire.Read();
        Assert.True(reply.Closes);
        Assert.True(wire.IsEnded());
    }

    [Fact]
    public void OldClient_GetsAnAnswerItUnderstands()
    {
        using var wire = new RawConnection(_running.Port);
        wire.Send("GET / HTTP/1.0\r\n" + Host + "\r\n");
        Reply reply = wire.Read();
        Assert.Equal(200, reply.Status);
        Assert.False(reply.Fields.ContainsKey("transfer-encoding"));
        Assert.True(reply.Closes);
        Assert.True(wire.IsEnded());
    }

    [Fact]
    public void OldClient_GetsALongListUntilTheEnd()
    {
        var owner = new ApiClient(_running.Port);
        owner.Claim(_running.ClaimCode, "x");
        for (int i = 0; i < 20; i++)
        {
            owner.Post("rules", new
            {
                line = $"tcp {100 + i} 192.168.1.20:80 from any # " + new string('x', 300),
            });
        }
        Reply modern = owner.Get("rules");
        Assert.Equal("chunked", modern.Fields["transfer-encoding"]);
        Assert.Equal(20, modern.Json["rules"].AsArray().Count);
        using var wire = new RawConnection(_running.Port);
        wire.Send($"GET /api/v1/rules HTTP/1.0\r\n{Host}X-Portreeve-Token: {owner.Token}\r\n\r\n");
        Reply old = wire.Read();
        Assert.False(old.Fields.ContainsKey("transfer-encoding"));
        Assert.Equal(20, old.Json["rules"].AsArray().Count);
        using var head = new RawConnection(_running.Port);
        head.Send($"HEAD /api/v1/rules HTTP/1.1\r\n{Host}X-Portreeve-Token: {owner.Token}\r\n\r\n");
        Assert.Equal("chunked", head.Read(true).Fields["transfer-encoding"]);
        head.Send("GET /api/v1/session HTTP/1.1\r\n" + Host + "\r\n");
        Assert.Equal(200, head.Read().Status);
    }

    [Fact]
    public void Expect_IsAnsweredBeforeTheBody_OrTheRefusalInstead()
    {
        string post = "Content-Type: application/json\r\nContent-Length: 2\r\n"
            + "Expect: 100-Continue\r\n\r\n";
        using var wire = new RawConnection(_running.Port);
        wire.Send("POST /api/v1/claim HTTP/1.1\r\n" + Host + post);
        Assert.Equal(100, wire.Read().Status);
        wire.Send("{}");
        Assert.Equal(400, wire.Read().Status);
        wire.Send("POST /api/v1/rules HTTP/1.1\r\n" + Host + post);
        Assert.Equal(401, wire.Read().Status);
        using var other = new RawConnection(_running.Port);
        other.Send("POST /api/v1/claim HTTP/1.1\r\n" + Host + post.Replace("100-C", "200-C"));
        Assert.Equal(417, other.Read().Status);
    }

    [Theory]
    [InlineData("GET /none HTTP/1.1\r\nHOST\r\n", 404)]
    [InlineData("PUT / HTTP/1.1\r\nHOST\r\n", 405)]
    [InlineData("DELETE /api/v1/rules HTTP/1.1\r\nHOST\r\n", 405)]
    [InlineData("TRACE / HTTP/1.1\r\nHOST\r\n", 405)]
    [InlineData("CONNECT evil:80 HTTP/1.1\r\nHOST\r\n", 400)]
    [InlineData("BREW /pot HTTP/1.1\r\nHOST\r\n", 404)]
    [InlineData("POST /api/v1/claim HTTP/1.1\r\nHOST\r\n", 411)]
    [InlineData("POST /api/v1/claim HTTP/1.1\r\nHOSTTransfer-Encoding: gzip\r\n\r\n", 501)]
    [InlineData("POST /api/v1/claim HTTP/1.1\r\nHOSTContent-Type: application/json\r\n"
        + "Content-Length: 1537\r\n\r\n", 413)]
    [InlineData("POST /api/v1/claim HTTP/1.1\r\nHOSTContent-Type: application/json\r\n"
        + "Content-Length: 99999999999999999999999\r\n\r\n", 413)]
    [InlineData("POST /api/v1/claim HTTP/1.1\r\nHOSTContent-Type: text/json\r\n"
        + "Content-Length: 2\r\n\r\n{}", 415)]
    [InlineData("GET / HTTP/3.0\r\nHOST\r\n", 505)]
    [InlineData("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHOST\r\n", 404)]
    [InlineData("GET /../../etc/passwd HTTP/1.1\r\nHOST\r\n", 404)]
    [InlineData("GET //127.0.0.1/ HTTP/1.1\r\nHOST\r\n", 404)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001", 400)]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n\r\n", 400)]
    public void Request_OutOfPlace_GetsItsStatus(string text, int status)
    {
        using var wire = new RawConnection(_running.Port);
        wire.Send(text.Replace("HOST", Host));
        Assert.Equal(status, wire.Read(text.StartsWith("HEAD")).Status);
    }

    [Fact]
    public void Everything_Oversized_GetsItsStatusWhileItIsStillBeingSent()
    {
        string[] heads =
        [
            "GET /" + new string('a', 1 << 20),
            "GET / HTTP/1.1\r\nX: " + new string('a', 1 << 20),
            "GET / HTTP/1.1\r\n" + string.Concat(Enumerable.Repeat("X: a\r\n", 100000)),
            "POST /api/v1/claim HTTP/1.1\r\n" + Host + "Content-Type: application/json\r\n"
                + "Content-Length: 1048576\r\n\r\n" + new string('a', 1 << 20),
        ];
        int[] expected = [414, 431, 431, 413];
        for (int i = 0; i < heads.Length; i++)
        {
            using var wire = new RawConnection(_running.Port);
            wire.TrySend(Encoding.ASCII.GetBytes(heads[i]));
            Reply reply = wire.Read();
            // Who sends a megabyte more than he may can lose the answer to a reset.
            if (reply != null) Assert.Equal(expected[i], reply.Status);
            using var after = new RawConnection(_running.Port);
            after.Send("GET /api/v1/session HTTP/1.1\r\n" + Host + "\r\n");
            Assert.Equal(200, after.Read().Status);
        }
    }

    [Theory]
    [InlineData("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG")]
    [InlineData("Content-Length: 0\r\nContent-Length: 44\r\n\r\n")]
    [InlineData("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("Content-Length : 44\r\n\r\n")]
    [InlineData("Content-Length: 0, 44\r\n\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n")]
    [InlineData("X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("X: a\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("X: a\rTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}")]
    public void Smuggling_EndsTheConnectionBeforeASecondRequestIsSeen(string rest)
    {
        using var wire = new RawConnection(_running.Port);
        wire.TrySend(Encoding.Latin1.GetBytes("POST /api/v1/claim HTTP/1.1\r\n" + Host
            + "Content-Type: application/json\r\n" + rest
            + "GET /api/v1/session HTTP/1.1\r\n" + Host + "\r\n"));
        Reply reply = wire.Read();
        Assert.InRange(reply.Status, 400, 599);
        Assert.True(reply.Closes);
        Assert.Null(wire.Read());
    }

    [Fact]
    public void HalfARequest_IsToldThatItTookTooLong()
    {
        // Not sooner; how late is looked at where the time is ours (DeadlineTests).
        var clock = Stopwatch.StartNew();
        using var wire = new RawConnection(_running.Port);
        wire.Send("GET / HTTP/1.1\r\n" + Host);
        Assert.Equal(408, wire.Read().Status);
        Assert.InRange(clock.ElapsedMilliseconds, Limits.WebHeadMs - 500, Patience.Ms);
        Assert.True(wire.IsEnded());
    }

    [Fact]
    public void OnABoardsBudget_ThePageIsServedByOneConnectionAtATime()
    {
        using var board = new Running(16, true);
        var owner = new ApiClient(board.Port);
        owner.Claim(board.ClaimCode, "x");
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(200, owner.Post("rules", new
            {
                line = $"tcp {Ports.FreeTcp()} 127.0.0.1:9 from lan anywhere",
            }).Status);
        }
        for (int i = 0; i < 6; i++)
        {
            // UDP ports take what is left of the sockets.
            owner.Post("rules", new { line = $"udp {Ports.FreeUdp()} 192.168.1.9:9 from lan" });
        }
        Thread.Sleep(200);
        for (int i = 0; i < 20; i++) Assert.Equal(200, owner.Get("status").Status);
        Assert.Equal(200, owner.Get("/").Status);
        Assert.True(board.Look(gateway => gateway.Relay.Budget.Open) <= 16);
    }
}
