// Rooms: flash that lives in memory, can be full and can lose everything.

using System.Collections;
using Portreeve.Outside;

namespace Portreeve.Rooms.Upkeep
{
    internal sealed class MemorySlots : ISlots
    {
        private readonly Hashtable _blobs = new Hashtable();

        /// <summary>Writes done so far.</summary>
        public int Writes;

        /// <summary>Refuses to write.</summary>
        public bool IsFull;

        public string Trouble { get { return IsFull ? "flash is full" : ""; } }

        public byte[] Read(string name)
        {
            return (byte[])_blobs[name];
        }

        public bool Write(string name, byte[] bytes, int count)
        {
            if (IsFull) return false;
            byte[] copy = new byte[count];
            for (int i = 0; i < count; i++) copy[i] = bytes[i];
            _blobs[name] = copy;
            Writes++;
            return true;
        }

        public void Erase(string name)
        {
            _blobs.Remove(name);
        }

        public void EraseAll()
        {
            _blobs.Clear();
        }
    }
}
