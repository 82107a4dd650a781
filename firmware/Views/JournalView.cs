// Views: the journal: a line each for a person, docs/openapi.yaml's schema Journal for page and
// scripts. The ring turns while we read, so it is followed by line number. Reads only.

using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>"show journal" for a person.</summary>
    internal sealed class JournalText : TextReport
    {
        private readonly Journal.Journal _journal;
        private readonly IClock _clock;
        private int _last;
        private bool _saidSomething;

        public JournalText(Journal.Journal journal, IClock clock)
        {
            _journal = journal;
            _clock = clock;
        }

        /// <summary>One line as a person reads it: how long ago, what, and why.</summary>
        public static string Line(JournalLine line, long nowMs)
        {
            string text = (Readable.Time(nowMs - line.AtMs) + " ago").PadLeft(14) + "  "
                + line.Text;
            return line.Reason == null ? text : text + "  (" + line.Reason.Sentence + ")";
        }

        /// <summary>The first line after a number that is still here, or null.</summary>
        public static JournalLine After(Journal.Journal journal, int number)
        {
            // From the end: the console asks in every turn, and mostly there is none.
            int i = journal.Count;
            while (i > 0 && journal.At(i - 1).Number > number) i--;
            return i < journal.Count ? journal.At(i) : null;
        }

        /// <inheritdoc/>
        public override string NextLine()
        {
            JournalLine line = After(_journal, _last);
            if (line == null && _saidSomething) return null;
            _saidSomething = true;
            if (line == null) return "Nothing has happened yet.";
            _last = line.Number;
            return Line(line, _clock.NowMs);
        }
    }

    /// <summary>The same for page and scripts: head, one piece a line, end.</summary>
    internal sealed class JournalJson : JsonReport
    {
        private readonly Journal.Journal _journal;
        private readonly IClock _clock;
        private readonly int _until;
        private int _after;
        private bool _isHead = true;
        private bool _isEnd;

        /// <param name="journal">What to show.</param>
        /// <param name="clock">For the age of a line.</param>
        /// <param name="after">Only lines with a greater number.</param>
        public JournalJson(Journal.Journal journal, IClock clock, int after)
        {
            _journal = journal;
            _clock = clock;
            _after = after;
            _until = journal.Written;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            if (_isHead)
            {
                json.OpenObject();
                json.Number("last", _until);
                json.Name("lines");
                json.OpenArray();
                return;
            }
            if (!_isEnd)
            {
                WriteLine(json, JournalText.After(_journal, _after));
                return;
            }
            json.CloseArray();
            json.CloseObject();
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            if (_isEnd) return false;
            if (!_isHead) _after = JournalText.After(_journal, _after).Number;
            _isHead = false;
            JournalLine next = JournalText.After(_journal, _after);
            _isEnd = next == null || next.Number > _until;
            return true;
        }

        private void WriteLine(JsonWriter json, JournalLine line)
        {
            json.OpenObject();
            json.Number("n", line.Number);
            json.Moment("time", line.UtcSeconds);
            json.Number("ageS", (_clock.NowMs - line.AtMs) / 1000);
            json.Text("kind", JournalKind.Names[line.Kind]);
            json.Text("text", line.Text);
            json.Text("reason", line.Reason == null ? null : line.Reason.Letters);
            json.Text("words", line.Reason == null ? null : line.Reason.Sentence);
            json.CloseObject();
        }
    }
}
