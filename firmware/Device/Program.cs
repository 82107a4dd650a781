// Device: where the chip's program begins. It puts the rooms together, once, and hands over to the
// machine. The whole of it runs under the crash guard.

using System.Device.Gpio;
using System.Net;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>The entry point of the image.</summary>
    public static class Program
    {
        /// <summary>
        /// lwIP keeps so many newcomers for us (CONFIG_LWIP_TCP_ACCEPTMBOX_SIZE).
        /// </summary>
        private const int Backlog = 6;

        /// <summary>Slots that only a board in use has; see FlashBirth.</summary>
        private static readonly string[] UsedSlots =
            { "table.a", "table.b", "settings.a", "settings.b" };

        /// <summary>Never returns: what ends, restarts.</summary>
        public static void Main()
        {
            ChipClock clock = new ChipClock();
            FlashSlots slots = new FlashSlots();
            CrashLedger ledger = new CrashLedger(slots);
            CrashGuard guard = new CrashGuard(ledger, clock);
            guard.Run("gateway", () => Compose(clock, slots, ledger, guard).Run());
        }

        private static Machine Compose(ChipClock clock, FlashSlots slots, CrashLedger ledger,
            CrashGuard guard)
        {
            Limits limits = BoardLimits.Of();
            GpioController pins = new GpioController();
            StatusLamp lamp = new StatusLamp(new PinLight(pins));
            lamp.Step(clock.NowMs);
            UartTerminal terminal = new UartTerminal(clock);
            Ethernet ethernet = new Ethernet(clock.NowMs);
            Troubles troubles = new Troubles(terminal);
            ReflectedPowers powers = new ReflectedPowers();

            Surroundings around = new Surroundings();
            around.Clock = clock;
            around.Lan = ethernet;
            around.Slots = slots;
            around.Terminal = terminal;
            around.Lamp = lamp;
            around.Page = new FlashPage();
            around.SafeMode = ledger.IsSafeMode;
            around.Owner = Ownership.Missing;
            around.LastStart = ledger.Count > 0 ? "crashed: " + ledger.Text : "switched on";
            ChipBoard board = new ChipBoard(clock, ethernet.Mac, slots);
            around.Board = board;
            around.Network = new SocketNetwork(powers, IPAddress.Any, limits.ChunkBytes, Backlog,
                board);
            Addressing addressing = new Addressing(ethernet, around.Network, troubles);
            around.Addressing = addressing;
            around.Uplink = new ChipUplink(addressing, board, powers, limits.ChunkBytes);

            // Before the gateway writes its first slot.
            bool isEmpty = FlashBirth.IsEmpty(slots, UsedSlots);
            Machine machine = new Machine(around, limits, powers, guard);
            machine.TellOfFlash(troubles, isEmpty);
            machine.Rounds = new Rounds(
                new ChipSensors(ethernet, new PinButton(pins, clock), terminal, slots),
                around, lamp,
                troubles, ledger, Board.PhyMayFailToStart ? new PhyRetry(slots) : null,
                machine.Gateway.Relay.Memory);
            machine.Ethernet = ethernet;
            machine.Terminal = terminal;
            machine.Addressing = addressing;
            addressing.Budget = machine.Gateway.Budget;
            machine.Board = board;
            machine.Ledger = ledger;
            return machine;
        }
    }
}
