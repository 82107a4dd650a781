// Scenario: everything around the gateway but the network, where nothing ever happens.

using Portreeve.Outside;

namespace Portreeve.Scenario
{
    /// <summary>A board at rest in 192.168.1.0/24.</summary>
    internal sealed class StillWorld : IClock, ILan, ISlots, ITerminal, IBoard, ILamp
    {
        private const uint OwnAddress = 0xC0A80102;
        private const uint OwnMask = 0xFFFFFF00;

        public long NowMs { get { return 1000; } }

        public long UtcSeconds { get { return 0; } }

        public uint Address { get { return OwnAddress; } }

        public uint Mask { get { return OwnMask; } }

        public string Trouble { get { return ""; } }

        public bool IsInteractive { get { return false; } }

        public bool IsReady { get { return true; } }

        public string Name { get { return "portreeve-000000"; } }

        public long FreeBytes { get { return 60000; } }

        public long SystemFreeBytes { get { return 60000; } }

        public bool IsOurs(uint address)
        {
            return address == OwnAddress;
        }

        public bool IsNear(uint address)
        {
            return (address & OwnMask) == (OwnAddress & OwnMask);
        }

        public uint DnsServer(int index)
        {
            return 0;
        }

        public string Neighbours { get { return null; } }

        public byte[] Read(string name)
        {
            return null;
        }

        public bool Write(string name, byte[] bytes, int count)
        {
            return true;
        }

        public void Erase(string name)
        {
        }

        public void EraseAll()
        {
        }

        public int Read(byte[] buffer)
        {
            return 0;
        }

        public void Write(string text)
        {
        }

        public void FillRandom(byte[] buffer)
        {
        }

        public void Restart()
        {
        }

        public void Show(int code)
        {
        }
    }
}
