// NanoCheck heap: flash as a dictionary. The stream's own buffer is native on the chip.

using Portreeve.HeapModel;
using Portreeve.NanoCheck.Heap.Standins;

#pragma warning disable IDE1006, CA1707, CA1822 // the names of the chip's libraries

namespace Chip_System_IO
{
    public enum FileMode { CreateNew = 1, Create = 2, Open = 3, OpenOrCreate = 4 }

    public enum FileAccess { Read = 1, Write = 2, ReadWrite = 3 }

    public static class Directory
    {
        public static string[] GetFiles(string path) => [.. Chip.Files.Keys];
    }

    public static class File
    {
        public static bool Exists(string path) => Chip.Files.ContainsKey(path);

        public static void Delete(string path) => Chip.Files.Remove(path);

        public static byte[] ReadAllBytes(string path)
        {
            byte[] bytes = Chip.Files[path];
            return [.. bytes];
        }
    }

    public abstract class Stream
    {
        public virtual void Close()
        {
        }

        public virtual void Flush()
        {
        }

        public void Dispose() => Close();

        public abstract void Write(byte[] buffer, int offset, int count);

        public abstract int Read(byte[] buffer, int offset, int count);

        public virtual long Length => 0;
    }

    public class FileStream : Stream, IChipObject
    {
        private readonly string _path;
        private readonly MemoryStream _bytes = new();
        private readonly bool _writes;

        public FileStream(string path, FileMode mode, FileAccess access)
        {
            _path = path;
            _writes = access != FileAccess.Read;
            if (!_writes)
            {
                _bytes = new MemoryStream(Chip.Files[path]);
            }
        }

        public FileStream(string path, FileMode mode)
            : this(path, mode, mode == FileMode.Open ? FileAccess.Read : FileAccess.Write)
        {
        }

        public int ChipBytes => Fixed.FileStreamBytes;

        public override long Length => _bytes.Length;

        public override void Write(byte[] buffer, int offset, int count) =>
            _bytes.Write(buffer, offset, count);

        public override int Read(byte[] buffer, int offset, int count) =>
            _bytes.Read(buffer, offset, count);

        public override void Close()
        {
            if (_writes)
            {
                Chip.Files[_path] = _bytes.ToArray();
            }
        }
    }
}
