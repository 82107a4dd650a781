// Outside: flash. Names are short lower-case words such as "table.a". A write counts only once
// it has been read back by the caller; a power cut may leave the old bytes, the new or garbage.

namespace Portreeve.Outside
{
    /// <summary>Named blobs that survive a restart.</summary>
    internal interface ISlots
    {
        /// <summary>All bytes of the slot, or null when it is missing or unreadable.</summary>
        byte[] Read(string name);

        /// <summary>Replaces the slot's bytes. False: not done, see Trouble.</summary>
        bool Write(string name, byte[] bytes, int count);

        /// <summary>Removes the slot. Removing a missing one is fine.</summary>
        void Erase(string name);

        /// <summary>Removes every slot, known here or not: a factory reset.</summary>
        void EraseAll();

        /// <summary>Why the last Write failed, as a sentence with the next step.</summary>
        string Trouble { get; }
    }
}
