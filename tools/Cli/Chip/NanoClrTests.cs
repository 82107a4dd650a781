// "test --on nanoclr": the Rooms on nanoFramework's own interpreter, as its users install it. The
// unit-test project is built with the nanoFramework tool set; nanoclr runs the .pe files and always
// exits with 0, so that the lines it prints are what counts.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Portreeve.Cli.Suites;

namespace Portreeve.Cli.Chip
{
    /// <summary>The unit tests away from the desktop's runtime.</summary>
    internal static class NanoClrTests
    {
        // In parts, since each must fit the chip's tables.
        private static IEnumerable<string> Projects =>
            Directory.EnumerateFiles(Tree.At("tests/Rooms"), "*.nfproj")
                .Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal)!;

        /// <summary>The interpreter wants these before all others, in this order.</summary>
        private static readonly string[] First =
            ["mscorlib.pe", "nanoFramework.UnitTestLauncher.pe", "nanoFramework.TestFramework.pe"];

        /// <summary>Builds, runs, counts; the exit code.</summary>
        public static int Run(string where)
        {
            if (where != "nanoclr")
            {
                Console.Error.WriteLine($"\"{where}\" is no place to test on; there is: nanoclr. "
                    + "A board runs them from Visual Studio, see tests/Rooms/nano.runsettings.");
                return 2;
            }
            ToolSet tools = ToolSet.Find();
            string? nanoclr = Nanoff.Find("nanoclr");
            if (!tools.IsWhole || nanoclr == null)
            {
                if (nanoclr == null)
                {
                    Console.Error.WriteLine("nanoclr is missing: dotnet tool install -g nanoclr");
                }
                return tools.IsWhole ? 3 : tools.Refuse("Building the unit tests for nanoclr");
            }
            int exit = Restore(tools);
            var tally = new Tally();
            foreach (string project in Projects)
            {
                if (exit == 0) exit = Build(tools, project);
                if (exit == 0) exit = Count(nanoclr, project, tally);
            }
            if (exit != 0) return exit;
            Console.WriteLine(tally);
            return tally.Failed == 0 && tally.Passed > 0 ? 0 : 1;
        }

        /// <summary>All .pe files of a folder, in the order the interpreter wants them.</summary>
        public static string[] InOrder(IEnumerable<string> files)
        {
            return [.. files.OrderBy(file =>
            {
                string name = Path.GetFileName(file);
                int place = Array.IndexOf(First, name);
                return place >= 0 ? place : name == "NFUnitTest.pe" ? 9 : 5;
            }).ThenBy(Path.GetFileName, StringComparer.Ordinal)];
        }

        /// <summary>Adds one line of the launcher's output to the sum; false for other lines.
        /// </summary>
        public static bool Add(string line, Tally tally)
        {
            string[] parts = line.Split(',', 3);
            switch (parts[0])
            {
                case "Test passed":
                    tally.Pass(parts.ElementAtOrDefault(1) ?? line, 0);
                    return true;
                case "Test failed":
                    tally.Fail(parts.ElementAtOrDefault(1) ?? line, 0);
                    Console.WriteLine(line);
                    return true;
                case "Test skipped":
                    tally.Skip("the test skips itself on nanoclr");
                    return true;
                default:
                    return false;
            }
        }

        private static int Restore(ToolSet tools)
        {
            return Subprocess.Run(tools.NuGet!, "restore", Tree.At("nfproj.sln"),
                "-SolutionDirectory", Tree.Root);
        }

        private static int Build(ToolSet tools, string project)
        {
            return Subprocess.Run(tools.MsBuild!, Tree.At($"tests/Rooms/{project}.nfproj"),
                "-p:Configuration=Release", "-p:Platform=AnyCPU",
                $"-p:NanoFrameworkProjectSystemPath={tools.ProjectSystem}",
                "-p:UseSharedCompilation=false", "-verbosity:minimal");
        }

        private static int Count(string nanoclr, string project, Tally tally)
        {
            string built = $"tests/Rooms/bin/{project}/Release";
            string folder = Tree.At(built);
            string[] files = Directory.Exists(folder)
                ? InOrder(Directory.EnumerateFiles(folder, "*.pe")) : [];
            if (files.Length == 0)
            {
                Console.Error.WriteLine($"msbuild made no .pe files in {built}.");
                return 1;
            }
            bool isDone = false;
            Subprocess.Stream(line =>
            {
                if (!Add(line, tally)) isDone |= line.Trim() == "Done.";
            }, nanoclr, ["run", "--assemblies", .. files]);
            if (!isDone)
            {
                Console.WriteLine("The run ended before its last line: an assembly did not load.");
                tally.Fail();
            }
            return 0;
        }
    }
}
