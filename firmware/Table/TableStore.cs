// Table: the rules in flash. It turns the table into one JSON text and back and leaves slots,
// check sums and power cuts to SlotPair. It opens no door and closes none.
//
//   format 1  the lines that "export" prints, one rule a line
//   format 2  JSON, see StoredLines

using System;
using Portreeve.Flash;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>Keeps the table in flash.</summary>
    internal sealed class TableStore
    {
        private const int CurrentFormat = 2;
        private static readonly string[] NoLines = new string[0];

        private readonly SlotPair _pair;
        private readonly Zone _zone;
        private string[] _strangers = NoLines;

        /// <param name="slots">The flash; its slots are table.a and table.b.</param>
        /// <param name="zone">The owner's, which the hours follow; still UTC while Load reads, as
        /// times without a zone were meant before there was one. Null = UTC.</param>
        public TableStore(ISlots slots, Zone zone = null)
        {
            _zone = zone;
            _pair = new SlotPair(slots, "table", CurrentFormat);
            Report = "";
            Trouble = "";
        }

        /// <summary>What Load noticed, for journal and owner; empty when all is well.</summary>
        public string Report { get; private set; }

        /// <summary>Why Save failed, a sentence with the next step.</summary>
        public string Trouble { get; private set; }

        /// <summary>One of <see cref="SlotState"/>.</summary>
        public int State { get { return _pair.State; } }

        /// <summary>
        /// Fills the table from flash. Lines that this firmware cannot read or hold are kept for
        /// the next Save and reported, not dropped.
        /// </summary>
        public void Load(RuleTable table)
        {
            table.Clear();
            _strangers = NoLines;
            string text = _pair.Load();
            Report = _pair.Report;
            if (text == null) return;
            string[] lines = _pair.Format == 1 ? text.Split('\n') : StoredLines.Read(text);
            if (lines == null)
            {
                Report = "the stored table is whole but is no table; starting without rules: "
                    + "import a copy, or set it up again";
                return;
            }
            for (int i = 0; i < lines.Length; i++)
            {
                // A rule that an earlier version took with an unseen character stays in force.
                if (lines[i].Trim().Length > 0) Take(Words.Shown(lines[i]), table);
            }
        }

        /// <summary>
        /// Stores the table. False: see Trouble; what was stored before still counts.
        /// </summary>
        public bool Save(RuleTable table)
        {
            bool isSaved;
            try
            {
                isSaved = Write(table);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                isSaved = _pair.GiveUp();
            }
            Trouble = _pair.Trouble;
            return isSaved;
        }

        private bool Write(RuleTable table)
        {
            // Each line is put together twice, once for its length, so that all of them are never
            // in memory beside the slot.
            TextBuffer line = new TextBuffer();
            int count = table.Count + _strangers.Length;
            int bytes = StoredLines.FrameBytes(count);
            for (int i = 0; i < count; i++) bytes += StoredLines.BytesOf(Line(i, table, line));
            if (!_pair.CanSave(bytes)) return false;
            byte[] slot = new byte[bytes + SlotPair.OverheadBytes];
            int at = StoredLines.Open(slot, SlotPair.TextStart);
            for (int i = 0; i < count; i++)
            {
                at = StoredLines.Put(Line(i, table, line), slot, at);
            }
            StoredLines.Close(slot, at);
            return _pair.Save(slot, bytes);
        }

        // The rules first, then what could not be read.
        private TextBuffer Line(int i, RuleTable table, TextBuffer line)
        {
            line.Clear();
            if (i >= table.Count) return line.Append(_strangers[i - table.Count]);
            line.Append(table.At(i).Number).Append(' ');
            RuleText.Write(table.At(i), line);
            return line;
        }

        private void Take(string line, RuleTable table)
        {
            int number = 0;
            int space = line.IndexOf(' ');
            bool hasNumber = space > 0 && Number.TryParse(line.Substring(0, space), out number);
            RuleDraft draft = RuleText.Read(
                hasNumber ? line.Substring(space + 1) : line, 0, _zone);
            bool isRoom = table.Count < table.Max;
            if (draft.IsGood && isRoom)
            {
                if (table.Find(number) == null) draft.Rule.Number = number;
                table.Add(draft.Rule);
                return;
            }
            string[] strangers = new string[_strangers.Length + 1];
            _strangers.CopyTo(strangers, 0);
            strangers[_strangers.Length] = line;
            _strangers = strangers;
            if (Report.Length > 0) Report += "; ";
            Report += "a stored rule is kept but not in force, "
                + (isRoom ? draft.Errors.At(0).ToString() : "since " + table.Max.ToString()
                + " rules fit") + ": " + line;
        }
    }
}
