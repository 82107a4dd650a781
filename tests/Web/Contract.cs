// docs/openapi.yaml as a test can ask it: which operations there are, and whether an answer has
// the shape that is promised. Stricter than JSON Schema asks: a member that is not described is
// wrong too, since nobody could know of it.

using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Portreeve.Web;

/// <summary>The contract.</summary>
internal sealed class Contract
{
    private readonly JsonNode _root;

    private Contract(JsonNode root)
    {
        _root = root;
    }

    public JsonNode Root => _root;

    /// <summary>Reads the document of this repository.</summary>
    public static Contract Load()
    {
        var yaml = new YamlStream();
        using StreamReader text = File.OpenText(Checkout.Find("docs/openapi.yaml"));
        yaml.Load(text);
        return new Contract(Convert(yaml.Documents[0].RootNode));
    }

    /// <summary>Every operation as "GET /path".</summary>
    public IEnumerable<string> Operations =>
        from path in _root["paths"].AsObject()
        from method in path.Value.AsObject()
        where method.Key is "get" or "post" or "put" or "delete" or "patch"
        select method.Key.ToUpperInvariant() + " " + path.Key;

    /// <summary>What is wrong with an answer; empty when nothing is.</summary>
    public List<string> Judge(string method, string path, Reply reply)
    {
        int query = path.IndexOf('?');
        if (query >= 0) path = path[..query];
        JsonNode responses = _root["paths"][path]?[method.ToLowerInvariant()]?["responses"];
        if (responses == null) return [$"{method} {path} is not described"];
        JsonNode response = responses[reply.Status.ToString()];
        if (response == null)
        {
            return [$"{method} {path}: status {reply.Status} is not described: {reply.Text}"];
        }
        JsonNode schema = Follow(response)["content"]?["application/json"]?["schema"];
        var wrong = new List<string>();
        if (schema != null) Check(reply.Json, schema, $"{method} {path} {reply.Status}", wrong);
        return wrong;
    }

    private JsonNode Follow(JsonNode node)
    {
        while (node is JsonObject && node["$ref"] is JsonNode reference)
        {
            node = ((string)reference)[2..].Split('/').Aggregate(_root, (at, name) => at[name]);
        }
        return node;
    }

    private void Check(JsonNode value, JsonNode schema, string at, List<string> wrong)
    {
        schema = Follow(schema);
        if (schema["oneOf"] is JsonArray choices)
        {
            if (!choices.Any(choice => Fits(value, choice))) wrong.Add(at + ": none of oneOf");
            return;
        }
        JsonObject known = [];
        var required = new List<string>();
        Gather(schema, known, required);
        if (schema["enum"] is JsonArray words && !words.Any(word => Same(word, value)))
        {
            wrong.Add($"{at}: {value} is none of {words.ToJsonString()}");
        }
        if (schema["const"] is JsonNode only && !Same(only, value)) wrong.Add($"{at}: {value}");
        if (!HasType(value, schema, known)) wrong.Add($"{at}: {Show(value)} is of another type");
        if (value is JsonArray array && schema["items"] is JsonNode items)
        {
            for (int i = 0; i < array.Count; i++) Check(array[i], items, $"{at}[{i}]", wrong);
        }
        if (value is not JsonObject members || known.Count == 0) return;
        foreach (string name in required.Where(name => !members.ContainsKey(name)))
        {
            wrong.Add($"{at}: {name} is missing");
        }
        foreach ((string name, JsonNode member) in members)
        {
            if (known[name] is JsonNode described) Check(member, described, at + "." + name, wrong);
            else wrong.Add($"{at}: {name} is not described");
        }
    }

    private bool Fits(JsonNode value, JsonNode schema)
    {
        var wrong = new List<string>();
        Check(value, schema, "", wrong);
        return wrong.Count == 0;
    }

    // The members of a schema and of all it is put together from.
    private void Gather(JsonNode schema, JsonObject known, List<string> required)
    {
        schema = Follow(schema);
        foreach (JsonNode part in schema["allOf"]?.AsArray() ?? []) Gather(part, known, required);
        foreach ((string name, JsonNode member) in schema["properties"]?.AsObject() ?? [])
        {
            known[name] = member.DeepClone();
        }
        required.AddRange((schema["required"]?.AsArray() ?? []).Select(name => (string)name));
    }

    private static bool HasType(JsonNode value, JsonNode schema, JsonObject known)
    {
        if (schema["type"] is not JsonNode type) return known.Count == 0 || value is JsonObject;
        IEnumerable<string> types = type is JsonArray several
            ? several.Select(one => (string)one) : [(string)type];
        return types.Contains(TypeOf(value));
    }

    private static string TypeOf(JsonNode value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.ToJsonString().Contains('.') ? "number" : "integer",
        _ => "null",
    };

    private static bool Same(JsonNode one, JsonNode other) =>
        JsonNode.DeepEquals(one, other);

    private static string Show(JsonNode value) => value?.ToJsonString() ?? "null";

    private static JsonNode Convert(YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                var made = new JsonObject();
                foreach ((YamlNode key, YamlNode value) in mapping.Children)
                {
                    made[((YamlScalarNode)key).Value] = Convert(value);
                }
                return made;
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Children.Select(Convert)]);
            default:
                var scalar = (YamlScalarNode)node;
                if (scalar.Style != YamlDotNet.Core.ScalarStyle.Plain) return scalar.Value;
                return scalar.Value switch
                {
                    "true" => true,
                    "false" => false,
                    "null" => null,
                    _ => int.TryParse(scalar.Value, out int number) ? number : scalar.Value,
                };
        }
    }
}
