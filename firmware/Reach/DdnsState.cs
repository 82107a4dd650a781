// Reach: what is known of the last request to a DNS provider, in flash: when it was, what came of
// it, how long to wait. Written before a request leaves and after its answer. It decides nothing;
// DynamicDns does.

using System.Text;
using Portreeve.Flash;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>The state of one account.</summary>
    internal sealed class DdnsState
    {
        private const int CurrentFormat = 1;
        private const int Numbers = 9;
        private const int DigitsMax = 12;

        private readonly IClock _clock;
        private readonly SlotPair _pair;

        /// <summary>Reads what flash has.</summary>
        public DdnsState(Surroundings around)
        {
            _clock = around.Clock;
            _pair = new SlotPair(around.Slots, "ddns", CurrentFormat);
            string text = _pair.Load();
            if (text != null) Take(text.Split(' '));
        }

        /// <summary>The address the provider took last, host order; 0 for none.</summary>
        public uint Sent;

        /// <summary>When the last request was: seconds since 1970 in UTC, 0 when that was not
        /// known.</summary>
        public long TriedUtc;

        /// <summary>The same in ms since boot; -1 when it was before.</summary>
        public long TriedMs = -1;

        /// <summary>When the last success was, in both clocks.</summary>
        public long GoodUtc;
        public long GoodMs = -1;

        /// <summary>The pause after the last request, s.</summary>
        public int WaitS;

        /// <summary>Failures in a row.</summary>
        public int Failures;

        /// <summary>A bit for each name that is refused until the settings change.</summary>
        public int Refused;

        /// <summary>Nothing is asked until the settings change.</summary>
        public bool IsStopped;

        /// <summary>The word of the last answer; "sent" while none is known; or empty.</summary>
        public string Word = "";

        /// <summary>What the settings were, and the provider alone: checksums.</summary>
        public uint Mark;
        public uint ProviderMark;

        /// <summary>Why Save failed, a sentence with the next step.</summary>
        public string Trouble { get { return _pair.Trouble; } }

        /// <summary>True when the pause is over.</summary>
        public bool IsPermitted(long nowMs)
        {
            return IsOver(TriedMs, TriedUtc, WaitS, nowMs);
        }

        /// <summary>Seconds that are left of the pause, 0 for none.</summary>
        public long LeftS(long nowMs)
        {
            long leftS = WaitS - PassedS(TriedMs, TriedUtc, nowMs);
            return leftS > 0 ? leftS : 0;
        }

        /// <summary>True when so many seconds have passed since a moment.</summary>
        public bool IsOver(long sinceMs, long sinceUtc, long seconds, long nowMs)
        {
            return PassedS(sinceMs, sinceUtc, nowMs) >= seconds;
        }

        /// <summary>Writes it to flash. False: see Trouble.</summary>
        public bool Save()
        {
            return _pair.Save(Sent.ToString() + " " + TriedUtc.ToString() + " "
                + GoodUtc.ToString() + " " + WaitS.ToString() + " " + Failures.ToString() + " "
                + Refused.ToString() + " " + (IsStopped ? "1 " : "0 ") + Mark.ToString() + " "
                + ProviderMark.ToString() + " " + Word);
        }

        /// <summary>A checksum by which changed settings are known.</summary>
        public static uint MarkOf(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return Crc32.Of(bytes, 0, bytes.Length);
        }

        // What began in this run is measured by the clock that never jumps; what began before a
        // restart by the calendar, where both moments are known; else from the start on.
        private long PassedS(long sinceMs, long sinceUtc, long nowMs)
        {
            long utc = _clock.UtcSeconds;
            if (sinceMs >= 0) return (nowMs - sinceMs) / 1000;
            return sinceUtc > 0 && utc >= sinceUtc ? utc - sinceUtc : nowMs / 1000;
        }

        private void Take(string[] words)
        {
            long[] numbers = new long[Numbers];
            if (words.Length <= Numbers) return;
            for (int i = 0; i < Numbers; i++)
            {
                if (!TryLong(words[i], out numbers[i])) return;
            }
            Sent = (uint)numbers[0];
            TriedUtc = numbers[1];
            GoodUtc = numbers[2];
            WaitS = (int)numbers[3];
            Failures = (int)numbers[4];
            Refused = (int)numbers[5];
            IsStopped = numbers[6] != 0;
            Mark = (uint)numbers[7];
            ProviderMark = (uint)numbers[8];
            Word = words[Numbers];
        }

        private static bool TryLong(string text, out long number)
        {
            number = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (!Number.IsDigit(text[i]) || i > DigitsMax) return false;
                number = number * 10 + (text[i] - '0');
            }
            return text.Length > 0;
        }
    }
}
