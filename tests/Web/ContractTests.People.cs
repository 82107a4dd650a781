// What the walk of ContractTests asks of the API about people.

using System.Text.Json.Nodes;
using Xunit;

namespace Portreeve.Web;

public sealed partial class ContractTests
{
    private void UsePeople()
    {
        Post("rules", new { line = "tcp 7777 192.168.1.22:7777 from anna.example.org ban 3" }, 200);
        Get("people", 200);
        Post("people/grant", new { who = "203.0.113.9", rule = 1, @for = "2h" }, 200);
        Post("people/grant", new { who = "203.0.113.0/24", rule = 1, @for = "good" }, 200);
        Post("people/grant", new { who = "203.0.113.8", rule = 1, @for = "once" }, 200);
        Post("people/grant", new { who = "lan", rule = 1, @for = "2h" }, 400);
        Post("people/grant", new { who = "203.0.113.7", rule = 1, @for = "2h", revision = 1 }, 409);
        Post("people/grant", new { who = "203.0.113.9", rule = 1, @for = "long" }, 400);
        Post("people/grant", new { who = "203.0.113.9", rule = 99, @for = "2h" }, 404);
        _running.Look(gateway =>
        {
            uint source = 0xCB007163;
            for (int i = 0; i < 4; i++)
            {
                gateway.Admission.Refuse(gateway.Table.FindPort(false, 7777), source,
                    Journal.EndReason.NotOnList, gateway.Rooms.Around.Clock.NowMs, out _);
            }
            return 0;
        });
        JsonNode people = Get("people", 200).Json;
        Assert.Equal(3, people["grants"].AsArray().Count);
        Assert.Equal("203.0.113.99", (string)people["knocks"][0]["address"]);
        Assert.Equal("203.0.113.99", (string)people["bans"][0]["address"]);
        Post("people/unban", new { address = "203.0.113.99" }, 200);
        Post("people/unban", new { address = "203.0.113.99" }, 404);
        int knock = (int)people["knocks"][0]["id"];
        AllowAtAClosedDoor();
        Post("people/allow", new { knock, @for = "reboot" }, 200);
        Post("people/allow", new { knock, @for = "reboot" }, 404);
        Post("people/revoke", new { id = 1 }, 200);
        Post("people/revoke", new { id = 1 }, 404);
        Post("now/kick", new { id = 99 }, 404);
        Post("people/refresh", new { name = "anna.example.org" }, 200);
        Post("people/refresh", new { name = "nobody.example.org" }, 404);
        Post("people/grace", new { @for = "2h" }, 200);
        Post("people/grace", new { @for = "soon" }, 400);
        Post("people/forget-knocks", new { knock = 99 }, 404);
        Post("people/forget-knocks", new { knock = "all" }, 400);
        Post("people/forget-knocks", new { }, 200);
        Assert.Equal(3, Get("people", 200).Json["grants"].AsArray().Count);
    }

    private void UseInvites()
    {
        Get("invites", 200);
        Post("invites", new { rule = 1, @for = "3h" }, 409);
        Post("invites/port", new { port = 99999 }, 400);
        Post("invites/port", new { port = 8081 }, 409);
        Post("invites/port", new { port = Ports.FreeTcp() }, 200);
        Post("invites", new { rule = 99, @for = "3h" }, 404);
        Post("invites", new { rule = 1, @for = "long" }, 400);
        Post("invites", new { rule = 1, @for = "3h", times = 21 }, 400);
        Post("invites", new { rule = 1, @for = "3h", times = 2 }, 200);
        Assert.Equal(1, (int)Get("invites", 200).Json["invites"][0]["id"]);
        Post("invites/end", new { id = 99 }, 404);
        Post("invites/end", new { id = 1 }, 200);
        Post("invites/port", new { port = 0 }, 200);
    }
}
