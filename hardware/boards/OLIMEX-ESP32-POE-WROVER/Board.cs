// Board: Olimex ESP32-POE and -ISO with a WROVER module: LAN8720, clock out at GPIO0, PSRAM at 16
// and 17. This file is the only place that knows its pins. The nano build takes one Board.cs
// (property Board); tools/BoardPictures reads the constants and the "wire" comments of all of them
// and draws wiring.svg.

namespace Portreeve.Device
{
    /// <summary>Pins and limits of the OLIMEX-ESP32-POE-WROVER.</summary>
    internal static class Board
    {
        /// <summary>For people and for tools.</summary>
        public const string Name = "OLIMEX-ESP32-POE-WROVER";

        /// <summary>The runtime's image: nanoff --target.</summary>
        public const string Image = "ESP32_OLIMEX_WROVER";

        /// <summary>CONFIG_LWIP_MAX_SOCKETS of this image.</summary>
        public const int SocketsMax = 16;

        /// <summary>
        /// CONFIG_LWIP_MAX_LISTENING_TCP of this image (sdkconfig.default_ble_rev3).
        /// </summary>
        public const int ListenersMax = 5;

        /// <summary>CONFIG_LWIP_MAX_ACTIVE_TCP of this image.</summary>
        public const int ConnectionsMax = 10;

        /// <summary>True when the module has PSRAM, which the heap then lies in.</summary>
        public const bool HasPsram = true;

        /// <summary>Console out: UART1, 115,200 baud 8N1.</summary>
        // wire: UEXT pin 3 (GPIO4) -> adapter RX
        public const int ConsoleTx = 4;

        /// <summary>Console in.</summary>
        // wire: UEXT pin 4 (GPIO36) -> adapter TX
        public const int ConsoleRx = 36;

        /// <summary>The status lamp, lit when high.</summary>
        // wire: EXT2 pin 5 (GPIO33) -> lamp
        public const int Lamp = 33;

        /// <summary>The button, down when low.</summary>
        // wire: on board: BUT1 (GPIO34)
        public const int Button = 34;

        /// <summary>True when the chip's own pull-up must hold the button's pin.</summary>
        public const bool ButtonNeedsPullUp = false;

        /// <summary>True when the Ethernet chip sometimes needs a restart to start.</summary>
        public const bool PhyMayFailToStart = false;

        /// <summary>True when a person must ground IO0 at reset to flash the runtime.</summary>
        public const bool IsFlashedByHand = false;
    }
}
