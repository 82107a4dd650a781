// The guides' promises, kept by real servers and clients: SSH, Home Assistant's kind of page, a
// camera, and a VPN.

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Portreeve.Sockets;

public sealed partial class GuideTests
{
    // Debian's, which has the modules that needs.txt names.
    private const string Python = "/usr/bin/python3";
    private const string Websockets = "/usr/lib/python3/dist-packages/websockets/__init__.py";

    [Fact]
    public void Ssh_FiveShellsStay_AndTheSixthGetsItsPromptWhenOneHasLeft()
    {
        using Server sshd = Sshd(_board.House, Machine);
        _board.Add("ssh.md", "tcp 2222 ");

        List<ClientProcess> shells = [];
        try
        {
            for (int i = 0; i < 5; i++)
            {
                shells.Add(Shell(i));
                shells[i].Type($"echo shell-$((40 + {i}))");
                shells[i].Says($"shell-{40 + i}");
            }
            Assert.Equal(5, _board.Gateway.Live());
            shells.Add(Shell(5));
            shells[5].Type("echo shell-$((40 + 5))");
            UntilQueued(5);
            shells[2].Type("echo still-$((3 + 4))");
            shells[2].Says("still-7");
            Assert.Equal("", shells[5].Said);
            shells[0].Type("exit");
            Assert.Equal(0, shells[0].End());
            shells[5].Says("shell-45");
        }
        finally
        {
            foreach (ClientProcess shell in shells) shell.Dispose();
        }
        AssertNeverOver();
    }

    // A server outside that the house dials, because nobody can dial the house.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CarrierNat_TunnelToAServer_BringsFriendsOnlyWithTheWordOfTheGuide(bool hasWord)
    {
        string[] word = GuideBoard.Word("carrier-nat.md", "needs `(GatewayPorts \\w+)`").Split(' ');
        string way = GuideBoard.Word("carrier-nat.md", "`ssh -R (\\S+) you@vps`")
            .Replace("192.168.1.5", Street.Gateway);
        int door = int.Parse(way.Split(':')[1], CultureInfo.InvariantCulture);
        using Upstream camera = Cable.In(_board.House, () => Upstream.Echo(Machine));
        // The gateway sees the machine that holds the tunnel as the client.
        Assert.StartsWith("Rule 1", _board.Gateway.Say(
            $"portmap add tcp {door} {Machine}:{camera.Port} from {Machine}"));
        RunningGateway.Eventually(() => _board.Gateway.StateOf("tcp", door) == "open");
        using Server vps = Sshd(_board.Internet, Street.Outside,
            hasWord ? ["-o", string.Join('=', word)] : []);
        using ClientProcess tunnel = new([.. Cable.Prefix(_board.House), Tool.Find("ssh"), "-N",
            "-R", way, .. Key(), $"{Environment.UserName}@{Street.Outside}"]);
        RunningGateway.Eventually(() => _board.Run("ss", "-Htln").Contains($":{door} "),
            () => tunnel.Said + vps.Log);

        if (hasWord)
        {
            using Socket friend = Cable.In(_board.Internet, () => Wire.Connect(door,
                GuideBoard.Friend(0), Street.Outside));
            Assert.True(Wire.Echoes(friend, "through the tunnel"));
            return;
        }
        // The port is open to the server alone.
        Assert.Throws<SocketException>(() => Cable.In(_board.Internet, () => Wire.Connect(door,
            GuideBoard.Friend(0), Street.Outside)));
        using Socket own = Cable.In(_board.Internet, () => Wire.Connect(door));
        Assert.True(Wire.Echoes(own, "from the server itself"));
    }

    [Fact]
    public void HomeAssistant_FivePhonesStayByWebsocket_AndABrowserStillLoadsItsPage()
    {
        Tool.Find(Websockets);
        using Server talk = _board.Serve(8124, Python, _scratch.File("server.py", $"""
            import asyncio, websockets
            async def answer(socket, path):
                async for message in socket:
                    await socket.send("answer to " + message)
            async def main():
                async with websockets.serve(answer, "127.0.0.1", 8124):
                    await asyncio.Future()
            asyncio.run(main())
            """));
        using Server page = HomePage();
        _board.Add("home-assistant.md", "tcp 8123 ");

        // Alone: a page of twenty pictures, and its long connection beside them.
        Assert.Equal("20 pictures, answer to browser", Load());

        string phone = _scratch.File("phone.py", $$"""
            import asyncio, sys, websockets
            async def main():
                url = "ws://{{Outside}}:8123/api/websocket"
                async with websockets.connect(url, local_addr=(sys.argv[1], 0),
                        open_timeout=100) as socket:
                    await socket.send("phone")
                    print(await socket.recv(), flush=True)
                    print("gone", await socket.wait_closed(), flush=True)
            asyncio.run(main())
            """);
        RunningGateway.Eventually(() => _board.Gateway.Live() == 0);
        List<ClientProcess> phones = [];
        try
        {
            for (int i = 0; i < 5; i++)
            {
                phones.Add(_board.Start(Python, phone, GuideBoard.Friend(i)));
                phones[i].Says("answer to phone");
            }
            Assert.Equal(5, _board.Gateway.Live());
            // Whoever has rested gives way to the next, as the guide says.
            Assert.Equal("20 pictures, answer to browser", Load());
            RunningGateway.Eventually(() => phones.Any(one => one.Said.Contains("gone")),
                () => string.Join('\n', phones.Select(one => one.Said)));
        }
        finally
        {
            foreach (ClientProcess one in phones) one.Dispose();
        }
        AssertNeverOver();
    }

