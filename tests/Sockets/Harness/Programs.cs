// The programs of needs.txt: where they are, how a server of theirs is started, what a client said.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Portreeve.Sockets;

/// <summary>
/// A theory over all modes that needs programs; skipped, with the reason, without.
/// </summary>
internal sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] programs)
    {
        string[] missing = [.. programs.Where(program => Programs.Find(program) == null)];
        if (missing.Length > 0)
        {
            Skip = string.Join(" and ", missing) + " not installed (tests/Sockets/needs.txt)";
        }
    }
}

/// <summary>A program of the system.</summary>
internal static class Programs
{
    /// <summary>Full path, or null.</summary>
    public static string Find(string program) =>
        ((Environment.GetEnvironmentVariable("PATH") ?? "") + ":/usr/sbin:/sbin").Split(':')
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a client to its end; returns what it printed.</summary>
    public static string Run(string program, string input, params string[] arguments)
    {
        (int exit, string output, string errors) = Try(program, input, arguments);
        Assert.True(exit == 0, $"{program} ended with {exit}: {errors} {output}");
        return output;
    }

    /// <summary>Runs a client to its end, whatever that is.</summary>
    public static (int Exit, string Output, string Errors) Try(string program, string input,
        params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (input != null) process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(120_000)) process.Kill(true);
        return (process.ExitCode, output.Result, errors.Result);
    }
}

/// <summary>A server of the system, until it is disposed.</summary>
internal sealed class Daemon : IDisposable
{
    private readonly Process _process;

    /// <param name="port">The TCP port by which it is known to be ready.</param>
    public Daemon(int port, string program, params string[] arguments)
    {
        Port = port;
        var start = new ProcessStartInfo(Programs.Find(program))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start);
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, e) => Log += e.Data + "\n";
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Eventually.Is(IsReady, what: program + " does not start: " + Log);
    }

    public int Port { get; }

    /// <summary>What it complained about.</summary>
    public string Log { get; private set; } = "";

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(true);
        _process.Dispose();
    }

    private bool IsReady()
    {
        try
        {
            using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
            probe.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
