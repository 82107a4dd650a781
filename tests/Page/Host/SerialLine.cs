// The owner's serial console, as a test has it: what is typed waits in a queue, what is said is
// kept.

using System;
using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using Portreeve.Outside;

namespace Portreeve.Page.Host;

internal sealed class SerialLine : ITerminal
{
    private readonly ConcurrentQueue<byte> _typed = new();
    private readonly StringBuilder _said = new();

    public bool IsInteractive => false;

    public bool IsReady => true;

    public int Read(byte[] buffer)
    {
        int count = 0;
        while (count < buffer.Length && _typed.TryDequeue(out byte one)) buffer[count++] = one;
        return count;
    }

    public void Write(string text)
    {
        lock (_said) _said.Append(text);
    }

    public string Said
    {
        get { lock (_said) return _said.ToString(); }
    }

    /// <summary>Types a line; gives the first match of what was said after it.</summary>
    public string Ask(string line, string pattern)
    {
        int before = Said.Length;
        foreach (byte one in Encoding.UTF8.GetBytes(line + "\n")) _typed.Enqueue(one);
        for (int i = 0; i < 800; i++)
        {
            Match match = Regex.Match(Said[before..], pattern);
            if (match.Success) return match.Groups[^1].Value;
            Thread.Sleep(25);
        }
        throw new TimeoutException($"\"{line}\" was answered with: {Said[before..]}");
    }
}
