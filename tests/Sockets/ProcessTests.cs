// The process itself: what survives its end, however it ends.

using System.Net.Sockets;

namespace Portreeve.Sockets;

public sealed class ProcessTests : IDisposable
{
    private readonly Scratch _flash = new();

    public void Dispose() => _flash.Dispose();

    [Fact]
    public void Killed_AtAnyMoment_LosesNothingAcknowledged()
    {
        var acknowledged = new List<string>();
        var random = new Random(7);
        int next = 1;
        // A busy computer is given longer lives, until something was said in them.
        for (int life = 0; life < 10 || (acknowledged.Count <= 3 && life < 20); life++)
        {
            int longestMs = life < 10 ? 60 : 60 << (life - 9);
            using GatewayProcess gateway = new(Mode.Desktop, _flash.Path);
            string[] kept = [.. Rules(gateway)];
            foreach (string line in acknowledged) Assert.Contains(line, kept);
            // At most one change was under way when it was killed: it is there or it is not.
            Assert.InRange(kept.Length, acknowledged.Count, acknowledged.Count + 1);
            acknowledged = [.. kept];
            if (acknowledged.Count > 40)
            {
                foreach (string line in acknowledged)
                {
                    gateway.Say("portmap del " + string.Join(' ', line.Split(' ')[..2]));
                }
                acknowledged.Clear();
            }

            int lifeMs = random.Next(1, longestMs);
            Thread killer = new(() =>
            {
                Thread.Sleep(lifeMs);
                gateway.Kill();
            });
            killer.Start();
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
            killer.Join();
        }
        Assert.True(acknowledged.Count > 3, "the gateway was never asked in time");
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public void Signal_EndsItCleanly_AndSettingsAreThereAgain(string signal)
    {
        using Upstream echo = Upstream.Echo();
        int port;
        using (var gateway = new GatewayProcess(Mode.Desktop, _flash.Path))
        {
            port = gateway.Open(echo.Port, rest: "from lan # kept");
            using Socket client = Wire.Connect(port);
            Assert.True(Wire.Echoes(client, "hello"));
            gateway.Signal(signal);
            Assert.Equal(0, gateway.ExitCode);
            Assert.True(Wire.Ends(client));
        }
        using GatewayProcess again = new(Mode.Desktop, _flash.Path);
        Assert.Contains("# kept", again.Say("export"));
        RunningGateway.Eventually(() => again.StateOf("tcp", port) == "open");
        using Socket later = Wire.Connect(port);
        Assert.True(Wire.Echoes(later, "hello again"));
    }

    [Fact]
    public void SecondGateway_OnTheSameFlash_IsRefused()
    {
        using GatewayProcess first = new(Mode.Desktop, _flash.Path);
        first.Say("uptime");
        using GatewayProcess second = new(Mode.Desktop, _flash.Path);
        Assert.Equal(1, second.ExitCode);
        RunningGateway.Eventually(() =>
        {
            lock (second.Errors) return second.Errors.ToString().Contains("another gateway");
        });
        Assert.StartsWith("Up ", first.Say("uptime"));
    }

    [Fact]
    public void Restart_AnswersFirst_AndComesBack()
    {
        using GatewayProcess gateway = new(Mode.Desktop, _flash.Path);
        gateway.Say("portmap add tcp 30001 127.0.0.1:1");
        gateway.Type("restart");
        Assert.Equal("Restarting.", gateway.Hear());
        Assert.Contains("restarted by the owner", gateway.Say("uptime"));
        Assert.Single(Rules(gateway));
    }

    [Fact]
    public void FactoryReset_Asks_AndForgets()
    {
        using GatewayProcess gateway = new(Mode.Desktop, _flash.Path);
        gateway.Say("portmap add tcp 30001 127.0.0.1:1");
        Assert.Equal("Nothing was forgotten.", gateway.Say("factory-reset\nno"));
        Assert.Single(Rules(gateway));

        // The folder is the user's own, and so is what else lies there.
        string stranger = Path.Combine(_flash.Path, "notes.txt");
        File.WriteAllText(stranger, "mine");
        string seed = Path.Combine(_flash.Path, "seed.a");
        byte[] seedBefore = File.ReadAllBytes(seed);
        string name = gateway.Json("status").GetProperty("name").GetString();
        gateway.Type("factory-reset\n" + name);
        Assert.StartsWith("Everything is forgotten.", gateway.Hear());
        Assert.Empty(Rules(gateway));
        // It has started anew, with a seed of its own.
        Assert.NotEqual(seedBefore, File.ReadAllBytes(seed));
        Assert.Equal(["lock", "notes.txt", "seed.a"], Directory.GetFiles(_flash.Path)
            .Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ReadOnlyFlash_IsSaid_AndNothingIsAcknowledged()
    {
        using GatewayProcess gateway = new(Mode.Desktop, _flash.Path);
        gateway.Say("portmap add tcp 30001 127.0.0.1:1");
        // A folder in the slot's place: the write fails for root as well.
        foreach (string slot in (string[])["table.a", "table.b"])
        {
            File.Delete(_flash.At(slot));
            Directory.CreateDirectory(_flash.At(slot));
        }
        Assert.StartsWith("error: Nothing was changed",
            gateway.Say("portmap add tcp 30002 127.0.0.1:2"));
        Assert.Single(Rules(gateway));
    }

    [Fact]
    public void FullDisk_IsSaidWithTheNextStep_AndNothingAcknowledgedIsLost()
    {
        using SmallDisk disk = new(_flash.Path);
        List<string> acknowledged = [];
        using (GatewayProcess gateway = new(Mode.Desktop, _flash.Path))
        {
            Assert.Null(TryAdd(gateway, acknowledged));
            disk.Fill();
            string refusal = null;
            while (refusal == null) refusal = TryAdd(gateway, acknowledged);
            Assert.StartsWith("error: Nothing was changed: flash could not be written", refusal);
            Assert.Contains("free some space", refusal);
            // Trying again and again must not cost the one good slot.
            for (int i = 0; i < 3; i++) Assert.Equal(refusal, TryAdd(gateway, acknowledged));
            Assert.Equal(acknowledged, Rules(gateway));
            gateway.Kill();
        }
        using (GatewayProcess again = new(Mode.Desktop, _flash.Path))
        {
            Assert.Equal(acknowledged, Rules(again));
            Assert.StartsWith("error: ", TryAdd(again, acknowledged));
            disk.Empty();
            Assert.Null(TryAdd(again, acknowledged));
            again.Kill();
        }
        using GatewayProcess last = new(Mode.Desktop, _flash.Path);
        Assert.Equal(acknowledged, Rules(last));
    }

    // Adds one more rule to those acknowledged; null, or what was said against it.
    private static string TryAdd(GatewayProcess gateway, List<string> acknowledged)
    {
        int next = acknowledged.Count + 1;
        Assert.InRange(next, 1, 60);
        string line = $"tcp {31000 + next} 127.0.0.1:{next} # {new string('x', 150)}";
        string said = gateway.Say("portmap add " + line).Split('\n')[0];
        if (!said.StartsWith("Rule ")) return said;
        acknowledged.Add(line);
        return null;
    }

    // The rules of an export; its first line says what it is.
    private static IEnumerable<string> Rules(GatewayProcess gateway) =>
        gateway.Say("export").Split('\n').Skip(1);
}

/// <summary>A disk of a few pages, mounted on a folder; skips the test where we may not.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    public SmallDisk(string folder)
    {
        (int exit, _, string errors) = Tool.Try("mount", null, "-t", "tmpfs", "-o", "size=64k",
            "portreeve-test", folder);
        Assert.SkipWhen(exit != 0, "a small disk needs root: " + errors.Trim());
        _folder = folder;
    }

    /// <summary>Leaves no free page.</summary>
    public void Fill()
    {
        using FileStream filler = new(Path.Combine(_folder, "filler"), FileMode.Create,
            FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true) filler.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full, as it should be.
        }
    }

    public void Empty() => File.Delete(Path.Combine(_folder, "filler"));

    public void Dispose() => Tool.Try("umount", null, "--lazy", _folder);
}
