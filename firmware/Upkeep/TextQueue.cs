// Upkeep: text on its way to a slow line. At 115,200 baud a page of help takes 400 ms, and the step
// must not wait for it: text is put in here at once and another thread takes it out. When nobody
// can keep up, text is dropped and a mark says so; bytes never come out of order.
// Knows no threads: where two use it, they take turns outside.

using System.Text;

namespace Portreeve.Upkeep
{
    /// <summary>A ring of bytes.</summary>
    internal sealed class TextQueue
    {
        private static readonly byte[] Lost =
            Encoding.UTF8.GetBytes("\r\n[some text was lost]\r\n");

        private readonly byte[] _ring;
        private int _start;
        private int _count;
        private bool _isLosing;

        /// <param name="size">Bytes that may wait: the longest answer of the console.</param>
        public TextQueue(int size)
        {
            _ring = new byte[size];
        }

        /// <summary>Bytes that wait.</summary>
        public int Count { get { return _count; } }

        /// <summary>
        /// Puts text in as UTF-8, each "\n" as CR LF. False when a part was lost.
        /// </summary>
        public bool Put(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            if (_isLosing)
            {
                if (_ring.Length - _count < Lost.Length) return false;
                for (int i = 0; i < Lost.Length; i++) Put(Lost[i]);
                _isLosing = false;
            }
            for (int i = 0; i < bytes.Length; i++)
            {
                bool isEnd = bytes[i] == (byte)'\n';
                _isLosing = _ring.Length - _count < (isEnd ? 2 : 1);
                if (_isLosing) return false;
                if (isEnd) Put((byte)'\r');
                Put(bytes[i]);
            }
            return true;
        }

        /// <summary>Takes out what waits, as much as fits: the number of bytes.</summary>
        public int Take(byte[] buffer)
        {
            int count = _count < buffer.Length ? _count : buffer.Length;
            for (int i = 0; i < count; i++) buffer[i] = _ring[(_start + i) % _ring.Length];
            _start = (_start + count) % _ring.Length;
            _count -= count;
            return count;
        }

        private void Put(byte value)
        {
            _ring[(_start + _count) % _ring.Length] = value;
            _count++;
        }
    }
}
