// HeapModel: figures that no field of ours tells: native parts of the runtime and of its libraries.
// Counted in the sources (nf-interpreter 1.17 and the libraries of firmware/packages.config) and
// seen on the interpreter; hardware/bench.md has the comparison.

namespace Portreeve.HeapModel;

/// <summary>Bytes on the chip.</summary>
public static class Fixed
{
    /// <summary>A thread at rest: CLR_RT_Thread 372, its subthread 48, three frames of 204, and
    /// System.Threading.Thread.</summary>
    public const int ThreadBytes = 1092;

    /// <summary>The loop's own thread with six frames, the thread of the runtime's events, the app
    /// domain.</summary>
    public const int RuntimeBytes = 2124;

    /// <summary>Four fields and an array of eight numbers.</summary>
    public const int IPAddressBytes = 60 + 36;

    /// <summary>Seven fields, and a finalizer (24).</summary>
    public const int SocketBytes = 96 + 24;

    /// <summary>SerialPort (240) with what it waits by.</summary>
    public const int SerialPortBytes = 456;

    /// <summary>GpioController.</summary>
    public const int GpioControllerBytes = 36;

    /// <summary>GpioPin (96) with its lock, its last value and its finalizer.</summary>
    public const int GpioPinBytes = 156;

    /// <summary>NetworkInterface: sixteen fields.</summary>
    public const int NetworkInterfaceObjectBytes = 204;

    /// <summary>The same with its hardware address.</summary>
    public const int NetworkInterfaceBytes = 240;

    /// <summary>ResourceManager.</summary>
    public const int ResourceManagerBytes = 96;

    /// <summary>FileStream with its native part.</summary>
    public const int FileStreamBytes = 200;
}
