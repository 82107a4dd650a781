// Shell: "test" and "share": the doctor's walk, and the address to hand to a friend. What is found
// is told line by line while the doctor walks, and Ctrl-C ends the walk.

using Portreeve.Changes;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>"test", "test 2", "test tcp 8080 wait".</summary>
    internal sealed class TestCommand : TableCommand
    {
        public TestCommand(Rooms rooms, TableEdits edits)
            : base(rooms, edits)
        {
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            Rule rule = null;
            if (!IsEnd(words, at))
            {
                Answer refusal;
                rule = RuleReference.Read(Rooms.Table, words, ref at, out refusal);
                if (rule == null) return refusal;
            }
            bool waits = rule != null && words.Lower(at) == "wait";
            if (!IsEnd(words, waits ? at + 1 : at)) return Usage();
            long now = Rooms.Around.Clock.NowMs;
            if (waits) Rooms.Doctor.Await(rule, now);
            else Rooms.Doctor.Start(rule, now);
            return new DoctorText(Rooms.Doctor);
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            return argument == 1 ? Choices("wait") : base.Complete(words, argument);
        }
    }

    /// <summary>"share 2".</summary>
    internal sealed class ShareCommand : TableCommand
    {
        public ShareCommand(Rooms rooms, TableEdits edits)
            : base(rooms, edits)
        {
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            Answer refusal;
            Rule rule = RuleReference.Read(Rooms.Table, words, ref at, out refusal);
            if (rule == null) return refusal;
            return IsEnd(words, at) ? (Reply)new FixedText(ShareText.Of(Rooms, rule)) : Usage();
        }
    }
}
