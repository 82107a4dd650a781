// Upkeep: remembers crashes over restarts. Only a crash that was caught and written counts: a
// power cut writes nothing, so it can never lead to safe mode. Knows slots, not what restarts us.
//
//   crash --> count + 1, text to flash, restart        3 crashes in a row --> safe mode
//   10 minutes of good running, or a restart by the owner --> count 0 (the text stays to be read)

using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>Crashes in a row and what the last one was.</summary>
    internal sealed class CrashLedger
    {
        /// <summary>So many crashes in a row mean that starting as usual does not work.</summary>
        public const int SafeCount = 3;

        /// <summary>Running so long makes the next crash a first one again, ms.</summary>
        public const int GoodMs = 10 * 60 * 1000;

        /// <summary>Characters kept of a crash: its type, message and the first frames.</summary>
        public const int TextMax = 600;

        private const string Slot = "crash";

        private readonly ISlots _slots;

        /// <summary>Reads what is stored; anything unreadable counts as no crash.</summary>
        public CrashLedger(ISlots slots)
        {
            _slots = slots;
            Text = "";
            byte[] bytes = slots.Read(Slot);
            if (bytes != null) Take(bytes);
        }

        /// <summary>Crashes in a row.</summary>
        public int Count { get; private set; }

        /// <summary>Which thread crashed last, how and when; "" when none ever did.</summary>
        public string Text { get; private set; }

        /// <summary>True when the gateway must start without doors.</summary>
        public bool IsSafeMode { get { return Count >= SafeCount; } }

        /// <summary>
        /// Notes a crash. Call it right before the restart; false when flash did not take it.
        /// </summary>
        public bool Note(string thread, string what, long uptimeMs)
        {
            Count++;
            Text = Plain(thread + " after " + (uptimeMs / 1000).ToString() + " s: " + what);
            return Save();
        }

        /// <summary>
        /// Call now and then: forgives after a while of good running. Rarely writes.
        /// </summary>
        public void Step(long uptimeMs)
        {
            if (Count > 0 && uptimeMs >= GoodMs) Forgive();
        }

        /// <summary>The next crash is a first one. Writes only when there was one.</summary>
        public void Forgive()
        {
            if (Count == 0) return;
            Count = 0;
            Save();
        }

        /// <summary>The layout is "count SPACE check SPACE text", all ASCII.</summary>
        private bool Save()
        {
            string line = Count.ToString() + " " + Check(Text) + " " + Text;
            byte[] bytes = new byte[line.Length];
            for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)line[i];
            return _slots.Write(Slot, bytes, bytes.Length);
        }

        private void Take(byte[] bytes)
        {
            char[] letters = new char[bytes.Length];
            for (int i = 0; i < letters.Length; i++) letters[i] = (char)bytes[i];
            string line = new string(letters);
            int first = line.IndexOf(' ');
            int second = first < 0 ? -1 : line.IndexOf(' ', first + 1);
            int count;
            if (second < 0 || !int.TryParse(line.Substring(0, first), out count)) return;
            string text = line.Substring(second + 1);
            if (count < 0 || Check(text) != line.Substring(first + 1, second - first - 1)) return;
            Count = count;
            Text = text;
        }

        /// <summary>ASCII without line ends, so that it can be one line of a journal.</summary>
        private static string Plain(string text)
        {
            int length = text.Length > TextMax ? TextMax : text.Length;
            char[] letters = new char[length];
            for (int i = 0; i < length; i++)
            {
                char c = text[i];
                letters[i] = c < 32 ? ' ' : c > 126 ? '?' : c;
            }
            return new string(letters);
        }

        /// <summary>Adler-32 (RFC 1950): enough to tell a text from half a text.</summary>
        private static string Check(string text)
        {
            uint a = 1, b = 0;
            for (int i = 0; i < text.Length; i++)
            {
                a = (a + text[i]) % 65521;
                b = (b + a) % 65521;
            }
            return ((b << 16) | a).ToString();
        }
    }
}
