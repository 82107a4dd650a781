// Names: the friends' last good addresses in flash, so that a restart while DNS is down turns
// nobody away. Text only, one friend a line; slots, check sums and power cuts are SlotPair's.
//
//   grace 86400
//   anna.ddns.net 1793000000 203.0.113.9,203.0.113.10      name, last good answer (UTC), addresses

using System;
using Portreeve.Flash;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Names
{
    /// <summary>Keeps friends in flash.</summary>
    internal sealed class FriendStore
    {
        private const int CurrentFormat = 1;

        private readonly SlotPair _pair;

        /// <param name="slots">The flash; its slots are friends.a and friends.b.</param>
        public FriendStore(ISlots slots)
        {
            _pair = new SlotPair(slots, "friends", CurrentFormat);
        }

        /// <summary>What Load noticed, for journal and owner; empty when all is well.</summary>
        public string Report { get { return _pair.Report; } }

        /// <summary>
        /// Gives the names in the book their kept addresses and the time of the last good answer.
        /// Returns the kept grace period in seconds, or -1 when none was kept.
        /// </summary>
        public int Load(NameBook book)
        {
            int graceSeconds = -1;
            string text = _pair.Load();
            string[] lines = text == null ? new string[0] : text.Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                string[] words = lines[i].Split(' ');
                if (words.Length == 2 && words[0] == "grace")
                {
                    if (!Number.TryParse(words[1], out graceSeconds)) graceSeconds = -1;
                    continue;
                }
                NamedHost host = words.Length == 3 ? book.Find(words[0]) : null;
                if (host != null) Take(host, words[1], words[2]);
            }
            return graceSeconds;
        }

        /// <summary>Keeps all that have addresses, as far as flash holds them. Null: done; else
        /// why not.</summary>
        public string Save(NameBook book, long graceSeconds, long nowMs, long utcSeconds)
        {
            try
            {
                return Write(book, graceSeconds, nowMs, utcSeconds);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                return Shortage.Sentence;
            }
        }

        private string Write(NameBook book, long graceSeconds, long nowMs, long utcSeconds)
        {
            string text = "grace " + graceSeconds.ToString();
            for (int i = 0; i < book.Count; i++)
            {
                NamedHost host = book.At(i);
                if (host.Addresses.Length == 0) continue;
                string line = "\n" + host.Name + " "
                    + GoodUtc(host, nowMs, utcSeconds).ToString() + " ";
                for (int k = 0; k < host.Addresses.Length; k++)
                {
                    line += (k == 0 ? "" : ",") + IPv4.ToText(host.Addresses[k]);
                }
                if (text.Length + line.Length <= Limits.PayloadBytesMax) text += line;
            }
            return _pair.Save(text) ? null : _pair.Trouble;
        }

        private static void Take(NamedHost host, string good, string addresses)
        {
            string[] texts = addresses.Split(',');
            uint[] found = new uint[texts.Length];
            for (int i = 0; i < texts.Length; i++)
            {
                if (!IPv4.TryParse(texts[i], out found[i])) return;
            }
            host.Addresses = found;
            // A time that cannot be read is none: 0, as TryParse leaves it.
            bool isRead = long.TryParse(good, out long seconds);
            host.GoodUtcSeconds = isRead ? seconds : 0;
        }

        private static long GoodUtc(NamedHost host, long nowMs, long utcSeconds)
        {
            if (host.IsUnconfirmed) return host.GoodUtcSeconds;
            return utcSeconds == 0 ? 0 : utcSeconds - (nowMs - host.GoodMs) / 1000;
        }
    }
}
