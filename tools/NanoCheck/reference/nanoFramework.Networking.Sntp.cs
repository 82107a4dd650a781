// Signatures of nanoFramework.Networking.Sntp.dll (NuGet nanoFramework.Networking.Sntp 1.6.42):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: -

namespace nanoFramework.Networking
{
    public class Sntp
    {
        public static extern void Start();
        public static extern void Stop();
        public static extern void UpdateNow();
        public static extern bool IsStarted { get; }
        public static extern string Server1 { get; set; }
        public static extern string Server2 { get; set; }
    }
}
