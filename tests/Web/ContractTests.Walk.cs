// What the walk of ContractTests asks of each part of the API for its own reasons: every answer
// that is not the gate's.

using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Xunit;

namespace Portreeve.Web;

public sealed partial class ContractTests
{
    private void UseDoors()
    {
        Post("rules/undo", new { }, 409);
        Post("rules", new { line = "tcp 8080 192.168.1.20:80 from lan # camera" }, 200);
        Post("rules", new { line = "udp 27015 192.168.1.21:27015 from any" }, 200);
        Post("rules", new { line = "tpc 99999 8.8.8.8:80 form anyone" }, 400);
        Post("rules", new { }, 400);
        Post("rules/check", new { line = "tcp 80 192.168.1.20:80" }, 200);
        Post("rules/check", new { line = "tpc 99999" }, 200);
        Post("rules/check", new { line = "tcp+udp 80-81 192.168.1.20" }, 200);
        Post("rules/edit", new { id = 1, line = "tcp 8081 192.168.1.20:80 from lan" }, 200);
        Post("rules/edit", new { id = 99, line = "tcp 8081 192.168.1.20:80" }, 404);
        Post("rules/edit", new { id = 1, line = "tcp", revision = 1 }, 409);
        Post("rules/disable", new { id = 1 }, 200);
        Post("rules/enable", new { id = 1 }, 200);
        Post("rules/move", new { id = 1, to = 2 }, 200);
        Post("rules/move", new { id = 1, to = 9 }, 400);
        foreach (string change in new[] { "enable", "disable", "delete", "move" })
        {
            Post("rules/" + change, new { id = 99, to = 1 }, 404);
            Post("rules/" + change, new { id = 1, to = 1, revision = 1 }, 409);
        }
        Post("rules/delete", new { id = 2 }, 200);
        Post("rules/undo", new { }, 200);
        Get("rules", 200);
        Get("status", 200);
        Get("now", 200);
        Post("now/kick", new { id = 99 }, 404);
        Get("why?protocol=tcp&port=8081&source=203.0.113.9", 200);
        Get("why?protocol=udp&port=27015&source=203.0.113.9", 200);
        Get("why?protocol=tcp&port=1&source=203.0.113.9", 200);
        Get("why?protocol=sctp&port=1&source=203.0.113.9", 400);
        Get("why?protocol=tcp&port=1", 400);
        Get("why?protocol=udp&port=27015&source=203.0.113.9&at=2026-12-01T18%3A00", 200);
        Get("why?protocol=udp&port=27015&source=203.0.113.9&at=noon", 400);
        Get("look", 200);
        Post("look", new { host = "192.168.1.300" }, 400);
        Post("look", new { host = "127.0.0.1", port = 9 }, 200);
        Get("look", 200);
        UseTheDoctor();
        Get("journal", 200);
        Get("journal?after=3", 200);
        Get("journal?after=x", 400);
    }

    private void UseTheDoctor()
    {
        Get("test", 200);
        Post("test", new { id = "one" }, 400);
        Post("test", new { wait = true }, 400);
        Post("test", new { }, 200);
        Post("test", new { stop = true }, 200);
        Post("test", new { id = 1, wait = true }, 200);
        Assert.True((bool)Get("test", 200).Json["waiting"]);
        Post("test", new { id = 99 }, 404);
        Post("test", new { id = 1 }, 200);
        Get("test", 200);
        Post("rules", new { line = $"tcp 8098 127.0.0.1:{_owner.Port} from lan anywhere" }, 400);
        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        int port = ((IPEndPoint)target.LocalEndpoint).Port;
        int door = Ports.FreeTcp();
        Post("rules", new { line = $"tcp {door} 127.0.0.1:{port} from lan anywhere" }, 200);
        Post("test", new { id = 3 }, 200);
        JsonNode found = null;
        Patience.Until(() => !(bool)(found = Get("test", 200).Json)["running"],
            "the doctor is done");
        string[] verdicts = [.. found["steps"].AsArray().Select(step =>
            $"{step["name"]} {step["verdict"]}")
            .Where(step => step[0] is 'l' or 'p' or 't' or 'o')];
        Assert.Equal(["link good", "list good", "port good", "target good", "outside unsure"],
            verdicts);
        Kick(door);
        Post("rules/delete", new { id = 3 }, 200);
    }

