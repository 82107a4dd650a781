// What the suites need beyond the SDK. A suite lists it in its own needs.txt, one program a line:
//     curl      curl          fetches a page through the gateway
//     program   package       what for
// Programs with | between them: any of these will do.
// On Debian and its children the missing packages are installed when we may; elsewhere the exact
// line is printed, the tests that need them are skipped, and the sum says so.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Portreeve.Cli
{
    /// <summary>Programs that tests use.</summary>
    internal static class DebianPackages
    {
        private const string Install = "apt-get install -y --no-install-recommends ";

        /// <summary>Installs what the chosen suites lack; never fails, only tells.</summary>
        public static void InstallFor(IEnumerable<string> suites)
        {
            string[] missing = Missing(suites);
            if (missing.Length == 0) return;
            string line = Install + string.Join(' ', missing);
            string? apt = Subprocess.Find("apt-get");
            string? privilege = Privilege();
            if (apt == null || privilege == null)
            {
                Console.WriteLine("Some tests use programs that are not here and will be skipped.");
                Console.WriteLine("To run them too" + (apt == null
                    ? ", install these (names of Debian's packages): " + string.Join(' ', missing)
                    : ": sudo " + line));
                return;
            }
            Console.WriteLine($"Installing what the tests need: {string.Join(' ', missing)}");
            using var patience = new Patience("installing");
            int exit = Subprocess.Stream(_ => { }, "/bin/sh", "-c", Script(privilege, missing));
            string[] left = Missing(suites);
            if (left.Length > 0)
            {
                Console.WriteLine($"Not installed: {string.Join(' ', left)} (exit code {exit}); "
                    + $"tests that need them will be skipped. By hand: sudo {line}");
            }
        }

        private static string[] Missing(IEnumerable<string> suites)
        {
            var packages = new SortedSet<string>(StringComparer.Ordinal);
            foreach (string suite in suites)
            {
                string needs = Tree.At($"tests/{suite}/needs.txt");
                if (!File.Exists(needs)) continue;
                foreach (string line in File.ReadLines(needs))
                {
                    string[] words = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
                    if (words.Length < 2 || words[0].StartsWith('#')) continue;
                    if (words[0].Split('|').All(one => Subprocess.Find(one) == null))
                    {
                        packages.Add(words[1]);
                    }
                }
            }
            return [.. packages];
        }

        /// <summary>
        /// What to put before a command that only root may run; null when we may not.
        /// </summary>
        private static string? Privilege()
        {
            if (OperatingSystem.IsWindows()) return null;
            if (Environment.UserName == "root") return "";
            bool canSudo = Subprocess.Find("sudo") != null
                && Subprocess.Stream(_ => { }, "sudo", "-n", "true") == 0;
            return canSudo ? "sudo -n " : null;
        }

        /// <summary>
        /// Some of these packages start a server when they are installed (nginx, sshd). Debian's
        /// policy-rc.d says no to that for the moment, since the tests start their own. One that
        /// this system does not have keeps none of the others out.
        /// </summary>
        private static string Script(string sudo, string[] packages)
        {
            const string Policy = "/usr/sbin/policy-rc.d";
            string all = string.Join(' ', packages);
            return $"""
                if [ ! -e {Policy} ]; then
                    printf '#!/bin/sh\nexit 101\n' | {sudo}tee {Policy} >/dev/null
                    {sudo}chmod 755 {Policy}
                    trap '{sudo}rm -f {Policy}' EXIT
                fi
                export DEBIAN_FRONTEND=noninteractive
                {sudo}apt-get update -q
                {sudo}{Install}{all} || for package in {all}; do
                    {sudo}{Install}$package
                done
                """;
        }
    }
}
