// Signatures of nanoFramework.Runtime.Events.dll (NuGet nanoFramework.Runtime.Events 1.11.39):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: -

namespace nanoFramework.Runtime.Events
{
    public class BaseEvent
    {
        public ushort Source;
        public byte Message;
    }

    public static class CustomEvent
    {
        public static extern event nanoFramework.Runtime.Events.CustomEventPostedEventHandler CustomEventPosted;
    }

    public class CustomEventArgs : System.EventArgs
    {
        public extern ushort Data1 { get; }
        public extern uint Data2 { get; }
        internal extern CustomEventArgs();
    }

    public delegate void CustomEventPostedEventHandler(object sender,
        nanoFramework.Runtime.Events.CustomEventArgs e);

    public enum EventCategory
    {
        Unknown = 0, Custom = 10, Gpio = 20, SerialDevice = 30, Network = 40, WiFi = 50, Can = 60,
        Storage = 70, Radio = 80, HighResolutionTimer = 90, Bluetooth = 100, Usb = 110,
        Touch = 120, Gesture = 130, OpenThread = 140, EspNow = 150,
    }

    public class EventSink : nanoFramework.Runtime.Events.NativeEventDispatcher
    {
        public static extern void AddEventListener(
            nanoFramework.Runtime.Events.EventCategory eventCategory,
            nanoFramework.Runtime.Events.IEventListener eventListener);
        public static extern void AddEventFilter(
            nanoFramework.Runtime.Events.EventCategory eventCategory,
            nanoFramework.Runtime.Events.IEventListener eventFilter);
        public static extern void AddEventProcessor(
            nanoFramework.Runtime.Events.EventCategory eventCategory,
            nanoFramework.Runtime.Events.IEventProcessor eventProcessor);
        public static extern void RemoveEventListener(
            nanoFramework.Runtime.Events.EventCategory eventCategory,
            nanoFramework.Runtime.Events.IEventListener eventListener);
        public static extern void RemoveEventFilter(
            nanoFramework.Runtime.Events.EventCategory eventCategory,
            nanoFramework.Runtime.Events.IEventListener eventFilter);
        public static extern void RemoveEventProcessor(
            nanoFramework.Runtime.Events.EventCategory eventCategory,
            nanoFramework.Runtime.Events.IEventProcessor eventProcessor);
        public static extern void PostManagedEvent(byte category, byte subCategory, ushort data1,
            uint data2);
        internal extern EventSink();
    }

    public class GenericEvent : nanoFramework.Runtime.Events.BaseEvent
    {
        public byte Category;
        public uint Data;
        public System.DateTime Time;
    }

    public interface IEventListener
    {
        void InitializeForEventSource();
        bool OnEvent(nanoFramework.Runtime.Events.BaseEvent ev);
    }

    public interface IEventProcessor
    {
        nanoFramework.Runtime.Events.BaseEvent ProcessEvent(uint data1, uint data2,
            System.DateTime time);
    }

    public class NativeEventDispatcher : System.IDisposable
    {
        protected nanoFramework.Runtime.Events.NativeEventHandler threadSpawn;
        protected nanoFramework.Runtime.Events.NativeEventHandler callbacks;
        protected bool disposed;
        public extern NativeEventDispatcher(string driverName, ulong driverData);
        public virtual extern void EnableInterrupt();
        public virtual extern void DisableInterrupt();
        protected virtual extern void Dispose(bool disposing);
        public extern void Dispose();
        public extern event nanoFramework.Runtime.Events.NativeEventHandler OnInterrupt;
    }

    public delegate void NativeEventHandler(uint data1, uint data2, System.DateTime time);

    public static class WeakDelegate
    {
        public static extern System.Delegate Combine(System.Delegate a, System.Delegate b);
        public static extern System.Delegate Remove(System.Delegate a, System.Delegate b);
    }
}
