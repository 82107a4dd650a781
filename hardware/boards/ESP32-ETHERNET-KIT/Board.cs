// Board: Espressif ESP32-Ethernet-Kit v1.2: IP101, clock from the PHY at GPIO0, WROVER-E with
// PSRAM. This file is the only place that knows its pins. The nano build takes one Board.cs
// (property Board); tools/BoardPictures reads the constants and the "wire" comments of all of them
// and draws wiring.svg.

namespace Portreeve.Device
{
    /// <summary>Pins and limits of the ESP32-ETHERNET-KIT.</summary>
    internal static class Board
    {
        /// <summary>For people and for tools.</summary>
        public const string Name = "ESP32-ETHERNET-KIT";

        /// <summary>The runtime's image: nanoff --target.</summary>
        public const string Image = "ESP32_ETHERNET_KIT_1.2";

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
        // wire: IO4 -> adapter RX
        public const int ConsoleTx = 4;

        /// <summary>Console in.</summary>
        // wire: IO36 (SENSOR_VP) -> adapter TX
        public const int ConsoleRx = 36;

        /// <summary>The status lamp, lit when high.</summary>
        // wire: IO32 -> lamp
        public const int Lamp = 32;

        /// <summary>The button, down when low.</summary>
        // wire: IO33 -> button
        public const int Button = 33;

        /// <summary>True when the chip's own pull-up must hold the button's pin.</summary>
        public const bool ButtonNeedsPullUp = true;

        /// <summary>True when the Ethernet chip sometimes needs a restart to start.</summary>
        public const bool PhyMayFailToStart = false;

        /// <summary>True when a person must ground IO0 at reset to flash the runtime.</summary>
        public const bool IsFlashedByHand = false;
    }
}
