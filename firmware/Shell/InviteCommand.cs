// Shell: "invite": makes, lists and ends invites, and gives their door its port. InviteEdits does
// it, for the page as well.

using Portreeve.Changes;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>"invite 2 for 3h", "invite end 1", "invite port 8444".</summary>
    internal sealed class InviteCommand : Command
    {
        private readonly Rooms _rooms;
        private readonly InviteEdits _edits;

        public InviteCommand(Rooms rooms)
        {
            _rooms = rooms;
            _edits = new InviteEdits(rooms);
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (IsEnd(words, at)) return new FixedText(InviteView.Lines(_rooms));
            int number;
            string first = words.Lower(at);
            bool isPort = first == "port";
            if (isPort || first == "end")
            {
                if (!IsEnd(words, at + 2)) return Usage();
                if (isPort && words.Lower(at + 1) == "off") return _edits.SetPort(0);
                if (!Number.TryParse(words.At(at + 1), out number)) return Usage();
                return isPort ? _edits.SetPort(number) : _edits.End(number);
            }
            Answer refusal;
            Rule rule = RuleReference.Read(_rooms.Table, words, ref at, out refusal);
            if (rule == null) return refusal;
            string length = "3h";
            int uses = 1;
            for (; !IsEnd(words, at); at += 2)
            {
                string word = words.Lower(at);
                if (word == "for") length = words.Lower(at + 1);
                else if (word == "once") at--;
                else if (word != "times" || !Number.TryParse(words.At(at + 1), out uses))
                {
                    return Usage();
                }
            }
            return _edits.Make(rule.Number, length, uses);
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            return argument == 0 ? Choices("end port") : base.Complete(words, argument);
        }
    }
}
