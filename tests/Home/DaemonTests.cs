// Home: the gateway for good on a computer: its unit as systemd judges it, its signs of life on a
// real notify socket, its Debian package laid out in a folder and run from there.

using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Portreeve.Home;

public sealed class DaemonTests(BuiltPackage package) : IDisposable
{
    private const int WatchdogMs = 200;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Install_AsRoot_WantsAUser_AndSystemdTakesTheUnit()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root installs for everybody");
        string[] install =
            ["service", "install", "--root", _scratch.Path, "--program", "/bin/true"];
        foreach (string[] more in (string[][])[[], ["--user", "root"], ["--user", "nobody"]])
        {
            (int exit, _, string errors) = Household.Portreeve(null, [.. install, .. more]);
            Assert.Equal(1, exit);
            Assert.Contains("a gateway needs no root", errors);
        }
        (int done, string said, string complaint) = Household.Portreeve(null,
            [.. install, "--user", "daemon"]);
        Assert.True(done == 0, complaint);
        string unit = Path.Combine(_scratch.Path, "etc/systemd/system/portreeve.service");
        Assert.Contains("Written: " + unit, said);
        string text = File.ReadAllText(unit);
        Assert.Contains("User=daemon\n", text);
        Assert.Contains("AmbientCapabilities=CAP_NET_BIND_SERVICE\n", text);

