// Table: the rules in flash. It turns the table into one JSON text and back and leaves slots,
// check sums and power cuts to SlotPair. It opens no door and closes none.
//
//   format 1  the lines that "export" prints, one rule a line
//   format 2  JSON: {"Rules": ["3 off tcp 8080 192.168.1.20:80 from lan", ...]}, each line with
//             the rule's number before it, and shielded (see Shielded)

using System;
using nanoFramework.Json;
using Portreeve.Outside;

namespace Portreeve.Table
{
    /// <summary>What is stored; names are those in the JSON text.</summary>
    internal sealed class StoredTable
    {
        /// <summary>A number and a rule line each.</summary>
        public string[] Rules { get; set; }
    }

    /// <summary>Keeps the table in flash.</summary>
    internal sealed class TableStore
    {
        private const int CurrentFormat = 2;
        private static readonly string[] NoLines = new string[0];

        private readonly SlotPair _pair;
        private string[] _strangers = NoLines;

        /// <param name="slots">The flash; its slots are table.a and table.b.</param>
        public TableStore(ISlots slots)
        {
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
            string[] lines = _pair.Format == 1 ? text.Split('\n') : LinesOf(text);
            if (lines == null)
            {
                Report = "the stored table is whole but is no table; starting without rules: "
                    + "import a copy, or set it up again";
                return;
            }
            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i].Trim().Length > 0) Take(lines[i], table);
            }
        }

        /// <summary>
        /// Stores the table. False: see Trouble; what was stored before still counts.
        /// </summary>
        public bool Save(RuleTable table)
        {
            StoredTable stored = new StoredTable();
            stored.Rules = new string[table.Count + _strangers.Length];
            for (int i = 0; i < table.Count; i++)
            {
                stored.Rules[i] = Shielded.Wrap(
                    table.At(i).Number.ToString() + " " + RuleText.Write(table.At(i)));
            }
            for (int i = 0; i < _strangers.Length; i++)
            {
                stored.Rules[table.Count + i] = Shielded.Wrap(_strangers[i]);
            }
            bool isSaved = _pair.Save(JsonConvert.SerializeObject(stored));
            Trouble = _pair.Trouble;
            return isSaved;
        }

        /// <summary>Forgets all rules in flash: a factory reset.</summary>
        public void Erase()
        {
            _strangers = NoLines;
            _pair.Erase();
        }

        private void Take(string line, RuleTable table)
        {
            int number = 0;
            int space = line.IndexOf(' ');
            bool hasNumber = space > 0 && Number.TryParse(line.Substring(0, space), out number);
            RuleDraft draft = RuleText.Read(hasNumber ? line.Substring(space + 1) : line, 0);
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

        private static string[] LinesOf(string text)
        {
            StoredTable stored;
            try
            {
                stored = (StoredTable)JsonConvert.DeserializeObject(text, typeof(StoredTable));
            }
            catch (Exception)
            {
                // The library throws several kinds for text that is not what it should be.
                return null;
            }
            if (stored == null) return null;
            // The library sets members by reflection, and the runtime does not look at the type:
            // for "Rules":null or "Rules":5 a string stands in the string[] (seen on the
            // interpreter). Only a cast from object looks.
            object rules = stored.Rules;
            string[] lines = rules as string[];
            if (lines == null) return null;
            for (int i = 0; i < lines.Length; i++)
            {
                lines[i] = Shielded.Unwrap(lines[i]);
                if (lines[i] == null) return null;
            }
            return lines;
        }
    }
}
