// Sockets: a web shop behind the gateway: curl against nginx.

using System.Security.Cryptography;

namespace Portreeve.Sockets;

public sealed class WebTests
{
    [SkippableTheory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void Curl_FetchesAFileUnchanged(Mode mode)
    {
        using Scratch scratch = new();
        byte[] content = RandomNumberGenerator.GetBytes(20_000_000);
        File.WriteAllBytes(Path.Combine(scratch.Path, "big.bin"), content);
        using Server nginx = Nginx(scratch);
        using Gate gate = new(mode);
        int port = gate.Open("tcp", nginx.Port);
        byte[] got = Tool.RunRaw("curl", "-sS", "--fail", $"http://127.0.0.1:{port}/big.bin");
        Assert.Equal(SHA256.HashData(content), SHA256.HashData(got));
        gate.WaitUntil("show status json", text => text.Contains("\"sessions\":0"));
    }

    [SkippableTheory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void Curl_ManyAtOnce_AllAnswered(Mode mode)
    {
        using Scratch scratch = new();
        File.WriteAllText(Path.Combine(scratch.Path, "a.txt"), "hello");
        using Server nginx = Nginx(scratch);
        using Gate gate = new(mode);
        int port = gate.Open("tcp", nginx.Port);
        string url = $"http://127.0.0.1:{port}/a.txt";
        string[] urls = [.. Enumerable.Repeat(url, 60)];
        string answer = Tool.Run("curl", ["-sS", "--fail", "--parallel", "--parallel-max", "20",
            "-H", "Connection: close", .. urls]);
        Assert.Equal(60 * 5, answer.Length);
    }

    [SkippableTheory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void Curl_OldHttpThatEndsByClosing_EndsToo(Mode mode)
    {
        using Scratch scratch = new();
        File.WriteAllText(Path.Combine(scratch.Path, "a.txt"), "hello");
        using Server nginx = Nginx(scratch);
        using Gate gate = new(mode);
        int port = gate.Open("tcp", nginx.Port);
        string answer = Tool.Run("curl", "-sS", "-0", "--max-time", "20",
            $"http://127.0.0.1:{port}/a.txt");
        Assert.Equal("hello", answer);
    }

    private static Server Nginx(Scratch scratch)
    {
        int port = Ports.Free();
        string config = scratch.File("nginx.conf", $$"""
            daemon off; master_process off; pid {{scratch.Path}}/pid; error_log stderr crit;
            events { worker_connections 512; }
            http {
              access_log off; client_body_temp_path {{scratch.Path}}/b;
              proxy_temp_path {{scratch.Path}}/p; fastcgi_temp_path {{scratch.Path}}/f;
              uwsgi_temp_path {{scratch.Path}}/u; scgi_temp_path {{scratch.Path}}/s;
              server { listen 127.0.0.1:{{port}}; root {{scratch.Path}}; }
            }
            """);
        return Tool.Serve(port, "nginx", "-c", config, "-p", scratch.Path);
    }
}
