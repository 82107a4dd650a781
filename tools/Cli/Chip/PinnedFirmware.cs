// The runtime's version that our packages belong to: hardware/firmware-version.txt, and which
// published version comes nearest to it. Pure but for reading that file, and a line for people.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Portreeve.Cli.Chip
{
    /// <summary>Versions of the runtime.</summary>
    internal static partial class PinnedFirmware
    {
        /// <summary>The one line of the file that is no comment.</summary>
        public static Version Read()
        {
            return Version.Parse(File.ReadLines(Tree.At("hardware/firmware-version.txt"))
                .Single(line => line.Length > 0 && line[0] != '#'));
        }

        /// <summary>What to take of what nanoff --listtargets says, telling of another version.
        /// </summary>
        public static Version Choose(IEnumerable<string> lines, string image)
        {
            Version pinned = Read();
            Version version = Nearest(pinned, Published(lines, image));
            if (version != pinned)
            {
                Console.WriteLine($"Runtime {pinned} is not published; taking {version}.");
            }
            return version;
        }

        /// <summary>
        /// What to flash: the pinned version if it is published, else the next higher one of the
        /// same line (the first three numbers); the pinned one too when nothing is known.
        /// </summary>
        public static Version Nearest(Version pinned, IEnumerable<Version> published)
        {
            return published.Where(v => v >= pinned && v.Major == pinned.Major
                && v.Minor == pinned.Minor && v.Build == pinned.Build).Order()
                .FirstOrDefault() ?? pinned;
        }

        /// <summary>The versions that nanoff --listtargets names for an image.</summary>
        public static Version[] Published(IEnumerable<string> lines, string image)
        {
            var found = new List<Version>();
            bool isOurs = false;
            foreach (string line in lines)
            {
                Match target = TargetName().Match(line);
                if (target.Success) isOurs = target.Value == image;
                if (!isOurs) continue;
                foreach (Match version in FourNumbers().Matches(line))
                {
                    found.Add(Version.Parse(version.Value));
                }
            }
            return [.. found];
        }

        [GeneratedRegex(@"\bESP32[\w.]*\w")]
        private static partial Regex TargetName();

        [GeneratedRegex(@"(?<![\w.])\d+\.\d+\.\d+\.\d+(?![\w.])")]
        private static partial Regex FourNumbers();
    }
}
