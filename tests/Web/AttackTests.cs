// Each attack that pages of such devices have fallen to, tried on the running gateway.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using Xunit;

namespace Portreeve.Web;

public sealed class AttackTests : IDisposable
{
    private const string Password = "correct horse battery";
    private const string Line = "tcp 9 192.168.1.20:80 from any";

    private readonly Running _running = new();
    private readonly ApiClient _owner;

    public AttackTests()
    {
        _owner = new ApiClient(_running.Port);
        _owner.Claim(_running.ClaimCode, Password);
    }

    public void Dispose() => _running.Dispose();

    private int RuleCount => _running.Look(gateway => gateway.Table.Count);

    // A form on a foreign page: say it has even learnt the token. It sends Origin, and one
    // of three types, none of which is JSON.
    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("")]
    public void FormPost_FromAForeignPage_ChangesNothing(string type)
    {
        string body = "{\"line\":\"" + Line + "\"}";
        string head = "POST /api/v1/rules HTTP/1.1\r\nHost: 127.0.0.1:" + _running.Port
            + "\r\nX-Portreeve-Token: " + _owner.Token + "\r\nContent-Length: " + body.Length
            + (type.Length > 0 ? "\r\nContent-Type: " + type : "");
        Assert.Equal(403, Ask(head + "\r\nOrigin: http://evil.example\r\n\r\n" + body).Status);
        Assert.Equal(415, Ask(head + "\r\n\r\n" + body).Status);
        Assert.Equal(0, RuleCount);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("https://127.0.0.1:PORT")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:PORT.evil.example")]
    [InlineData("http://evil.example/http://127.0.0.1:PORT")]
    [InlineData("http://localhost:PORT")]
    public void Origin_ThatIsNotExactlyOurs_IsRefusedEvenWithTheToken(string origin)
    {
        origin = origin.Replace("PORT", _running.Port.ToString());
        Reply reply = _owner.Post("rules", new { line = Line }, $"Origin: {origin}\r\n");
        Assert.Equal(403, reply.Status);
        Assert.Equal(403, _owner.Get("status", $"Origin: {origin}\r\n").Status);
        Assert.Equal(0, RuleCount);
    }

    [Fact]
    public void Origin_ThatIsOurs_IsTaken()
    {
        string origin = "http://127.0.0.1:" + _running.Port;
        Assert.Equal(200, _owner.Post("rules", new { line = Line }, $"Origin: {origin}\r\n")
            .Status);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:PORT")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127.0.0.1@evil.example")]
    [InlineData("8.8.8.8")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.0.0.1:80:80")]
    [InlineData("[::1]:PORT")]
    [InlineData(".local")]
    [InlineData("other.local")]
    [InlineData("")]
    public void Host_ThatIsNotOurs_Is421_AsAfterDnsRebinding(string host)
    {
        _owner.Host = host.Replace("PORT", _running.Port.ToString());
        Assert.Equal(421, _owner.Get("status").Status);
        Assert.Equal(421, _owner.Get("/").Status);
        Assert.Equal(421, _owner.Post("rules", new { line = Line }).Status);
        Assert.Equal(0, RuleCount);
    }

    [Fact]
    public void Host_ThatIsOurs_IsTakenInAllItsForms()
    {
        string name = _running.Look(gateway => gateway.Settings.Name);
        string[] good = ["127.0.0.1", "127.0.0.1:1", "127.0.0.1:", "localhost",
            "LOCALHOST:80", name + ".local",
            name.ToUpperInvariant() + ".Local.:80"];
        foreach (string host in good)
        {
            _owner.Host = host;
            Assert.Equal(200, _owner.Get("status").Status);
        }
        Assert.Equal(200, _owner.Post("board/hosts", new { hosts = new[] { "doors.example.org" } })
            .Status);
        _owner.Host = "doors.example.org:8088";
        Assert.Equal(200, _owner.Get("status").Status);
    }

    [Fact]
    public void AbsoluteTarget_WithAForeignAuthority_Is421WhateverHostSays()
    {
        Reply reply = Ask("GET http://evil.example/api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:"
            + _running.Port + "\r\n\r\n");
        Assert.Equal(421, reply.Status);
    }

    [Fact]
    public void Request_WithoutTheTokenOrWithAWrongOne_IsRefused()
    {
        string token = _owner.Token;
        object body = new { line = Line };
        string[] wrong = [null, "", new string('0', 32), token[..31], token + "0"];
        foreach (string one in wrong)
        {
            _owner.Token = one;
            Assert.Equal(401, _owner.Post("rules", body).Status);
            Assert.Equal(401, _owner.Get("rules").Status);
        }
        _owner.Token = token;
        Assert.Equal(200, _owner.Post("rules", body).Status);
    }

    // Cookies know no ports: what a browser keeps for a gateway it sends to all its doors.
    [Fact]
    public void Login_LeavesNoCookie()
    {
        var second = new ApiClient(_running.Port);
        Assert.False(second.Login(Password).Fields.ContainsKey("set-cookie"));
        Reply reply = second.Get("session", $"Cookie: portreeve={second.Token}\r\n");
        Assert.True((bool)reply.Json["in"]);
        string token = second.Token;
        second.Token = null;
        reply = second.Get("session", $"Cookie: portreeve={token}\r\n");
        Assert.False((bool)reply.Json["in"]);
    }

    [Fact]
    public void Changes_CannotBeAskedByGet()
    {
        foreach (Asking route in _running.Routes)
        {
            if (route.Method != Web.HttpMethod.Post) continue;
            Reply reply = _owner.Get(route.Path);
            if (reply.Status == 405) Assert.Equal("POST", reply.Fields["allow"]);
            else Assert.Contains(_running.Routes, other =>
                other.Path == route.Path && other.Method == Web.HttpMethod.Get);
        }
        Assert.Equal(0, RuleCount);
    }

    [Fact]
    public void Answers_CarryTheirShields_AndNoSecret()
    {
        string key = (string)_owner.MakeKey("ci", "full", Password).Json["key"];
        _owner.Post("login/final", new { clientFinal = Password });
        string[] paths = [.. _running.Routes
            .Where(route => route.Method == Web.HttpMethod.Get).Select(route => route.Path)];
        foreach (string path in paths.Append("nothing"))
        {
            Reply reply = _owner.Get(path);
            Assert.DoesNotContain(key[8..], reply.Text);
            Assert.DoesNotContain(Password, reply.Text);
            Assert.Equal("nosniff", reply.Fields["x-content-type-options"]);
            Assert.Equal("no-referrer", reply.Fields["referrer-policy"]);
            Assert.Equal("DENY", reply.Fields["x-frame-options"]);
            Assert.Equal("same-origin", reply.Fields["cross-origin-opener-policy"]);
            string csp = reply.Fields["content-security-policy"];
            Assert.Contains("default-src 'none'", csp);
            Assert.Contains("frame-ancestors 'none'", csp);
            Assert.DoesNotContain("unsafe", csp);
            Assert.False(reply.Fields.ContainsKey("server"));
            Assert.False(reply.Fields.ContainsKey("access-control-allow-origin"));
            Assert.DoesNotContain(_owner.Token, reply.Text);
            var kept = _running.Look(gateway => gateway.Settings.Verifier);
            Assert.DoesNotContain(Convert.ToBase64String(kept.StoredKey), reply.Text);
            Assert.DoesNotContain(Convert.ToBase64String(kept.ServerKey), reply.Text);
            Assert.DoesNotContain(Convert.ToBase64String(kept.Salt), reply.Text);
        }
    }

    [Fact]
    public void Preflight_OfAForeignPage_GetsNoPermission()
    {
        Reply reply = Ask("OPTIONS /api/v1/rules HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n");
        Assert.Equal(405, reply.Status);
        Assert.DoesNotContain(reply.Fields.Keys, name => name.StartsWith("access-control"));
    }

    [Fact]
    public void SlowLoris_WithEverySocketItCanGet_DoesNotKeepTheOwnerOut()
    {
        long calm = OwnersWait.Usual(_owner, 5);
        using var stop = new CancellationTokenSource();
        var wires = new List<RawConnection>();
        Thread drip = null;
        try
        {
            for (int i = 0; i < 200; i++)
            {
                var wire = new RawConnection(_running.Port, "127.0.7." + (1 + i % 40));
                wire.TrySend(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "));
                wires.Add(wire);
            }
            drip = new Thread(() =>
            {
                while (!stop.IsCancellationRequested)
                {
                    foreach (RawConnection wire in wires.ToArray()) wire.TrySend([(byte)'a']);
                    Thread.Sleep(200);
                }
            });
            drip.Start();
            // Behind 200 others in the backlog, two of which give way each tenth of a second.
            Assert.Equal(200, _owner.Get("status").Status);
            // Then the backlog is empty and the owner's address goes first.
            Assert.InRange(OwnersWait.Usual(_owner, 5), 0, 1500 + 10 * calm);
        }
        finally
        {
            stop.Cancel();
            drip?.Join();
            foreach (RawConnection wire in wires) wire.Dispose();
        }
    }

    [Fact]
    public void SilentConnections_HoldNoPlaceForLong()
    {
        var wires = new List<RawConnection>();
        for (int i = 1; i <= 20; i++) wires.Add(new RawConnection(_running.Port, $"127.0.8.{i}"));
        var clock = Stopwatch.StartNew();
        Assert.Equal(200, _owner.Get("status").Status);
        // Each until the end of its head would be 40 s.
        Assert.InRange(clock.ElapsedMilliseconds, 0, 30_000);
        foreach (RawConnection wire in wires) wire.Dispose();
    }

    [Fact]
    public void ReaderWhoTakesNothing_IsGivenUp()
    {
        for (int i = 0; i < 24; i++)
        {
            _owner.Post("rules", new
            {
                line = $"tcp {100 + i} 192.168.1.20:80 from any # " + new string('x', 300),
            });
        }
        using var lazy = new RawConnection(_running.Port);
        string ask = $"GET /api/v1/rules HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + $"X-Portreeve-Token: {_owner.Token}"
            + "\r\n\r\n";
        // It asks again and again and reads nothing, until both buffers between us are full.
        var clock = Stopwatch.StartNew();
        while (lazy.TrySend(Encoding.ASCII.GetBytes(ask)))
        {
            Assert.InRange(clock.ElapsedMilliseconds, 0, Patience.Ms);
        }
        Assert.Equal(200, _owner.Get("status").Status);
    }

    private Reply Ask(string request)
    {
        using var wire = new RawConnection(_running.Port);
        wire.Send(request);
        return wire.Read();
    }
}
