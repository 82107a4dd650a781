// The npm packages that the page is packed with. The Page suite packs the page anew to see that the
// committed form is the one these sources make; where npm is missing it compares hashes only.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Portreeve.Cli
{
    /// <summary>What tools/PageBuild needs, as its lock file pins it.</summary>
    internal static class NodePackages
    {
        /// <summary>Installs them for the suite that uses them; never fails, only tells.</summary>
        public static void InstallFor(IEnumerable<string> suites)
        {
            string builder = Tree.At("tools/PageBuild");
            if (!suites.Contains("Page") || IsCurrent(builder)) return;
            string? npm = Subprocess.Find("npm");
            if (npm == null) return;
            Console.WriteLine("Installing what packs the page: npm ci in tools/PageBuild");
            var log = new List<string>();
            using var patience = new Patience("installing");
            int exit = Subprocess.Stream(log.Add, npm, "ci", "--prefix", builder,
                "--no-audit", "--no-fund", "--ignore-scripts");
            if (exit == 0) return;
            Console.WriteLine($"That did not work (exit code {exit}); tests that need them will "
                + "be skipped. npm said:");
            log.TakeLast(5).ToList().ForEach(line => Console.WriteLine("  " + line));
        }

        // npm writes this file at the end of an installation.
        private static bool IsCurrent(string builder)
        {
            string installed = Path.Combine(builder, "node_modules", ".package-lock.json");
            return File.Exists(installed) && File.GetLastWriteTimeUtc(installed)
                >= File.GetLastWriteTimeUtc(Path.Combine(builder, "package-lock.json"));
        }
    }
}
