// Home: the container file built by a container engine, and its image run by the commands of
// docs/at-home.md on a computer of its own. The base image is made here of Debian's packages, since
// no test fetches an image.

namespace Portreeve.Home;

public sealed class ContainerRunTests(BuiltPackage package, ITestOutputHelper output) : IDisposable
{
    private const string Page = "http://192.168.1.1:8088";

    // As docs/at-home.md has it.
    private static readonly string[] Run =
    [
        "podman", "run", "--detach", "--name", "portreeve", "--network", "host", "--volume",
        "portreeve:/var/lib/portreeve", "portreeve",
    ];

    private readonly Scratch _scratch = new();
    private readonly Street _street = new();
    private readonly Household _household = new();
    private Computer _computer;

    public void Dispose()
    {
        _computer?.Dispose();
        _household.Dispose();
        _street.Dispose();
        // What the engine laid out is not all root's to see, but all root's to delete.
        Tool.Try("rm", null, "-rf", _scratch.At("images"), _scratch.At("run"));
        _scratch.Dispose();
    }

    [Fact]
    public void Containerfile_IsBuilt_AndItsGatewayKeepsItsTableInTheVolume()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root switches on a computer");
        Assert.Contains(string.Join(' ', Run),
            File.ReadAllText(Checkout.Find("docs/at-home.md")));
        string image = Build(Checkout.Find("tools/Daemon/Containerfile"));

        _computer = new Computer(_street.Gate);
        File.Move(image, Path.Combine(_computer.Share, "image.tar"));
        // Control groups and limits are given as this machine may give them.
        _computer.Run("sh", "-c", """
            mkdir -p /run/images /etc/containers
            printf '[containers]\ncgroups = "disabled"\nlog_driver = "k8s-file"\n%s\n%s\n' \
                'default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]' \
                '[engine]
            cgroup_manager = "cgroupfs"
            events_logger = "none"' > /etc/containers/containers.conf
            printf '[storage]\ndriver = "overlay"\ngraphroot = "/run/images"\n%s\n' \
                'runroot = "/run/r"' > /etc/containers/storage.conf
            podman load --quiet --input /mnt/image.tar
            """);
        _computer.Run(Run);
        UntilLogSays("enter the code ");
        Assert.Contains("(portreeve)", _computer.Run("podman", "exec", "portreeve", "id"));

        // The settings come from another computer, and the table from another forwarder.
        _computer.Run("podman", "stop", "--time", "100", "portreeve");
        Assert.Equal("0", _computer.Run("podman", "inspect", "--format", "{{.State.ExitCode}}",
            "portreeve").Trim());
        Tool.Run("cp", "-r", _household.Flash, Path.Combine(_computer.Share, "flash"));
        _computer.Run("sh", "-c", """
            volume=$(podman volume inspect --format '{{.Mountpoint}}' portreeve)
            cp -r /mnt/flash/. "$volume/"
            chown -R --reference="$volume" "$volume/"
            """);
        _computer.Run("podman", "start", "portreeve");
        string file = _street.Scratch.File("portmap.txt",
            $"portmap add TCP 8080 {Street.Target} 80\n");
        UntilLogSays("Portreeve runs", times: 2);
        RunningGateway.Eventually(() => Cable.Try(_street.Gate, "curl", "-s", "-m", "30", Page)
            .Output.Length > 0);
        _street.AtGate(null, [.. Household.Command("import", file, "--to", Page, "--key",
            _household.Key, "--yes", "--who", Street.Friend)]);
        AssertDoor();

        // Another container of the same volume, as after a new build; killed, too.
        _computer.Run("podman", "kill", "portreeve");
        _computer.Run("podman", "rm", "--force", "portreeve");
        Assert.False(_street.HasPage(Street.Friend, 8080));
        _computer.Run(Run);
        AssertDoor();
    }

    /// <summary>A base image of Debian's packages, the gateway's image on it, and that as a file.
    /// </summary>
    private string Build(string containerfile)
    {
        string folder = _scratch.At("context");
        Directory.CreateDirectory(folder);
        File.Copy(package.File, Path.Combine(folder, Path.GetFileName(package.File)));
        Tool.Find("podman");
        string from = File.ReadLines(containerfile).Single(line => line.StartsWith("FROM "))[5..];
        string release = from.Split(':')[1].Replace("-slim", "");
        string tar = _scratch.At("base.tar");
        (int exit, _, string errors) = Tool.Build("mmdebstrap", "--quiet", "--variant=apt", release,
            tar);
        Assert.SkipUnless(exit == 0, "Debian's packages cannot be had here: " + errors.Trim());
        string[] engine = ["--root", _scratch.At("images"), "--runroot", _scratch.At("run"),
            "--events-backend", "none"];
        Tool.Run("podman", [.. engine, "import", "--quiet", tar, "docker.io/library/" + from]);
        File.Delete(tar);
        (exit, string said, errors) = Tool.Build("podman", [.. engine, "build", "--pull=never",
            "--isolation", "chroot", "--network", "host", "--file", containerfile, "--tag",
            "portreeve", folder]);
        output.WriteLine(said + errors);
        Assert.True(exit == 0, said + errors);
        string image = _scratch.At("image.tar");
        Tool.Run("podman", [.. engine, "save", "--quiet", "--output", image, "portreeve"]);
        return image;
    }

    private string Log()
    {
        (_, string said, string errors) = _computer.Try("podman", "logs", "portreeve");
        return said + errors;
    }

    private void UntilLogSays(string text, int times = 1) => RunningGateway.Eventually(
        () => Log().Split(text).Length > times, Log);

    private void AssertDoor()
    {
        RunningGateway.Eventually(() => _street.HasPage(Street.Friend, 8080),
            () => "a friend does not pass: " + Log());
        Assert.False(_street.HasPage(Street.Stranger, 8080), "a stranger passes");
    }
}
