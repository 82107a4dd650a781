// Another machine of the house with a name: avahi, on a bus of its own.

namespace Portreeve.Sockets;

/// <summary>avahi-daemon in a namespace.</summary>
internal sealed class Avahi : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly string _place;
    private readonly Server _bus;
    private readonly Server _daemon;

    /// <param name="place">The namespace it runs in.</param>
    /// <param name="name">Its name, without ".local".</param>
    public Avahi(string place, string name)
    {
        Tool.Find("avahi-daemon");
        Tool.Find("avahi-resolve");
        _place = place;
        string bus = _scratch.File("bus.conf", $"""
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig><type>system</type><listen>unix:path={_scratch.At("bus")}</listen>
            <auth>EXTERNAL</auth><policy context="default"><allow send_destination="*"/>
            <allow eavesdrop="true"/><allow own="*"/><allow user="*"/></policy></busconfig>
            """);
        string config = _scratch.File("avahi.conf", $"""
            [server]
            use-ipv6=no
            host-name={name}
            enable-dbus=yes
            [wide-area]
            enable-wide-area=no

            """);
        _bus = new Server([Tool.Find("dbus-daemon"), "--config-file=" + bus, "--nofork",
            "--nopidfile"]);
        RunningGateway.Eventually(() => File.Exists(_scratch.At("bus")), () => _bus.Log);
        // The file with its process number has one place only, where one that was killed, or runs
        // beside this one, keeps it from starting. "ip netns exec" has made mounts private.
        const string alone = "mkdir -p /run/avahi-daemon && "
            + "mount -t tmpfs none /run/avahi-daemon && exec \"$@\"";
        _daemon = new Server([.. Prefix(), "sh", "-c", alone, "sh", Tool.Find("avahi-daemon"),
            "-f", config, "--no-drop-root", "--no-chroot", "--no-proc-title"]);
        RunningGateway.Eventually(() => Resolve(name + ".local").Contains("192.168."),
            () => _daemon.Log);
    }

    /// <summary>What avahi-resolve prints for a name.</summary>
    public string Resolve(string name)
    {
        string[] command = [.. Prefix(), Tool.Find("avahi-resolve"), "-4", "-n", name];
        return Tool.Try(command[0], null, command[1..]).Output;
    }

    public void Dispose()
    {
        _daemon?.Dispose();
        _bus?.Dispose();
        _scratch.Dispose();
    }

    private string[] Prefix() =>
    [
        .. Cable.Prefix(_place), "env", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + _scratch.At("bus"),
    ];
}
