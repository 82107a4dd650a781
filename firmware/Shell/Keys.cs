// Shell: what the bytes of a serial line mean. Bytes in, keys out: plain characters, and the
// movement and editing keys in the spellings that terminals use (ECMA-48 control sequences, the
// VT220's numbered keys, the xterm's SS3). It knows nothing of lines. Noise on the wire - stray
// control bytes, broken UTF-8, sequences that never end - is dropped without a trace.
//
//             ESC            [             letter, ~
//   Ground --------> Escape ----> Control ---------> Ground (a key, or nothing)
//     |  ^             | O ----> Single -- letter --> Ground
//     |  '-- 1..3 continuation bytes -- Utf8
//     '-- lead byte of UTF-8 ------------^

namespace Portreeve.Shell
{
    /// <summary>Keys that are no characters. Characters are their own number, 32 and up.</summary>
    internal static class Key
    {
        public const int None = 0;
        public const int Enter = -1;
        public const int Backspace = -2;
        public const int Delete = -3;
        public const int Left = -4;
        public const int Right = -5;
        public const int Up = -6;
        public const int Down = -7;
        public const int Home = -8;
        public const int End = -9;
        public const int Tab = -10;
        public const int KillLine = -11;
        public const int KillToEnd = -12;
        public const int KillWord = -13;
        public const int Interrupt = -14;
        public const int DeleteOrEnd = -15;
        public const int Redraw = -16;
        public const int WordLeft = -17;
        public const int WordRight = -18;
    }

    /// <summary>Decodes a byte stream.</summary>
    internal sealed class Keys
    {
        private const int Ground = 0;
        private const int Escape = 1;
        private const int Control = 2;
        private const int Single = 3;
        private const int Utf8 = 4;

        // The longest sequence a keyboard sends is ESC [ 1 ; 5 D; what is longer is noise.
        private const int SequenceBytesMax = 8;

        private int _state;
        private int _length;
        private int _number;
        private int _modifier;
        private int _char;
        private int _continuations;
        private bool _afterReturn;

        /// <summary>
        /// True when the last byte made it certain that a character before it was none that can
        /// be kept: beyond 16 bits, or in an encoding that is not UTF-8. It is shown as U+FFFD,
        /// so that nothing somebody typed vanishes unseen.
        /// </summary>
        public bool HasLost { get; private set; }

        /// <summary>Takes one byte; returns the key it completes, or Key.None.</summary>
        public int Feed(byte b)
        {
            bool afterReturn = _afterReturn;
            _afterReturn = false;
            HasLost = false;
            switch (_state)
            {
                case Escape: return FeedEscape(b);
                case Control: return FeedControl(b);
                case Single:
                    _state = Ground;
                    return Letter(b);
                case Utf8:
                    if ((b & 0xC0) == 0x80) return FeedContinuation(b);
                    _state = Ground;
                    HasLost = true;
                    return FeedGround(b, false);
                default: return FeedGround(b, afterReturn);
            }
        }

        private int FeedGround(byte b, bool afterReturn)
        {
            if (b >= 0x20 && b < 0x7F) return b;
            if (b >= 0x80)
            {
                BeginUtf8(b);
                return Key.None;
            }
            switch (b)
            {
                case 0x0D: _afterReturn = true; return Key.Enter;
                // CR LF is one Enter.
                case 0x0A: return afterReturn ? Key.None : Key.Enter;
                case 0x08: case 0x7F: return Key.Backspace;
                case 0x09: return Key.Tab;
                case 0x1B: _state = Escape; return Key.None;
                case 0x01: return Key.Home;
                case 0x02: return Key.Left;
                case 0x03: return Key.Interrupt;
                case 0x04: return Key.DeleteOrEnd;
                case 0x05: return Key.End;
                case 0x06: return Key.Right;
                case 0x0B: return Key.KillToEnd;
                case 0x0C: return Key.Redraw;
                case 0x0E: return Key.Down;
                case 0x10: return Key.Up;
                case 0x15: return Key.KillLine;
                case 0x17: return Key.KillWord;
                default: return Key.None;
            }
        }

        private void BeginUtf8(byte b)
        {
            // RFC 3629. Four bytes make a character beyond 16 bits.
            _continuations = b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2
                : b >= 0xF0 && b < 0xF5 ? 3 : 0;
            _char = _continuations == 1 ? b & 0x1F : b & 0x0F;
            if (_continuations > 0) _state = Utf8;
            else HasLost = true;
        }

        private int FeedContinuation(byte b)
        {
            _char = (_char << 6) | (b & 0x3F);
            if (--_continuations > 0) return Key.None;
            _state = Ground;
            bool isSurrogate = _char >= 0xD800 && _char < 0xE000;
            // A byte-order mark says nothing; editors put it before a file's first line.
            if (_char == 0xFEFF) return Key.None;
            HasLost = _char > 0xFFFF;
            // Below 0x80 are overlong forms.
            bool isUnseen = HasLost || _char < 0x80 || Values.Words.IsUnseen((char)_char);
            return isUnseen || isSurrogate ? Key.None : _char;
        }

        private int FeedEscape(byte b)
        {
            _state = Ground;
            switch (b)
            {
                case (byte)'[':
                    _state = Control;
                    _length = 0;
                    _number = 0;
                    _modifier = 0;
                    return Key.None;
                case (byte)'O': _state = Single; return Key.None;
                case 0x1B: _state = Escape; return Key.None;
                case (byte)'b': return Key.WordLeft;
                case (byte)'f': return Key.WordRight;
                case 0x7F: return Key.KillWord;
                default: return b < 0x20 ? FeedGround(b, false) : Key.None;
            }
        }

        private int FeedControl(byte b)
        {
            if (++_length > SequenceBytesMax)
            {
                _state = Ground;
                return Key.None;
            }
            if (b >= '0' && b <= '9')
            {
                _number = _number * 10 + (b - '0');
                return Key.None;
            }
            if (b == ';')
            {
                _modifier = _number;
                _number = 0;
                return Key.None;
            }
            _state = Ground;
            if (b < 0x20) return FeedGround(b, false);
            if (b == '~') return Numbered(_modifier > 0 ? _modifier : _number);
            // ESC [ 1 ; 5 C: a modifier (Ctrl is 5, Alt is 3) makes the arrows jump words.
            bool jumps = _modifier > 0 && (_number == 5 || _number == 3);
            if (jumps && b == 'C') return Key.WordRight;
            if (jumps && b == 'D') return Key.WordLeft;
            return Letter(b);
        }

        private static int Letter(byte b)
        {
            switch (b)
            {
                case (byte)'A': return Key.Up;
                case (byte)'B': return Key.Down;
                case (byte)'C': return Key.Right;
                case (byte)'D': return Key.Left;
                case (byte)'H': return Key.Home;
                case (byte)'F': return Key.End;
                default: return Key.None;
            }
        }

        private static int Numbered(int number)
        {
            switch (number)
            {
                case 1: case 7: return Key.Home;
                case 3: return Key.Delete;
                case 4: case 8: return Key.End;
                default: return Key.None;
            }
        }
    }
}
