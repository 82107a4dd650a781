// Table: the list behind "from": entries with commas between, spread over one word or several.
// One object a line, used by RuleWords.

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>Reads the list behind "from".</summary>
    internal sealed class FromWords
    {
        private readonly Rule _rule;
        private readonly RuleDraft _draft;
        private readonly TextErrors _errors;
        private readonly Words _words;
        private readonly long _nowUtcSeconds;
        private readonly Zone _zone;

        public FromWords(RuleDraft draft, Words words, long nowUtcSeconds, Zone zone)
        {
            _zone = zone;
            _draft = draft;
            _rule = draft.Rule;
            _errors = draft.Errors;
            _words = words;
            _nowUtcSeconds = nowUtcSeconds;
        }

        /// <summary>Reads from this place on; returns the place behind the list.</summary>
        public int Read(int at)
        {
            _draft.FromColumn = _words.ColumnOf(at);
            if (RuleText.ArgumentOf(_words, at) == null)
            {
                _errors.Add(_words.ColumnOf(at - 1), "from", "from needs at least one entry",
                    "write any, lan, an address, a network or a name such as anna.ddns.net");
                return at;
            }
            bool isMore = true;
            while (isMore && at < _words.Count)
            {
                string text = _words.At(at);
                ReadEntries(text, _words.ColumnOf(at));
                at++;
                isMore = text[text.Length - 1] == ',' || BeginsWithComma(_words.At(at));
                if (isMore && RuleText.ArgumentOf(_words, at) == null)
                {
                    _errors.Add(_words.ColumnOf(at - 1) + text.Length - 1, "from",
                        "an entry is missing behind the comma", "leave the comma out");
                    isMore = false;
                }
            }
            return at;
        }

        private static bool BeginsWithComma(string word)
        {
            return word.Length > 0 && word[0] == ',';
        }

        // A word of the list: entries with commas between, but not those within brackets. A
        // comma at either end only joins this word to the next or the last.
        private void ReadEntries(string text, int column)
        {
            int start = text[0] == ',' ? 1 : 0;
            int depth = 0;
            for (int i = start; i <= text.Length; i++)
            {
                char c = i < text.Length ? text[i] : ',';
                if (c == '[') depth++;
                if (c == ']') depth--;
                bool isEnd = i == text.Length;
                if (c != ',' || (depth > 0 && !isEnd)) continue;
                if (isEnd && i == start) continue;
                AllowEntry entry = AllowText.Read(
                    text.Substring(start, i - start), column + start, _nowUtcSeconds, _zone,
                    _errors);
                if (entry != null) AddEntry(entry, column + start);
                start = i + 1;
            }
        }

        private void AddEntry(AllowEntry entry, int column)
        {
            AllowEntry[] old = _rule.From.Entries;
            string text = old.Length > 0 ? AllowText.Write(entry) : null;
            for (int i = 0; i < old.Length; i++)
            {
                if (AllowText.Write(old[i]) != text) continue;
                _errors.Add(column, "from", entry.Text + " is on the list twice", "leave one out");
                return;
            }
            AllowEntry[] entries = new AllowEntry[old.Length + 1];
            for (int i = 0; i < old.Length; i++) entries[i] = old[i];
            entries[old.Length] = entry;
            _rule.From.Entries = entries;
        }
    }
}
