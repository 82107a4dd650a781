// The real servers that more than one test needs, with the least configuration they take.

namespace Portreeve.Sockets;

/// <summary>Starts servers.</summary>
internal static class Servers
{
    /// <summary>nginx with one server block; what it serves lies in the scratch folder.</summary>
    public static Server Nginx(Scratch scratch, Func<int, string> serverBlock)
    {
        int port = Ports.Free();
        string config = scratch.File("nginx.conf", $$"""
            daemon off; worker_processes 1; pid {{scratch.At("pid")}};
            error_log {{scratch.At("error.log")}};
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path {{scratch.At("body")}};
                proxy_temp_path {{scratch.At("proxy")}}; fastcgi_temp_path {{scratch.At("fcgi")}};
                uwsgi_temp_path {{scratch.At("uwsgi")}}; scgi_temp_path {{scratch.At("scgi")}};
                server { {{serverBlock(port)}} }
            }
            """);
        return new Server(port, "nginx", "-p", scratch.Path, "-e", scratch.At("error.log"),
            "-c", config);
    }

    /// <summary>nginx with one server block that speaks TLS, in a namespace. What it was asked is
    /// in access.log.</summary>
    public static Server SecureNginx(Scratch scratch, string place, string address, string block)
    {
        string config = scratch.File("nginx.conf", $$"""
            daemon off; worker_processes 1; user root; pid {{scratch.At("pid")}};
            error_log {{scratch.At("error.log")}};
            events { worker_connections 64; }
            http {
                access_log {{scratch.At("access.log")}};
                client_body_temp_path {{scratch.At("body")}};
                proxy_temp_path {{scratch.At("proxy")}}; fastcgi_temp_path {{scratch.At("fcgi")}};
                uwsgi_temp_path {{scratch.At("uwsgi")}}; scgi_temp_path {{scratch.At("scgi")}};
                default_type text/plain;
                server { listen {{address}}:443 ssl; {{block}} }
            }
            """);
        Server nginx = new([.. Cable.Prefix(place), Tool.Find("nginx"), "-p", scratch.Path, "-e",
            scratch.At("error.log"), "-c", config]);
        RunningGateway.Eventually(() => Cable.Try(place, "ss", "-Hltn", "sport = :443").Output
            .Contains(address), () => "nginx does not answer: " + nginx.Log);
        return nginx;
    }

    /// <summary>HAProxy with one front door that reads PROXY headers.</summary>
    public static Server HAProxy(Scratch scratch, string frontend)
    {
        int port = Ports.Free();
        string config = scratch.File("haproxy.cfg", $"""
            defaults
              timeout connect 10s
              timeout client 60s
              timeout server 60s
            frontend in
              bind 127.0.0.1:{port} accept-proxy
              {frontend}

            """);
        return new Server(port, "haproxy", "-db", "-f", config);
    }

    /// <summary>HAProxy as a plain forwarder.</summary>
    public static Server HAProxyPlain(Scratch scratch, int target)
    {
        int port = Ports.Free();
        string config = scratch.File("plain.cfg", $"""
            defaults
              timeout connect 10s
              timeout client 60s
              timeout server 60s
            listen plain
              bind 127.0.0.1:{port}
              server s 127.0.0.1:{target}

            """);
        return new Server(port, "haproxy", "-db", "-f", config);
    }

    /// <summary>rinetd, the small one.</summary>
    public static Server Rinetd(Scratch scratch, int target)
    {
        int port = Ports.Free();
        string config = scratch.File("rinetd.conf", $"127.0.0.1 {port} 127.0.0.1 {target}\n");
        return new Server(port, "rinetd", "-f", "-c", config);
    }

    /// <summary>What every dnsmasq here is told.</summary>
    public static string[] Dnsmasq(Scratch scratch, int port, params string[] more) =>
    [
        "dnsmasq", "--keep-in-foreground", "--no-resolv", "--no-hosts", "--conf-file=/dev/null",
        "--listen-address=127.0.0.1", "--bind-interfaces", $"--port={port}",
        "--pid-file=" + scratch.At("dnsmasq.pid"), "--user=" + Environment.UserName, .. more,
    ];

    /// <summary>iperf3's server.</summary>
    public static Server Iperf()
    {
        int port = Ports.Free();
        return new Server(port, "iperf3", "-s", "-B", "127.0.0.1", "-p", $"{port}");
    }

    /// <summary>sshd for our own user, whose key is the file "user" in the scratch folder.
    /// </summary>
    public static Server Sshd(Scratch scratch)
    {
        int port = Ports.Free();
        foreach (string key in new[] { "host", "user" })
        {
            Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", scratch.At(key));
        }
        File.Copy(scratch.At("user.pub"), scratch.At("authorized"));
        // As root, sshd insists on a folder for its unprivileged half.
        if (Environment.UserName == "root") Directory.CreateDirectory("/run/sshd");
        // It starts itself anew for each connection, by its full path.
        return new Server(port, Tool.Find("sshd"), "-D", "-e", "-f", "/dev/null",
            "-h", scratch.At("host"), "-p", $"{port}", "-o", "ListenAddress=127.0.0.1",
            "-o", "AuthorizedKeysFile=" + scratch.At("authorized"), "-o", "StrictModes=no",
            "-o", "PidFile=none", "-o", "UsePAM=no", "-o", "PasswordAuthentication=no",
            "-o", "PermitRootLogin=yes");
    }
}
