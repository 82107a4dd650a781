// Board: wESP32 of Silicognition, revision 7 and newer: RTL8201 at MDC 16 and MDIO 17, clock in at
// GPIO0. This file is the only place that knows its pins. The nano build takes one Board.cs
// (property Board); tools/BoardPictures reads the constants and the "wire" comments of all of them
// and draws wiring.svg.

namespace Portreeve.Device
{
    /// <summary>Pins and limits of the WESP32.</summary>
    internal static class Board
    {
        /// <summary>For people and for tools.</summary>
        public const string Name = "WESP32";

        /// <summary>The runtime's image: nanoff --target.</summary>
        public const string Image = "ESP32_WESP32";

        /// <summary>CONFIG_LWIP_MAX_SOCKETS of this image.</summary>
        public const int SocketsMax = 16;

        /// <summary>CONFIG_LWIP_MAX_LISTENING_TCP of this image (sdkconfig.default).</summary>
        public const int ListenersMax = 8;

        /// <summary>CONFIG_LWIP_MAX_ACTIVE_TCP of this image (the default of ESP-IDF).</summary>
        public const int ConnectionsMax = 16;

        /// <summary>True when the module has PSRAM, which the heap then lies in.</summary>
        public const bool HasPsram = false;

        /// <summary>Console out: UART1, 115,200 baud 8N1.</summary>
        // wire: IO32 -> adapter RX
        public const int ConsoleTx = 32;

        /// <summary>Console in.</summary>
        // wire: IO33 -> adapter TX
        public const int ConsoleRx = 33;

        /// <summary>The status lamp, lit when high.</summary>
        // wire: IO18 -> lamp
        public const int Lamp = 18;

        /// <summary>The button, down when low.</summary>
        // wire: IO23 -> button
        public const int Button = 23;

        /// <summary>True when the chip's own pull-up must hold the button's pin.</summary>
        public const bool ButtonNeedsPullUp = true;

        /// <summary>True when the Ethernet chip sometimes needs a restart to start.</summary>
        public const bool PhyMayFailToStart = false;

        /// <summary>True when a person must ground IO0 at reset to flash the runtime.</summary>
        public const bool IsFlashedByHand = false;
    }
}
