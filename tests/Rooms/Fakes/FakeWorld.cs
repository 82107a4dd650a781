// Fakes: clock, LAN, flash, lamp, board and terminal that do what the test says, and the bundle
// of them all.

using System.Collections;
using Portreeve.Outside;

namespace Portreeve.Rooms.Fakes
{
    /// <summary>Everything around a gateway, in the test's hands.</summary>
    internal sealed class FakeWorld : IClock, ILan, ISlots, ITerminal, IBoard, ILamp
    {
        private readonly Hashtable _slots = new Hashtable();

        /// <summary>The time since boot, ms.</summary>
        public long Ms = 1000;

        /// <summary>The calendar, 0 while unknown.</summary>
        public long Utc = 0;

        /// <summary>The scarcest memory; -1 unknown.</summary>
        public long Free = -1;
        public long SystemFree = -1;

        /// <summary>What was asked for by the board's calls.</summary>
        public int Restarts, Lamp;

        /// <summary>True: writing to flash fails.</summary>
        public bool IsFlashFull = false;

        /// <summary>Writes that will succeed before one fails; below zero: all.</summary>
        public int WritesLeft = -1;

        /// <summary>True: after the one that fails, writes succeed again.</summary>
        public bool FailsOnce = false;

        /// <summary>Slots written so far.</summary>
        public int Writes;

        /// <summary>True: a person is at the terminal; else a pipe.</summary>
        public bool IsPerson = false;

        /// <summary>What was written to the terminal.</summary>
        public string Written = "";

        /// <summary>What will be read from it.</summary>
        public string Typed = "";

        /// <summary>The DNS servers; 0 = none.</summary>
        public uint FirstServer = 0xC0A80101, SecondServer = 0;

        /// <summary>The network.</summary>
        public readonly FakeNetwork Network = new FakeNetwork();

        /// <summary>The bundle.</summary>
        public Surroundings Around()
        {
            Surroundings around = new Surroundings();
            around.Clock = this;
            around.Network = Network;
            around.Lan = this;
            around.Slots = this;
            around.Terminal = this;
            around.Board = this;
            around.Lamp = this;
            return around;
        }

        public long NowMs { get { return Ms; } }

        /// <summary>So many looks at the calendar are ended by memory, after so many that are
        /// not: a place in the midst of whatever looks at it.</summary>
        public int ShortLooks, LooksBefore;

        public long UtcSeconds
        {
            get
            {
                if (ShortLooks == 0) return Utc;
                if (LooksBefore > 0)
                {
                    LooksBefore--;
                    return Utc;
                }
                ShortLooks--;
                throw new FakeShortage();
            }
        }

        /// <summary>Our own address.</summary>
        public uint OwnAddress = 0xC0A80102;

        public uint Address { get { return OwnAddress; } }

        public uint Mask { get { return 0xFFFFFF00; } }

        public bool IsOurs(uint address)
        {
            return address == Address;
        }

        public bool IsNear(uint address)
        {
            return (address & Mask) == (Address & Mask);
        }

        public uint DnsServer(int index)
        {
            return index == 0 ? FirstServer : SecondServer;
        }

        /// <summary>What the system has heard of.</summary>
        public string Neighbours { get; set; }

        public byte[] Read(string name)
        {
            return (byte[])_slots[name];
        }

        public bool Write(string name, byte[] bytes, int count)
        {
            if (IsFlashFull) return false;
            if (WritesLeft == 0)
            {
                if (FailsOnce) WritesLeft = -1;
                return false;
            }
            WritesLeft--;
            Writes++;
            byte[] copy = new byte[count];
            System.Array.Copy(bytes, 0, copy, 0, count);
            _slots[name] = copy;
            return true;
        }

        public void Erase(string name)
        {
            _slots.Remove(name);
        }

        public void EraseAll()
        {
            _slots.Clear();
        }

        /// <summary>True when any slot of the flash holds this text.</summary>
        public bool HasInFlash(string text)
        {
            foreach (object slot in _slots.Values)
            {
                byte[] bytes = (byte[])slot;
                string all = "";
                for (int i = 0; i < bytes.Length; i++) all += (char)bytes[i];
                if (all.IndexOf(text) >= 0) return true;
            }
            return false;
        }

        public string Trouble { get { return "flash is full in this test"; } }

        public int Read(byte[] buffer)
        {
            int count = Typed.Length < buffer.Length ? Typed.Length : buffer.Length;
            for (int i = 0; i < count; i++) buffer[i] = (byte)Typed[i];
            Typed = Typed.Substring(count);
            return count;
        }

        public void Write(string text)
        {
            Written += text;
        }

        public bool IsInteractive { get { return IsPerson; } }

        public bool IsReady { get { return true; } }

        public string Name { get { return "portreeve-test"; } }

        public long FreeBytes { get { return Free; } }

        public long SystemFreeBytes { get { return SystemFree; } }

        public void FillRandom(byte[] buffer)
        {
            for (int i = 0; i < buffer.Length; i++) buffer[i] = (byte)(i * 37 + 11);
        }

        public void Restart()
        {
            Restarts++;
        }

        public void Show(int code)
        {
            Lamp = code;
        }
    }
}
