// The gateway as its users start it: tools/portreeve run, with its console on a pipe.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using Xunit;

namespace Portreeve.Sockets;

/// <summary>A running process of the gateway.</summary>
internal sealed class GatewayProcess : IDisposable
{
    // Every answer is followed by the answer to this, so that its end is known.
    private const string EndQuestion = "version";
    private const string EndAnswer = "Portreeve ";

    private readonly Process _process;
    private readonly DirectoryInfo _own;

    public GatewayProcess(Mode mode, string flash = null, params string[] more)
    {
        if (flash == null)
        {
            _own = Directory.CreateTempSubdirectory("portreeve-flash-");
            flash = _own.FullName;
        }
        var start = new ProcessStartInfo(Launcher())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] always = ["run", "--flash", flash, "--web", "0"];
        foreach (string one in (string[])[.. always, .. ModeOptions.Arguments(mode), .. more])
        {
            start.ArgumentList.Add(one);
        }
        _process = Process.Start(start);
        _process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data != null) lock (Errors) Errors.AppendLine(e.Data);
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to standard error.</summary>
    public StringBuilder Errors { get; } = new();

    public int Id => _process.Id;

    /// <summary>Exit code, once it has ended.</summary>
    public int ExitCode
    {
        get
        {
            Assert.True(_process.WaitForExit(20000), "the gateway does not end");
            return _process.ExitCode;
        }
    }

    /// <summary>Types a line; returns the lines of the answer.</summary>
    public string[] Ask(string line)
    {
        _process.StandardInput.Write(line + "\n" + EndQuestion + "\n");
        _process.StandardInput.Flush();
        var lines = new List<string>();
        while (true)
        {
            string said = _process.StandardOutput.ReadLine();
            if (said == null) throw new EndOfStreamException("the gateway ended: " + Errors);
            if (said.StartsWith(EndAnswer) && said.Contains(" on portreeve-")) return [.. lines];
            lines.Add(said);
        }
    }

    /// <summary>Types a line without waiting for its answer.</summary>
    public void Type(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    /// <summary>The next line it says, or null when it has ended.</summary>
    public string Hear() => _process.StandardOutput.ReadLine();

    /// <summary>A "show ... json" answer.</summary>
    public JsonElement Json(string what) =>
        JsonDocument.Parse(Ask("show " + what + " json").Single()).RootElement;

    /// <summary>Adds a rule for a free port and waits until it is open; returns the port.</summary>
    public int Open(int target, string protocol = "tcp", string rest = "from lan", int port = 0)
    {
        if (port == 0) port = Ports.Free();
        string line = $"portmap add {protocol} {port} 127.0.0.1:{target} {rest}";
        string said = string.Join("\n", Ask(line));
        Assert.StartsWith("Rule ", said);
        Eventually.Is(() => Json("rules").GetProperty("rules").EnumerateArray().Any(rule =>
            rule.GetProperty("port").GetInt32() == port
            && rule.GetProperty("state").GetString() is "open" or "full"
            || rest == ""));
        return port;
    }

    /// <summary>Ends it at once, as the kernel's out-of-memory killer would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends a signal by kill(1).</summary>
    public void Signal(string name) =>
        Process.Start("kill", ["-" + name, Id.ToString()]).WaitForExit();

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        _own?.Delete(true);
    }

    private static string Launcher()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at != null; at = at.Parent)
        {
            string launcher = Path.Combine(at.FullName, "tools", "portreeve");
            if (!File.Exists(launcher)) continue;
            return launcher + (OperatingSystem.IsWindows() ? ".cmd" : "");
        }
        throw new FileNotFoundException("tools/portreeve");
    }
}
