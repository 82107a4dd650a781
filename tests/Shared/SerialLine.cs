// Tests: the owner's serial line. What is typed waits in a queue until the gateway reads it; what
// the gateway says is kept. Compiled into the suites that run a gateway in their own process.

using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Portreeve.Outside;

namespace Portreeve;

/// <summary>A console without a terminal behind it.</summary>
internal sealed class SerialLine : ITerminal
{
    private readonly ConcurrentQueue<byte> _typed = new();
    private readonly StringBuilder _said = new();
    private int _heard;

    public bool IsInteractive => false;

    public bool IsReady => true;

    /// <summary>Everything the gateway has said.</summary>
    public string Said
    {
        get { lock (_said) return _said.ToString(); }
    }

    public int Read(byte[] buffer)
    {
        int count = 0;
        while (count < buffer.Length && _typed.TryDequeue(out buffer[count])) count++;
        return count;
    }

    public void Write(string text)
    {
        lock (_said) _said.Append(text);
    }

    /// <summary>Types a line and does not wait.</summary>
    public void Type(string line)
    {
        foreach (byte one in Encoding.UTF8.GetBytes(line + "\n")) _typed.Enqueue(one);
    }

    /// <summary>What was said since the last call.</summary>
    public string Hear()
    {
        lock (_said)
        {
            string said = _said.ToString(_heard, _said.Length - _heard);
            _heard = _said.Length;
            return said;
        }
    }

    /// <summary>Types a line and waits until what is said after it satisfies the test; gives it.
    /// </summary>
    /// <param name="line">What to type.</param>
    /// <param name="isEnough">Looks at what was said since.</param>
    /// <param name="isAlive">False when nothing more will come.</param>
    public string Ask(string line, System.Func<string, bool> isEnough,
        System.Func<bool> isAlive = null)
    {
        Hear();
        Type(line);
        string said = "";
        for (long until = System.Environment.TickCount64 + Patience.Ms;
            System.Environment.TickCount64 < until && isAlive?.Invoke() != false;)
        {
            said += Hear();
            if (isEnough(said)) return said;
            System.Threading.Thread.Sleep(5);
        }
        throw new System.TimeoutException($"\"{line}\" was answered with: {said}");
    }

    /// <summary>Types a line; gives the first match of what was said after it, or of the last
    /// group in it.</summary>
    public string Ask(string line, string pattern)
    {
        string said = Ask(line, text => Regex.IsMatch(text, pattern));
        return Regex.Match(said, pattern).Groups[^1].Value;
    }
}
