// Bench: a started program: what it says, what it has used, and its end.

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portreeve.Bench;

/// <summary>A started program; disposing it ends it and its children, and only those.</summary>
internal sealed class Running : IDisposable
{
    private const int AnswerMs = 20_000;

    // USER_HZ, the same on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    /// <param name="program">With its path, or a name in PATH.</param>
    /// <param name="arguments">One by one.</param>
    public Running(string program, params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, e) =>
        {
            lock (_said) _said.Append(e.Data);
        };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Types a line at its console.</summary>
    public void Type(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits until it has said something that matches; null when it never does.</summary>
    public Match? Hear(string pattern)
    {
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < AnswerMs;)
        {
            lock (_said)
            {
                Match match = Regex.Match(_said.ToString(), pattern);
                if (match.Success) return match;
            }
            Thread.Sleep(20);
        }
        return null;
    }

    /// <summary>Processor seconds that it and its children have used, those that have ended
    /// among them.</summary>
    public double CpuSeconds() => Tree(_process.Id).Sum(id =>
    {
        string[] fields = Stat(id);
        return fields.Length < 15 ? 0
            : fields[11..15].Sum(f => double.Parse(f, CultureInfo.InvariantCulture));
    }) / TicksPerSecond;

    /// <summary>The same to the microsecond, of those only that still live: where seconds go by
    /// and nobody comes or goes.</summary>
    public double LivingCpuSeconds() => Tree(_process.Id).SelectMany(Threads).Sum(thread =>
    {
        // sched-stats: nanoseconds on a processor come first.
        string[] fields = Read(Path.Combine(thread, "schedstat")).Split(' ');
        return fields.Length < 3 ? 0
            : double.Parse(fields[0], CultureInfo.InvariantCulture);
    }) / 1e9;

    /// <summary>Memory of it and its children in MB; what several share counts once (Pss).
    /// </summary>
    public double MemoryMb() => Tree(_process.Id).Sum(id =>
    {
        string rollup = Read($"/proc/{id}/smaps_rollup");
        Match pss = Regex.Match(rollup, @"^Pss:\s+(\d+) kB", RegexOptions.Multiline);
        return pss.Success ? double.Parse(pss.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
    }) / 1024;

    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(5000);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself already.
        }
        _process.Dispose();
    }

    // The launcher may be a shell, and some fork a child for each connection.
    private static IEnumerable<int> Tree(int id)
    {
        yield return id;
        foreach (string task in Threads(id))
        {
            string children = Read(Path.Combine(task, "children"));
            foreach (string child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                foreach (int below in Tree(int.Parse(child))) yield return below;
            }
        }
    }

    private static string[] Threads(int id)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{id}/task");
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return [];
        }
    }

    // The fields of /proc/ID/stat behind the name: utime is 11, stime, cutime and cstime follow.
    private static string[] Stat(int id)
    {
        string stat = Read($"/proc/{id}/stat");
        return stat.Length == 0 ? [] : stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}
