// Stories: a script at the console: lines in by a pipe, answers out, nothing else.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace Portreeve.Stories;

public sealed class ScriptStories : IDisposable
{
    private readonly int _port = Ports.FreeTcp();
    private readonly DirectoryInfo _flash = Directory.CreateTempSubdirectory("portreeve-story-");

    public void Dispose() => _flash.Delete(true);

    [Fact]
    public void Script_SetsUpAndReadsJson()
    {
        string[] said = Run($"portmap add tcp {_port} 127.0.0.1:18081 from lan\n"
            + "portmap add TCP 18082 127.0.0.1 18083\nshow rules json\nnonsense\n");
        Assert.StartsWith("Rule 1 added", said[0]);
        Assert.StartsWith("Rule 2 added", said[1]);
        string json = said.Single(line => line.StartsWith('{'));
        JsonElement rules = JsonDocument.Parse(json).RootElement;
        Assert.Equal("open", rules.GetProperty("rules")[0].GetProperty("state").GetString());
        Assert.Equal("empty", rules.GetProperty("rules")[1].GetProperty("state").GetString());
        Assert.StartsWith("error: ", said[^1]);
        Assert.DoesNotContain(said, line => line.Contains("portreeve> "));
    }

    [Fact]
    public void Export_OfOne_IsTheImportOfAnother()
    {
        Run($"portmap add tcp {_port} 127.0.0.1:18081 from lan # one\n"
            + $"portmap add udp {_port} 127.0.0.1:18081 from any idle 5m\nportmap disable 2\n");
        string export = string.Join("\n", Run("export\n"));
        DirectoryInfo other = Directory.CreateTempSubdirectory("portreeve-story-");
        string[] said = Run("import\n" + export + "\n.\nexport\n", other.FullName);
        other.Delete(true);
        Assert.Contains(said, line => line.StartsWith("Stored: 2 rules"));
        Assert.Equal(export, string.Join("\n", said[^3..]));
    }

    [Fact]
    public void WindowsLineEnds_AndNoEndAtAll_AreUnderstood()
    {
        Assert.Equal(2, Run("version\r\nuptime\r\n").Length);
        Assert.Single(Run("version\n\n\n"));
        Assert.Equal(2, Run("version\nuptime").Length);
    }

    [Fact]
    public void ByteOrderMark_AndAnImportWithoutItsLastLineEnd_AreTaken()
    {
        string[] said = Run("\uFEFFimport\n\uFEFFtcp 5001 127.0.0.1:9\nudp 5002 127.0.0.1:9\n.");
        Assert.StartsWith("Stored: 2 rules", Assert.Single(said));
        said = Run("import\n.\nshow rules json");
        Assert.StartsWith("error: Nothing was changed", said[0]);
        Assert.Contains("udp 5002", said[1]);
    }

    [Fact]
    public void Report_ThatWaitsForAMachine_IsToldToItsEnd()
    {
        // A backlog of one that is full: the next call hears nothing.
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, 0);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        deaf.Listen(0);
        var target = (IPEndPoint)deaf.LocalEndPoint;
        Socket[] before = [.. Enumerable.Range(0, 3).Select(_ => Call(target))];
        string[] said = Run($"portmap add tcp {_port} {target} from lan\ntest 1\n");
        Assert.Contains(said, line => line.StartsWith("! target ") || line.StartsWith("? target "));
        Assert.Matches(@"^\d+ good \(\+\)", said[^1]);
        foreach (Socket one in before) one.Dispose();
    }

    private static Socket Call(IPEndPoint target)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, 0)
        {
            Blocking = false,
        };
        try
        {
            socket.Connect(target);
        }
        catch (SocketException)
        {
            // Under way.
        }
        return socket;
    }

    private string[] Run(string input, string flash = null)
    {
        var start = new ProcessStartInfo(Checkout.Launcher)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string one in (string[])["run", "--flash", flash ?? _flash.FullName, "--web", "0",
            "--exit-at-eof"])
        {
            start.ArgumentList.Add(one);
        }
        using Process process = Process.Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(180_000), "it does not end at the end of its input");
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
