// World: the device itself: flash that power can leave in the middle of a write, the place in the
// LAN, the serial line, the lamp.

using System;
using System.Collections.Generic;
using System.Text;
using Portreeve.HeapModel;
using Portreeve.Outside;

namespace Portreeve.World.Outside
{
    /// <summary>Thrown out of a write: from here on the gateway is no more.</summary>
    internal sealed class PowerCut : Exception
    {
    }

    /// <summary>Flash.</summary>
    internal sealed class SimFlash : ISlots
    {
        private readonly Dictionary<string, byte[]> _slots = new();
        private readonly Dice _dice;

        public SimFlash(Dice dice)
        {
            _dice = dice;
        }

        /// <summary>Writes so far.</summary>
        public int Writes { get; private set; }

        /// <summary>The write in which the power is cut, 0 = none.</summary>
        public int CutAtWrite;

        /// <summary>What the cut write leaves: 0 the old bytes, 1 the new, 2 garbage.</summary>
        public int CutLeaves;

        /// <summary>The slot that was cut, or null.</summary>
        public string CutName { get; private set; }

        /// <summary>No write succeeds.</summary>
        public bool IsFull;

        public string Trouble { get { return "flash is full: delete a rule"; } }

        public byte[] Read(string name)
        {
            return _slots.TryGetValue(name, out byte[] slot) ? (byte[])slot.Clone() : null;
        }

        public bool Write(string name, byte[] bytes, int count)
        {
            Writes++;
            if (IsFull) return false;
            byte[] slot = new byte[count];
            Array.Copy(bytes, slot, count);
            bool isCut = Writes == CutAtWrite;
            if (isCut && CutLeaves == 2) Spoil(slot);
            if (!isCut || CutLeaves != 0) _slots[name] = slot;
            if (!isCut) return true;
            CutName = name;
            throw new PowerCut();
        }

        public void Erase(string name)
        {
            _slots.Remove(name);
        }

        public void EraseAll()
        {
            _slots.Clear();
        }

        private void Spoil(byte[] slot)
        {
            int from = _dice.Below(slot.Length);
            for (int i = from; i < slot.Length; i++) slot[i] = (byte)_dice.Next();
        }
    }

    /// <summary>192.168.1.5 in 192.168.1.0/24.</summary>
    internal sealed class SimLan : ILan
    {
        private readonly bool _lies;

        public SimLan(SimStyle style)
        {
            _lies = style.Sabotage == Sabotage.StrangerLetIn;
        }

        public uint Address { get { return SimDatagramNetwork.Gateway; } }

        public uint Mask { get { return 0xFFFFFF00; } }

        public bool IsOurs(uint address)
        {
            return address == Address;
        }

        public bool IsNear(uint address)
        {
            return _lies || (address & Mask) == (Address & Mask);
        }

        public uint DnsServer(int index)
        {
            return index == 0 ? 0xC0A80101u : 0;
        }

        public string Neighbours { get { return null; } }
    }

    /// <summary>The serial line with the owner's script at its other end.</summary>
    internal sealed class SimTerminal : ITerminal
    {
        private readonly Queue<byte> _typed = new();
        private readonly StringBuilder _said = new();
        private readonly StringBuilder _transcript = new();

        public bool IsInteractive { get { return false; } }

        public bool IsReady { get { return true; } }

        /// <summary>The owner types a line.</summary>
        public void Type(string line)
        {
            foreach (byte one in Encoding.UTF8.GetBytes(line + "\n")) _typed.Enqueue(one);
        }

        /// <summary>What was answered since the last call.</summary>
        public string Hear()
        {
            string said = _said.ToString();
            _said.Clear();
            return said;
        }

        /// <summary>Bytes that were taken so far.</summary>
        public int Taken { get; private set; }

        /// <summary>What is typed does not arrive.</summary>
        public bool IsDeaf;

        public int Read(byte[] buffer)
        {
            int count = 0;
            if (IsDeaf) return 0;
            while (count < buffer.Length && _typed.Count > 0) buffer[count++] = _typed.Dequeue();
            Taken += count;
            return count;
        }

        public void Write(string text)
        {
            _said.Append(text);
            if (!Keeps) return;
            _transcript.Append(text);
            if (_transcript.Length > 8000) _transcript.Remove(0, 4000);
            if (text.Contains("memory", StringComparison.Ordinal)) SaidMemory++;
        }

        /// <summary>What was said is kept a while, for those who ask later.</summary>
        public bool Keeps;

        /// <summary>How often memory was spoken of.</summary>
        public int SaidMemory { get; private set; }

        /// <summary>Forgets what was kept.</summary>
        public void Forget()
        {
            _transcript.Clear();
        }

        /// <summary>True when this was said since.</summary>
        public bool HasSaid(string words)
        {
            return _transcript.ToString().Contains(words, StringComparison.Ordinal);
        }
    }

    /// <summary>A packed page of a usual length.</summary>
    internal sealed class SimPage : IPageSource
    {
        private const int Length = 16000;

        public int LengthOf(int file)
        {
            return Length;
        }

        public string ETagOf(int file)
        {
            return "\"world\"";
        }

        public int Read(int file, int offset, byte[] buffer, int count)
        {
            count = Math.Min(count, Length - offset);
            for (int i = 0; i < count; i++) buffer[i] = (byte)(offset + i);
            return count;
        }
    }

    /// <summary>Board and lamp.</summary>
    internal sealed class SimBoard : IBoard, ILamp
    {
        private readonly Dice _dice;

        public SimBoard(Dice dice)
        {
            _dice = dice;
        }

        public string Name { get { return "portreeve-world"; } }

        private long _free = 60000;

        /// <summary>The heap that is kept to, or null.</summary>
        public GatewayHeap Heap;

        public long FreeBytes
        {
            get { return Heap != null ? Heap.FreeBytes : _free; }
            set { _free = value; }
        }

        public long SystemFreeBytes { get; set; } = 60000;

        /// <summary>The gateway asked for a restart.</summary>
        public bool WantsRestart;

        public void FillRandom(byte[] buffer)
        {
            for (int i = 0; i < buffer.Length; i++) buffer[i] = (byte)_dice.Next();
        }

        public void Restart()
        {
            WantsRestart = true;
        }

        public void Show(int code)
        {
        }
    }
}
