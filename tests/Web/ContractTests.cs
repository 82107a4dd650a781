// The API and docs/openapi.yaml say the same: every operation is in both, and every answer of a
// gateway that is used for everything has the shape that is described.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Xunit;

namespace Portreeve.Web;

public sealed partial class ContractTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly ApiWalk _walk = new();
    private readonly Contract _contract;
    private readonly Running _running = new();
    private readonly ApiClient _owner;

    public ContractTests()
    {
        _contract = _walk.Contract;
        _owner = new ApiClient(_running.Port);
    }

    public void Dispose() => _running.Dispose();

    [Fact]
    public void Operations_AreTheSameInDocumentAndCode()
    {
        var coded = _running.Routes
            .Where(route => route.Path[0] != '/')
            .Select(route => (route.Method == Web.HttpMethod.Get ? "GET " : "POST ")
                + RouteTable.Prefix + route.Path);
        Assert.Equal(_contract.Operations.Order(), coded.Order());
    }

    // Who may ask is written in the document as the gate has it: anybody, a login, or a key too.
    [Fact]
    public void Security_IsTheGatesOwn()
    {
        foreach (Asking asking in _running.Routes.Where(route => route.Path[0] != '/'))
        {
            string method = asking.Method == Web.HttpMethod.Get ? "get" : "post";
            string security = _contract.Root["paths"][RouteTable.Prefix + asking.Path][method]
                ["security"]?.ToJsonString();
            string expected = asking.Access == RouteAccess.Anybody ? "[]"
                : asking.Access == RouteAccess.Login ? "[{\"token\":[]}]" : null;
            Assert.True(expected == security, $"{asking.Path}: {security}");
        }
    }

    [Fact]
    public void EveryReference_OfTheDocument_LeadsSomewhere()
    {
        var open = new Stack<JsonNode>([_contract.Root]);
        while (open.TryPop(out JsonNode node))
        {
            if (node is JsonArray array) foreach (JsonNode item in array) open.Push(item);
            if (node is not JsonObject members) continue;
            foreach ((string name, JsonNode member) in members)
            {
                open.Push(member);
                if (name != "$ref") continue;
                JsonNode target = ((string)member)[2..].Split('/')
                    .Aggregate(_contract.Root, (at, part) => at?[part]);
                Assert.True(target != null, (string)member);
            }
        }
    }

    [Fact]
    public void Examples_AskForWhatTheDocumentHas()
    {
        string[] asked = [.. System.IO.File.ReadAllLines(Checkout.Find("docs/api.http"))
            .Where(line => line.StartsWith("GET ") || line.StartsWith("POST "))
            .Select(line => line.Replace("{{board}}", "").Split('?')[0])];
        Assert.NotEmpty(asked);
        Assert.Equal([], asked.Except(_contract.Operations));
    }

    [Fact]
    public void EveryAnswer_OfEveryOperation_IsDescribedAndReached()
    {
        Post("login/first", new { clientFirst = "n,,n=owner,r=12345678" }, 409);
        Get("session", 200);
        Post("claim", new { }, 400);
        Judge("POST", "/api/v1/claim", _owner.Claim(_running.ClaimCode, Password), 200);
        Post("claim", new { }, 409);
        Get("session", 200);
        UseDoors();
        UsePeople();
        UseReach();
        UseInvites();
        UseBoard();
        UseKeysAndLogins();
        UseBackups();
        _walk.AskTheGate(_owner);
        Leave();
        GuessTheCode();
        _walk.AskWithoutMemory(new Still());
        Assert.True(_walk.Wrong.Count == 0, string.Join("\n", _walk.Wrong));
        Assert.Equal([], _walk.Unseen);
        Xunit.TestContext.Current.TestOutputHelper.WriteLine(
            $"{_walk.Triples.Count} (method, path, status) walked");
    }

    // The way out ends on the loopback, and so does the provider's address.
    private void UseReach()
    {
        Get("reach", 200);
        Post("reach/ddns", new { on = false }, 200);
        Post("reach/ddns", new { }, 400);
        Post("reach/ddns", new { on = true, provider = "noip", names = "no name" }, 400);
        Post("reach/ddns", new { on = true, checkUrl = "gopher://x" }, 400);
        Post("reach/ddns", new { on = false, resolver = "nobody" }, 400);
        Post("reach/router", new { on = false }, 200);
        Post("reach/router", new { on = "yes" }, 400);
        Post("reach/house", new { on = false, name = "doors" }, 200);
        Post("reach/house", new { on = false, name = "no spaces" }, 400);
        Post("reach/router", new { on = true }, 200);
        Post("reach/house", new { on = true }, 200);
        Post("reach/ddns", new
        {
            on = true, provider = "http://127.0.0.1:9/{names}", names = "a.example.org",
            user = "me", password = "secret", plain = true, refreshDays = 20,
            checkUrl = "http://127.0.0.1:9/ip", resolver = "127.0.0.1",
        }, 200);
        Assert.DoesNotContain("secret", Get("reach", 200).Json.ToJsonString());
        Post("reach/ddns", new { on = false }, 200);
        Post("reach/router", new { on = false }, 200);
        Post("reach/house", new { on = false }, 200);
    }

    private Reply Get(string path, int status) =>
        Judge("GET", "/api/v1/" + path, _owner.Get(path), status);

    private Reply Post(string path, object body, int status) =>
        Judge("POST", "/api/v1/" + path, _owner.Post(path, body), status);

    private Reply Judge(string method, string path, Reply reply, int status) =>
        _walk.Judge(method, path, reply, status);
}
