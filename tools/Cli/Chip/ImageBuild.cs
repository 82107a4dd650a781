// Builds the deploy image of a board: nuget restore, then msbuild with the board's name. The result
// is copied out of the build folder, since that is the same for every board.

using System;
using System.IO;
using Portreeve.BoardPictures;

namespace Portreeve.Cli.Chip
{
    /// <summary>The image of one board.</summary>
    internal static class ImageBuild
    {
        private const string Project = "firmware/Portreeve.nfproj";
        private const string Built = "firmware/bin/Portreeve/Release/Portreeve.bin";

        /// <summary>Where a board's image is kept; ignored by git like every bin folder.</summary>
        public static string PathOf(BoardFile board)
        {
            return Tree.At($"hardware/boards/{board.Name}/bin/portreeve-{board.Name}.bin");
        }

        /// <summary>The two commands, without the programs' paths.</summary>
        public static string[][] Commands(BoardFile board, string? projectSystem)
        {
            return
            [
                ["nuget", "restore", Tree.At("nfproj.sln"), "-SolutionDirectory", Tree.Root],
                [
                    "msbuild", Tree.At(Project), "-p:Configuration=Release",
                    "-p:Platform=AnyCPU", $"-p:Board={board.Name}",
                    $"-p:NanoFrameworkProjectSystemPath={projectSystem ?? "FOLDER"}",
                    "-p:NFMDP_PE_Verbose=false", "-p:NFMDP_PE_VerboseMinimize=false",
                    "-p:UseSharedCompilation=false", "-verbosity:minimal",
                ],
            ];
        }

        /// <summary>Builds it; the exit code.</summary>
        public static int Run(BoardFile board)
        {
            ToolSet tools = ToolSet.Find();
            if (!tools.IsWhole) return tools.Refuse($"Building the image for {board.Name}");
            string[][] commands = Commands(board, tools.ProjectSystem);
            Console.WriteLine($"Building the image for {board.Name} ...");
            int exit = Subprocess.Run(tools.NuGet!, commands[0][1..]);
            if (exit == 0) exit = Subprocess.Run(tools.MsBuild!, commands[1][1..]);
            if (exit != 0) return exit;
            // Without the project system msbuild succeeds and builds nothing.
            if (!File.Exists(Tree.At(Built)))
            {
                Console.Error.WriteLine($"msbuild succeeded but made no {Built}; is the project "
                    + $"system in {tools.ProjectSystem} whole?");
                return 1;
            }
            string path = PathOf(board);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(Tree.At(Built), path, true);
            Console.WriteLine($"{path}: {new FileInfo(path).Length:N0} bytes");
            return 0;
        }
    }
}
