// Device: the lamp's pin and the button's pin. A board without one has -1 in its Board.cs; then
// the lamp is dark and the button is never down.

using System.Device.Gpio;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>A light on a pin.</summary>
    internal sealed class PinLight : ILight
    {
        private readonly GpioPin _pin;

        public PinLight(GpioController pins)
        {
            if (Board.Lamp >= 0) _pin = pins.OpenPin(Board.Lamp, PinMode.Output);
        }

        /// <inheritdoc/>
        public void Set(bool isOn)
        {
            if (_pin != null) _pin.Write(isOn ? PinValue.High : PinValue.Low);
        }
    }

    /// <summary>A button between a pin and ground.</summary>
    internal sealed class PinButton
    {
        /// <summary>A press is felt for longer; and the level comes as a struct, which is two heap
        /// objects each time it is asked for.</summary>
        private const int LookEveryMs = 100;

        private readonly GpioPin _pin;
        private readonly IClock _clock;
        private long _lookAtMs;
        private bool _isDown;

        public PinButton(GpioController pins, IClock clock)
        {
            _clock = clock;
            if (Board.Button < 0) return;
            _pin = pins.OpenPin(Board.Button,
                Board.ButtonNeedsPullUp ? PinMode.InputPullUp : PinMode.Input);
        }

        /// <summary>True while it is pressed.</summary>
        public bool IsDown
        {
            get
            {
                long now = _clock.NowMs;
                if (_pin == null || now < _lookAtMs) return _isDown;
                _lookAtMs = now + LookEveryMs;
                _isDown = !(bool)_pin.Read();
                return _isDown;
            }
        }
    }
}
