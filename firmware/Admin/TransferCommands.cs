// Admin: "export" and "import": all rules as lines that can be kept in a file and typed again.

using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>"export".</summary>
    internal sealed class ExportCommand : Command
    {
        private readonly Interior _inside;

        public ExportCommand(Interior inside)
            : base("export", "", "prints all rules, to keep or to import elsewhere")
        {
            _inside = inside;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            return IsEnd(words, at) ? (Reply)new ExportText(_inside) : Usage();
        }
    }

    /// <summary>A heading, then a rule a line.</summary>
    internal sealed class ExportText : TextReport
    {
        private readonly Interior _inside;
        private int _rule = -1;

        public ExportText(Interior inside)
        {
            _inside = inside;
        }

        /// <inheritdoc/>
        public override string NextLine()
        {
            if (_rule < 0)
            {
                _rule = 0;
                return "# " + Spoken.Count(_inside.Table.Count, "rule") + " of "
                    + _inside.Around.Board.Name + ", Portreeve " + Release.Version;
            }
            return _rule < _inside.Table.Count ? RuleText.Write(_inside.Table.At(_rule++)) : null;
        }
    }

    /// <summary>"import".</summary>
    internal sealed class ImportCommand : TableCommand
    {
        public ImportCommand(Interior inside, TableEdits edits) : base(inside, edits,
            "import", "", "takes rules line by line, until a line with a single dot")
        {
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            return IsEnd(words, at) ? (Reply)new TableImport(Inside, Edits) : Usage();
        }
    }
}
