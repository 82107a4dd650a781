// Signatures of nanoFramework.Runtime.Native.dll (NuGet nanoFramework.Runtime.Native 1.7.11):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: -

namespace System
{
    public static class Environment
    {
        public static extern long TickCount64 { get; }
    }
}

namespace nanoFramework.Runtime.Native
{
    public class ConstraintException : System.Exception
    {
    }

    public static class ExecutionConstraint
    {
        public static extern void Install(int timeoutMilliseconds, int priority);
    }

    public static class GC
    {
        public static extern uint Run(bool compactHeap);
        public static extern void EnableGCMessages(bool enable);
    }

    public class Power
    {
        public static extern event nanoFramework.Runtime.Native.RebootEventHandler OnRebootEvent;
        public static extern void RebootDevice(
            nanoFramework.Runtime.Native.RebootOption rebootOption = nanoFramework.Runtime.Native.RebootOption.NormalReboot);
        public static extern void RebootDevice(int exeConstraintTimeout,
            nanoFramework.Runtime.Native.RebootOption rebootOption = nanoFramework.Runtime.Native.RebootOption.NormalReboot);
    }

    public delegate void RebootEventHandler();

    public enum RebootOption
    {
        NormalReboot = 0, EnterNanoBooter = 1, ClrOnly = 2, EnterProprietaryBooter = 8,
    }

    public static class Rtc
    {
        public static extern bool SetSystemTime(System.DateTime time);
    }

    public static class SystemInfo
    {
        public static extern string OEMString { get; }
        public static extern byte OEM { get; }
        public static extern byte Model { get; }
        public static extern ushort SKU { get; }
        public static extern string TargetName { get; }
        public static extern string Platform { get; }
        public static extern nanoFramework.Runtime.Native.SystemInfo.FloatingPoint FloatingPointSupport { get; }
        public enum FloatingPoint
        {
            None = 0, SinglePrecisionSoftware = 1, SinglePrecisionHardware = 2,
            DoublePrecisionSoftware = 3, DoublePrecisionHardware = 4,
        }
    }
}
