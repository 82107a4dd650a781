// The process itself: what survives its end, however it ends.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace Portreeve.Sockets;

public sealed class ProcessTests : IDisposable
{
    private readonly DirectoryInfo _flash = Directory.CreateTempSubdirectory("portreeve-flash-");

    public void Dispose() => _flash.Delete(true);

    [Fact]
    public void Killed_AtAnyMoment_LosesNothingAcknowledged()
    {
        var acknowledged = new List<string>();
        var random = new Random(7);
        int next = 1;
        for (int life = 0; life < 10; life++)
        {
            using var gateway = new GatewayProcess(Mode.Desktop, _flash.FullName);
            string[] kept = [.. gateway.Ask("export").Skip(1)];
            foreach (string line in acknowledged) Assert.Contains(line, kept);
            // At most one change was under way when it was killed: it is there or it is not.
            Assert.InRange(kept.Length, acknowledged.Count, acknowledged.Count + 1);
            acknowledged = [.. kept];
            if (acknowledged.Count > 40)
            {
                gateway.Ask("import\n.");
                acknowledged.Clear();
            }

            using var killer = new Timer(_ => gateway.Kill(), null, random.Next(1, 60),
                Timeout.Infinite);
            try
            {
                for (int i = 0; i < 20; i++, next++)
                {
                    string line = $"tcp {30000 + next} 127.0.0.1:{1 + next}";
                    gateway.Type("portmap add " + line);
                    string said = gateway.Hear();
                    if (said == null) break;
                    if (said.StartsWith("Rule ")) acknowledged.Add(line);
                    gateway.Hear();
                }
            }
            catch (IOException)
            {
                // Killed while we typed.
            }
            next++;
            _ = gateway.ExitCode;
        }
        Assert.True(acknowledged.Count > 3, "the gateway was never asked in time");
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public void Signal_EndsItCleanly_AndSettingsAreThereAgain(string signal)
    {
        using var echo = Upstream.Echo();
        int port;
        using (var gateway = new GatewayProcess(Mode.Desktop, _flash.FullName))
        {
            port = gateway.Open(echo.Port, rest: "from lan # kept");
            using var client = Wire.Connect(port);
            Assert.True(Wire.Echoes(client, "hello"));
            gateway.Signal(signal);
            Assert.Equal(0, gateway.ExitCode);
            Assert.True(Wire.Ends(client));
        }
        using var again = new GatewayProcess(Mode.Desktop, _flash.FullName);
        Assert.Contains("# kept", string.Join("\n", again.Ask("export")));
        using var later = Wire.Connect(port);
        Assert.True(Wire.Echoes(later, "hello again"));
    }

    [Fact]
    public void SecondGateway_OnTheSameFlash_IsRefused()
    {
        using var first = new GatewayProcess(Mode.Desktop, _flash.FullName);
        first.Ask("uptime");
        using var second = new GatewayProcess(Mode.Desktop, _flash.FullName);
        Assert.Equal(1, second.ExitCode);
        Eventually.Is(() =>
        {
            lock (second.Errors) return second.Errors.ToString().Contains("another gateway");
        });
        Assert.NotEmpty(first.Ask("uptime"));
    }

    [Fact]
    public void Restart_AnswersFirst_AndComesBack()
    {
        using var gateway = new GatewayProcess(Mode.Desktop, _flash.FullName);
        gateway.Ask("portmap add tcp 30001 127.0.0.1:1");
        gateway.Type("restart");
        Assert.Equal("Restarting.", gateway.Hear());
        Assert.Contains("restarted by the owner", gateway.Ask("uptime").Single());
        Assert.Equal(2, gateway.Ask("export").Length);
    }

    [Fact]
    public void FactoryReset_Asks_AndForgets()
    {
        using var gateway = new GatewayProcess(Mode.Desktop, _flash.FullName);
        gateway.Ask("portmap add tcp 30001 127.0.0.1:1");
        Assert.Equal("Nothing was forgotten.", gateway.Ask("factory-reset\nno").Single());
        Assert.Equal(2, gateway.Ask("export").Length);

        string name = gateway.Json("status").GetProperty("name").GetString();
        gateway.Type("factory-reset\n" + name);
        Assert.StartsWith("Everything is forgotten.", gateway.Hear());
        Assert.Single(gateway.Ask("export"));
    }

    [Fact]
    public void ReadOnlyFlash_IsSaid_AndNothingIsAcknowledged()
    {
        using var gateway = new GatewayProcess(Mode.Desktop, _flash.FullName);
        gateway.Ask("portmap add tcp 30001 127.0.0.1:1");
        // A folder in the slot's place: the write fails for root as well.
        foreach (string slot in (string[])["table.a", "table.b"])
        {
            File.Delete(Path.Combine(_flash.FullName, slot));
            Directory.CreateDirectory(Path.Combine(_flash.FullName, slot));
        }
        Assert.StartsWith("error: Nothing was changed",
            gateway.Ask("portmap add tcp 30002 127.0.0.1:2")[0]);
        Assert.Equal(2, gateway.Ask("export").Length);
    }
}
