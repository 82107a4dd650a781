// A provider of dynamic DNS (dyndns2) and a what-is-my-address service, as strict as the strictest
// of them: it wants a password, a proper User-Agent, names it knows; it remembers each request, and
// whoever keeps on asking without need is banned. Other clients (ddclient, inadyn) run against the
// same server, so that it is seen to be fair.

using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Portreeve.Sockets;

/// <summary>The provider.</summary>
internal sealed class DdnsProvider : IDisposable
{
    private const int NeedlessMax = 5;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _names = [];
    private readonly List<string> _requests = [];
    private readonly Upstream _server;
    private readonly X509Certificate2 _certificate;
    private int _needless;
    private DateTime _lastUtc;

    /// <param name="address">Where it listens.</param>
    /// <param name="port">Its TCP port.</param>
    /// <param name="certificate">Speaks TLS with this one; null speaks plainly.</param>
    public DdnsProvider(string address, int port, X509Certificate2 certificate = null)
    {
        _certificate = certificate;
        _server = new Upstream(Serve, address, port);
        Names("anna.test", "bert.test");
    }

    /// <summary>The account.</summary>
    public const string User = "me@example.com";
    public const string Password = "s3cr:t pass";

    /// <summary>When set, every update is answered by this.</summary>
    public volatile string Answer;

    /// <summary>Updates asked for so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get { lock (_requests) return [.. _requests]; }
    }

    /// <summary>The address of a name, or null.</summary>
    public string this[string name]
    {
        get { lock (_names) return _names[name]; }
    }

    public void Dispose() => _server.Dispose();

    private void Names(params string[] names)
    {
        foreach (string name in names) _names[name] = null;
    }

    private void Serve(Socket socket)
    {
        try
        {
            Talk(socket);
        }
        catch (IOException)
        {
            // The client has gone, as one does that is ended in the middle.
        }
    }

    private void Talk(Socket socket)
    {
        Stream stream = new NetworkStream(socket);
        if (_certificate != null)
        {
            SslStream secure = new(stream);
            try
            {
                secure.AuthenticateAsServer(_certificate);
            }
            catch (Exception e) when (e is IOException
                or System.Security.Authentication.AuthenticationException)
            {
                // The client does not trust us: that is its right.
                return;
            }
            stream = secure;
        }
        StringBuilder head = new();
        byte[] buffer = new byte[4096];
        int got;
        while (!head.ToString().Contains("\r\n\r\n") && (got = stream.Read(buffer)) > 0)
        {
            head.Append(Encoding.ASCII.GetString(buffer, 0, got));
        }
        string request = head.ToString();
        if (request.Length == 0) return;
        string from = ((System.Net.IPEndPoint)socket.RemoteEndPoint)!.Address.ToString();
        bool asksWho = request.StartsWith("GET /ip") || request.StartsWith("GET / ");
        string body = asksWho ? "Current IP Address: " + from
            : Update(request);
        byte[] answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
        stream.Write(answer);
        stream.Flush();
        socket.Shutdown(SocketShutdown.Send);
    }

    private string Update(string request)
    {
        lock (_requests) _requests.Add(request);
        if (Answer != null) return Answer;
        string proof = Convert.ToBase64String(Encoding.UTF8.GetBytes(User + ":" + Password));
        if (!request.Contains("Authorization: Basic " + proof)) return "badauth";
        if (!Regex.IsMatch(request, "(?im)^user-agent: \\S+[ /]\\S+")) return "badagent";
        Match match = Regex.Match(request, @"^GET /nic/update\?(\S*)");
        if (!match.Success) return "badsys";
        Dictionary<string, string> query = match.Groups[1].Value.Split('&')
            .Select(pair => pair.Split('=')).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        if (!query.TryGetValue("hostname", out string hosts)) return "notfqdn";
        string address = query.GetValueOrDefault("myip", "");
        lock (_names)
        {
            return string.Join("\n", hosts.Split(',').Select(host => Answered(host, address)));
        }
    }

    // Too often without need, or twice within a second with something else: that is abuse.
    private string Answered(string host, string address)
    {
        if (!_names.TryGetValue(host, out string before)) return "nohost";
        bool isNeedless = before == address;
        if (isNeedless) _needless++;
        bool isHasty = !isNeedless && before != null && DateTime.UtcNow - _lastUtc < Second;
        if (_needless > NeedlessMax || isHasty) return "abuse";
        _lastUtc = DateTime.UtcNow;
        _names[host] = address;
        return (isNeedless ? "nochg " : "good ") + address;
    }
}
