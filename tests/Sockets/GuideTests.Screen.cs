// The guides' promises, kept by real servers and clients: a camera by RTSP, a remote desktop, a
// game, and a board that a scan meets as the router's DMZ host.

using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Portreeve.Sockets;

public sealed partial class GuideTests
{
    // What has no program of its own is known by the one file that every package has.
    private static readonly string[] CameraParts =
    [
        "gst-launch-1.0", Python, "/usr/share/doc/gir1.2-gst-rtsp-server-1.0/copyright",
        "/usr/share/doc/gstreamer1.0-plugins-good/copyright",
        "/usr/share/doc/python3-gi/copyright",
    ];

    [Fact]
    public void Camera_ThreeWatchByRtspOverTcp_AndTheFourthSeesItWhenOneHasGone()
    {
        using Server camera = Camera();
        _board.Add("camera.md", "tcp 8554 ");
        Assert.Equal("3", GuideBoard.Word("camera.md", @"\ntcp 8554 .* max (\d+) "));
        List<ClientProcess> watchers = [];
        try
        {
            for (int i = 0; i < 3; i++) watchers.Add(Watch(i, "tcp"));
            RunningGateway.Eventually(() => Enumerable.Range(0, 3).All(i => Seen(i) > 30_000),
                () => string.Join('\n', watchers.Select(one => one.Said)) + camera.Log);
            Assert.Equal(3, _board.Gateway.Live());
            watchers.Add(Watch(3, "tcp"));
            RunningGateway.Eventually(() => _board.Run("ss", "-Htn", "state", "established",
                "dport", "=", ":8554").Split('\n').Length > 4);
            long before = Seen(0);
            RunningGateway.Eventually(() => Seen(0) > before + 30_000);
            Assert.Equal(0, Seen(3));
            watchers[0].Dispose();
            RunningGateway.Eventually(() => Seen(3) > 30_000, () => watchers[3].Said);
        }
        finally
        {
            foreach (ClientProcess watcher in watchers) watcher.Dispose();
        }

        // By UDP the camera picks ports that no list of doors can know: nothing arrives.
        RunningGateway.Eventually(() => _board.Gateway.Live() == 0);
        using ClientProcess deaf = Watch(4, "udp");
        deaf.Says("Could not receive any UDP packets");
        Assert.Equal(0, Seen(4));
        AssertNeverOver();
    }

    [Fact]
    public void RemoteDesktop_SignsIn_OneAfterTheOther()
    {
        using Server desktop = Desktop();
        _board.Add("remote-desktop.md", "tcp 33890 ");
        for (int i = 0; i < 3; i++)
        {
            (int exit, string output, string errors) = _board.Try("xvfb-run", "-a", "xfreerdp",
                $"/v:{Outside}:33890", "/cert:ignore", "/u:anna", "/p:secret", "+auth-only");
            string said = output + errors;
            Assert.True(said.Contains("Authentication only, exit status 0"),
                $"xfreerdp ended with {exit}: {said}\n{desktop.Log}");
        }
        // Those who are not on the list see no desktop.
        _board.Gateway.Say($"portmap edit 1 tcp 33890 {Machine}:3389 from lan");
        Assert.DoesNotContain("exit status 0", _board.Try("xvfb-run", "-a", "xfreerdp",
            $"/v:{Outside}:33890", "/cert:ignore", "/u:anna", "/p:secret", "+auth-only").Errors);
        AssertNeverOver();
    }

    [Fact]
    public void Minecraft_AsManyPlayAsTheRulesSay_AndTheNextWaits()
    {
        using Minecraft server = Cable.In(_board.House, () => new Minecraft(Machine));
        _board.Add("game-server.md", "tcp 25565 ");
        _board.Add("game-server.md", "udp 19132 ");
        Assert.Equal("4", GuideBoard.Word("game-server.md", @"\ntcp 25565 .* max (\d+) "));
        Assert.Equal("6", GuideBoard.Word("game-server.md", @"\nudp 19132 .* max (\d+) "));
        List<Socket> players = [];
        try
        {
            for (int i = 0; i < 5; i++)
            {
                players.Add(Player(i));
                Minecraft.Ask(players[i], Outside);
                if (i < 4) Assert.Contains("\"players\"", Minecraft.Answer(players[i]));
            }
            for (byte i = 0; i < 4; i++) Assert.True(Minecraft.Pings(players[i], i));
            Assert.Equal(4, _board.Gateway.Live());
            Assert.Equal(0, players[4].Available);
            players[1].Dispose();
            Assert.Contains("\"players\"", Minecraft.Answer(players[4]));
        }
        finally
        {
            foreach (Socket player in players) player.Dispose();
        }

        RunningGateway.Eventually(() => _board.Gateway.Live() == 0);
        for (int i = 0; i < 6; i++)
        {
            string address = GuideBoard.Friend(i);
            players.Add(Cable.In(_board.Internet, () => Wire.Datagrams(address)));
            using Socket player = players[^1];
            Assert.StartsWith("MCPE;", Minecraft.PingBedrock(player, Outside));
        }
        AssertNeverOver();
    }

