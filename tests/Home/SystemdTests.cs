// Home: the package installed by dpkg on a computer of its own, its gateway run by systemd with
// everything that the unit shuts away. A friend's packets pass, whatever happened before.

namespace Portreeve.Home;

public sealed class SystemdTests(BuiltPackage package, ITestOutputHelper output) : IDisposable
{
    private const string Page = "http://192.168.1.1:8088";

    private readonly Street _street = new();
    private readonly Household _household = new();
    private Computer _computer;

    public void Dispose()
    {
        _computer?.Dispose();
        _household.Dispose();
        _street.Dispose();
    }

    [Fact]
    public void Package_IsInstalledUpgradedDowngradedRemoved_AndKeepsItsTable()
    {
        Begin();
        Assert.Equal("enabled", _computer.Unit("UnitFileState"));
        UntilJournalSays("enter the code ");
        Assert.Equal("Doors are watched.", _computer.Unit("StatusText"));
        MoveIn();

        string pid = _computer.Unit("MainPID");
        Install("99.0");
        Assert.NotEqual(pid, _computer.Unit("MainPID"));
        AssertDoor();
        Assert.Contains("downgrading", Install("0.0.1"));
        AssertDoor();

        // What its owner switched off stays off.
        _computer.Run("systemctl", "disable", "--now", "portreeve");
        Install("99.0");
        Assert.Equal("inactive disabled",
            _computer.Unit("ActiveState") + " " + _computer.Unit("UnitFileState"));
        _computer.Run("systemctl", "enable", "--now", "portreeve");
        AssertDoor();

        _computer.Run("dpkg", "--remove", "portreeve");
        Assert.NotEqual(0, _computer.Try("systemctl", "is-active", "portreeve").Exit);
        Assert.False(_street.HasPage(Street.Friend, 80));
        Install("1.0");
        AssertDoor();

        _computer.Run("dpkg", "--purge", "portreeve");
        Assert.NotEqual(0, _computer.Try("ls", "/var/lib/portreeve").Exit);
        Assert.NotEqual(0, _computer.Try("id", "portreeve").Exit);
        Assert.DoesNotContain("portreeve", _computer.Run("systemctl", "list-unit-files"));
    }

    [Fact]
    public void Gateway_IsNobody_AndIsStartedAnewWhenItDiesOrHangs()
    {
        Begin();
        MoveIn();
        string pid = _computer.Unit("MainPID");
        // Door 80 is open, and this is all that it may.
        string status = _computer.Run("cat", $"/proc/{pid}/status");
        foreach (string kind in (string[])["CapEff", "CapPrm", "CapBnd", "CapAmb"])
        {
            Assert.Contains($"{kind}:\t0000000000000400\n", status);
        }
        Assert.Contains("NoNewPrivs:\t1\n", status);
        Assert.Contains("Seccomp:\t2\n", status);
        Assert.Equal("portreeve", _computer.Run("stat", "-c", "%U", $"/proc/{pid}").Trim());
        Assert.Equal("700 portreeve",
            _computer.Run("stat", "-c", "%a %U", "/var/lib/portreeve").Trim());

        _computer.Run("systemctl", "kill", "--signal", "KILL", "portreeve");
        UntilRestarted("1");
        AssertDoor();

        // Sooner than the half minute that the unit gives it.
        _computer.Run("sh", "-c", """
            mkdir -p /run/systemd/system/portreeve.service.d
            printf '[Service]\nWatchdogSec=10\nTimeoutAbortSec=1\n' \
                > /run/systemd/system/portreeve.service.d/soon.conf
            systemctl daemon-reload
            systemctl restart portreeve
            """);
        _computer.Run("systemctl", "kill", "--signal", "STOP", "portreeve");
        UntilRestarted("1");
        UntilJournalSays("Watchdog timeout");
        AssertDoor();

        _computer.Run("systemctl", "stop", "portreeve");
        Assert.Equal("success", _computer.Unit("Result"));
        Assert.Equal("0", _computer.Unit("ExecMainStatus"));
        Assert.False(_street.HasPage(Street.Friend, 80));
        _computer.Run("systemctl", "start", "portreeve");
        AssertDoor();
        output.WriteLine(_computer.Journal());
    }

