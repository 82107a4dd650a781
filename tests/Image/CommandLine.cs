// Image: runs the command-line tool as a person does, with a nanoff of our own making on the PATH
// that writes down how it was called.

extern alias Tool;

using System.Diagnostics;

namespace Portreeve.Image;

internal sealed class CommandLine : IDisposable
{
    private static readonly string Program =
        typeof(Tool::Portreeve.Cli.Chip.FlashPlan).Assembly.Location;

    private readonly string _folder = Directory.CreateTempSubdirectory("portreeve-").FullName;

    /// <summary>How nanoff was called, a line each.</summary>
    public string[] Calls => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    /// <summary>A file that can pass for an image.</summary>
    public string Image
    {
        get
        {
            string path = Path.Combine(_folder, "portreeve.bin");
            File.WriteAllBytes(path, [1, 2, 3]);
            return path;
        }
    }

    private string Log => Path.Combine(_folder, "calls.txt");

    /// <summary>Makes a nanoff: a shell script that logs, then does this.</summary>
    public void Nanoff(string body)
    {
        string path = Path.Combine(_folder, "nanoff");
        File.WriteAllText(path, $"#!/bin/sh\necho \"$*\" >> '{Log}'\n{body}\n");
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute);
    }

    /// <summary>Runs the tool; output and errors together, and the exit code.</summary>
    public (int Exit, string Text) Run(string input, params string[] args)
    {
        using Process process = Start(args);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience.Ms))
        {
            process.Kill(true);
            throw new TimeoutException(string.Join(' ', args) + " did not end");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private Process Start(string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Program);
        foreach (string arg in args) start.ArgumentList.Add(arg);
        start.Environment["PATH"] = _folder + Path.PathSeparator
            + Environment.GetEnvironmentVariable("PATH");
        // No tool of the person who runs the tests may be found in the home folder.
        start.Environment["HOME"] = _folder;
        start.Environment["DOTNET_CLI_HOME"] = _folder;
        return Process.Start(start)!;
    }
}
