// Forms of a request that are legal and seldom: what proxies, scripts and old browsers send.

using System;
using System.Linq;
using Xunit;

namespace Portreeve.Web;

public sealed class FormsTests : IDisposable
{
    private const string Line = "tcp 9 192.168.1.20:80 from any";

    private readonly Running _running = new();

    public void Dispose() => _running.Dispose();

    private string Host => "Host: 127.0.0.1:" + _running.Port + "\r\n";

    [Fact]
    public void CookiesOfOthers_TakeNoRoom()
    {
        string cookies = "Cookie: shop=" + new string('x', 8000) + "\r\n";
        Assert.Equal(200, Ask($"GET / HTTP/1.1\r\n{cookies}{Host}{cookies}\r\n").Status);
        Assert.Equal(431, Ask($"GET / HTTP/1.1\r\n{cookies}{cookies}{cookies}{Host}\r\n")?.Status);
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("gzip", 200)]
    [InlineData("br, GZIP;q=0.5", 200)]
    [InlineData("*", 200)]
    [InlineData("identity;q=0.5, *;q=0.1", 200)]
    [InlineData("identity", 406)]
    [InlineData("br", 406)]
    [InlineData("gzip;q=0", 406)]
    [InlineData("gzip; q=0.000, *", 406)]
    public void Page_IsSentPacked_ToWhoTakesIt(string encodings, int status)
    {
        string field = encodings.Length == 0 ? "" : $"Accept-Encoding: {encodings}\r\n";
        Reply reply = Ask($"GET / HTTP/1.1\r\n{Host}{field}\r\n");
        Assert.Equal(status, reply.Status);
        Assert.Equal("Accept-Encoding", reply.Fields["vary"]);
        Assert.Equal(status == 200, reply.Fields.ContainsKey("content-encoding"));
    }

    [Fact]
    public void PagesSecondFile_IsSentAsThePageIs()
    {
        Reply page = Ask($"GET / HTTP/1.1\r\n{Host}\r\n");
        Reply file = Ask($"GET /board.js HTTP/1.1\r\n{Host}\r\n");
        Assert.Equal(200, file.Status);
        Assert.Equal("text/javascript; charset=utf-8", file.Fields["content-type"]);
        Assert.Equal(page.Fields.Keys.Order(), file.Fields.Keys.Order());
        foreach (string name in new[] { "cache-control", "vary", "content-encoding",
            "content-security-policy", "x-content-type-options" })
        {
            Assert.Equal(page.Fields[name], file.Fields[name]);
        }
        Assert.NotEqual(page.Fields["etag"], file.Fields["etag"]);
        Assert.Equal(file.Fields["content-length"], file.Body.Length.ToString());
        Assert.Equal([0x1f, 0x8b], file.Body[..2]);
        string known = $"GET /board.js HTTP/1.1\r\n{Host}If-None-Match: ";
        Assert.Equal(304, Ask(known + file.Fields["etag"] + "\r\n\r\n").Status);
        Assert.Equal(200, Ask(known + page.Fields["etag"] + "\r\n\r\n").Status);
        Assert.Equal(405, Ask($"POST /board.js HTTP/1.1\r\n{Host}Content-Length: 0\r\n\r\n")
            .Status);
        Assert.Equal(404, Ask($"GET /api/v1/board.js HTTP/1.1\r\n{Host}\r\n").Status);
    }

    [Fact]
    public void Body_InChunks_IsRead()
    {
        var owner = new ApiClient(_running.Port);
        owner.Claim(_running.ClaimCode, "correct horse battery");
        string head = $"HTTP/1.1\r\n{Host}X-Portreeve-Token: {owner.Token}\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        Reply reply = Ask("POST /api/v1/board/name " + head
            + "5\r\n{\"nam\r\nb\r\ne\":\"doors\"}\r\n0\r\n\r\n");
        Assert.Equal(200, reply.Status);
        Assert.Equal("doors", _running.Look(gateway => gateway.Settings.Name));
        // A large one, without its length.
        string backup = owner.Get("backup").Text;
        reply = Ask("POST /api/v1/restore/preview " + head + $"{backup.Length:x}\r\n{backup}\r\n"
            + "0\r\n\r\n");
        Assert.Equal(200, reply.Status);
        Assert.Empty(reply.Json["errors"].AsArray());
        reply = Ask("POST /api/v1/board/name " + head + "ffff\r\n");
        Assert.Equal(413, reply.Status);
    }

    [Fact]
    public void Target_WithoutAPath_IsThePage()
    {
        Assert.Equal(200, Ask($"GET http://127.0.0.1:{_running.Port} HTTP/1.1\r\n{Host}\r\n")
            .Status);
        Assert.Equal(200, Ask($"GET HTTP://127.0.0.1/api/v1/session HTTP/1.1\r\n{Host}\r\n")
            .Status);
    }

    // Behind a proxy with TLS a browser calls the page by a name and a scheme that we do not see.
    [Theory]
    [InlineData("https://doors.example.org", "https://doors.example.org", 200)]
    [InlineData("https://doors.example.org:8443", "https://doors.example.org:8443", 200)]
    [InlineData("https://Doors.example.org", "https://doors.example.org", 200)]
    [InlineData("https://doors.example.org", "https://doors.example.org:8443", 403)]
    [InlineData("https://doors.example.org", "https://evil.example", 403)]
    [InlineData("https://doors.example.org", "https://doors.example.org.evil.example", 403)]
    [InlineData("doors.example.org", "https://doors.example.org", 403)]
    public void Origin_ThatTheOwnerNamed_IsTaken(string named, string origin, int status)
    {
        ApiClient owner = NewOwner();
        Assert.Equal(200, owner.Post("board/hosts", new { hosts = new[] { named } }).Status);
        Assert.Equal(status, owner.Post("rules", new { line = Line }, $"Origin: {origin}\r\n")
            .Status);
        owner.Host = "doors.example.org";
        Assert.Equal(200, owner.Get("status").Status);
        Assert.DoesNotContain("https", owner.Get("rules").Json["hosts"].ToString());
    }

    [Theory]
    [InlineData("https://")]
    [InlineData("https://doors.example.org/")]
    [InlineData("https://doors.example.org:0")]
    [InlineData("https://doors.example.org:x")]
    [InlineData("http://doors.example.org")]
    public void Name_ThatIsNeitherHostNorOrigin_IsRefused(string named) =>
        Assert.Equal(400, NewOwner().Post("board/hosts", new { hosts = new[] { named } }).Status);

    private ApiClient NewOwner()
    {
        var owner = new ApiClient(_running.Port);
        owner.Claim(_running.ClaimCode, "correct horse battery");
        return owner;
    }

    private Reply Ask(string request)
    {
        using var wire = new RawConnection(_running.Port);
        wire.Send(request);
        return wire.Read();
    }
}