    /// <summary>Without the package: "service install" writes the unit, and what runs is what was
    /// installed last.</summary>
    [Fact]
    public void ServiceInstall_StartsTheGateway_AndASecondOneStartsTheNew()
    {
        string file = package.File;
        _computer = new Computer(_street.Gate);
        Tool.Run("dpkg-deb", "-x", file, Path.Combine(_computer.Share, "tree"));
        // The tools find their own tree by the launcher in it, and look for the boards there.
        Tool.Run("cp", "-r", AppContext.BaseDirectory, Path.Combine(_computer.Share, "tools"));
        File.WriteAllText(Path.Combine(_computer.Share, "tools/portreeve"), "");
        Tool.Run("cp", "-r", Checkout.Find("hardware"), _computer.Share);
        string[] install =
        [
            "dotnet", "/mnt/tools/Portreeve.Cli.dll", "service", "install", "--user", "daemon",
            "--program", "/mnt/tree/usr/lib/portreeve/portreeved",
        ];
        output.WriteLine(_computer.Run(install));
        Assert.Equal("active enabled",
            _computer.Unit("ActiveState") + " " + _computer.Unit("UnitFileState"));
        string pid = _computer.Unit("MainPID");
        Assert.Equal("daemon", _computer.Run("stat", "-c", "%U", $"/proc/{pid}").Trim());

        output.WriteLine(_computer.Run([.. install, "--web", "8099"]));
        string later = _computer.Unit("MainPID");
        Assert.NotEqual(pid, later);
        Assert.Contains("8099", _computer.Run("cat", $"/proc/{later}/cmdline"));
    }

    /// <summary>Installs the package for the first time.</summary>
    private void Begin()
    {
        string file = package.File;
        _computer = new Computer(_street.Gate);
        File.Copy(file, Path.Combine(_computer.Share, "portreeve.deb"));
        output.WriteLine(_computer.Run("dpkg", "--install", "/mnt/portreeve.deb"));
        Assert.Equal("active", _computer.Unit("ActiveState"));
    }

    /// <summary>The settings come from another computer, and the table from another forwarder.
    /// </summary>
    private void MoveIn()
    {
        _computer.Run("systemctl", "stop", "portreeve");
        Tool.Run("cp", "-r", _household.Flash, Path.Combine(_computer.Share, "flash"));
        _computer.Run("sh", "-c",
            "rm -rf /var/lib/portreeve && cp -r /mnt/flash /var/lib/portreeve");
        _computer.Run("systemctl", "start", "portreeve");
        string file = _street.Scratch.File("portmap.txt",
            $"portmap add TCP 80 {Street.Target} 80\n");
        _street.AtGate(null, [.. Household.Command("import", file, "--to", Page, "--key",
            _household.Key, "--yes", "--who", Street.Friend)]);
        AssertDoor();
    }

    private string Install(string version)
    {
        string file = package.As(version, _computer.Share);
        (int exit, string said, string errors) =
            _computer.Try("dpkg", "--install", "/mnt/" + Path.GetFileName(file));
        output.WriteLine(said + errors);
        Assert.True(exit == 0, said + errors);
        Assert.Contains("Version: " + version + "\n",
            _computer.Run("dpkg", "--status", "portreeve"));
        return errors;
    }

    // What is told to the journal may be read a moment later.
    private void UntilJournalSays(string text) => RunningGateway.Eventually(
        () => _computer.Journal().Contains(text), () => $"no \"{text}\" in: {_computer.Journal()}");

    private void UntilRestarted(string times) => RunningGateway.Eventually(
        () => _computer.Unit("NRestarts") == times && _computer.Unit("ActiveState") == "active",
        () => $"{_computer.Unit("NRestarts")} restarts: " + _computer.Journal());

    private void AssertDoor()
    {
        RunningGateway.Eventually(() => _street.HasPage(Street.Friend, 80),
            () => "a friend does not pass: " + _computer.Journal());
        Assert.False(_street.HasPage(Street.Stranger, 80), "a stranger passes");
    }
}
