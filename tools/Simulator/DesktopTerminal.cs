// Simulator: this process's input and output as the serial line. A thread reads, since reading
// waits; another one writes, so that somebody who does not read our output cannot hold the
// gateway up. A person's terminal runs raw: the firmware's own line editor does the editing, as it
// does on the chip. Ctrl-C is not for the gateway: it ends us, cleanly the first time.

using System;
using System.Collections.Concurrent;
using System.IO;
using System.Text;
using System.Threading;
using Microsoft.Win32.SafeHandles;
using Portreeve.Outside;

namespace Portreeve.Simulator;

/// <summary>ITerminal over standard input and output.</summary>
internal sealed class DesktopTerminal : ITerminal, IDisposable
{
    // What nobody reads is dropped beyond this; a pipe holds 64 KB on its own.
    private const int UnreadCharsMax = 4 << 20;
    private const int LastWordsMs = 1000;
    private const byte CtrlC = 3;
    private const byte LineFeed = 10;

    private readonly Stream _in;
    private readonly Stream _out;
    private readonly ConcurrentQueue<byte[]> _typed = new();
    private readonly BlockingCollection<string> _said = new();
    private readonly Thread _writer;
    private readonly RawMode _raw;
    private readonly Action _interrupt;
    private byte[] _current = [];
    private int _next;
    private int _unread;
    private volatile bool _isAtEnd;
    private volatile bool _wasTyped;

    /// <param name="interrupt">Called, on a thread of ours, for each Ctrl-C typed.</param>
    public DesktopTerminal(Action interrupt)
    {
        _interrupt = interrupt;
        IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        _in = OpenInput();
        _out = OpenOutput();
        if (IsInteractive) _raw = new RawMode();
        new Thread(ReadAll) { IsBackground = true, Name = "terminal in" }.Start();
        _writer = new Thread(WriteAll) { IsBackground = true, Name = "terminal out" };
        _writer.Start();
    }

    public bool IsInteractive { get; }

    public bool IsReady => true;

    /// <summary>True when the input has ended and all of it has been taken.</summary>
    public bool IsAtEnd => _isAtEnd && _typed.IsEmpty && _next == _current.Length;

    /// <summary>True when the input ended before anything was typed: a service has no
    /// console, and its output is read as a log.</summary>
    public bool IsUnattended => _isAtEnd && !_wasTyped;

    public int Read(byte[] buffer)
    {
        if (_next == _current.Length)
        {
            if (!_typed.TryDequeue(out _current)) _current = [];
            _next = 0;
        }
        int count = Math.Min(buffer.Length, _current.Length - _next);
        Array.Copy(_current, _next, buffer, 0, count);
        _next += count;
        return count;
    }

    /// <summary>Puts bytes that were read, but not used, before those still to be read.</summary>
    public void PutBack(byte[] bytes)
    {
        _current = [.. bytes, .. _current[_next..]];
        _next = 0;
    }

    public void Write(string text)
    {
        if (_said.IsAddingCompleted || Volatile.Read(ref _unread) > UnreadCharsMax) return;
        Interlocked.Add(ref _unread, text.Length);
        _said.Add(text);
    }

    /// <summary>Sets the terminal up again, after the shell had it (Ctrl-Z, fg).</summary>
    public void Resume() => _raw?.Set();

    /// <summary>Writes what is left, for a moment at most, and restores the terminal.</summary>
    public void Dispose()
    {
        _said.CompleteAdding();
        _writer.Join(LastWordsMs);
        _raw?.Restore();
    }

    private void ReadAll()
    {
        byte[] buffer = new byte[4096];
        byte last = LineFeed;
        try
        {
            int got;
            while ((got = _in.Read(buffer, 0, buffer.Length)) > 0)
            {
                last = buffer[got - 1];
                _wasTyped = true;
                if (IsInteractive && Array.IndexOf(buffer, CtrlC, 0, got) >= 0) _interrupt();
                else _typed.Enqueue(buffer[..got]);
            }
        }
        catch (IOException)
        {
            // The terminal went away (a closed window): the same as its end.
        }
        // A script's last line counts without its end as well.
        if (!IsInteractive && last != LineFeed) _typed.Enqueue([LineFeed]);
        _isAtEnd = true;
    }

    private void WriteAll()
    {
        foreach (string text in _said.GetConsumingEnumerable())
        {
            Interlocked.Add(ref _unread, -text.Length);
            try
            {
                _out.Write(Encoding.UTF8.GetBytes(text));
                _out.Flush();
            }
            catch (IOException)
            {
                // Nobody reads any more; the gateway goes on without words.
            }
        }
    }

    // The runtime's own console streams would change the terminal's mode behind our back.
    private static Stream OpenInput() => OperatingSystem.IsWindows()
        ? Console.OpenStandardInput()
        : new FileStream(new SafeFileHandle(0, false), FileAccess.Read, 1);

    // A file that others append to (a shell's log) must be written at its end as it is now, while
    // FileStream keeps a place of its own.
    private static Stream OpenOutput() => OperatingSystem.IsWindows() || Console.IsOutputRedirected
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, false), FileAccess.Write, 1);
}
