// A program of somebody outside that stays: what it prints is heard while it runs.

using System.Diagnostics;
using System.Text;

namespace Portreeve.Sockets;

/// <summary>A client that runs until it is disposed.</summary>
internal sealed class ClientProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private bool _isOver;

    public ClientProcess(string[] command)
    {
        _process = Tool.Begin(command);
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it has printed.</summary>
    public string Said
    {
        get { lock (_said) return _said.ToString(); }
    }

    /// <summary>Types a line to it.</summary>
    public void Type(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    /// <summary>Waits until it has printed this.</summary>
    public void Says(string text) => RunningGateway.Eventually(() => Said.Contains(text),
        () => $"\"{text}\" never came; it said: {Said}");

    /// <summary>Waits for its end and returns its exit code.</summary>
    public int End()
    {
        RunningGateway.Eventually(() => _process.HasExited, () => "it does not end: " + Said);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (_isOver) return;
        _isOver = true;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit(Patience.Ms);
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data != null) lock (_said) _said.AppendLine(line.Data);
    }
}
