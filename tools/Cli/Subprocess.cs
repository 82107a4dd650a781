// Runs other programs. Nothing here knows what they are for.

using System;
using System.Diagnostics;
using System.IO;
using System.Text;

namespace Portreeve.Cli
{
    /// <summary>Starts programs and waits for them.</summary>
    internal static class Subprocess
    {
        /// <summary>Runs with our own input and output; returns the exit code.</summary>
        public static int Run(string program, params string[] args)
        {
            using Process? process = Start(program, args, false);
            if (process == null) return 127;
            process.WaitForExit();
            return process.ExitCode;
        }

        /// <summary>Runs and hands every line of output on as it comes; no input.</summary>
        public static int Stream(Action<string> line, string program, params string[] args)
        {
            using Process? process = Start(program, args, true);
            if (process == null) return 127;
            void Hand(object sender, DataReceivedEventArgs e)
            {
                if (e.Data == null) return;
                lock (process) line(e.Data);
            }
            process.OutputDataReceived += Hand;
            process.ErrorDataReceived += Hand;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.StandardInput.Close();
            process.WaitForExit();
            return process.ExitCode;
        }

        /// <summary>
        /// Where a program is, or null. Looks in the administrator's folders too.
        /// </summary>
        public static string? Find(string program)
        {
            string paths = Environment.GetEnvironmentVariable("PATH") ?? "";
            string[] administrators = OperatingSystem.IsWindows() ? [] : ["/usr/sbin", "/sbin"];
            string[] folders = [.. paths.Split(Path.PathSeparator), .. administrators];
            foreach (string folder in folders)
            {
                if (folder.Length == 0) continue;
                string[] names = OperatingSystem.IsWindows()
                    ? [program + ".exe", program + ".cmd"] : [program];
                foreach (string name in names)
                {
                    string at = Path.Combine(folder, name);
                    if (File.Exists(at)) return at;
                }
            }
            return null;
        }

        private static Process? Start(string program, string[] args, bool capture)
        {
            var start = new ProcessStartInfo(program)
            {
                WorkingDirectory = Tree.Root,
                UseShellExecute = false,
                RedirectStandardOutput = capture,
                RedirectStandardError = capture,
                RedirectStandardInput = capture,
            };
            foreach (string arg in args) start.ArgumentList.Add(arg);
            try
            {
                return Process.Start(start);
            }
            catch (System.ComponentModel.Win32Exception e)
            {
                Console.Error.WriteLine($"portreeve: {program} could not be started: {e.Message}");
                return null;
            }
        }
    }

    /// <summary>The .NET SDK's own commands.</summary>
    internal static class Dotnet
    {
        /// <summary>Builds a project, printing what went wrong only.</summary>
        public static int Build(string project)
        {
            var log = new StringBuilder();
            int exit = Subprocess.Stream(line => log.AppendLine(line), "dotnet",
                "build", project, "-c", "Release", "-nologo", "-v", "q", "-nodeReuse:false");
            if (exit != 0) Console.Error.Write(log);
            return exit;
        }

        /// <summary>Builds a project of tools/ and runs it; returns its exit code.</summary>
        public static int RunTool(string name, params string[] args)
        {
            return RunProgram("tools/" + name, args);
        }

        /// <summary>Builds the project of a folder and runs it; returns its exit code.</summary>
        public static int RunProgram(string folder, params string[] args)
        {
            string? project = Tree.ProjectIn(folder);
            if (project == null)
            {
                Console.Error.WriteLine($"portreeve: {folder} is not here.");
                return 1;
            }
            string name = Path.GetFileName(folder);
            int built = Build(project);
            if (built != 0) return built;
            string program = Path.Combine(Path.GetDirectoryName(project)!,
                "bin", "Release", "net10.0", $"Portreeve.{name}.dll");
            return Subprocess.Run("dotnet", [program, .. args]);
        }
    }
}
