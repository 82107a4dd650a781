// Somebody who uses the API as the page does: claims, logs in by SCRAM-SHA-256, keeps the token
// and sends it. The client's half of SCRAM is written here from RFC 5802 and the runtime's
// own PBKDF2, independent of the firmware.

using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portreeve.Web;

/// <summary>A browser, more or less.</summary>
internal sealed class ApiClient
{
    private const int Iterations = 4096;

    private readonly string _from;
    private readonly Func<byte[], Reply> _way;

    public ApiClient(int port, string from = "127.0.0.1")
    {
        Port = port;
        _from = from;
        Host = "127.0.0.1:" + port;
    }

    /// <param name="way">Carries a request to its answer, where there is no socket.</param>
    public ApiClient(Func<byte[], Reply> way)
    {
        _way = way;
        Host = "192.168.1.2";
    }

    public int Port { get; set; }

    public string Host { get; set; }

    public string Token { get; set; }

    public string Key { get; set; }

    public Reply Get(string path, string more = "") =>
        Ask($"GET {Full(path)} HTTP/1.1\r\n{Fields()}{more}\r\n", []);

    public Reply Post(string path, object body, string more = "") =>
        PostText(path, JsonSerializer.Serialize(body), more);

    public Reply PostText(string path, string body, string more = "") =>
        PostAs(path, "application/json", body, more);

    /// <summary>Posts a body of any type.</summary>
    public Reply PostAs(string path, string type, string body, string more = "")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return Ask($"POST {Full(path)} HTTP/1.1\r\n{Fields()}Content-Type: {type}\r\n"
            + $"Content-Length: {bytes.Length}\r\n{more}\r\n", bytes);
    }

    /// <summary>Claims a new board.</summary>
    public Reply Claim(string code, string password) =>
        Enter(PostPatiently("claim", Seal(VerifierOf(password), ClaimKey(code))));

    /// <summary>What the one-time code is stretched to.</summary>
    public byte[] ClaimKey(string code)
    {
        JsonNode session = Get("session").Json;
        if ((bool)session["claimed"]) return new byte[32];
        return Rfc2898DeriveBytes.Pbkdf2(
            Encoding.ASCII.GetBytes(code.ToUpperInvariant().Replace("-", "")),
            Convert.FromBase64String((string)session["claimSalt"]), (int)session["claimRounds"],
            HashAlgorithmName.SHA256, 32);
    }

    /// <summary>The same verifier, sealed with a key.</summary>
    public static JsonObject Seal(JsonObject plain, byte[] key)
    {
        string salt = (string)plain["salt"];
        string Under(string pad, string name)
        {
            byte[] secret = Convert.FromBase64String((string)plain[name]);
            byte[] under = Mac(key, pad + "," + salt);
            for (int i = 0; i < secret.Length; i++) under[i] ^= secret[i];
            return Convert.ToBase64String(under);
        }
        string stored = Under("stored", "storedKey");
        string server = Under("server", "serverKey");
        return new JsonObject
        {
            ["salt"] = salt,
            ["iterations"] = Iterations,
            ["storedKey"] = stored,
            ["serverKey"] = server,
            ["proof"] = Convert.ToBase64String(
                Mac(key, $"verifier,{salt},{Iterations},{stored},{server}")),
        };
    }

    /// <summary>Makes a key for scripts, which asks for the password.</summary>
    public Reply MakeKey(string name, string scope, string password, string[] from = null,
        int? days = null)
    {
        var body = new JsonObject { ["name"] = name, ["scope"] = scope };
        if (from != null) body["from"] = new JsonArray([.. from.Select(one => (JsonNode)one)]);
        if (days != null) body["days"] = days;
        body["clientFinal"] = Prove(password).Final;
        return Post("keys", body);
    }

    // A board that has just begun stretches the code first.
    public Reply PostPatiently(string path, JsonObject body)
    {
        Reply reply = null;
        Patience.Sees(() => (reply = Post(path, body)).Status != 503);
        return reply;
    }

    /// <summary>Logs in.</summary>
    public Reply Login(string password)
    {
        (string final, string expected) = Prove(password);
        if (final == null) return LastRefusal;
        Reply reply = Enter(Post("login/final", new { clientFinal = final }));
        if (reply.Status == 200 && (string)reply.Json["serverFinal"] != expected)
        {
            throw new CryptographicException("the server does not know the password");
        }
        return reply;
    }

    /// <summary>The client key of the last proof.</summary>
    public byte[] LastClientKey { get; private set; }

    /// <summary>What login/first refused with.</summary>
    public Reply LastRefusal { get; private set; }

    /// <summary>Runs the first half and computes the second; null when the first was refused.
    /// </summary>
    public (string Final, string Expected) Prove(string password)
    {
        string nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        string bare = "n=owner,r=" + nonce;
        LastRefusal = Post("login/first", new { clientFirst = "n,," + bare });
        if (LastRefusal.Status != 200) return (null, null);
        string first = (string)LastRefusal.Json["serverFirst"];
        string[] parts = first.Split(',');
        byte[] salted = Salted(password, Convert.FromBase64String(parts[1][2..]),
            int.Parse(parts[2][2..]));
        byte[] clientKey = Mac(salted, "Client Key");
        LastClientKey = [.. clientKey];
        string withoutProof = "c=biws," + parts[0];
        string message = bare + "," + first + "," + withoutProof;
        byte[] signature = Mac(SHA256.HashData(clientKey), message);
        for (int i = 0; i < clientKey.Length; i++) clientKey[i] ^= signature[i];
        return (withoutProof + ",p=" + Convert.ToBase64String(clientKey),
            "v=" + Convert.ToBase64String(Mac(Mac(salted, "Server Key"), message)));
    }

    /// <summary>What a board keeps of this password.</summary>
    public static JsonObject VerifierOf(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        byte[] salted = Salted(password, salt, Iterations);
        return new JsonObject
        {
            ["salt"] = Convert.ToBase64String(salt),
            ["iterations"] = Iterations,
            ["storedKey"] = Convert.ToBase64String(SHA256.HashData(Mac(salted, "Client Key"))),
            ["serverKey"] = Convert.ToBase64String(Mac(salted, "Server Key")),
        };
    }

    private static byte[] Salted(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations,
            HashAlgorithmName.SHA256, 32);

    private static byte[] Mac(byte[] key, string text) =>
        HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text));

    private static string Full(string path) => path.StartsWith('/') ? path : "/api/v1/" + path;

    private string Fields()
    {
        string fields = $"Host: {Host}\r\n";
        if (Token != null) fields += $"X-Portreeve-Token: {Token}\r\n";
        if (Key != null) fields += $"Authorization: Bearer {Key}\r\n";
        return fields;
    }

    private Reply Ask(string head, byte[] body)
    {
        if (_way != null) return _way([.. Encoding.Latin1.GetBytes(head), .. body]);
        using var wire = new RawConnection(Port, _from);
        wire.Send(Encoding.Latin1.GetBytes(head));
        if (body.Length > 0) wire.TrySend(body);
        return wire.Read();
    }

    private Reply Enter(Reply reply)
    {
        if (reply.Status != 200) return reply;
        Token = (string)reply.Json["token"];
        return reply;
    }
}
