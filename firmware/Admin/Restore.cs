// Admin: a backup on its way in. It is read and checked completely; what it would change is told
// before anything is done; then either all of it is stored or nothing. What locks the owner out
// (port, admin networks) is only tried, like any change of it (ConfirmOrRevert); the board's
// address and the password are never touched by a file.

using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>One document, read and checked.</summary>
    internal sealed class Restore
    {
        private const int ErrorsMax = 12;

        private readonly Interior _inside;
        private readonly TableEdits _edits;
        private readonly TableImport _import;
        private readonly RuleTable _table;
        private readonly TextError[] _errors = new TextError[ErrorsMax];
        private string[] _lines;

        public Restore(Interior inside, TableEdits edits)
        {
            _inside = inside;
            _edits = edits;
            _import = new TableImport(inside, edits);
            _table = new RuleTable(inside.Limits.RulesMax);
            Name = inside.Settings.Name;
            Hosts = inside.Settings.Hosts;
            Networks = inside.Settings.AdminNetworks;
            Port = inside.Settings.WebPort;
        }

        /// <summary>What it sets; as it is now where the document says nothing.</summary>
        public string Name { get; private set; }

        public string[] Hosts { get; private set; }

        public string[] Networks { get; private set; }

        public int Port { get; private set; }

        /// <summary>The rules it sets, as they would be stored.</summary>
        public RuleTable Rules { get { return _table; } }

        /// <summary>Errors found.</summary>
        public int ErrorCount { get; private set; }

        /// <summary>Error i of ErrorCount.</summary>
        public TextError ErrorAt(int i)
        {
            return _errors[i];
        }

        /// <summary>Reads and checks a document; all that is wrong with it is in the errors.
        /// </summary>
        public void Read(JsonReader json)
        {
            int format;
            if (json.KindOf("product") != JsonKind.Missing
                && json.Text("product") != BackupJson.Product)
            {
                Fail("product", "this is no backup of Portreeve");
            }
            if (!json.TryNumber("format", out format) || format < 1)
            {
                Fail("format", "the number of its format is missing");
            }
            else if (format > BackupJson.Format)
            {
                Fail("format", "this backup was made by newer firmware; update the board first");
            }
            _lines = json.Texts("rules");
            if (_lines == null) Fail("rules", "the list of rules is missing");
            else ReadRules();
            ReadBoard(json);
        }

        /// <summary>Stores rules, name and names. Null when done, else why not; then all is as it
        /// was.</summary>
        public string Store()
        {
            for (int i = 0; i < _lines.Length; i++) _import.Take(_lines[i]);
            Rule[] before = _inside.Table.ToArray();
            Answer answer = _import.Finish() as Answer;
            if (answer == null) return "the rules have errors";
            if (!answer.IsGood) return answer.Text;
            Settings settings = _inside.Settings;
            string name = settings.Name;
            string[] hosts = settings.Hosts;
            settings.Name = Name;
            settings.Hosts = Hosts;
            if (settings.Save()) return null;
            settings.Name = name;
            settings.Hosts = hosts;
            _edits.ReplaceAll(before);
            return settings.Trouble;
        }

        private void ReadRules()
        {
            if (_lines.Length > _table.Max)
            {
                Fail("rules", _table.Max.ToString() + " rules are all that fit");
            }
            for (int i = 0; i < _lines.Length && i < _table.Max; i++)
            {
                RuleDraft draft = _edits.Judge(_lines[i], 0, _table);
                if (draft.IsGood)
                {
                    _table.Add(draft.Rule);
                    continue;
                }
                for (int e = 0; e < draft.Errors.Count; e++)
                {
                    TextError error = draft.Errors.At(e);
                    if (error.IsNote) continue;
                    error.Message = "rule " + (i + 1).ToString() + ": " + error.Message;
                    Add(error);
                }
            }
        }

        private void ReadBoard(JsonReader json)
        {
            if (json.KindOf("name") != JsonKind.Missing)
            {
                string name = json.Text("name");
                string trouble = name == null ? "the name must be text"
                    : Settings.TroubleWithName(name);
                if (trouble == null) Name = name;
                else Fail("name", trouble);
            }
            if (json.KindOf("hosts") != JsonKind.Missing)
            {
                string[] hosts = json.Texts("hosts");
                string trouble = Settings.TroubleWithHosts(hosts);
                if (trouble == null) Hosts = hosts;
                else Fail("hosts", trouble);
            }
            if (json.KindOf("adminNetworks") != JsonKind.Missing)
            {
                string[] networks = json.Texts("adminNetworks");
                string trouble = AdminNetworks.TroubleWith(networks);
                if (trouble == null) Networks = networks;
                else Fail("adminNetworks", trouble);
            }
            if (json.KindOf("webPort") == JsonKind.Missing) return;
            int port;
            bool isPort = json.TryNumber("webPort", out port) && port >= 1 && port <= 65535;
            if (!isPort) Fail("webPort", "the port is 1 to 65535");
            else if (_table.FindPort(false, port) != null) Fail("webPort", "a rule has this port");
            else Port = port;
        }

        private void Fail(string field, string message)
        {
            TextError error = new TextError();
            error.Field = field;
            error.Message = message;
            error.Proposal = "";
            Add(error);
        }

        private void Add(TextError error)
        {
            if (ErrorCount < ErrorsMax) _errors[ErrorCount++] = error;
        }
    }

    /// <summary>What a restore would change, piece by piece.</summary>
    internal sealed class RestorePreview : JsonReport
    {
        private const int Head = 0;
        private const int Gone = 1;
        private const int New = 2;
        private const int Board = 3;
        private const int Over = 4;

        private readonly Interior _inside;
        private readonly Restore _restore;
        private int _part;
        private int _place;

        public RestorePreview(Interior inside, Restore restore)
        {
            _inside = inside;
            _restore = restore;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            switch (_part)
            {
                case Head: WriteHead(json); break;
                case Gone: WriteMissing(json, _inside.Table, _restore.Rules, false); break;
                case New: WriteMissing(json, _restore.Rules, _inside.Table, true); break;
                case Board: WriteBoard(json); break;
                default:
                    json.CloseArray();
                    json.CloseObject();
                    break;
            }
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            int count = _part == Gone ? _inside.Table.Count
                : _part == New ? _restore.Rules.Count : 0;
            if (_part == Over) return false;
            if (++_place < count) return true;
            _place = 0;
            _part++;
            return true;
        }

        private void WriteHead(JsonWriter json)
        {
            json.OpenObject();
            json.Flag("ok", _restore.ErrorCount == 0);
            json.Name("errors");
            json.OpenArray();
            for (int i = 0; i < _restore.ErrorCount; i++)
            {
                // The first errors are the ones to correct first; the rest show up again.
                int mark = json.Mark();
                ErrorsJson.Write(json, _restore.ErrorAt(i));
                if (!json.IsFull) continue;
                json.Rewind(mark);
                break;
            }
            json.CloseArray();
            json.Name("changes");
            json.OpenArray();
        }

        // The rule at this place of one table, unless the other has it word for word.
        private void WriteMissing(JsonWriter json, RuleTable one, RuleTable other, bool isNew)
        {
            if (_place >= one.Count) return;
            string line = RuleText.Write(one.At(_place));
            for (int i = 0; i < other.Count; i++)
            {
                if (RuleText.Write(other.At(i)) == line) return;
            }
            WriteChange(json, "rule " + (_place + 1).ToString(), isNew ? null : line,
                isNew ? line : null);
        }

        private void WriteBoard(JsonWriter json)
        {
            Settings settings = _inside.Settings;
            WriteDifference(json, "name", settings.Name, _restore.Name);
            WriteDifference(json, "names of the page", Listed(settings.Hosts),
                Listed(_restore.Hosts));
            WriteDifference(json, "admin networks", Listed(settings.AdminNetworks),
                Listed(_restore.Networks));
            WriteDifference(json, "port of the page", settings.WebPort.ToString(),
                _restore.Port.ToString());
        }

        private static void WriteDifference(JsonWriter json, string what, string before,
            string after)
        {
            if (before != after) WriteChange(json, what, before, after);
        }

        private static void WriteChange(JsonWriter json, string what, string before, string after)
        {
            json.OpenObject();
            json.Text("what", what);
            json.Text("before", before);
            json.Text("after", after);
            json.CloseObject();
        }

        private static string Listed(string[] texts)
        {
            string list = "";
            for (int i = 0; i < texts.Length; i++) list += (i > 0 ? ", " : "") + texts[i];
            return list;
        }
    }
}
