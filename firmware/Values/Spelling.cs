// Values: which known word a mistyped one was meant to be. Pure; used where people type.

namespace Portreeve.Values
{
    /// <summary>Did you mean.</summary>
    internal static class Spelling
    {
        /// <summary>
        /// The nearest of the words: at most one change in three letters, a swap of neighbours
        /// counted as one; or the only one that begins like it. Null when none is near.
        /// </summary>
        public static string Nearest(string word, string[] words)
        {
            string best = null;
            int bestDistance = (word.Length < 6 ? 1 : word.Length / 3) + 1;
            for (int i = 0; i < words.Length; i++)
            {
                int distance = Distance(word, words[i]);
                if (distance < bestDistance)
                {
                    best = words[i];
                    bestDistance = distance;
                }
            }
            return best != null ? best : OnlyBeginning(word, words);
        }

        /// <summary>"did you mean X?", or the list of all words when none is near.</summary>
        public static string Propose(string word, string[] words)
        {
            string nearest = Nearest(word, words);
            if (nearest != null) return "did you mean " + nearest + "?";
            string all = "";
            for (int i = 0; i < words.Length; i++)
            {
                all += (i == 0 ? "" : ", ") + words[i];
            }
            return "the words are " + all;
        }

        private static string OnlyBeginning(string word, string[] words)
        {
            string found = null;
            for (int i = 0; i < words.Length && word.Length > 0; i++)
            {
                if (!words[i].StartsWith(word)) continue;
                if (found != null) return null;
                found = words[i];
            }
            return found;
        }

        // Damerau and Levenshtein with three rows: a table of all rows would be a [,] array,
        // which the runtime does not have.
        private static int Distance(string a, string b)
        {
            int[] before = new int[b.Length + 1];
            int[] above = new int[b.Length + 1];
            int[] row = new int[b.Length + 1];
            for (int j = 0; j <= b.Length; j++) above[j] = j;
            for (int i = 1; i <= a.Length; i++)
            {
                row[0] = i;
                for (int j = 1; j <= b.Length; j++)
                {
                    int change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                    int least = Least(change, above[j] + 1, row[j - 1] + 1);
                    bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if (isSwap && before[j - 2] + 1 < least) least = before[j - 2] + 1;
                    row[j] = least;
                }
                int[] oldest = before;
                before = above;
                above = row;
                row = oldest;
            }
            return above[b.Length];
        }

        private static int Least(int a, int b, int c)
        {
            int least = a < b ? a : b;
            return least < c ? least : c;
        }
    }
}
