// Outside: the serial line.

namespace Portreeve.Outside
{
    /// <summary>A byte pipe to the owner: a UART, a terminal, or a script's pipe.</summary>
    internal interface ITerminal
    {
        /// <summary>Bytes typed since the last call, 0 when none; never waits.</summary>
        int Read(byte[] buffer);

        /// <summary>Writes text; "\n" means a new line whatever the line needs.</summary>
        void Write(string text);

        /// <summary>
        /// True when what was written is out, or nearly: then the next line of a report may come.
        /// Anything may be written at any time, but what is written much faster than the line
        /// carries it can be lost.
        /// </summary>
        bool IsReady { get; }

        /// <summary>
        /// True when a person types and wants echo, editing and a prompt; false for a pipe.
        /// </summary>
        bool IsInteractive { get; }
    }
}
