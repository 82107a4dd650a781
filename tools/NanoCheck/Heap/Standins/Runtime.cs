// NanoCheck heap: the runtime's own: threads that never run (the loop is what is measured), the
// clock, restart, the pins and the serial line. Prices are counted in the libraries' sources and
// held against the interpreter (hardware/bench.md).

using Portreeve.HeapModel;
using Portreeve.NanoCheck.Heap.Standins;

#pragma warning disable IDE1006, CA1707, CA1822 // the names of the chip's libraries

namespace Chip_System
{
    public static class Environment
    {
        public static long TickCount64 => Chip.NowMs;
    }

    public static class Console
    {
        public static void WriteLine(string text) => Chip.Cable.Add(text);
    }
}

namespace Chip_System_Threading
{
    /// <summary>A thread that was started and waits for ever.</summary>
    public sealed class Thread : IChipObject
    {
        private readonly System.Threading.ThreadStart _work;

        public Thread(System.Threading.ThreadStart work) => _work = work;

        public int ChipBytes => Fixed.ThreadBytes;

        public IEnumerable<object> Holds => [_work];

        public void Start() => Chip.Threads.Add(this);

        public bool Join(int ms) => true;

        public static void Sleep(int ms) => Chip.Rest?.Invoke();
    }
}

namespace Chip_nanoFramework_Runtime_Native
{
    public enum RebootOption { NormalReboot = 0 }

    public class Power
    {
        public static void RebootDevice(RebootOption option = RebootOption.NormalReboot) =>
            throw new PowerOff("the firmware restarts the board: " + string.Join('|', Chip.Cable));
    }

    public static class GC
    {
        public static uint Run(bool compactHeap) =>
            (uint)Math.Max(0, Math.Min(Meter.Heap?.FreeBytes ?? 60000, 60000));
    }

    public static class ResourceUtility
    {
        public static object GetObject(Chip_System_Resources.ResourceManager manager, Enum id,
            int offset, int length)
        {
            Meter.Take(ChipLayout.Array(1, length));
            return new byte[length];
        }
    }
}

namespace Chip_System_Resources
{
    public class ResourceManager : IChipObject
    {
        public ResourceManager(string baseName, System.Reflection.Assembly assembly)
        {
        }

        public int ChipBytes => Fixed.ResourceManagerBytes;
    }
}

namespace Chip_nanoFramework_Hardware_Esp32
{
    public enum DeviceFunction { None = 0 }

    public class Configuration
    {
        public static void SetPinFunction(int pin, DeviceFunction value)
        {
        }
    }

    public static class NativeMemory
    {
        public enum MemoryType { All = 0, Internal = 1, SpiRam = 2 }

        public static void GetMemoryInfo(MemoryType type, out uint total, out uint free,
            out uint largest)
        {
            total = 300000;
            free = largest = 60000;
        }
    }
}

namespace Chip_System_Device_Gpio
{
    public enum PinMode { Input = 0, InputPullUp = 2, Output = 3 }

    public struct PinValue
    {
        private readonly int _value;

        private PinValue(int value) => _value = value;

        public static PinValue High => new(1);

        public static PinValue Low => new(0);

        public static implicit operator PinValue(int value) => new(value);

        public static implicit operator PinValue(bool value) => new(value ? 1 : 0);

        public static explicit operator bool(PinValue value) => value._value != 0;

        public static explicit operator int(PinValue value) => value._value;

        public static explicit operator byte(PinValue value) => (byte)value._value;

        public static bool operator ==(PinValue a, PinValue b) => a._value == b._value;

        public static bool operator !=(PinValue a, PinValue b) => a._value != b._value;

        public override bool Equals(object? obj) => obj is PinValue other && other == this;

        public override int GetHashCode() => _value;
    }

    public sealed class GpioController : IChipObject
    {
        public int ChipBytes => Fixed.GpioControllerBytes;

        public GpioPin OpenPin(int number, PinMode mode) => new();

        public PinValue Read(int pin) => PinValue.High;

        public void Write(int pin, PinValue value)
        {
        }
    }

    public class PinValueChangedEventArgs : System.EventArgs
    {
    }

    public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);

    public sealed class GpioPin : IChipObject
    {
        /// <summary>Nobody presses the button.</summary>
        public event PinValueChangedEventHandler? ValueChanged;

        public int ChipBytes => Fixed.GpioPinBytes;

        public IEnumerable<object> Holds => ValueChanged == null ? [] : [ValueChanged];

        public void Toggle()
        {
        }

        public PinValue Read() => PinValue.High;

        public void Write(PinValue value)
        {
        }
    }
}

namespace Chip_System_IO_Ports
{
    public enum Parity { None = 0 }

    public enum StopBits { One = 1 }

    public sealed class SerialPort : IChipObject
    {
        public SerialPort(string name, int baudRate = 9600, Parity parity = Parity.None,
            int dataBits = 8, StopBits stopBits = StopBits.One)
        {
        }

        public int ChipBytes => Fixed.SerialPortBytes;

        public int ReadBufferSize { get; set; }

        public int WriteBufferSize { get; set; }

        public int WriteTimeout { get; set; }

        public int ReadTimeout { get; set; }

        public int BytesToRead => Chip.TypedCount;

        public void Open()
        {
        }

        public int Read(byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                buffer[offset + i] = Chip.TakeTyped();
            }

            return count;
        }

        public void Write(byte[] buffer, int offset, int count)
        {
        }
    }
}
