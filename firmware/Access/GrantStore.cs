// Access: the grants that outlive a restart, in flash. Text only, one grant a line; slots, check
// sums and power cuts are SlotPair's.
//
//   who, door, its target, kind, end (seconds of UTC), length (seconds)
//   203.0.113.7 tcp 8080 192.168.1.20:80 good 0 0
//   203.0.113.0/28 udp 27015 192.168.1.30:27015 timed 1793000000 7200
//   203.0.113.9 tcp 2222 nas.lan:22 dated 1793000000 0
//
//   format 1 had neither target nor length

using System;
using Portreeve.Flash;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Access
{
    /// <summary>Keeps grants in flash.</summary>
    internal sealed class GrantStore
    {
        private const int CurrentFormat = 2;

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
        /// <param name="table">Says which target a door has where the line does not.</param>
        public Grant[] Load(RuleTable table)
        {
            string text = _pair.Load();
            if (text == null || text.Length == 0) return new Grant[0];
            string[] lines = text.Split('\n');
            Grant[] read = new Grant[lines.Length];
            int count = 0;
            for (int i = 0; i < lines.Length; i++)
            {
                string[] words = lines[i].Split(' ');
                read[count] = words.Length == 5 ? ReadOld(words, table) : Read(words);
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
                    + grant.Port.ToString() + " " + GrantText.TargetOf(grant) + " "
                    + KindWords[grant.Kind] + " " + grant.EndUtcSeconds.ToString() + " "
                    + grant.LengthSeconds.ToString();
            }
            return _pair.Save(text) ? null : _pair.Trouble;
        }

        private static Grant Read(string[] words)
        {
            if (words.Length != 7) return null;
            Grant grant = Read(words, 4);
            bool isWhole = grant != null && GrantText.ReadTarget(words[3], grant)
                && long.TryParse(words[6], out grant.LengthSeconds);
            return isWhole ? grant : null;
        }

        // One of format 1 is for the machine that its door leads to now.
        private static Grant ReadOld(string[] words, RuleTable table)
        {
            Grant grant = Read(words, 3);
            Rule rule = grant == null ? null : table.FindPort(grant.IsUdp, grant.Port);
            if (rule != null) grant.Bind(rule);
            return grant;
        }

        private static Grant Read(string[] words, int kindAt)
        {
            Grant grant = new Grant();
            grant.Who = Cidr.Parse(words[0]);
            grant.IsUdp = words[1] == "udp";
            grant.Kind = -1;
            for (int i = 0; i < KindWords.Length; i++)
            {
                string word = words[kindAt];
                if (word.Length > 0 && KindWords[i] == word) grant.Kind = i;
            }
            bool isWhole = grant.Who != null && grant.Kind >= 0
                && Number.TryParse(words[2], out grant.Port)
                && long.TryParse(words[kindAt + 1], out grant.EndUtcSeconds);
            return isWhole ? grant : null;
        }
    }
}
