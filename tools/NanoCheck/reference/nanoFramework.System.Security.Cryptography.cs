// Signatures of nanoFramework.System.Security.Cryptography.dll (NuGet nanoFramework.System.Security.Cryptography 1.0.38):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: -

namespace System.Security.Cryptography
{
    public class Aes
    {
        public extern System.Security.Cryptography.CipherMode Mode { get; set; }
        public extern byte[] Key { get; set; }
        public extern byte[] IV { get; set; }
        public extern Aes(System.Security.Cryptography.CipherMode mode);
        public extern void GenerateIV();
        public extern byte[] Encrypt(byte[] data);
        public extern byte[] Decrypt(byte[] data);
    }

    public enum CipherMode
    {
        None = 0, CBC = 1, ECB = 2,
    }

    public class HMACSHA256 : System.IDisposable
    {
        public extern byte[] Hash { get; }
        public extern byte[] Key { get; set; }
        public extern HMACSHA256();
        public extern HMACSHA256(byte[] key);
        public extern byte[] ComputeHash(byte[] buffer);
        public static extern byte[] HashData(byte[] key, byte[] source);
        public extern void Dispose();
        protected extern void Dispose(bool disposing);
    }

    public class HMACSHA512 : System.IDisposable
    {
        public extern byte[] Hash { get; }
        public extern byte[] Key { get; set; }
        public extern HMACSHA512();
        public extern HMACSHA512(byte[] key);
        public extern byte[] ComputeHash(byte[] buffer);
        public static extern byte[] HashData(byte[] key, byte[] source);
        public extern void Dispose();
        protected extern void Dispose(bool disposing);
    }
}