    // Somebody comes in at a door and is shown out.
    private void Kick(int door)
    {
        using var guest = new TcpClient("127.0.0.1", door);
        JsonNode inside = null;
        Patience.Until(() => (inside = Get("now", 200).Json["live"].AsArray().FirstOrDefault())
            != null, "the guest is inside");
        Post("now/kick", new { id = (int)inside["id"] }, 200);
    }

    private void UseBoard()
    {
        Get("board", 200);
        Post("board/name", new { name = "doors" }, 200);
        Post("board/name", new { name = "no spaces" }, 400);
        Post("board/name", new { name = "door", was = "not this" }, 409);
        Post("board/hosts", new { hosts = new[] { "doors.example.org" } }, 200);
        Post("board/hosts", new { hosts = new[] { "http://x" } }, 400);
        Post("board/hosts", new { hosts = new[] { "x.example.org" }, was = new[] { "" } }, 409);
        Post("board/zone", new { zone = "CET-1CEST,M3.5.0,M10.5.0/3" }, 200);
        Post("board/zone", new { zone = "Europe/Berlin" }, 400);
        Post("board/metrics", new { metrics = "key" }, 200);
        Post("board/metrics", new { metrics = "often" }, 400);
        Post("board/zone", new { zone = "utc", was = "JST-9" }, 409);
        Assert.Equal("CET-1CEST,M3.5.0,M10.5.0/3", (string)Get("board", 200).Json["zone"]);
        Get("pending", 200);
        Post("pending/confirm", new { }, 409);
        Post("pending/revert", new { }, 409);
        Post("board/admin", new { networks = Array.Empty<string>() }, 400);
        Post("board/admin", new { networks = new[] { "lan", "127.0.0.0/8" } }, 200);
        Get("pending", 200);
        Get("status", 200);
        Post("board/port", new { port = 80 }, 409);
        Post("board/admin", new { networks = new[] { "lan" } }, 409);
        Post("board/network", new { dhcp = true }, 409);
        Post("board/password", new { }, 409);
        Post("pending/revert", new { }, 200);
        Post("board/port", new { port = 99999 }, 400);
        int port = Ports.FreeTcp();
        Post("board/port", new { port }, 200);
        _owner.Port = port;
        Post("pending/confirm", new { }, 200);
        Post("board/network", new { dhcp = true }, 400);
        (string final, _) = _owner.Prove(Password);
        JsonObject change = ApiClient.Seal(ApiClient.VerifierOf("another"), _owner.LastClientKey);
        change["clientFinal"] = final;
        Post("board/password", change, 200);
        Post("pending/confirm", new { }, 409);
        Assert.Equal(200, _owner.Login("another").Status);
        Post("pending/confirm", new { }, 200);
        Post("factory-reset", new { name = "wrong" }, 400);
    }

    private void UseKeysAndLogins()
    {
        Judge("POST", "/api/v1/keys",
            _owner.MakeKey("ci", "read", "another", ["127.0.0.0/8"], 30), 200);
        Judge("POST", "/api/v1/keys", _owner.MakeKey("ci", "read", "wrong"), 400);
        Post("keys", new { name = "ci", scope = "all" }, 400);
        Post("keys", new { name = "ci", scope = "read", clientFinal = "c=biws,r=x,p=eA==" }, 409);
        Post("login/first", new { clientFirst = "n,,n=owner,r=12345678" }, 200);
        Post("login/final", new { clientFinal = "c=biws,r=x,p=eA==" }, 409);
        Judge("POST", "/api/v1/login/final", _owner.Login("another"), 200);
        Get("keys", 200);
        var script = new ApiClient(_owner.Port) { Key = "prk_wrong" };
        Judge("GET", "/api/v1/status", script.Get("status"), 401);
        Post("keys/revoke", new { id = 1 }, 200);
        Post("keys/revoke", new { id = 1 }, 404);
        Get("logins", 200);
        Post("logins/revoke", new { id = 99 }, 404);
        new ApiClient(_owner.Port).Login("another");
        JsonNode other = Get("logins", 200).Json["logins"].AsArray()
            .First(login => !(bool)login["own"]);
        Post("logins/revoke", new { id = (int)other["id"] }, 200);
        for (int i = 0; i < 5; i++)
        {
            var guesser = new ApiClient(_owner.Port, "127.0.5.5");
            Reply reply = guesser.Login("wrong");
            Judge("POST", "/api/v1/login/final", reply, i < 4 ? 401 : 429);
        }
    }

