// Device: the loop of the chip. One step of the gateway, one look at the device, a rest. Restarting
// happens here and only here, after the gateway has closed what it had open.

using nanoFramework.Runtime.Native;
using Portreeve.Changes;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>The gateway and the device in step.</summary>
    internal sealed class Machine
    {
        /// <summary>Asked for when idle; the runtime sleeps a whole tick of 10 ms.</summary>
        private const int NapMs = 1;

        private const int AnnounceEveryMs = 1000;

        private readonly Surroundings _around;
        private readonly SocketPowers _powers;
        private readonly CrashGuard _guard;
        private readonly Pace _pace = new Pace(NapMs);
        private readonly UsbLog _usb = new UsbLog();
        private Troubles _troubles;
        private long _announceAtMs;
        private int _turns;

        /// <summary>Makes the gateway, which opens nothing yet.</summary>
        public Machine(Surroundings around, Limits limits, SocketPowers powers, CrashGuard guard)
        {
            _around = around;
            _powers = powers;
            _guard = guard;
            Gateway = new Gateway(around, limits);
        }

        /// <summary>The gateway.</summary>
        public readonly Gateway Gateway;

        /// <summary>Set by Program before Run.</summary>
        public Rounds Rounds;
        public Ethernet Ethernet;
        public UartTerminal Terminal;
        public Addressing Addressing;
        public ChipBoard Board;
        public CrashLedger Ledger;

        /// <summary>Says how flash was found, now that there is a journal to say it in.</summary>
        public void TellOfFlash(Troubles troubles, bool isEmpty)
        {
            troubles.Journal = Gateway.Journal;
            if (isEmpty) troubles.Raise(Trouble.FlashEmpty, null);
            _troubles = troubles;
            string report = Gateway.Store.Report + Gateway.Rooms.Settings.Report;
            if (report.Length > 0) troubles.Raise(Trouble.SlotUnreadable, report);
        }

        /// <summary>Steps for ever, or until a restart is wanted.</summary>
        public void Run()
        {
            while (true)
            {
                long now = _around.Clock.NowMs;
                Ethernet.Step(now);
                bool moved = Gateway.Step(now);
                _turns++;
                if (moved) Board.Stir((now << 20) ^ _turns);
                Addressing.Step(now);
                Terminal.Step(now);
                int wanted = Rounds.Step(now);
                _powers.Epoch = Rounds.Link.Epoch;
                Announce(now);
                _guard.Beat(now);
                if (wanted != Rounds.Nothing || Board.IsRestartWanted) Leave(wanted);
                _powers.Wait(_pace.PauseMs(moved, now));
            }
        }

        private void Announce(long nowMs)
        {
            if (nowMs < _announceAtMs) return;
            _announceAtMs = nowMs + AnnounceEveryMs;
            bool isClaimed = Gateway.Rooms.Settings.IsClaimed;
            if (isClaimed) _troubles.Clear(Trouble.FlashEmpty);
            _usb.Step(_around.Board.Name, _around.Lan.Address, Gateway.Rooms.Settings.WebPort,
                isClaimed ? null : Gateway.Front.Login.Claim, nowMs);
        }

        /// <summary>
        /// An orderly restart is no crash, and the doors are tried again after it.
        /// </summary>
        private void Leave(int wanted)
        {
            Gateway.Close();
            if (wanted == Rounds.Forget)
            {
                FactoryReset.Do(Gateway.Rooms);
                Addressing.Step(_around.Clock.NowMs);
            }
            else if (wanted == Rounds.Nothing)
            {
                Ledger.Forgive();
            }
            Power.RebootDevice();
        }
    }
}
