// The guides' promises, kept by the servers and clients they speak of: the rule that stands in the
// guide, on a board without PSRAM in a house, with friends outside of the router. Each test also
// says how many people fit, and that the next one waits and comes in when somebody has left.
// Here: the web shop, FTP and MQTT.

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portreeve.Sockets;

public sealed partial class GuideTests : IDisposable
{
    private const string Machine = GuideBoard.Machine;
    private const string Outside = GuideBoard.Outside;

    private readonly Scratch _scratch = new();
    private readonly GuideBoard _board = new();

    public void Dispose()
    {
        _board.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public void WebShop_NginxLogsTheVisitors_WithTheThreeLinesOfTheGuide()
    {
        CertificateFiles("shop.test");
        string own = GuideBoard.Word("web-shop.md", "`set_real_ip_from ([0-9.]+);`");
        string[] lines =
        [
            GuideBoard.Word("web-shop.md", "`(listen 443 ssl proxy_protocol;)`"),
            $"set_real_ip_from {own};".Replace(own, Street.Gateway),
            GuideBoard.Word("web-shop.md", "`(real_ip_header proxy_protocol;)`"),
        ];
        string more = GuideBoard.Word("web-shop.md", "add `(proxy v2)` to the rule");
        _board.Add("web-shop.md", "tcp 443 ", more);
        _board.Add("web-shop.md", "tcp 8080 ");
        _board.Forward("tcp", "80", "8080");
        string[] curl = ["-sS", "--fail", "-m", "100", "--cacert", _scratch.At("ca.pem"),
            "--resolve", $"shop.test:443:{Outside}", "--resolve", $"shop.test:80:{Outside}"];

        using (Shop(string.Join(' ', lines)))
        {
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal("The shop.", _board.Run("curl", [.. curl, "--interface",
                    GuideBoard.Friend(i), "-L", "http://shop.test/"]));
            }
            AssertVisitors([.. Enumerable.Range(0, 3).Select(GuideBoard.Friend)]);
        }

        // Without the last two it logs Portreeve's address all the same, as the guide says.
        File.Delete(_scratch.At("visitors.log"));
        using (Shop(lines[0]))
        {
            _board.Run("curl", [.. curl, "https://shop.test/"]);
            AssertVisitors(Street.Gateway);
        }
    }

    [Fact]
    public void Ftp_TwoFetchFilesAtOnce_AndTheThirdWaitsForOneToGo()
    {
        byte[] film = RandomNumberGenerator.GetBytes(3_000_000);
        Directory.CreateDirectory(_scratch.At("ftp"));
        File.WriteAllBytes(_scratch.At("ftp/film"), film);
        Directory.CreateDirectory("/run/vsftpd/empty");
        string address = GuideBoard.Word("ftp-mqtt-vpn.md", "`pasv_address=([0-9.]+)`");
        string config = _scratch.File("vsftpd.conf", $"""
            listen=YES
            listen_ipv6=NO
            background=NO
            listen_address={Machine}
            anonymous_enable=YES
            no_anon_password=YES
            anon_root={_scratch.At("ftp")}
            seccomp_sandbox=NO
            secure_chroot_dir=/run/vsftpd/empty
            {GuideBoard.Word("ftp-mqtt-vpn.md", "`(pasv_min_port=[0-9]+)`")}
            {GuideBoard.Word("ftp-mqtt-vpn.md", "`(pasv_max_port=[0-9]+)`")}
            {$"pasv_address={address}".Replace(address, Outside)}

            """);
        using Server vsftpd = _board.Serve(21, "vsftpd", config);
        _board.Add("ftp-mqtt-vpn.md", "tcp 21 ");
        _board.Add("ftp-mqtt-vpn.md", "tcp 50000-50002 ");

        // By the address that the server names, and by the port alone.
        foreach (string way in (string[])["--no-ftp-skip-pasv-ip", "--ftp-skip-pasv-ip"])
        {
            _board.Run("curl", "-sS", "--fail", "-m", "100", "--disable-epsv", way, "-o",
                _scratch.At("got"), $"ftp://{Outside}/film");
            AssertSame(film, "got");
        }

        List<ClientProcess> visitors = [];
        try
        {
            // Slow enough that the third finds the two others at it.
            for (int i = 0; i < 2; i++) visitors.Add(Fetch(i, "150k"));
            RunningGateway.Eventually(() => _board.Gateway.Live() == 4,
                () => _board.Gateway.Say("show sessions"));
            visitors.Add(Fetch(2, "10m"));
            foreach (ClientProcess visitor in visitors)
            {
                Assert.True(visitor.End() == 0, visitor.Said
                    + _board.Gateway.Say("show journal"));
            }
            foreach (int i in (int[])[0, 1, 2]) AssertSame(film, "got" + i);
        }
        finally
        {
            foreach (ClientProcess visitor in visitors) visitor.Dispose();
        }
        AssertNeverOver();
    }