    private void UseBackups()
    {
        JsonNode backup = Get("backup", 200).Json;
        Post("restore/preview", backup, 200);
        Post("restore/back", new { }, 409);
        backup["rules"].AsArray().Add("tcp 2222 192.168.1.30:22 from lan # ssh");
        backup["name"] = "other";
        Post("restore/preview", backup, 200);
        backup["revision"] = 1;
        Post("restore", backup, 409);
        backup.AsObject().Remove("revision");
        Post("restore", backup, 200);
        Post("restore/back", new { }, 200);
        backup["rules"].AsArray().Add("nonsense");
        Post("restore/preview", backup, 200);
        Post("restore", backup, 400);
        Post("restore/preview", new { a = 1 }, 200);
        Assert.Equal(413, Judge("POST", "/api/v1/restore/preview", _owner.PostText(
            "restore/preview", new string(' ', 16385)), 413).Status);
    }

    // A knock whose rule is gone: there is nothing to let it in at.
    private void AllowAtAClosedDoor()
    {
        Post("rules", new { line = "tcp 7778 192.168.1.22:7778" }, 200);
        JsonNode rules = Get("rules", 200).Json["rules"];
        var id = (int)rules[rules.AsArray().Count - 1]["id"];
        _running.Look(gateway =>
        {
            gateway.Admission.Refuse(gateway.Table.FindPort(false, 7778), 0xCB007164,
                Journal.EndReason.NotOnList, gateway.Rooms.Around.Clock.NowMs, out _);
            return 0;
        });
        var knock = (int)Get("people", 200).Json["knocks"][0]["id"];
        Post("rules/delete", new { id }, 200);
        Post("people/allow", new { knock, @for = "reboot" }, 409);
        Post("people/forget-knocks", new { knock }, 200);
    }

    // What ends the use of this gateway.
    private void Leave()
    {
        Post("logout", new { }, 200);
        Post("logout", new { }, 401);
        _owner.Login("another");
        var still = new Still();
        Judge("POST", "/api/v1/board/network", still.Post("board/network", "{\"dhcp\":true}"),
            200);
        Post("restart", new { }, 200);
        UntilClaimed(true);
        _owner.Login("another");
        Post("factory-reset", new { name = (string)Get("board", 200).Json["name"] }, 200);
        // Everything is forgotten, the page's other port too.
        _owner.Port = _running.Port;
        UntilClaimed(false);
    }

    private void UntilClaimed(bool isClaimed)
    {
        Patience.Until(() =>
        {
            try
            {
                JsonNode now = _owner.Get("session")?.Json["claimed"];
                return now != null && (bool)now == isClaimed;
            }
            catch (Exception e) when (e is System.IO.IOException or SocketException)
            {
                // The board is between two starts.
                return false;
            }
        }, "the board is back");
    }

    private void GuessTheCode()
    {
        JsonObject guess = ApiClient.Seal(ApiClient.VerifierOf("guess"), new byte[32]);
        for (int i = 0; i < 6; i++)
        {
            Reply reply = _owner.PostPatiently("claim", guess);
            Judge("POST", "/api/v1/claim", reply, i < 4 ? 401 : 429);
        }
    }
}
