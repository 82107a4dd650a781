// Board: WT32-ETH01 of Wireless-Tag: LAN8720, clock from an oscillator at GPIO0, no USB, no PoE, no
// PSRAM. This file is the only place that knows its pins. The nano build takes one Board.cs
// (property Board); tools/BoardPictures reads the constants and the "wire" comments of all of them
// and draws wiring.svg.

namespace Portreeve.Device
{
    /// <summary>Pins and limits of the WT32-ETH01.</summary>
    internal static class Board
    {
        /// <summary>For people and for tools.</summary>
        public const string Name = "WT32-ETH01";

        /// <summary>The runtime's image: nanoff --target.</summary>
        public const string Image = "ESP32_WT32_ETH01";

        /// <summary>CONFIG_LWIP_MAX_SOCKETS of this image.</summary>
        public const int SocketsMax = 16;

        /// <summary>
        /// CONFIG_LWIP_MAX_LISTENING_TCP of this image (sdkconfig.default_nopsram).
        /// </summary>
        public const int ListenersMax = 8;

        /// <summary>CONFIG_LWIP_MAX_ACTIVE_TCP of this image (the default of ESP-IDF).</summary>
        public const int ConnectionsMax = 16;

        /// <summary>True when the module has PSRAM, which the heap then lies in.</summary>
        public const bool HasPsram = false;

        /// <summary>Console out: UART1, 115,200 baud 8N1.</summary>
        // wire: TXD (IO17) -> adapter RX
        public const int ConsoleTx = 17;

        /// <summary>Console in.</summary>
        // wire: RXD (IO5) -> adapter TX
        public const int ConsoleRx = 5;

        /// <summary>The status lamp, lit when high.</summary>
        // wire: IO4 -> lamp
        public const int Lamp = 4;

        /// <summary>The button, down when low.</summary>
        // wire: IO14 -> button
        public const int Button = 14;

        /// <summary>True when the chip's own pull-up must hold the button's pin.</summary>
        public const bool ButtonNeedsPullUp = true;

        /// <summary>
        /// True when the Ethernet chip sometimes does not start and a restart helps.
        /// </summary>
        public const bool PhyMayFailToStart = true;

        /// <summary>True when a person must ground IO0 at reset to flash the runtime.</summary>
        public const bool IsFlashedByHand = true;
    }
}
