// Daemon: a Debian package of the gateway: the program, its unit, and scripts that make its user.
// The folder with the settings is systemd's to make and nobody's to touch: an upgrade and a
// downgrade keep it, a purge takes it away.

using System;
using System.IO;
using System.Linq;

namespace Portreeve.Cli.Daemon
{
    /// <summary>Builds the package by dpkg-deb.</summary>
    internal static class DebianFiles
    {
        /// <summary>Where the package has the program.</summary>
        public const string Program = "/usr/lib/portreeve/portreeved";

        /// <summary>Whom it runs as.</summary>
        public const string User = "portreeve";

        /// <summary>Builds it from a published program. Returns the file, or null.</summary>
        /// <param name="program">The program.</param>
        /// <param name="isNative">Whether it is native code.</param>
        /// <param name="version">The release.</param>
        /// <param name="folder">Where the package goes.</param>
        public static string? Build(string program, bool isNative, string version, string folder)
        {
            string architecture = "";
            Subprocess.Stream(line => architecture += line.Trim(), "dpkg", "--print-architecture");
            DirectoryInfo root = Directory.CreateTempSubdirectory("portreeve-deb-");
            try
            {
                Put(root, Program, File.ReadAllBytes(program), isProgram: true);
                Put(root, "/lib/systemd/system/" + SystemdUnit.Name, new SystemdUnit
                {
                    Program = Program, User = User, IsNative = isNative,
                }.ToString());
                Put(root, "/usr/share/doc/portreeve/copyright",
                    File.ReadAllText(Tree.At("LICENSE")));
                Put(root, "/DEBIAN/control", Control(version, architecture));
                Put(root, "/DEBIAN/postinst", AfterInstalling, isProgram: true);
                Put(root, "/DEBIAN/prerm", BeforeRemoving, isProgram: true);
                Put(root, "/DEBIAN/postrm", AfterRemoving, isProgram: true);
                // Whoever builds it may keep what he makes to himself; a package is everybody's.
                foreach (DirectoryInfo one in root.EnumerateDirectories("*",
                    SearchOption.AllDirectories).Append(root)) Open(one.FullName, true);
                Directory.CreateDirectory(folder);
                // dpkg-deb is run elsewhere.
                string file = Path.Combine(Path.GetFullPath(folder),
                    $"portreeve_{version}_{architecture}.deb");
                int exit = Subprocess.Stream(Console.WriteLine, "dpkg-deb", "--root-owner-group",
                    "--build", root.FullName, file);
                return exit == 0 ? file : null;
            }
            finally
            {
                root.Delete(true);
            }
        }

        // What is secret is hashed by OpenSSL, which the program loads when it starts.
        private static string Control(string version, string architecture) => $"""
            Package: portreeve
            Version: {version}
            Architecture: {architecture}
            Maintainer: The Portreeve authors <portreeve@example.org>
            Depends: libc6, libssl3 | libssl3t64, adduser
            Section: net
            Priority: optional
            Description: port-forwarding doorkeeper for a home or small office network
             Lets in only the people on your list, each to one machine, and can say why.
             The page is on port 8088; the journal shows the code that makes it yours.

            """;

        // As debhelper's dh_installsystemd writes them: what the owner switched off stays off, and
        // a machine that says "start nothing now" (policy-rc.d) is heard. No start, no stop and no
        // port that somebody else has keeps dpkg from ending its work.
        private const string AfterInstalling = $$"""
            #!/bin/sh
            set -e
            if [ "$1" = configure ]; then
                adduser --system --group --quiet --no-create-home \
                    --home /var/lib/{{SystemdUnit.StateFolder}} {{User}}
                deb-systemd-helper unmask {{SystemdUnit.Name}} >/dev/null || true
                if deb-systemd-helper --quiet was-enabled {{SystemdUnit.Name}}; then
                    deb-systemd-helper enable {{SystemdUnit.Name}} >/dev/null || true
                else
                    deb-systemd-helper update-state {{SystemdUnit.Name}} >/dev/null || true
                fi
                if [ -d /run/systemd/system ]; then
                    systemctl --system daemon-reload >/dev/null || true
                    deb-systemd-invoke restart {{SystemdUnit.Name}} >/dev/null || true
                fi
            fi

            """;

        private const string BeforeRemoving = $$"""
            #!/bin/sh
            set -e
            if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
                deb-systemd-invoke stop {{SystemdUnit.Name}} >/dev/null || true
            fi

            """;

        private const string AfterRemoving = $$"""
            #!/bin/sh
            set -e
            if [ "$1" = remove ]; then
                if [ -d /run/systemd/system ]; then
                    systemctl --system daemon-reload >/dev/null || true
                fi
                deb-systemd-helper mask {{SystemdUnit.Name}} >/dev/null || true
            fi
            if [ "$1" = purge ]; then
                deb-systemd-helper purge {{SystemdUnit.Name}} >/dev/null || true
                deb-systemd-helper unmask {{SystemdUnit.Name}} >/dev/null || true
                rm -rf /var/lib/{{SystemdUnit.StateFolder}}
                deluser --system --quiet {{User}} || true
            fi

            """;

        private static void Put(DirectoryInfo root, string path, string text,
            bool isProgram = false) =>
            Put(root, path, System.Text.Encoding.UTF8.GetBytes(text.Replace("\r", "")), isProgram);

        private static void Put(DirectoryInfo root, string path, byte[] bytes, bool isProgram)
        {
            string file = root.FullName + path;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
            Open(file, isProgram);
        }

        private static void Open(string path, bool isProgram)
        {
            if (OperatingSystem.IsWindows()) return;
            File.SetUnixFileMode(path, (UnixFileMode)(isProgram ? 0b111_101_101 : 0b110_100_100));
        }
    }
}