    [Fact]
    public void Mqtt_FiveDevicesHearEverything_AndTheSixthComesInWhenOneIsGone()
    {
        CertificateFiles("broker.test");
        Tool.Run("mosquitto_passwd", "-b", "-c", _scratch.At("people"), "anna", "secret");
        // The broker gives up root, and still has to read it.
        Tool.Run("chmod", "644", _scratch.At("people"));
        string config = _scratch.File("mosquitto.conf", $"""
            listener 8883 {Machine}
            certfile {_scratch.At("cert.pem")}
            keyfile {_scratch.At("key.pem")}
            allow_anonymous false
            password_file {_scratch.At("people")}

            """);
        using Server broker = _board.Serve(8883, "mosquitto", "-c", config);
        _board.Add("ftp-mqtt-vpn.md", "tcp 8883 ");
        string fit = GuideBoard.Word("ftp-mqtt-vpn.md", @"a board holds \[(\w+) devices\]");
        Assert.Equal("five", fit);

        List<ClientProcess> devices = [];
        try
        {
            for (int i = 0; i < 5; i++) devices.Add(Device(i));
            RunningGateway.Eventually(() =>
            {
                Tell("to all");
                return devices.All(device => device.Said.Contains("to all"));
            }, () => string.Join('\n', devices.Select(device => device.Said)));
            Assert.Equal(5, _board.Gateway.Live());
            devices.Add(Device(5));
            UntilQueued(5);
            Tell("to five");
            foreach (ClientProcess device in devices[..5]) device.Says("to five");
            Assert.DoesNotContain("to five", devices[5].Said);
            devices[0].Dispose();
            RunningGateway.Eventually(() =>
            {
                Tell("to six");
                return devices[5].Said.Contains("to six");
            });
        }
        finally
        {
            foreach (ClientProcess device in devices) device.Dispose();
        }
        AssertNeverOver();
    }

    private ClientProcess Device(int which) => _board.Start("mosquitto_sub", [.. Broker(),
        "-A", GuideBoard.Friend(which), "-i", $"device{which}", "-t", "house/#"]);

    // By the broker's own network: a device of the house takes no place of the board.
    private void Tell(string message) => Street.Run(_board.House, "mosquitto_pub", ["-h", Machine,
        .. Broker()[2..], "-t", "house/door", "-m", message]);

    private string[] Broker() => ["-h", Outside, "-p", "8883", "--cafile", _scratch.At("ca.pem"),
        "--insecure", "-u", "anna", "-P", "secret"];

    private ClientProcess Fetch(int which, string rate) => _board.Start("curl", "-sS", "--fail",
        "-m", "100", "--interface", GuideBoard.Friend(which), "--limit-rate", rate,
        "--disable-epsv",
        "--no-ftp-skip-pasv-ip", "-o", _scratch.At("got" + which), $"ftp://{Outside}/film");

    private Server Shop(string lines)
    {
        string config = _scratch.File("nginx.conf", $$"""
            daemon off; worker_processes 1; pid {{_scratch.At("pid")}};
            error_log {{_scratch.At("error.log")}};
            events { worker_connections 64; }
            http {
                log_format who '$remote_addr';
                client_body_temp_path {{_scratch.At("body")}};
                proxy_temp_path {{_scratch.At("proxy")}}; fastcgi_temp_path {{_scratch.At("fcgi")}};
                uwsgi_temp_path {{_scratch.At("uwsgi")}}; scgi_temp_path {{_scratch.At("scgi")}};
                access_log off;
                server {
                    {{lines}}
                    ssl_certificate {{_scratch.At("cert.pem")}};
                    ssl_certificate_key {{_scratch.At("key.pem")}};
                    access_log {{_scratch.At("visitors.log")}} who;
                    location / { return 200 "The shop."; }
                }
                server { listen 80; return 301 https://$host$request_uri; }
            }
            """);
        return _board.Serve(443, "nginx", "-p", _scratch.Path, "-e", _scratch.At("error.log"),
            "-c", config);
    }

    // nginx writes a line when the answer is out, which may be after the client has it.
    private void AssertVisitors(params string[] expected)
    {
        string log = _scratch.At("visitors.log");
        RunningGateway.Eventually(() => File.Exists(log)
            && File.ReadAllLines(log).Length >= expected.Length && _board.Gateway.Live() == 0);
        Assert.Equal(expected, File.ReadAllLines(log));
    }

    private void CertificateFiles(string host)
    {
        (X509Certificate2 certificate, string authority) = Certificates.Make(host);
        using (certificate)
        {
            _scratch.File("cert.pem", certificate.ExportCertificatePem());
            _scratch.File("key.pem",
                certificate.GetRSAPrivateKey().ExportPkcs8PrivateKeyPem());
            _scratch.File("ca.pem", authority);
        }
    }

    private void AssertSame(byte[] expected, string file) => Assert.True(
        File.ReadAllBytes(_scratch.At(file)).AsSpan().SequenceEqual(expected), file);

    // Its handshake is over: it stands in the queue of the door and no longer on its way.
    private void UntilQueued(int friend) => RunningGateway.Eventually(() =>
        _board.Run("ss", "-Htn", "state", "established", "src", GuideBoard.Friend(friend)) != "");

    private void AssertNeverOver() => Assert.InRange(_board.Gateway.Sockets("highest"), 1, 16);
}
