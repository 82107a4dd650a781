// Simulator: a folder as flash. The chip's own FileSlots does the work; here a write also waits
// until the disk has it, and a lock keeps two gateways out of one folder.

using System;
using System.IO;
using System.Text.RegularExpressions;
using Portreeve.Platform;

namespace Portreeve.Simulator;

/// <summary>FileSlots whose writes survive a power cut of the computer too.</summary>
internal sealed partial class DurableSlots : FileSlots
{
    public DurableSlots(string folder)
        : base(folder.EndsWith(Path.DirectorySeparatorChar)
            ? folder : folder + Path.DirectorySeparatorChar)
    {
    }

    // A key's hash and the password's verifier are nobody else's business.
    protected override void Commit(FileStream file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.SafeFileHandle,
                UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        file.Flush(true);
    }

    // The folder is the user's own: whatever else lies there is not ours to erase.
    protected override bool IsSlot(string name) => OurName().IsMatch(name);

    [GeneratedRegex(@"^([a-z]+\.[ab]|crash)$")]
    private static partial Regex OurName();
}

/// <summary>The folder, held by one gateway at a time.</summary>
internal sealed class FlashFolder : IDisposable
{
    private readonly FileStream _lock;

    private FlashFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>
    /// Where settings live when nobody says: XDG_STATE_HOME, or the platform's own place.
    /// </summary>
    public static string DefaultPath()
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            return System.IO.Path.Combine(Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData), "Portreeve");
        }
        string state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        if (string.IsNullOrEmpty(state) || !System.IO.Path.IsPathRooted(state))
        {
            string home = Environment.GetEnvironmentVariable("HOME");
            if (string.IsNullOrEmpty(home)) home = System.IO.Path.GetTempPath();
            state = System.IO.Path.Combine(home, ".local", "state");
        }
        return System.IO.Path.Combine(state, "portreeve");
    }

    /// <summary>Takes the folder, making it if need be. Null: see the trouble.</summary>
    public static FlashFolder Take(string path, out string trouble)
    {
        trouble = null;
        try
        {
            path = System.IO.Path.GetFullPath(path);
            MakePrivate(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            trouble = $"the folder {path} cannot be made ({e.Message}); name another with --flash";
            return null;
        }
        string file = System.IO.Path.Combine(path, "lock");
        try
        {
            // The system takes this lock back whatever ends us, SIGKILL too.
            return new FlashFolder(path, new FileStream(file,
                FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(file))
        {
            trouble = $"another gateway uses the folder {path}; end that one first, or name "
                + "another folder with --flash";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            trouble = $"the folder {path} cannot be written ({e.Message}); name another with "
                + "--flash";
        }
        return null;
    }

    // A folder that is there already and never was a flash keeps its mode: it may be anything.
    private static void MakePrivate(string path)
    {
        const UnixFileMode OwnerOnly =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        bool isOurs = File.Exists(System.IO.Path.Combine(path, "lock"));
        if (isOurs) File.SetUnixFileMode(path, OwnerOnly);
        else Directory.CreateDirectory(path, OwnerOnly);
    }

    public void Dispose() => _lock.Dispose();
}
