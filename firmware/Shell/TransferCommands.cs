// Shell: "export" and "import": all rules as lines that can be kept in a file and typed again.

using Portreeve.Changes;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>"export".</summary>
    internal sealed class ExportCommand : Command
    {
        private readonly Rooms _rooms;

        public ExportCommand(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            return IsEnd(words, at) ? (Reply)new ExportText(_rooms) : Usage();
        }
    }

    /// <summary>A heading, then a rule a line.</summary>
    internal sealed class ExportText : TextReport
    {
        private readonly Rooms _rooms;
        private int _rule = -1;

        public ExportText(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override string NextLine()
        {
            if (_rule < 0)
            {
                _rule = 0;
                return "# " + Readable.Count(_rooms.Table.Count, "rule") + " of "
                    + _rooms.Around.Board.Name + ", Portreeve " + Release.Version;
            }
            return _rule < _rooms.Table.Count ? RuleText.Write(_rooms.Table.At(_rule++)) : null;
        }
    }

    /// <summary>"import".</summary>
    internal sealed class ImportCommand : TableCommand
    {
        public ImportCommand(Rooms rooms, TableEdits edits) : base(rooms, edits)
        {
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            return IsEnd(words, at) ? (Reply)new TableImport(Rooms, Edits) : Usage();
        }
    }
}
