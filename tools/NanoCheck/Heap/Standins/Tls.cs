// NanoCheck heap: stand-ins for System.Net.Security: no TLS is spoken in the scenario.

#pragma warning disable IDE1006, CA1707, CA1822, CA1720, IDE0044, CS0414 // the chip's names

namespace Chip_System_Net_Security
{
    using Chip_System_Net_Sockets;

    public enum SslProtocols { Tls12 = 3072 }

    public enum SslVerification { CertificateRequired = 4 }

    /// <summary>No TLS is spoken in the scenario.</summary>
    public sealed class SslStream(Socket socket) : IDisposable
    {
        public SslVerification SslVerification { get; set; }

        public bool DataAvailable => false;

        public void AuthenticateAsClient(string targetHost, SslProtocols enabledSslProtocols)
        {
        }

        public int Read(byte[] buffer, int offset, int size) => 0;

        public void Write(byte[] buffer, int offset, int size)
        {
        }

        public void Dispose() => socket.Close();
    }
}