    [Fact]
    public void WireGuard_DevicesMoveAFileInside_AndStrangersDoNotKeepThemOut()
    {
        File.WriteAllText(_scratch.At("inside"), new string('x', 2_000_000));
        _board.Add("ftp-mqtt-vpn.md", "udp 51820 ");
        int devices = int.Parse(GuideBoard.Word("ftp-mqtt-vpn.md",
            @"\nudp 51820 .* max (\d+) "), CultureInfo.InvariantCulture);
        using Tunnels tunnels = new(_board, _scratch, devices);
        using Server web = _board.Serve(80, Python, "-m", "http.server", "-b",
            Tunnels.ServerInside, "-d", _scratch.Path, "80");

        // Somebody without a key has no answer, and takes a place only as long as nobody wants it.
        for (int i = 0; i < devices; i++)
        {
            string address = GuideBoard.Friend(i);
            using Socket stranger = Cable.In(_board.Internet, () => Wire.Datagrams(address));
            stranger.SendTo("let me in"u8, new IPEndPoint(IPAddress.Parse(Outside), Tunnels.Port));
        }
        RunningGateway.Eventually(() => _board.Gateway.Live() == devices);
        tunnels.SwitchOnDevices();
        for (int i = 0; i < devices; i++)
        {
            string got = _board.Run("curl", "-sS", "--fail", "-m", "100", "--interface",
                tunnels.Device(i), $"http://{Tunnels.ServerInside}/inside");
            Assert.Equal(2_000_000, got.Length);
        }
        Assert.Equal(devices, _board.Gateway.Live());
        AssertNeverOver();
    }

    // For our own user, whose key is the file "user".
    private Server Sshd(string place, string address, params string[] more)
    {
        foreach (string key in (string[])["host", "user"])
        {
            if (File.Exists(_scratch.At(key))) continue;
            Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", _scratch.At(key));
            File.Copy(_scratch.At(key + ".pub"), _scratch.At(key + ".authorized"));
        }
        Directory.CreateDirectory("/run/sshd");
        return GuideBoard.ServeIn(place, 22, ["sshd", "-D", "-e", "-f", "/dev/null",
            "-h", _scratch.At("host"), "-o", "ListenAddress=" + address,
            "-o", "AuthorizedKeysFile=" + _scratch.At("user.authorized"), "-o", "StrictModes=no",
            "-o", "PidFile=none", "-o", "UsePAM=no", "-o", "PasswordAuthentication=no",
            "-o", "PermitRootLogin=yes", .. more]);
    }

    private string[] Key() => ["-i", _scratch.At("user"), "-F", "/dev/null",
        "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
        "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-o", "ConnectTimeout=100"];

    private ClientProcess Shell(int which) => _board.Start("ssh", ["-T", "-p", "2222", "-b",
        GuideBoard.Friend(which), .. Key(), $"{Environment.UserName}@{Outside}", "sh"]);

    // The kind of page that Home Assistant has: a script, pictures, and a websocket for good.
    private Server HomePage()
    {
        _scratch.File("i.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
        _scratch.File("index.html", "<!doctype html><title>t</title>"
            + string.Concat(Enumerable.Range(0, 20).Select(i => $"<img src='/i.svg?{i}'>"))
            + """
              <script>
              // A frame whose text does not end holds the load event back until the answer came.
              const frame = document.body.appendChild(document.createElement('iframe'));
              frame.contentDocument.open();
              const talk = new WebSocket('ws://' + location.host + '/api/websocket');
              let answer;
              talk.onmessage = e => { answer = e.data; frame.contentDocument.close(); };
              talk.onopen = () => talk.send('browser');
              onload = () => document.body.append('['
                + [...document.images].filter(i => i.naturalWidth > 0).length
                + ' pictures, ' + answer + ']');
              </script>
              """);
        string config = _scratch.File("home.conf", $$"""
            daemon off; worker_processes 1; pid {{_scratch.At("pid")}};
            error_log {{_scratch.At("error.log")}};
            events { worker_connections 64; }
            http {
                access_log off;
                types { text/html html; image/svg+xml svg; }
                client_body_temp_path {{_scratch.At("body")}};
                proxy_temp_path {{_scratch.At("proxy")}}; fastcgi_temp_path {{_scratch.At("fcgi")}};
                uwsgi_temp_path {{_scratch.At("uwsgi")}}; scgi_temp_path {{_scratch.At("scgi")}};
                server {
                    listen {{Machine}}:8123;
                    root {{_scratch.Path}};
                    add_header Cache-Control no-store;
                    location /api/websocket {
                        proxy_pass http://127.0.0.1:8124;
                        proxy_http_version 1.1;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection upgrade;
                    }
                }
            }
            """);
        return _board.Serve(8123, "nginx", "-p", _scratch.Path, "-e", _scratch.At("error.log"),
            "-c", config);
    }

    // What the page says of itself, once a browser has all of it.
    private string Load()
    {
        using Scratch profile = new();
        (_, string dom, string errors) = _board.Try("chromium", "--headless", "--no-sandbox",
            "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--user-data-dir=" + profile.Path,
            "--timeout=120000", "--dump-dom", $"http://{Outside}:8123/");
        Match match = Regex.Match(dom, @"\[(\d+ pictures, [^]]*)\]");
        Assert.True(match.Success, "the page did not finish: " + dom + errors);
        return match.Groups[1].Value;
    }
}
