// Reach: one invite: whoever opens it from their own phone has that address let in at one door, for
// a while. It is the way in for a friend without a name of their own. Values only; it is gone when
// it was used, when its time is over, when its door leads elsewhere, and with a restart.

using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.Table;

namespace Portreeve.Reach
{
    /// <summary>One invite.</summary>
    internal sealed class Invite
    {
        /// <summary>Characters of a code; twelve of 31 are 59 bits. A guesser who is answered once
        /// a second needs ten thousand million years.</summary>
        public const int CodeChars = 12;

        // Without 0 and O, 1, I and L: it may be read out on the telephone. Small, since a phone's
        // keyboard writes small.
        private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

        private readonly string _target;

        /// <param name="number">For people.</param>
        /// <param name="rule">The door.</param>
        /// <param name="lengthS">How long a guest is let in, seconds.</param>
        /// <param name="uses">How many may use it.</param>
        /// <param name="board">Makes the code.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public Invite(int number, Rule rule, int lengthS, int uses, IBoard board, long nowMs)
        {
            Number = number;
            RuleNumber = rule.Number;
            _target = TargetOf(rule);
            LengthS = lengthS;
            UsesLeft = uses;
            EndsMs = nowMs + Limits.InviteMs;
            Code = new byte[CodeChars];
            string letters = Letters;
            for (int i = 0; i < CodeChars;)
            {
                byte[] random = Secrets.Random(board, CodeChars);
                for (int at = 0; at < random.Length && i < CodeChars; at++)
                {
                    // What is left over of 256 would make some letters likelier.
                    if (random[at] < 248) Code[i++] = (byte)letters[random[at] % 31];
                }
            }
        }

        /// <summary>For people, 1 and up.</summary>
        public readonly int Number;

        /// <summary>The rule whose door it opens.</summary>
        public readonly int RuleNumber;

        /// <summary>The secret, in ASCII.</summary>
        public readonly byte[] Code;

        /// <summary>How long a guest is let in, seconds.</summary>
        public readonly int LengthS;

        /// <summary>When it is over, used or not, monotonic ms.</summary>
        public readonly long EndsMs;

        /// <summary>How many may still use it.</summary>
        public int UsesLeft;

        /// <summary>The code for people.</summary>
        public string Text
        {
            get { return Values.Utf8Text.Converter.GetString(Code, 0, Code.Length); }
        }

        /// <summary>Its rule, if it still leads where it led when the invite was made; else null.
        /// </summary>
        public Rule RuleOf(RuleTable table)
        {
            Rule rule = table.Find(RuleNumber);
            return rule != null && TargetOf(rule) == _target ? rule : null;
        }

        /// <summary>True when this is its code. Takes as long for near as for far.</summary>
        public bool Is(byte[] bytes, int start, int count)
        {
            int difference = count ^ CodeChars;
            for (int i = 0; i < CodeChars && i < count; i++)
            {
                int letter = bytes[start + i];
                if (letter >= 'A' && letter <= 'Z') letter += 32;
                difference |= letter ^ Code[i];
            }
            return difference == 0;
        }

        private static string TargetOf(Rule rule)
        {
            return (rule.IsUdp ? "udp " : "tcp ") + rule.Port.ToString() + " " + rule.Target + ":"
                + rule.TargetPort.ToString();
        }
    }
}
