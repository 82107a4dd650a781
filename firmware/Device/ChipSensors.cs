// Device: the chip's senses in one place, for the rounds.

using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>ISensors of the board.</summary>
    internal sealed class ChipSensors : ISensors
    {
        private readonly Ethernet _ethernet;
        private readonly PinButton _button;
        private readonly UartTerminal _terminal;
        private readonly FlashSlots _slots;

        public ChipSensors(Ethernet ethernet, PinButton button, UartTerminal terminal,
            FlashSlots slots)
        {
            _ethernet = ethernet;
            _button = button;
            _terminal = terminal;
            _slots = slots;
        }

        /// <inheritdoc/>
        public bool HasEthernet { get { return _ethernet.IsPresent; } }

        /// <inheritdoc/>
        public bool HasLink { get { return _ethernet.HasLink; } }

        /// <inheritdoc/>
        public bool IsButtonDown { get { return _button.IsDown; } }

        /// <inheritdoc/>
        public bool IsLineNoisy { get { return _terminal.IsNoisy; } }

        /// <inheritdoc/>
        public string FlashRefusal { get { return _slots.Refusal; } }
    }
}