        (int verified, said, complaint) = Tool.Try("systemd-analyze", null, "verify", unit);
        // What it says of other units of this machine is not about ours.
        string about = string.Join("\n", (said + complaint).Split('\n')
            .Where(line => line.Contains("portreeve")));
        Assert.True(verified == 0 && about.Length == 0, about);
        (_, said, _) = Tool.Try("systemd-analyze", null, "security", "--offline=true", unit);
        string verdict = said.Split('\n').FirstOrDefault(line => line.Contains("Overall exposure"));
        Assert.True(verdict != null && verdict.Contains("OK"), verdict ?? said);
    }

    [Fact]
    public void Gateway_TellsItsManager_ReadyAliveAndStopping()
    {
        using Socket manager = Manager(out string path);
        using Process gateway = Watched(path);
        gateway.BeginErrorReadLine();
        gateway.BeginOutputReadLine();
        try
        {
            Assert.Equal("READY=1\nSTATUS=Doors are watched.", Hear(manager));
            // Twice as often as systemd wants it, however busy this machine is never more often.
            // What has come while this thread had no turn is not counted.
            var since = Stopwatch.StartNew();
            Drain(manager);
            const int Signs = 10;
            for (int sign = 0; sign < Signs; sign++) Assert.Equal("WATCHDOG=1", Hear(manager));
            Assert.True(since.ElapsedMilliseconds >= (Signs - 1) * WatchdogMs / 2,
                $"{Signs} signs of life in {since.ElapsedMilliseconds} ms");
            // A process that is stopped gives none, and all is well when it goes on.
            Tool.Run("kill", "-STOP", gateway.Id.ToString());
            UntilSilent(manager);
            Tool.Run("kill", "-CONT", gateway.Id.ToString());
            Assert.Equal("WATCHDOG=1", Hear(manager));
            Tool.Run("kill", "-TERM", gateway.Id.ToString());
            string last = Hear(manager);
            while (last == "WATCHDOG=1") last = Hear(manager);
            Assert.Equal("STOPPING=1", last);
            Assert.True(gateway.WaitForExit(Patience.Ms));
            Assert.Equal(0, gateway.ExitCode);
        }
        finally
        {
            if (!gateway.HasExited) gateway.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The sign of life is the loop's own: while one step does not come back, for its disk
    /// does not, there is none, though the process and its other threads live.</summary>
    [Fact]
    public void Gateway_WhoseStepHangs_GivesNoSignOfLife()
    {
        using Socket manager = Manager(out string path);
        using Process gateway = Watched(path);
        gateway.BeginErrorReadLine();
        gateway.BeginOutputReadLine();
        try
        {
            Assert.StartsWith("READY=1", Hear(manager));
            Assert.Equal("WATCHDOG=1", Hear(manager));
            // Who opens a pipe to write waits until somebody reads it.
            string slot = _scratch.At("flash/table.a");
            Tool.Run("mkfifo", slot);
            gateway.StandardInput.Write("portmap add tcp 18091 192.168.1.20:80 from lan\n");
            gateway.StandardInput.Flush();
            UntilSilent(manager);
            Assert.False(gateway.HasExited);
            // The way to it is closed to whoever looks at the slot next.
            File.Move(slot, _scratch.At("pipe"));
            using FileStream disk = File.OpenRead(_scratch.At("pipe"));
            Assert.Equal("WATCHDOG=1", Hear(manager));
        }
        finally
        {
            gateway.Kill(entireProcessTree: true);
        }
    }

    /// <summary>A service has no console: what its owner needs stands in the log.</summary>
    [Fact]
    public void Gateway_ThatNobodyTypesAt_LogsTheClaimCodeAndItsJournal()
    {
        string flash = _scratch.At("flash");
        int port = Ports.FreeTcp();
        using Process gateway = Tool.Begin(Household.Command("run", "--flash", flash, "--web",
            port.ToString(), "--bind", "127.0.0.1"));
        try
        {
            gateway.BeginErrorReadLine();
            gateway.StandardInput.Close();
            List<string> log = [];
            while (!log.Exists(line => line.Contains("enter the code "))
                || !log.Contains("The console shows the journal: sessions."))
            {
                string line = gateway.StandardOutput.ReadLine();
                Assert.True(line != null, string.Join('\n', log));
                log.Add(line);
            }
            Assert.Single(log, line => line.Contains("enter the code "));
        }
        finally
        {
            gateway.Kill();
        }
    }

    /// <summary>The package as it is built, laid out in a folder; the program in it runs from
    /// there, is killed, and has its table when it starts again.</summary>
    [Fact]
    public void DebianPackage_IsBuilt_LaidOut_AndItsGatewayKeepsItsTable()
    {
        string file = package.File;
        string root = _scratch.At("root");
        Tool.Run("dpkg-deb", "-x", file, root);
        string control = Tool.Run("dpkg-deb", "-f", file);
        Assert.Contains("Package: portreeve\n", control);
        Assert.Contains("libssl3 | libssl3t64", control);
        string unit = File.ReadAllText(Path.Combine(root, "lib/systemd/system/portreeve.service"));
        Assert.Contains("ExecStart=/usr/lib/portreeve/portreeved --flash %S/portreeve", unit);

        string program = Path.Combine(root, "usr/lib/portreeve/portreeved");
        string flash = _scratch.At("flash");
        string[] run = ["--flash", flash, "--web", "0", "--bind", "127.0.0.1"];
        Assert.StartsWith("Portreeve ", Tool.Run(program, "--version"));
        using (Process gateway = Tool.Begin([program, .. run]))
        {
            gateway.BeginErrorReadLine();
            gateway.StandardInput.Write("portmap add tcp 18090 192.168.1.20:80 from lan # kept\n");
            gateway.StandardInput.Flush();
            Assert.StartsWith("Rule 1 added", gateway.StandardOutput.ReadLine());
            gateway.Kill();
            gateway.WaitForExit();
        }
        // The tools' own gateway reads that folder, as an upgrade or a downgrade would, and back.
        string there = Household.Portreeve("portmap disable 1\nexport\n", "run", "--exit-at-eof",
            "--flash", flash, "--web", "0").Output;
        Assert.Contains("off tcp 18090 192.168.1.20:80 from lan # kept", there);
        string back = Tool.RunWith("export\n", program, [.. run, "--exit-at-eof"]);
        Assert.Contains("off tcp 18090 192.168.1.20:80 from lan # kept", back);
    }

    /// <summary>As nobody's user, with what the unit hands over and without: in a network of its
    /// own, where ports below 1024 are root's as anywhere.</summary>
    [Fact]
    public void LowPort_OpensByTheUnitsCapabilityOnly()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can give one privilege away");
        string root = _scratch.At("root");
        Tool.Run("dpkg-deb", "-x", package.File, root);
        string program = Path.Combine(root, "usr/lib/portreeve/portreeved");
        string unit = File.ReadAllText(Path.Combine(root, "lib/systemd/system/portreeve.service"));
        string given = unit.Split('\n').Single(line => line.StartsWith("AmbientCapabilities="))
            .Split('=')[1].ToLowerInvariant().Replace("cap_", "+");
        // The folders above are the test's own, closed to others.
        string place = Directory.CreateTempSubdirectory("portreeve-low-").FullName;
        try
        {
            string copy = Path.Combine(place, "portreeved");
            File.Copy(program, copy);
            Tool.Run("chmod", "755", place, copy);
            foreach (bool isGiven in (bool[])[true, false])
            {
                string flash = Path.Combine(place, isGiven ? "with" : "without");
                Directory.CreateDirectory(flash);
                Tool.Run("chown", "daemon:daemon", flash);
                string caps = isGiven ? given : "-all";
                string said = Tool.RunWith(
                    "portmap add tcp 80 192.168.1.20:80 from lan\nshow rules\n",
                    "unshare", "--net", Tool.Find("setpriv"), "--reuid", "daemon", "--regid",
                    "daemon", "--clear-groups", "--no-new-privs", "--bounding-set",
                    isGiven ? "-all," + given : "-all", "--inh-caps", caps, "--ambient-caps",
                    caps, copy, "--flash", flash, "--web", "0", "--exit-at-eof");
                Assert.True(isGiven == said.Contains("  1  open   tcp 80 "), said);
            }
        }
        finally
        {
            Directory.Delete(place, true);
        }
    }

    // Where systemd would listen.
    private Socket Manager(out string path)
    {
        path = _scratch.At("notify");
        var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, 0);
        manager.Bind(new UnixDomainSocketEndPoint(path));
        manager.ReceiveTimeout = 60_000;
        return manager;
    }

    // The gateway, its streams ours.
    private Process Watched(string path)
    {
        var start = new ProcessStartInfo("dotnet", Household.Command("run", "--flash",
            _scratch.At("flash"), "--web", "0", "--bind", "127.0.0.1")[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NOTIFY_SOCKET"] = path;
        start.Environment["WATCHDOG_USEC"] = $"{WatchdogMs * 1000}";
        return Process.Start(start);
    }

    // Those on their way still come.
    private static void UntilSilent(Socket manager) => RunningGateway.Eventually(() =>
    {
        Drain(manager);
        return !manager.Poll(1_000_000, SelectMode.SelectRead);
    }, () => "it goes on giving signs of life");

    private static void Drain(Socket manager)
    {
        while (manager.Poll(0, SelectMode.SelectRead)) Hear(manager);
    }

    private static string Hear(Socket manager)
    {
        byte[] buffer = new byte[512];
        int count = manager.Receive(buffer);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
