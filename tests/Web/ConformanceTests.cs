// What HTTP test tools ask a server: the cases of h1spec (github.com/uNetworking/h1spec), in our
// words and with the statuses that this server, which has nothing to echo, must give.

using Xunit;

namespace Portreeve.Web;

public sealed class ConformanceTests : System.IDisposable
{
    private readonly Running _running = new();

    public void Dispose() => _running.Dispose();

    [Fact]
    public void Request_CutAnywhere_IsWaitedForAndThenAnswered()
    {
        string whole = $"GET / HTTP/1.1\r\nHost: 127.0.0.1:{_running.Port}\r\n\r\n";
        int[] cuts = [1, 4, 5, 6, 10, 14, 15, 16, 19, 21, 22, whole.Length - 3, whole.Length - 2,
            whole.Length - 1];
        foreach (int cut in cuts)
        {
            using var wire = new RawConnection(_running.Port);
            wire.Send(whole[..cut]);
            Assert.True(wire.IsSilent(60), "answered after " + cut + " characters");
            wire.Send(whole[cut..]);
            Assert.Equal(200, wire.Read().Status);
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHOST\r\n", 200)]
    [InlineData("GET / HTTP/1.1\r\nhoSt:\tNAME\r\nempty:\r\n\r\n", 200)]
    [InlineData("GET / HTTP/1.1\r\nHOSTX-Empty-Header: \r\n\r\n", 200)]
    [InlineData("GET / HTTP/1.1\r\nHOSTX-Invalid[]: test\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOSTX-Bad-Control-Char: test\u0007\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOSTX: a\u0000b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOST: x\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOSTX y: z\r\n\r\n", 400)]
    [InlineData("GET / \r\n\r\n", 400)]
    [InlineData("GET  / HTTP/1.1\r\nHOST\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOSTHost: example.org\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOSTContent-Length: -123456789123456789123456789\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOSTContent-Length: -1234\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOSTContent-Length: +5\r\n\r\nhello", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOSTContent-Length: 0x5\r\n\r\nhello", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOSTContent-Length: abc\r\n\r\n", 400)]
    [InlineData("GET / HTTP/9.9\r\nHOST\r\n", 505)]
    [InlineData("GET / http/1.1\r\nHOST\r\n", 400)]
    [InlineData("Extra lineGET / HTTP/1.1\r\nHOST\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHOST\rSome-Header: Test\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHOSTContent-Length: 5\r\n\r\nhello", 405)]
    [InlineData("POST / HTTP/1.1\r\nHOSTTransfer-Encoding: chunked\r\n\r\nc\r\nHellO world1\r\n"
        + "0\r\n\r\n", 405)]
    [InlineData("POST / HTTP/1.1\r\nHOSTcontent-LengtH: 5\r\nTransFer-Encoding: chunked\r\n\r\n"
        + "c\r\nHellO world1\r\n0\r\n\r\n", 400)]
    [InlineData("\r\nGET / HTTP/1.1\r\nHOST\r\n", 200)]
    public void Request_GetsTheStatusThatTheStandardWants(string request, int status)
    {
        string name = "127.0.0.1:" + _running.Port;
        using var wire = new RawConnection(_running.Port);
        wire.Send(request.Replace("HOST", $"Host: {name}\r\n").Replace("NAME", name));
        Assert.Equal(status, wire.Read().Status);
        // Whatever it was, the next one is served.
        using var next = new RawConnection(_running.Port);
        next.Send($"GET /api/v1/session HTTP/1.1\r\nHost: {name}\r\n\r\n");
        Assert.Equal(200, next.Read().Status);
    }
}
