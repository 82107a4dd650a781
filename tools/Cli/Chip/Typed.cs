// Keys as the bytes that a VT100 sends for them: what the gateway's line editor understands.

using System;
using System.Text;

namespace Portreeve.Cli.Chip
{
    /// <summary>From keys to bytes.</summary>
    internal static class Typed
    {
        /// <summary>Ctrl-]: telnet's way out, which no line editor uses.</summary>
        public static readonly byte[] Leave = [0x1D];

        /// <summary>The bytes of a key; none for a key that means nothing here.</summary>
        public static byte[] Bytes(ConsoleKeyInfo key)
        {
            string? sequence = key.Key switch
            {
                ConsoleKey.UpArrow => "\u001b[A",
                ConsoleKey.DownArrow => "\u001b[B",
                ConsoleKey.RightArrow => "\u001b[C",
                ConsoleKey.LeftArrow => "\u001b[D",
                ConsoleKey.Home => "\u001b[H",
                ConsoleKey.End => "\u001b[F",
                ConsoleKey.Delete => "\u001b[3~",
                ConsoleKey.Backspace => "\u007f",
                ConsoleKey.Enter => "\r",
                _ => null,
            };
            if (sequence == null && key.KeyChar == '\0') return [];
            return Encoding.UTF8.GetBytes(sequence ?? key.KeyChar.ToString());
        }
    }
}
