// Upkeep: what the rounds look at on the device itself, as a small interface: Device/ implements
// it on the chip, a test's fake on the desktop. Nothing here has behaviour.

namespace Portreeve.Upkeep
{
    /// <summary>The device's own senses. No call here waits.</summary>
    internal interface ISensors
    {
        /// <summary>False when the image has no Ethernet interface at all.</summary>
        bool HasEthernet { get; }

        /// <summary>True while the cable carries a link.</summary>
        bool HasLink { get; }

        /// <summary>True while the button is down.</summary>
        bool IsButtonDown { get; }

        /// <summary>True while the serial line brings noise instead of keys.</summary>
        bool IsLineNoisy { get; }

        /// <summary>Why flash refused the last write, or null when it took it.</summary>
        string FlashRefusal { get; }
    }

    /// <summary>One light.</summary>
    internal interface ILight
    {
        /// <summary>On or off.</summary>
        void Set(bool isOn);
    }
}
