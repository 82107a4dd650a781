// NanoCheck heap: the owner at his browser: one connection to the page, requests one after another,
// the client's half of SCRAM-SHA-256 (RFC 5802). Written apart from the firmware's own.

using Chip_System_Net_Sockets;
using Portreeve.NanoCheck.Heap.Standins;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Portreeve.NanoCheck.Heap;

/// <summary>A browser.</summary>
internal sealed class Owner
{
    private const long Address = 0x6401A8C0; // 192.168.1.100, first byte lowest
    private const int Iterations = 4096;
    private const int ClaimRounds = 8192;
    private const string Password = "correct horse battery";

    private Socket? _wire;
    private string _token = "";
    private string _bare = "";
    private string _salt = "";

    /// <summary>What came back last, head and body.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>Status of the last answer.</summary>
    public int Status => Answer.Length > 12 ? int.Parse(Answer[9..12]) : 0;

    /// <summary>Connects.</summary>
    public void Connect() => _wire = Chip.Sockets.Last(s => s.IsOpen && s.Port == 80)
        .Knock(Address, 50000 + Chip.Sockets.Count);

    /// <summary>The other side has gone.</summary>
    public void Leave()
    {
        if (_wire != null)
        {
            _wire.IsFinished = true;
        }
    }

    /// <summary>Takes what has come back.</summary>
    public void Read()
    {
        Answer = Encoding.UTF8.GetString(_wire!.Sent.ToArray());
        _wire.Sent.SetLength(0);
        if (Text("claimSalt").Length > 0)
        {
            _salt = Text("claimSalt");
        }

        if (Status == 200 && Text("token").Length > 0)
        {
            _token = Text("token");
        }
    }

    public void Get(string path) => Send($"GET {path} HTTP/1.1\r\n{Fields()}\r\n");

    public void Post(string path, string json) => Send($"POST /api/v1/{path} HTTP/1.1\r\n"
        + $"{Fields()}Content-Type: application/json\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    /// <summary>Claims the board with the code that the cable said; its salt came with
    /// the session.</summary>
    public void Claim()
    {
        string code = Regex.Match(string.Join(' ', Chip.Cable), @"claim code (\S+)")
            .Groups[1].Value.Replace("-", "");
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        byte[] salted = Salted(salt);
        byte[] key = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(code),
            Convert.FromBase64String(_salt), ClaimRounds, HashAlgorithmName.SHA256, 32);
        string stored = Under(SHA256.HashData(Mac(salted, "Client Key")),
            Mac(key, "stored," + Base64(salt)));
        string server = Under(Mac(salted, "Server Key"), Mac(key, "server," + Base64(salt)));
        string message = $"verifier,{Base64(salt)},{Iterations},{stored},{server}";
        Post("claim", $"{{\"salt\":\"{Base64(salt)}\",\"iterations\":{Iterations},"
            + $"\"storedKey\":\"{stored}\",\"serverKey\":\"{server}\","
            + $"\"proof\":\"{Base64(Mac(key, message))}\"}}");
    }

    /// <summary>First half of a log-in, from no session.</summary>
    public void LoginFirst()
    {
        _token = "";
        _bare = "n=owner,r=" + Base64(RandomNumberGenerator.GetBytes(18));
        Post("login/first", $"{{\"clientFirst\":\"n,,{_bare}\"}}");
    }

    /// <summary>Second half, from the answer to the first.</summary>
    public void LoginFinal()
    {
        string first = Text("serverFirst");
        string[] parts = first.Split(',');
        byte[] salted = Salted(Convert.FromBase64String(parts[1][2..]));
        byte[] proof = Mac(salted, "Client Key");
        string bare = "c=biws," + parts[0];
        byte[] signature = Mac(SHA256.HashData(proof), $"{_bare},{first},{bare}");
        for (int i = 0; i < proof.Length; i++)
        {
            proof[i] ^= signature[i];
        }

        Post("login/final", $"{{\"clientFinal\":\"{bare},p={Base64(proof)}\"}}");
    }

    private string Text(string member) => Regex.Unescape(
        Regex.Match(Answer, "\"" + member + "\":\"([^\"]*)\"").Groups[1].Value);

    private void Send(string text) => _wire!.Arrive(Encoding.UTF8.GetBytes(text));

    private string Fields() => "Host: 192.168.1.2\r\n"
        + (_token.Length > 0 ? $"X-Portreeve-Token: {_token}\r\n" : "");

    private static byte[] Salted(byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(Password), salt, Iterations, HashAlgorithmName.SHA256, 32);

    private static byte[] Mac(byte[] key, string text) =>
        HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text));

    private static string Under(byte[] secret, byte[] pad)
    {
        for (int i = 0; i < pad.Length; i++)
        {
            pad[i] ^= secret[i];
        }

        return Base64(pad);
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);
}
