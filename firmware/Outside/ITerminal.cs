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
        /// True when a person types and wants echo, editing and a prompt; false for a pipe.
        /// </summary>
        bool IsInteractive { get; }
    }
}
