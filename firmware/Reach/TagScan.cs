// Reach: finds the text of a few tags in XML as it goes by, whatever its length: a router's
// description of itself and its answers. It keeps the text of one tag at a time and trusts
// nothing: what is no XML has no tags. Of a description it keeps the first service that opens
// ports.

namespace Portreeve.Reach
{
    /// <summary>Reads tags from pieces of a text.</summary>
    internal sealed class TagScan
    {
        private readonly byte[] _text = new byte[Limits.ReachTagBytesMax];
        private readonly string[] _names;
        private readonly string[] _values;
        private int _count;
        private int _open = -1;
        private bool _isTag;
        private string _service;
        private string _control;

        /// <param name="names">Tags wanted, without prefix.</param>
        public TagScan(string[] names)
        {
            _names = names;
            _values = new string[names.Length];
        }

        /// <summary>The text of name i's first tag, or null.</summary>
        public string Value(int i)
        {
            return _values[i];
        }

        /// <summary>The type of the service that opens ports, or null.</summary>
        public string Service { get { return IsOver ? _service : null; } }

        /// <summary>Where it is asked, as written, or null.</summary>
        public string Control { get { return IsOver ? _control : null; } }

        /// <summary>True when such a service was read whole; the rest need not come.</summary>
        public bool IsOver { get; private set; }

        /// <summary>Takes the next piece.</summary>
        public void Take(byte[] piece, int from, int to)
        {
            for (int i = from; i < to && !IsOver; i++)
            {
                byte b = piece[i];
                if (b == '<')
                {
                    EndText();
                    _isTag = true;
                    _count = 0;
                }
                else if (b == '>' && _isTag)
                {
                    EndTag();
                    _isTag = false;
                    _count = 0;
                }
                else if (_isTag || _open >= 0)
                {
                    // What is too long is none of ours; a place behind the end marks it.
                    if (_count < _text.Length) _text[_count] = b;
                    if (_count <= _text.Length) _count++;
                }
            }
        }

        private void EndText()
        {
            if (_isTag || _open < 0) return;
            string text = Text(0, _count);
            if (_count > _text.Length) text = null;
            if (_values[_open] == null) _values[_open] = text;
            if (_names[_open] == "serviceType") _service = text;
            if (_names[_open] == "controlURL") _control = text;
            _open = -1;
        }

        private void EndTag()
        {
            _open = -1;
            if (_count == 0 || _count > _text.Length) return;
            bool isEnd = _text[0] == '/';
            int start = isEnd ? 1 : 0;
            int end = start;
            while (end < _count && _text[end] > ' ' && _text[end] != '/')
            {
                end++;
                if (_text[end - 1] == ':') start = end;
            }
            if (isEnd)
            {
                if (Is(start, end, "service")) EndService();
                return;
            }
            for (int i = 0; i < _names.Length; i++)
            {
                if (Is(start, end, _names[i])) _open = i;
            }
        }

        private void EndService()
        {
            bool isOurs = _service != null && _control != null
                && (_service.IndexOf(":service:WANIPConnection:") > 0
                || _service.IndexOf(":service:WANPPPConnection:") > 0);
            if (isOurs)
            {
                IsOver = true;
                return;
            }
            _service = null;
            _control = null;
        }

        private bool Is(int start, int end, string word)
        {
            if (end - start != word.Length) return false;
            for (int i = 0; i < word.Length; i++)
            {
                if (_text[start + i] != word[i]) return false;
            }
            return true;
        }

        private string Text(int start, int end)
        {
            if (end > _text.Length) end = _text.Length;
            while (start < end && _text[start] <= ' ') start++;
            while (end > start && _text[end - 1] <= ' ') end--;
            char[] text = new char[end - start];
            for (int i = 0; i < text.Length; i++)
            {
                byte b = _text[start + i];
                text[i] = b >= ' ' && b < 127 ? (char)b : '?';
            }
            return new string(text);
        }
    }
}
