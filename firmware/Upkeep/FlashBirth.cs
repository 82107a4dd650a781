// Upkeep: has flash been formatted since we were last here? The image formats a damaged file system
// without a word (format_if_mount_failed), and then every door, friend and password is gone. A
// marker tells: it is written once and never again, so its absence means an empty flash. Whether
// the board is new or was formatted cannot be told apart: nothing else survives on this chip.
// Works on ISlots; the marker's name must be on no other list.
//
//   marker there --> Known        marker missing, a settings slot there --> Known, written anew
//   marker missing, nothing else there --> Empty, said once, and the marker is written

using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>Looks for the marker once, at the start.</summary>
    internal static class FlashBirth
    {
        /// <summary>The slot that holds the marker.</summary>
        public const string Marker = "born";

        /// <summary>
        /// True when flash held nothing of ours. Writes the marker where it is missing.
        /// </summary>
        /// <param name="slots">Where to look.</param>
        /// <param name="settings">Slots that a used board has, such as "table.a".</param>
        public static bool IsEmpty(ISlots slots, string[] settings)
        {
            if (slots.Read(Marker) != null) return false;
            bool isEmpty = true;
            for (int i = 0; i < settings.Length && isEmpty; i++)
            {
                isEmpty = slots.Read(settings[i]) == null;
            }
            slots.Write(Marker, new byte[] { (byte)'1' }, 1);
            return isEmpty;
        }
    }
}
