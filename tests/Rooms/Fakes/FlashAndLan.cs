// Stand-ins for the outside world, as small as the tests need them.

using System.Collections;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    /// <summary>A host at 192.168.1.5/24.</summary>
    internal sealed class FakeLan : ILan
    {
        public uint Address { get { return 0xC0A80105; } }

        public uint Mask { get { return 0xFFFFFF00; } }

        // As the chip's Ethernet and a computer's LAN say it.
        public bool IsOurs(uint address)
        {
            return address == Address || IPv4.IsLoopback(address);
        }

        public bool IsNear(uint address)
        {
            return (address & Mask) == (Address & Mask);
        }

        public uint DnsServer(int index)
        {
            return 0;
        }

        public string Neighbours { get { return null; } }
    }

    /// <summary>Flash whose power can fail in the middle of a write.</summary>
    internal sealed class FakeSlots : ISlots
    {
        private readonly Hashtable _slots = new Hashtable();

        /// <summary>Bytes until the power fails; -1 = never.</summary>
        public int CutAfterBytes = -1;

        /// <summary>Behind the cut: 0 nothing, 1 what was there before, 2 garbage.</summary>
        public int Remains;

        /// <summary>True: writes are refused, as on a full disk.</summary>
        public bool IsFull;

        /// <summary>True: what is written comes back with one bit changed.</summary>
        public bool IsWorn;

        public string Trouble { get { return "the disk is full: delete something"; } }

        public byte[] Read(string name)
        {
            byte[] slot = (byte[])_slots[name];
            if (slot == null) return null;
            byte[] copy = new byte[slot.Length];
            slot.CopyTo(copy, 0);
            return copy;
        }

        public bool Write(string name, byte[] bytes, int count)
        {
            if (IsFull) return false;
            byte[] slot = new byte[count];
            for (int i = 0; i < count; i++) slot[i] = bytes[i];
            if (IsWorn) slot[count / 2] ^= 16;
            if (CutAfterBytes >= 0) slot = Cut(slot, (byte[])_slots[name]);
            _slots[name] = slot;
            return CutAfterBytes < 0;
        }

        public void Erase(string name)
        {
            _slots.Remove(name);
        }

        public void EraseAll()
        {
            _slots.Clear();
        }

        private byte[] Cut(byte[] slot, byte[] before)
        {
            int length = Remains == 0 ? CutAfterBytes
                : Remains == 1 && before != null ? before.Length : slot.Length;
            if (length < CutAfterBytes) length = CutAfterBytes;
            byte[] torn = new byte[length];
            for (int i = 0; i < length; i++)
            {
                if (i < CutAfterBytes) torn[i] = slot[i];
                else if (Remains == 1 && before != null) torn[i] = before[i];
                else torn[i] = (byte)(i * 37 + 11);
            }
            return torn;
        }
    }
}
