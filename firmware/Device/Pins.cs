// Device: the lamp's pin and the button's pin. A board without one has -1 in its Board.cs; then
// the lamp is dark and the button is never down. A level comes and goes as a struct here, and each
// struct is an object on the heap: so the lamp is only ever toggled, and the button is asked only
// after the pin has told of an edge.

using System.Device.Gpio;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>A light on a pin.</summary>
    internal sealed class PinLight : ILight
    {
        private readonly GpioPin _pin;
        private bool _isOn;

        /// <summary>Makes the pin an output; the runtime sets it low.</summary>
        public PinLight(GpioController pins)
        {
            if (Board.Lamp >= 0) _pin = pins.OpenPin(Board.Lamp, PinMode.Output);
        }

        /// <inheritdoc/>
        public void Set(bool isOn)
        {
            if (_pin == null || isOn == _isOn) return;
            _isOn = isOn;
            _pin.Toggle();
        }
    }

    /// <summary>A button between a pin and ground.</summary>
    internal sealed class PinButton
    {
        /// <summary>While it is down, its level is looked at so often.</summary>
        private const int LookEveryMs = 100;

        private readonly GpioPin _pin;
        private readonly IClock _clock;
        private long _lookAtMs;
        private bool _isDown;
        private bool _hasMoved = true;

        public PinButton(GpioController pins, IClock clock)
        {
            _clock = clock;
            if (Board.Button < 0) return;
            _pin = pins.OpenPin(Board.Button,
                Board.ButtonNeedsPullUp ? PinMode.InputPullUp : PinMode.Input);
            // On the runtime's event thread, for either edge: a mark and out again. The level is
            // not taken from the event, since a bouncing contact makes many.
            _pin.ValueChanged += (sender, e) => { _hasMoved = true; };
        }

        /// <summary>True while it is pressed. Makes nothing while nobody presses it.</summary>
        public bool IsDown
        {
            get
            {
                if (_pin == null || !_isDown && !_hasMoved) return _isDown;
                long now = _clock.NowMs;
                if (now < _lookAtMs) return _isDown;
                _lookAtMs = now + LookEveryMs;
                // The mark goes first: an edge during the look is looked at again.
                _hasMoved = false;
                _isDown = !(bool)_pin.Read();
                return _isDown;
            }
        }
    }
}
