// Access: the grants that outlive a restart, in flash. Text only, one grant a line; slots, check
// sums and power cuts are SlotPair's.
//
//   203.0.113.7 tcp 8080 good 0
//   203.0.113.0/28 udp 27015 timed 1793000000       who, door, kind, end (seconds of UTC)
//   203.0.113.9 tcp 2222 dated 1793000000

using System;
using Portreeve.Flash;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Access
{
    /// <summary>Keeps grants in flash.</summary>
    internal sealed class GrantStore
    {
        private const int CurrentFormat = 1;

        // Places are values of GrantKind; those without a word do not outlive a restart.
        private static readonly string[] KindWords = { "timed", "good", "", "", "dated" };

        private readonly SlotPair _pair;

        /// <param name="slots">The flash; its slots are grants.a and grants.b.</param>
        public GrantStore(ISlots slots)
        {
            _pair = new SlotPair(slots, "grants", CurrentFormat);
        }

        /// <summary>What Load noticed, for journal and owner; empty when all is well.</summary>
        public string Report { get { return _pair.Report; } }

        /// <summary>The kept grants, without numbers; never null.</summary>
        public Grant[] Load()
        {
            string text = _pair.Load();
            if (text == null || text.Length == 0) return new Grant[0];
            string[] lines = text.Split('\n');
            Grant[] read = new Grant[lines.Length];
            int count = 0;
            for (int i = 0; i < lines.Length; i++)
            {
                read[count] = Read(lines[i].Split(' '));
                if (read[count] != null) count++;
            }
            Grant[] grants = new Grant[count];
            for (int i = 0; i < count; i++) grants[i] = read[i];
            return grants;
        }

        /// <summary>Keeps those that outlive a restart. Null: done; else why not.</summary>
        public string Save(GrantBook book)
        {
            try
            {
                return Write(book);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                return Shortage.Sentence;
            }
        }

        private string Write(GrantBook book)
        {
            string text = "";
            for (int i = 0; i < book.Count; i++)
            {
                Grant grant = book.At(i);
                if (grant.Ended != null || !grant.IsLasting) continue;
                if (text.Length > 0) text += "\n";
                text += grant.Who.ToString() + (grant.IsUdp ? " udp " : " tcp ")
                    + grant.Port.ToString() + " " + KindWords[grant.Kind] + " "
                    + grant.EndUtcSeconds.ToString();
            }
            return _pair.Save(text) ? null : _pair.Trouble;
        }

        private static Grant Read(string[] words)
        {
            if (words.Length != 5) return null;
            Grant grant = new Grant();
            grant.Who = Cidr.Parse(words[0]);
            grant.IsUdp = words[1] == "udp";
            grant.Kind = -1;
            for (int i = 0; i < KindWords.Length; i++)
            {
                if (words[3].Length > 0 && KindWords[i] == words[3]) grant.Kind = i;
            }
            bool isWhole = grant.Who != null && grant.Kind >= 0
                && Number.TryParse(words[2], out grant.Port)
                && long.TryParse(words[4], out grant.EndUtcSeconds);
            return isWhole ? grant : null;
        }
    }
}
