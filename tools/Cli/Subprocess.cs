// Runs other programs. Nothing here knows what they are for.

using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

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
        public static int Stream(Action<string> line, string program, params string[] args) =>
            Watch(line, TimeSpan.MaxValue, () => { }, program, args);

        /// <summary>
        /// The same, and ends the program, with all it started, when it says nothing for long.
        /// </summary>
        /// <param name="line">Takes each line of output.</param>
        /// <param name="silenceMax">How long it may say nothing.</param>
        /// <param name="ending">Called before the program is ended.</param>
        /// <param name="program">The program to run.</param>
        /// <param name="args">Its arguments.</param>
        public static int Watch(Action<string> line, TimeSpan silenceMax, Action ending,
            string program, params string[] args)
        {
            using Process? process = Start(program, args, true);
            if (process == null) return 127;
            long heard = Environment.TickCount64;
            void Hand(object sender, DataReceivedEventArgs e)
            {
                Interlocked.Exchange(ref heard, Environment.TickCount64);
                if (e.Data == null) return;
                lock (process) line(e.Data);
            }
            process.OutputDataReceived += Hand;
            process.ErrorDataReceived += Hand;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.StandardInput.Close();
            while (!process.WaitForExit(1000))
            {
                if (Environment.TickCount64 - Interlocked.Read(ref heard)
                    < silenceMax.TotalMilliseconds)
                {
                    continue;
                }
                ending();
                process.Kill(entireProcessTree: true);
            }
            // Without a limit it also waits for the last lines of output.
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
        /// <summary>Builds a project or a solution, printing what went wrong only.</summary>
        public static int Build(string project)
        {
            var log = new StringBuilder();
            using var patience = new Patience("building " + Path.GetFileName(project));
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
            int built = Build(project);
            return built != 0 ? built : RunBuilt(folder, args);
        }

        /// <summary>Runs the project of a folder as it was built last.</summary>
        public static int RunBuilt(string folder, params string[] args)
        {
            return Subprocess.Run("dotnet", [Tree.ProgramOf(folder), .. args]);
        }
    }
}
