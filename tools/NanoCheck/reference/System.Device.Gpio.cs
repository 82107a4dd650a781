// Signatures of System.Device.Gpio.dll (NuGet nanoFramework.System.Device.Gpio 1.1.64):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: nanoFramework.Runtime.Events

namespace System.Device.Gpio
{
    public sealed class GpioController : System.IDisposable
    {
        public extern GpioController();
        public extern GpioController(System.Device.Gpio.PinNumberingScheme numberingScheme);
        public extern System.Device.Gpio.PinNumberingScheme NumberingScheme { get; }
        public extern int PinCount { get; }
        public extern System.Device.Gpio.GpioPin OpenPin(int pinNumber);
        public extern System.Device.Gpio.GpioPin OpenPin(int pinNumber,
            System.Device.Gpio.PinMode mode);
        public extern void ClosePin(int pinNumber);
        public extern void Dispose();
        public extern System.Device.Gpio.PinMode GetPinMode(int pinNumber);
        public extern bool IsPinModeSupported(int pinNumber, System.Device.Gpio.PinMode mode);
        public extern bool IsPinOpen(int pinNumber);
        public extern System.Device.Gpio.PinValue Read(int pinNumber);
        public extern void RegisterCallbackForPinValueChangedEvent(int pinNumber,
            System.Device.Gpio.PinEventTypes eventTypes,
            System.Device.Gpio.PinChangeEventHandler callback);
        public extern void SetPinMode(int pinNumber, System.Device.Gpio.PinMode mode);
        public extern void UnregisterCallbackForPinValueChangedEvent(int pinNumber,
            System.Device.Gpio.PinChangeEventHandler callback);
        public extern void Write(int pinNumber, System.Device.Gpio.PinValue value);
    }

    public sealed class GpioPin : System.IDisposable
    {
        public extern System.TimeSpan DebounceTimeout { get; set; }
        public extern int PinNumber { get; }
        public extern System.Device.Gpio.PinMode GetPinMode();
        public extern bool IsPinModeSupported(System.Device.Gpio.PinMode pinMode);
        public extern void SetPinMode(System.Device.Gpio.PinMode value);
        public extern System.Device.Gpio.PinValue Read();
        public extern void Write(System.Device.Gpio.PinValue value);
        public extern event System.Device.Gpio.PinValueChangedEventHandler ValueChanged;
        public extern void Toggle();
        public extern void Dispose();
        internal extern GpioPin();
    }

    public delegate void PinChangeEventHandler(object sender,
        System.Device.Gpio.PinValueChangedEventArgs pinValueChangedEventArgs);

    [System.Flags]
    public enum PinEventTypes
    {
        None = 0, Rising = 1, Falling = 2,
    }

    public enum PinMode
    {
        Input = 0, InputPullDown = 1, InputPullUp = 2, Output = 3, OutputOpenDrain = 4,
        OutputOpenDrainPullUp = 5, OutputOpenSource = 6, OutputOpenSourcePullDown = 7,
    }

    public enum PinNumberingScheme
    {
        Logical = 0, Board = 1,
    }

    public struct PinValue
    {
        public static extern System.Device.Gpio.PinValue High { get; }
        public static extern System.Device.Gpio.PinValue Low { get; }
        public static extern implicit operator System.Device.Gpio.PinValue(int value);
        public static extern implicit operator System.Device.Gpio.PinValue(bool value);
        public static extern explicit operator byte(System.Device.Gpio.PinValue value);
        public static extern explicit operator int(System.Device.Gpio.PinValue value);
        public static extern explicit operator bool(System.Device.Gpio.PinValue value);
        public new extern bool Equals(System.Device.Gpio.PinValue other);
        public override extern bool Equals(object obj);
        public static extern bool operator ==(System.Device.Gpio.PinValue a,
            System.Device.Gpio.PinValue b);
        public static extern bool operator !=(System.Device.Gpio.PinValue a,
            System.Device.Gpio.PinValue b);
        public override extern int GetHashCode();
        public override extern string ToString();
    }

    public class PinValueChangedEventArgs : nanoFramework.Runtime.Events.BaseEvent
    {
        public extern PinValueChangedEventArgs(System.Device.Gpio.PinEventTypes changeType,
            int pinNumber);
        public extern System.Device.Gpio.PinEventTypes ChangeType { get; }
        public extern int PinNumber { get; }
    }

    public delegate void PinValueChangedEventHandler(object sender,
        System.Device.Gpio.PinValueChangedEventArgs e);

    public struct PinValuePair
    {
        public extern int PinNumber { get; }
        public extern System.Device.Gpio.PinValue PinValue { get; }
        public extern PinValuePair(int pinNumber, System.Device.Gpio.PinValue pinValue);
        public extern void Deconstruct(out int pinNumber, out System.Device.Gpio.PinValue pinValue);
    }

    public struct WaitForEventResult
    {
        public System.Device.Gpio.PinEventTypes EventTypes;
        public bool TimedOut;
    }
}
