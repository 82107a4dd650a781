// A walk through docs/openapi.yaml: notes which (method, path, status) of it a real answer has had,
// judges each answer by its schema, and asks every operation the ways that its gate refuses:
// without a login, from a foreign page, by a foreign name, in another type, too long, not JSON.
// What an operation says for reasons of its own is asked by ContractTests.

using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace Portreeve.Web;

/// <summary>The document, and how much of it has been seen.</summary>
internal sealed class ApiWalk
{
    private readonly HashSet<string> _seen = [];

    public Contract Contract { get; } = Contract.Load();

    /// <summary>What was not as the document says.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Every (method, path, status) of the document.</summary>
    public List<string> Triples =>
    [
        .. from path in Contract.Root["paths"].AsObject()
           from method in path.Value.AsObject()
           from answer in method.Value["responses"].AsObject()
           select $"{method.Key.ToUpperInvariant()} {path.Key} {answer.Key}",
    ];

    /// <summary>Those that no answer has had.</summary>
    public IEnumerable<string> Unseen => Triples.Except(_seen);

    /// <summary>Notes an answer and judges it.</summary>
    public Reply Judge(string method, string path, Reply reply, int status)
    {
        if (reply.Status != status)
        {
            Wrong.Add($"{method} {path}: {reply.Status} instead of {status}: {reply.Text}");
        }
        _seen.Add($"{method} {path.Split('?')[0]} {reply.Status}");
        Wrong.AddRange(Contract.Judge(method, path, reply));
        return reply;
    }

    /// <summary>Asks every operation what its gate refuses.</summary>
    /// <param name="owner">Logged in.</param>
    public void AskTheGate(ApiClient owner)
    {
        foreach (string operation in Contract.Operations)
        {
            string method = operation.Split(' ')[0];
            string path = operation.Split(' ')[1];
            Reply Ask(ApiClient who, string body = "{}", string more = "") =>
                method == "GET" ? who.Get(path, more) : who.PostText(path, body, more);
            bool isPublic = Contract.Root["paths"][path][method.ToLowerInvariant()]["security"]
                is JsonArray { Count: 0 };
            if (!isPublic) Judge(method, path, Ask(new ApiClient(owner.Port)), 401);
            Judge(method, path, Ask(owner, "{}", "Origin: http://evil.example\r\n"), 403);
            string host = owner.Host;
            owner.Host = "evil.example";
            Judge(method, path, Ask(owner), 421);
            owner.Host = host;
            if (method == "GET") continue;
            Judge(method, path, owner.PostAs(path, "text/plain", "{}"), 415);
            Judge(method, path, Ask(owner, new string(' ', Limits.WebLargeBytesMax + 1)), 413);
            // A claimed board looks no further, and a logout is a logout.
            bool isOver = path is "/api/v1/logout" or "/api/v1/claim";
            if (!isOver) Judge(method, path, Ask(owner, "[1]"), 400);
        }
    }

    /// <summary>Asks every operation while the board has no memory to work with.</summary>
    public void AskWithoutMemory(Still still)
    {
        foreach (string operation in Contract.Operations)
        {
            string method = operation.Split(' ')[0];
            string path = operation.Split(' ')[1];
            still.World.Free = -1;
            still.Pass(Limits.WebLingerMs + 1000);
            Reply reply = still.AskShort(method, path, Limits.WorkBytes - 1);
            Judge(method, path, reply, 503);
        }
    }
}
