// Image: a pseudo terminal: one end for the test, the other a path that a program opens as a
// serial port. Unix only.

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Portreeve.Image;

internal sealed partial class Pty : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControl = 0x100;
    private const int Now = 0;

    private readonly FileStream _master;

    // While somebody holds the other end, a program may leave it without ending the line.
    private readonly FileStream _held;

    public Pty()
    {
        int master = posix_openpt(ReadWrite | NoControl);
        if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        {
            throw new IOException("no pseudo terminal to be had");
        }

        Path = Marshal.PtrToStringUTF8(ptsname(master))!;

        // Raw, as a UART is: what one end writes, the other reads, byte for byte.
        byte[] settings = new byte[256];
        if (tcgetattr(master, settings) == 0)
        {
            cfmakeraw(settings);
            _ = tcsetattr(master, Now, settings);
        }

        _held = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        _master = new FileStream(new SafeFileHandle(master, true), FileAccess.ReadWrite, 0);
    }

    /// <summary>The other end, such as /dev/pts/4.</summary>
    public string Path { get; }

    public void Write(string text)
    {
        _master.Write(System.Text.Encoding.UTF8.GetBytes(text));
        _master.Flush();
    }

    /// <summary>What the other end sends; waits until something comes.</summary>
    public string Read()
    {
        byte[] buffer = new byte[4096];
        int count = _master.Read(buffer);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, count);
    }

    public void Dispose()
    {
        _held.Dispose();
        _master.Dispose();
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc")]
    private static partial int grantpt(int fd);

    [LibraryImport("libc")]
    private static partial int unlockpt(int fd);

    [LibraryImport("libc")]
    private static partial IntPtr ptsname(int fd);

    [LibraryImport("libc")]
    private static partial int tcgetattr(int fd, byte[] settings);

    [LibraryImport("libc")]
    private static partial int tcsetattr(int fd, int when, byte[] settings);

    [LibraryImport("libc")]
    private static partial void cfmakeraw(byte[] settings);
}
