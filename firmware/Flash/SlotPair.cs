// Flash: one text that survives power cuts: two slots in flash, written in turn. Used for every
// store (table, grants, friends, settings). It knows slots and bytes, nothing of what the text
// says; a newer text replaces an older one or does not, and there is never a third.
//
//   slot:  magic 4 | format 4 | generation 4 | length 4 | text, UTF-8 | CRC-32 of all before, 4
//          numbers little-endian
//
//   Load  the valid slot of the newest generation counts
//   Save  into the other slot, read back, compared; only then it counts
//
//   A power cut while slot b is written leaves b broken and a as it was: the old text.

using System;
using System.Text;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Flash
{
    /// <summary>What Load found.</summary>
    internal static class SlotState
    {
        /// <summary>Neither slot was ever written: a new device, or one reset.</summary>
        public const int Empty = 0;

        /// <summary>A text of our format, or of an older one (see SlotPair.Format).</summary>
        public const int Good = 1;

        /// <summary>A text of a newer format: kept as it is, nothing will be written.</summary>
        public const int Newer = 2;

        /// <summary>Something is there, and no slot is valid.</summary>
        public const int Damaged = 3;
    }

    /// <summary>Two slots for one text.</summary>
    internal sealed class SlotPair
    {
        /// <summary>Bytes around the text.</summary>
        public const int OverheadBytes = 20;

        /// <summary>Where in a slot its text begins.</summary>
        public const int TextStart = 16;

        private const int Magic = 0x56525450; // "PTRV"

        private static readonly string[] Endings = { ".a", ".b" };

        private readonly ISlots _slots;
        private readonly string _name;
        private readonly int _format;
        private int _current = -1;
        private uint _generation;

        /// <param name="slots">The flash.</param>
        /// <param name="name">Short lower-case word; the slots are NAME.a and NAME.b.</param>
        /// <param name="format">The format that Save writes, 1 and up.</param>
        public SlotPair(ISlots slots, string name, int format)
        {
            _slots = slots;
            _name = name;
            _format = format;
            Report = "";
            Trouble = "";
        }

        /// <summary>One of <see cref="SlotState"/>, after Load.</summary>
        public int State { get; private set; }

        /// <summary>Format of the text that Load gave; less than ours wants a migration.</summary>
        public int Format { get; private set; }

        /// <summary>What Load noticed, for the journal; empty when all is well.</summary>
        public string Report { get; private set; }

        /// <summary>Why Save failed, a sentence with the next step.</summary>
        public string Trouble { get; private set; }

        /// <summary>Reads both slots. Returns the text that counts, or null (see State).</summary>
        public string Load()
        {
            byte[] slot = LoadSlot();
            return slot == null ? null
                : Encoding.UTF8.GetString(slot, TextStart, slot.Length - OverheadBytes);
        }

        /// <summary>The same with the bytes around it: the text, UTF-8, lies from TextStart on and
        /// is OverheadBytes shorter than the array.</summary>
        public byte[] LoadSlot()
        {
            byte[] best = null;
            bool isDamaged = false;
            Report = "";
            _current = -1;
            _generation = 0;
            for (int i = 0; i < 2; i++)
            {
                byte[] slot = _slots.Read(_name + Endings[i]);
                if (slot == null || slot.Length == 0) continue;
                if (!IsValid(slot))
                {
                    isDamaged = true;
                    continue;
                }
                // Generations are compared by their distance, so that they may wrap around.
                uint generation = (uint)Number(slot, 8);
                if (best != null && (int)(generation - _generation) < 0) continue;
                best = slot;
                _current = i;
                _generation = generation;
            }
            return Judge(best, isDamaged);
        }

        /// <summary>
        /// Stores a text in place of the last one. True: it is in flash, read back and compared.
        /// False: see Trouble; what was stored before still counts.
        /// </summary>
        public bool Save(string text)
        {
            int bytes = Utf8Text.BytesOf(text);
            if (!CanSave(bytes)) return false;
            try
            {
                byte[] slot = new byte[bytes + OverheadBytes];
                Encoding.UTF8.GetBytes(text, 0, text.Length, slot, TextStart);
                return Save(slot, bytes);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                return GiveUp();
            }
        }

        /// <summary>Notes that there was no memory to save. Always false, as Save would say.
        /// </summary>
        public bool GiveUp()
        {
            Trouble = Shortage.Sentence;
            return false;
        }

        /// <summary>True when a text of so many bytes would be taken; else see Trouble. For those
        /// who ask before they make it.</summary>
        public bool CanSave(int bytes)
        {
            Trouble = "";
            int over = bytes - Limits.PayloadBytesMax;
            if (State == SlotState.Newer)
            {
                Trouble = Report;
            }
            else if (over > 0)
            {
                Trouble = "the " + _name + " would take " + bytes.ToString()
                    + " bytes of flash, " + over.ToString() + " more than the "
                    + Limits.PayloadBytesMax.ToString() + " that fit: shorten notes or lists";
            }
            return Trouble.Length == 0;
        }

        /// <summary>Stores a text that its writer has put where it must lie, so that it is in
        /// memory only once.</summary>
        /// <param name="slot">The text in UTF-8 from TextStart on, and four bytes of room behind
        /// it at least.</param>
        /// <param name="bytes">Length of the text.</param>
        public bool Save(byte[] slot, int bytes)
        {
            if (!CanSave(bytes)) return false;
            int end = TextStart + bytes;
            PutNumber(slot, 0, Magic);
            PutNumber(slot, 4, _format);
            PutNumber(slot, 8, (int)(_generation + 1));
            PutNumber(slot, 12, bytes);
            PutNumber(slot, end, (int)Crc32.Of(slot, 0, end));
            int target = _current == 0 ? 1 : 0;
            if (!_slots.Write(_name + Endings[target], slot, end + 4))
            {
                Trouble = _slots.Trouble;
                return false;
            }
            if (!IsSame(slot, end + 4, _slots.Read(_name + Endings[target])))
            {
                Trouble = "flash did not give back what was written to " + _name
                    + Endings[target] + "; the last stored " + _name + " still counts: try "
                    + "again, and replace the board if it happens often";
                return false;
            }
            _current = target;
            _generation++;
            State = SlotState.Good;
            Format = _format;
            return true;
        }

        private byte[] Judge(byte[] slot, bool isDamaged)
        {
            if (slot == null)
            {
                Format = 0;
                State = isDamaged ? SlotState.Damaged : SlotState.Empty;
                if (isDamaged)
                {
                    Report = "the stored " + _name + " is damaged in flash and could not be read; "
                        + "starting without it: import a copy, or set it up again";
                }
                return null;
            }
            Format = Number(slot, 4);
            if (Format > _format)
            {
                State = SlotState.Newer;
                Report = "the stored " + _name + " was written by newer firmware (format "
                    + Format.ToString() + ", this one knows " + _format.ToString()
                    + "); it is kept untouched and not used: flash the newer firmware again, or "
                    + "factory-reset to start anew";
                return null;
            }
            State = SlotState.Good;
            if (isDamaged)
            {
                Report = "one of two copies of the " + _name + " was damaged in flash, as after a "
                    + "power cut while saving; the other one is in use: check that it is right";
            }
            return slot;
        }

        private static bool IsValid(byte[] slot)
        {
            if (slot.Length < OverheadBytes || Number(slot, 0) != Magic) return false;
            if (Number(slot, 4) < 1) return false;
            if (Number(slot, 12) != slot.Length - OverheadBytes) return false;
            return Number(slot, slot.Length - 4) == (int)Crc32.Of(slot, 0, slot.Length - 4);
        }

        private static bool IsSame(byte[] a, int count, byte[] b)
        {
            if (b == null || b.Length != count) return false;
            for (int i = 0; i < count; i++)
            {
                if (a[i] != b[i]) return false;
            }
            return true;
        }

        private static int Number(byte[] slot, int at)
        {
            return slot[at] | (slot[at + 1] << 8) | (slot[at + 2] << 16) | (slot[at + 3] << 24);
        }

        private static void PutNumber(byte[] slot, int at, int number)
        {
            slot[at] = (byte)number;
            slot[at + 1] = (byte)(number >> 8);
            slot[at + 2] = (byte)(number >> 16);
            slot[at + 3] = (byte)(number >> 24);
        }
    }
}
