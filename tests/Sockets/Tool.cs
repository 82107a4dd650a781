// Sockets: programs from outside, each ended by the test that started it.

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portreeve.Sockets;

/// <summary>Runs a program.</summary>
internal static class Tool
{
    private static readonly string[] Folders =
        [.. Environment.GetEnvironmentVariable("PATH").Split(':'), "/usr/sbin", "/sbin"];

    /// <summary>
    /// Where a program is; the test is skipped, with this reason, when it is not.
    /// </summary>
    public static string Find(string name)
    {
        string path = Folders.Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        Skip.If(path == null,
            name + " is not installed (tests/Sockets/needs.txt names its package)");
        return path;
    }

    /// <summary>Runs to the end and returns what it printed.</summary>
    public static string Run(string name, params string[] arguments) =>
        Encoding.UTF8.GetString(RunRaw(name, arguments));

    /// <summary>Runs to the end and returns its output as bytes.</summary>
    public static byte[] RunRaw(string name, params string[] arguments)
    {
        using Process process = Begin(name, arguments);
        StringBuilder errors = new();
        process.ErrorDataReceived += (_, e) => errors.AppendLine(e.Data);
        process.BeginErrorReadLine();
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        Assert.True(process.WaitForExit(120000), name + " did not end");
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{name} ended with {process.ExitCode}: {errors}"
            + Encoding.UTF8.GetString(output.ToArray()));
        return output.ToArray();
    }

    /// <summary>Starts a server and waits until its port answers.</summary>
    public static Server Serve(int port, string name, params string[] arguments)
    {
        Process process = Begin(name, arguments);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Server server = new(process, port);
        for (int i = 0; i < 200; i++)
        {
            try
            {
                using TcpClient probe = new();
                probe.Connect(IPAddress.Loopback, port);
                return server;
            }
            catch (SocketException)
            {
                Assert.False(process.HasExited, name + " ended at once");
                Thread.Sleep(50);
            }
        }
        server.Dispose();
        throw new TimeoutException(name + " does not answer");
    }

    private static Process Begin(string name, string[] arguments) =>
        Process.Start(new ProcessStartInfo(Find(name), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
}

/// <summary>A server that runs until it is disposed.</summary>
internal sealed class Server(Process process, int port) : IDisposable
{
    public int Port => port;

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit(10000);
        process.Dispose();
    }
}

/// <summary>A folder that goes away with its test.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("portreeve-").FullName;

    public string File(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, true);
}
