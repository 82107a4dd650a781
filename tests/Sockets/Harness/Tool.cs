// Programs from outside (needs.txt), each ended by the test that started it.

using System.Diagnostics;
using System.Net.Sockets;

namespace Portreeve.Sockets;

/// <summary>Runs a program.</summary>
internal static class Tool
{
    // Longer than what such a program waits for by itself.
    private const int PatienceMs = 180_000;

    // Native code of a whole program takes minutes where others compile too.
    private const int BuildPatienceMs = 500_000;

    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"];

    /// <summary>
    /// Where a program is; the test is skipped, with this reason, when it is not.
    /// </summary>
    public static string Find(string name)
    {
        string path = Folders.Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path == null,
            name + " is not installed (the suite's needs.txt names its package)");
        return path;
    }

    /// <summary>Runs to a good end and returns what it printed.</summary>
    public static string Run(string name, params string[] arguments) =>
        RunWith(null, name, arguments);

    /// <summary>The same with something to read.</summary>
    public static string RunWith(string input, string name, params string[] arguments)
    {
        (int exit, string output, string errors) = Try(name, input, arguments);
        Assert.True(exit == 0, $"{name} ended with {exit}: {errors} {output}");
        return output;
    }

    /// <summary>Runs to its end, whatever that is.</summary>
    public static (int Exit, string Output, string Errors) Try(string name, string input,
        params string[] arguments) => Try(PatienceMs, name, input, arguments);

    /// <summary>The same for what compiles a program.</summary>
    public static (int Exit, string Output, string Errors) Build(string name,
        params string[] arguments) => Try(BuildPatienceMs, name, null, arguments);

    private static (int Exit, string Output, string Errors) Try(int patienceMs, string name,
        string input, string[] arguments)
    {
        using Process process = Begin([name, .. arguments]);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (input != null) process.StandardInput.Write(input);
        process.StandardInput.Close();
        bool isOver = process.WaitForExit(patienceMs);
        if (!isOver)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        return (process.ExitCode, output.Result, isOver ? errors.Result
            : $"{errors.Result}\n(ended after {patienceMs / 1000} s)");
    }

    /// <summary>Starts a command, its three streams in our hands.</summary>
    public static Process Begin(string[] command) =>
        Process.Start(new ProcessStartInfo(Find(command[0]), command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
}

/// <summary>A server that runs until it is disposed.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process _process;
    private bool _isOver;

    /// <summary>Starts it and waits until its port answers.</summary>
    /// <param name="port">The TCP port by which it is known to be ready.</param>
    /// <param name="command">The program and its arguments.</param>
    public Server(int port, params string[] command) : this(command)
    {
        Port = port;
        RunningGateway.Eventually(() =>
        {
            Assert.False(_process.HasExited, command[0] + " ended: " + Log);
            return IsListening(port);
        }, () => command[0] + " does not answer: " + Log);
    }

    /// <summary>Starts one that has no port of its own to wait for.</summary>
    public Server(string[] command)
    {
        _process = Tool.Begin(command);
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, e) => Log += e.Data + "\n";
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>True once it has ended by itself.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What it complained about.</summary>
    public string Log { get; private set; } = "";

    public void Dispose()
    {
        if (_isOver) return;
        _isOver = true;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit(Patience.Ms);
        _process.Dispose();
    }

    private static bool IsListening(int port)
    {
        try
        {
            using Socket probe = Wire.Connect(port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>A folder that goes away with its test.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch()
    {
        Path = Directory.CreateTempSubdirectory("portreeve-").FullName;
        // Servers that give up root want to look into it.
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);
        }
    }

    public string Path { get; }

    /// <summary>The path of something in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file and returns its path.</summary>
    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(At(name), text);
        return At(name);
    }

    // What a program has left behind, as a browser does, may write for a moment longer.
    public void Dispose() => RunningGateway.Eventually(() =>
    {
        try
        {
            Directory.Delete(Path, true);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(Path);
        }
    }, () => Path + " cannot be deleted");
}
