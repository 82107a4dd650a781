// Values: numbers as a person says them. Pure; scripts get the plain numbers instead.

namespace Portreeve.Values
{
    /// <summary>Sizes, times and counts in words.</summary>
    internal static class Readable
    {
        /// <summary>"812 bytes", "4.2 KB", "1.3 GB"; 1 KB is 1,000 bytes, as on a router.</summary>
        public static string Bytes(long bytes)
        {
            if (bytes < 1000) return bytes.ToString() + (bytes == 1 ? " byte" : " bytes");
            string[] units = { " KB", " MB", " GB", " TB" };
            int unit = 0;
            long tenths = bytes / 100;
            while (tenths >= 10000 && unit < 3)
            {
                tenths /= 1000;
                unit++;
            }
            string text = (tenths / 10).ToString();
            if (tenths < 100) text += "." + (tenths % 10).ToString();
            return text + units[unit];
        }

        /// <summary>"9 s", "3 min 20 s", "4 h 5 min", "12 d 3 h".</summary>
        public static string Time(long ms)
        {
            long s = ms / 1000;
            if (s < 60) return s.ToString() + " s";
            if (s < 3600) return Pair(s / 60, " min", s % 60, " s");
            if (s < 86400) return Pair(s / 3600, " h", s / 60 % 60, " min");
            return Pair(s / 86400, " d", s / 3600 % 24, " h");
        }

        /// <summary>The text with a capital letter and, if it does not ask, a full stop.
        /// </summary>
        public static string Sentence(string text)
        {
            char[] sentence = new char[text.Length + 1];
            for (int i = 0; i < text.Length; i++) sentence[i] = text[i];
            char first = sentence[0];
            if (first >= 'a' && first <= 'z') sentence[0] = (char)(first - 'a' + 'A');
            sentence[text.Length] = '.';
            bool isQuestion = sentence[text.Length - 1] == '?';
            return new string(sentence, 0, isQuestion ? text.Length : text.Length + 1);
        }

        /// <summary>"no rules", "1 rule", "3 rules".</summary>
        public static string Count(long count, string noun)
        {
            if (count == 0) return "no " + noun + "s";
            return count.ToString() + " " + noun + (count == 1 ? "" : "s");
        }

        private static string Pair(long large, string largeUnit, long small, string smallUnit)
        {
            string text = large.ToString() + largeUnit;
            return small == 0 ? text : text + " " + small.ToString() + smallUnit;
        }
    }
}