    private Socket Player(int which) => Cable.In(_board.Internet, () => Wire.Connect(
        Minecraft.JavaPort, GuideBoard.Friend(which), Outside));

    // Who scans finds the doors and the page, gets no byte of either, and finds nothing else.
    [Fact]
    public void DmzHost_NmapFindsDoorsAndPage_AndGetsNoByte()
    {
        using Upstream camera = Cable.In(_board.House,
            () => new Upstream(socket => socket.Send("secret"u8), Machine));
        Assert.StartsWith("Rule 1", _board.Gateway.Say(
            $"portmap add tcp 8080 {Machine}:{camera.Port} from lan"));
        RunningGateway.Eventually(() => _board.Gateway.StateOf("tcp", 8080) == "open");
        _board.Expose();

        string[] scan = ["-Pn", "-n", "-p", "1-1024,8000-8100", "-oG", "-", Outside];
        string begun = _board.Run("nmap", ["-sS", .. scan]);
        Assert.Equal("Nobody has been refused.", _board.Gateway.Say("knocks"));
        string whole = _board.Run("nmap", ["-sT", .. scan]);
        foreach (string found in (string[])[begun, whole])
        {
            Assert.Equal(["80", "8080"], Regex.Matches(found, @"(\d+)/open/")
                .Select(one => one.Groups[1].Value));
            Assert.DoesNotContain("/filtered/", found);
        }
        _board.Gateway.UntilSays("knocks", Street.Outside);
        foreach (int port in (int[])[80, 8080])
        {
            using Socket stranger = Cable.In(_board.Internet, () => Wire.Connect(port,
                GuideBoard.Friend(0), Outside));
            Assert.True(Wire.Ends(stranger));
        }
        AssertNeverOver();
    }

    // Pictures ten times a second, as the camera of a house sends them.
    private Server Camera()
    {
        foreach (string part in CameraParts) Tool.Find(part);
        return _board.Serve(554, Python, _scratch.File("camera.py", $"""
            import gi
            gi.require_version('Gst', '1.0')
            gi.require_version('GstRtspServer', '1.0')
            from gi.repository import Gst, GstRtspServer, GLib
            Gst.init(None)
            server = GstRtspServer.RTSPServer()
            server.set_address("{Machine}")
            server.set_service("554")
            factory = GstRtspServer.RTSPMediaFactory()
            factory.set_launch("( videotestsrc is-live=true ! "
                "video/x-raw,format=I420,width=320,height=240,framerate=10/1 ! "
                "jpegenc ! rtpjpegpay name=pay0 pt=26 )")
            factory.set_shared(True)
            server.get_mount_points().add_factory("/live", factory)
            server.attach(None)
            GLib.MainLoop().run()
            """));
    }

    private ClientProcess Watch(int which, string way) => _board.Start("gst-launch-1.0", "-m",
        "rtspsrc", $"location=rtsp://{Outside}:8554/live", "protocols=" + way, "!",
        "rtpjpegdepay", "!",
        "filesink", "buffer-mode=2", "location=" + _scratch.At("watched" + which));

    // Bytes of the film that somebody has by now.
    private long Seen(int which)
    {
        FileInfo film = new(_scratch.At("watched" + which));
        return film.Exists ? film.Length : 0;
    }

    // xrdp without a session behind it: it signs people in and shows its own window.
    private Server Desktop()
    {
        CertificateFiles("desktop.test");
        Tool.Find("xfreerdp");
        Tool.Find("xauth");
        return _board.Serve(3389, "xrdp", "--nodaemon", "--config", _scratch.File("xrdp.ini", $"""
            [Globals]
            ini_version=1
            port=tcp://{Machine}:3389
            security_layer=negotiate
            crypt_level=high
            certificate={_scratch.At("cert.pem")}
            key_file={_scratch.At("key.pem")}
            ssl_protocols=TLSv1.2, TLSv1.3
            allow_channels=true
            [Logging]
            LogFile={_scratch.At("xrdp.log")}
            LogLevel=INFO
            EnableSyslog=false
            [Channels]
            rdpdr=true
            rdpsnd=true
            drdynvc=true
            cliprdr=true
            rail=true
            xrdpvr=true
            [Xorg]
            name=Xorg
            lib=libxup.so
            username=ask
            password=ask
            ip=127.0.0.1
            port=-1
            code=20

            """));
    }
}
