// Wire: what a command gives back. One of four shapes, so that console and page can each carry
// it in their own way and no step ever waits for a slow line:
//
//   Answer       done or refused, a sentence, all errors of a line
//   TextReport   many lines for a person, handed out one by one
//   JsonReport   one JSON text for a script, written piece by piece into a fixed buffer
//   Dialog       wants more lines before it answers (a confirmation, an import)

using Portreeve.Values;

namespace Portreeve.Wire
{
    /// <summary>The common base; says nothing by itself.</summary>
    internal abstract class Reply
    {
        /// <summary>False while what comes next is still being found out.</summary>
        public virtual bool IsReady { get { return true; } }
    }

    /// <summary>Why an answer refuses, for a mouth that sorts refusals: the page's API has a
    /// status for each. A person reads the sentence.</summary>
    internal static class Refusal
    {
        /// <summary>What was asked for cannot be taken as it was written.</summary>
        public const int Wrong = 0;

        /// <summary>What it is about is not there, or not any more.</summary>
        public const int Gone = 1;

        /// <summary>It does not fit how things stand now.</summary>
        public const int Conflict = 2;

        /// <summary>Flash or memory did not take it.</summary>
        public const int NoRoom = 3;
    }

    /// <summary>Done, or refused with reasons.</summary>
    internal sealed class Answer : Reply
    {
        private Answer(bool isGood, int refusal, string text, int number, TextErrors errors,
            string line)
        {
            IsGood = isGood;
            Kind = refusal;
            Text = text;
            Number = number;
            Errors = errors;
            Line = line;
        }

        /// <summary>True when it was done; then all of it is stored.</summary>
        public readonly bool IsGood;

        /// <summary>One of <see cref="Refusal"/>; says nothing when it was done.</summary>
        public readonly int Kind;

        /// <summary>What was done, or why not; whole sentences.</summary>
        public readonly string Text;

        /// <summary>Number of what was made or changed, or 0.</summary>
        public readonly int Number;

        /// <summary>What is wrong with the line, and notes when it was taken; or null.</summary>
        public readonly TextErrors Errors;

        /// <summary>The line that the errors' columns count in, or null.</summary>
        public readonly string Line;

        /// <summary>It was done.</summary>
        public static Answer Done(string text)
        {
            return new Answer(true, 0, text, 0, null, null);
        }

        /// <summary>It was done to the thing of this number; the errors are only notes.</summary>
        public static Answer Done(string text, int number, TextErrors notes)
        {
            return new Answer(true, 0, text, number, notes, null);
        }

        /// <summary>It was not done, and nothing has changed.</summary>
        public static Answer Refused(string text)
        {
            return new Answer(false, Refusal.Wrong, text, 0, null, null);
        }

        /// <summary>The same for another reason than how it was written.</summary>
        /// <param name="refusal">One of <see cref="Refusal"/>.</param>
        /// <param name="text">Why, in whole sentences.</param>
        public static Answer Refused(int refusal, string text)
        {
            return new Answer(false, refusal, text, 0, null, null);
        }

        /// <summary>The line was not taken; every error of it is told.</summary>
        public static Answer Refused(string text, TextErrors errors, string line)
        {
            return new Answer(false, Refusal.Wrong, text, 0, errors, line);
        }
    }

    /// <summary>Lines for a person.</summary>
    internal abstract class TextReport : Reply
    {
        /// <summary>The person who reads has had enough; what comes next is the end.</summary>
        public virtual void Cancel()
        {
        }

        /// <summary>The next line without its end, or null when that was all.</summary>
        public abstract string NextLine();
    }

    /// <summary>
    /// One JSON text in pieces. A piece is an element of a list, or the head before it; between
    /// two pieces other things may happen, so lists are followed by number, not by place.
    /// </summary>
    internal abstract class JsonReport : Reply
    {
        /// <summary>Room that the largest piece can ask for: a rule of 400 characters appears as
        /// line, list and note, and the writer asks for three bytes a character.</summary>
        public const int PieceBytesMax = 3072;

        private bool _isOver;

        /// <summary>True when everything has been written.</summary>
        public bool IsOver { get { return _isOver; } }

        /// <summary>Writes as many whole pieces as fit; call again until IsOver.</summary>
        public void Fill(JsonWriter json)
        {
            while (!_isOver)
            {
                int mark = json.Mark();
                Write(json);
                if (json.IsFull)
                {
                    json.Rewind(mark);
                    return;
                }
                _isOver = !Advance();
            }
        }

        /// <summary>Writes the current piece; changes nothing.</summary>
        protected abstract void Write(JsonWriter json);

        /// <summary>Goes on to the next piece. False: that was the last one.</summary>
        protected abstract bool Advance();
    }

    /// <summary>Takes lines until it has an answer.</summary>
    internal abstract class Dialog : Reply
    {
        /// <summary>What to do next, for a person; asked before each line.</summary>
        public abstract string Prompt { get; }

        /// <summary>Takes a line. Null: wants another one.</summary>
        public abstract Reply Take(string line);

        /// <summary>A line was lost: too long, or memory was short. True: it must have the others
        /// all the same, for they are no commands. Takes no memory.</summary>
        public virtual bool Lose()
        {
            return false;
        }
    }

    /// <summary>Lines that are known already.</summary>
    internal sealed class FixedText : TextReport
    {
        private readonly string[] _lines;
        private int _next;

        public FixedText(string[] lines)
        {
            _lines = lines;
        }

        /// <inheritdoc/>
        public override string NextLine()
        {
            return _next < _lines.Length ? _lines[_next++] : null;
        }
    }
}
