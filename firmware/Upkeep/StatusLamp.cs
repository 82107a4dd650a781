// Upkeep: the status lamp. The gateway says how it feels with every step, the rounds say what is
// wrong; the more urgent of the two is shown. It knows time and codes, the light itself is an
// ILight.

using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>Shows the most urgent of two codes in its pattern.</summary>
    internal sealed class StatusLamp : ILamp
    {
        private readonly ILight _light;
        private int _gatewayCode = LampCode.Starting;
        private int _troubleCode = LampCode.Starting;
        private int _shown = -1;
        private bool _isOn;
        private long _sinceMs;

        /// <summary>A lamp that shows Starting until it is told otherwise.</summary>
        public StatusLamp(ILight light)
        {
            _light = light;
        }

        /// <summary>The code that is shown.</summary>
        public int Shown { get { return _shown; } }

        /// <inheritdoc/>
        public void Show(int code)
        {
            _gatewayCode = code;
        }

        /// <summary>The worst trouble's code, or Starting when there is none.</summary>
        public void Insist(int code)
        {
            _troubleCode = code;
        }

        /// <summary>Switches the light when its time has come. Costs nothing else.</summary>
        public void Step(long nowMs)
        {
            int code = _troubleCode > _gatewayCode ? _troubleCode : _gatewayCode;
            if (code != _shown)
            {
                _shown = code;
                _sinceMs = nowMs;
                Light(true);
            }
            bool isOn = LampPattern.IsOn(code, nowMs - _sinceMs);
            if (isOn != _isOn) Light(isOn);
        }

        private void Light(bool isOn)
        {
            _isOn = isOn;
            _light.Set(isOn);
        }
    }
}
