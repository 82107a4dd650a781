// Signatures of System.IO.FileSystem.dll (NuGet nanoFramework.System.IO.FileSystem 1.1.94):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: nanoFramework.Runtime.Events System.IO.Streams nanoFramework.System.Text

namespace System.IO
{
    public static class Directory
    {
        public static extern System.IO.DirectoryInfo CreateDirectory(string path);
        public static extern void Delete(string path);
        public static extern void Delete(string path, bool recursive);
        public static extern bool Exists(string path);
        public static extern string GetCurrentDirectory();
        public static extern string[] GetFiles(string path);
        public static extern string[] GetDirectories(string path);
        public static extern void Move(string sourceDirName, string destDirName);
        public static extern void SetCurrentDirectory(string path);
    }

    public sealed class DirectoryInfo : System.IO.FileSystemInfo
    {
        public override extern string Name { get; }
        public override extern bool Exists { get; }
        public extern System.IO.DirectoryInfo Root { get; }
        public extern System.IO.DirectoryInfo Parent { get; }
        public extern DirectoryInfo(string path);
        public extern void Create();
        public extern System.IO.DirectoryInfo CreateSubdirectory(string path);
        public extern System.IO.FileInfo[] GetFiles();
        public extern System.IO.DirectoryInfo[] GetDirectories();
        public extern void MoveTo(string destDirName);
        public override extern void Delete();
        public extern void Delete(bool recursive);
        protected override extern void HandleRefreshError();
        public override extern string ToString();
    }

    public sealed class DriveInfo
    {
        public extern System.IO.DriveType DriveType { get; set; }
        public extern string Name { get; set; }
        public extern long TotalSize { get; set; }
        public extern DriveInfo(string driveName);
        public static extern System.IO.DriveInfo[] GetDrives();
        public extern void Format(string fileSystem, uint parameter);
        public extern void Refresh();
        public static extern string[] GetFileSystems();
        public static extern void MountRemovableVolumes();
    }

    public enum DriveType
    {
        Unknown = 0, NoRootDirectory = 1, Removable = 2, Fixed = 3, Ram = 4,
    }

    public static class File
    {
        public static extern System.IO.StreamWriter AppendText(string path);
        public static extern void AppendAllText(string path, string contents);
        public static extern void Copy(string sourceFileName, string destFileName);
        public static extern void Copy(string sourceFileName, string destFileName, bool overwrite);
        public static extern System.IO.FileStream Create(string path);
        public static extern System.IO.FileStream Create(string path, int bufferSize);
        public static extern void Delete(string path);
        public static extern bool Exists(string path);
        public static extern System.IO.FileAttributes GetAttributes(string path);
        public static extern void Move(string sourceFileName, string destFileName);
        public static extern System.IO.FileStream Open(string path, System.IO.FileMode mode);
        public static extern System.IO.FileStream Open(string path, System.IO.FileMode mode,
            System.IO.FileAccess access);
        public static extern System.IO.FileStream Open(string path, System.IO.FileMode mode,
            System.IO.FileAccess access, System.IO.FileShare share);
        public static extern System.IO.FileStream OpenRead(string path);
        public static extern System.IO.StreamReader OpenText(string path);
        public static extern System.IO.FileStream OpenWrite(string path);
        public static extern byte[] ReadAllBytes(string path);
        public static extern string ReadAllText(string path);
        public static extern void SetAttributes(string path,
            System.IO.FileAttributes fileAttributes);
        public static extern void WriteAllBytes(string path, byte[] bytes);
        public static extern void WriteAllText(string path, string contents);
    }

    [System.Flags]
    public enum FileAccess
    {
        Read = 1, Write = 2, ReadWrite = 3,
    }

    [System.Flags]
    public enum FileAttributes
    {
        ReadOnly = 1, Hidden = 2, System = 4, Directory = 16, Archive = 32, Normal = 128,
    }

    public sealed class FileInfo : System.IO.FileSystemInfo
    {
        public extern FileInfo(string fileName);
        public override extern string Name { get; }
        public extern long Length { get; }
        public extern string DirectoryName { get; }
        public extern System.IO.DirectoryInfo Directory { get; }
        public extern System.IO.FileStream Create();
        public override extern void Delete();
        public override extern bool Exists { get; }
        protected override extern void HandleRefreshError();
        public override extern string ToString();
    }

    public enum FileMode
    {
        CreateNew = 1, Create = 2, Open = 3, OpenOrCreate = 4, Truncate = 5, Append = 6,
    }

    [System.Flags]
    public enum FileShare
    {
        None = 0, Read = 1, Write = 2, ReadWrite = 3,
    }

    public class FileStream : System.IO.Stream
    {
        public override extern bool CanRead { get; }
        public override extern bool CanSeek { get; }
        public override extern bool CanWrite { get; }
        public override extern long Length { get; }
        public override extern long Position { get; set; }
        public extern string Name { get; }
        public extern FileStream(string path, System.IO.FileMode mode);
        public extern FileStream(string path, System.IO.FileMode mode, System.IO.FileAccess access);
        public extern FileStream(string path, System.IO.FileMode mode, System.IO.FileAccess access,
            System.IO.FileShare share);
        public extern FileStream(string path, System.IO.FileMode mode, System.IO.FileAccess access,
            System.IO.FileShare share, int bufferSize);
        public override extern void Close();
        protected override extern void Dispose(bool disposing);
        public override extern void Flush();
        public override extern int Read(byte[] buffer, int offset, int count);
        public override extern int Read(System.SpanByte buffer);
        public override extern int ReadByte();
        public override extern long Seek(long offset, System.IO.SeekOrigin origin);
        public override extern void SetLength(long value);
        public override extern void Write(byte[] buffer, int offset, int count);
        public override extern void WriteByte(byte value);
    }

    public abstract class FileSystemInfo : System.MarshalByRefObject
    {
        public extern System.IO.FileAttributes Attributes { get; }
        public virtual extern string FullName { get; }
        public extern string Extension { get; }
        public abstract bool Exists { get; }
        public abstract string Name { get; }
        public abstract void Delete();
        public virtual extern void Refresh();
        protected abstract void HandleRefreshError();
    }

    public static class Path
    {
        public static readonly char DirectorySeparatorChar;
        public static readonly char AltDirectorySeparatorChar;
        public static readonly char VolumeSeparatorChar;
        public static readonly char PathSeparator;
        public static extern string ChangeExtension(string path, string extension);
        public static extern string Combine(string path1, string path2);
        public static extern string GetDirectoryName(string path);
        public static extern string GetExtension(string path);
        public static extern string GetFileName(string path);
        public static extern string GetFileNameWithoutExtension(string path);
        public static extern string GetFullPath(string path);
        public static extern char[] GetInvalidFileNameChars();
        public static extern char[] GetInvalidPathChars();
        public static extern string GetPathRoot(string path);
        public static extern bool HasExtension(string path);
        public static extern bool IsPathRooted(string path);
    }
}
