// Changes: what is wrong with a backup, said of its rules, grants and settings alike.

using Portreeve.Values;

namespace Portreeve.Changes
{
    /// <summary>The first problems of a document, in its own order; the others show up when these
    /// are corrected.</summary>
    internal sealed class RestoreErrors
    {
        private const int ErrorsMax = 12;

        private readonly TextError[] _errors = new TextError[ErrorsMax];

        /// <summary>Problems kept.</summary>
        public int Count { get; private set; }

        /// <summary>Problem i of Count.</summary>
        public TextError At(int i)
        {
            return _errors[i];
        }

        /// <summary>Adds a problem with a member of the document.</summary>
        public void Add(string field, string message)
        {
            TextError error = new TextError();
            error.Field = field;
            error.Message = message;
            error.Proposal = "";
            Add(error);
        }

        /// <summary>Adds what is wrong with a line, and says which line it is.</summary>
        public void Add(string which, TextErrors errors)
        {
            for (int i = 0; i < errors.Count; i++)
            {
                TextError error = errors.At(i);
                if (error.IsNote) continue;
                error.Message = which + error.Message;
                Add(error);
            }
        }

        private void Add(TextError error)
        {
            if (Count < ErrorsMax) _errors[Count++] = error;
        }
    }
}
