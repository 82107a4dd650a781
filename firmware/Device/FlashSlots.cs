// Device: slots on the chip's flash (littlefs, drive I:), and whether flash still takes what it is
// given. The same file system holds the runtime's own con_*.sys files, which nobody here may touch.

using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>FileSlots on I:, with a memory of the last refusal.</summary>
    internal sealed class FlashSlots : ISlots
    {
        private const string Root = "I:\\";
        private const string Runtime = ".sys";

        private readonly FileSlots _files = new FileSlots(Root);

        /// <summary>Why the last write was refused, or null when it was taken.</summary>
        public string Refusal { get; private set; }

        /// <inheritdoc/>
        public string Trouble { get { return _files.Trouble; } }

        /// <inheritdoc/>
        public byte[] Read(string name)
        {
            return _files.Read(name);
        }

        /// <inheritdoc/>
        public bool Write(string name, byte[] bytes, int count)
        {
            bool isDone = !IsRuntimes(name) && _files.Write(name, bytes, count);
            Refusal = isDone ? null : Trouble;
            return isDone;
        }

        /// <inheritdoc/>
        public void Erase(string name)
        {
            if (!IsRuntimes(name)) _files.Erase(name);
        }

        /// <inheritdoc/>
        public void EraseAll()
        {
            // What the runtime stores beside ours stays.
            _files.EraseAll();
        }

        // EndsWith would cut the end off first, to compare it.
        private static bool IsRuntimes(string name)
        {
            return name.IndexOf(Runtime) >= 0;
        }
    }
}
