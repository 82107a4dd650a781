// Admin: all settings as one JSON document (docs/openapi.yaml, schema Backup), to keep and to
// bring back. There is no secret in it: no verifier, no keys, no claim code. Reads only.

using System.Text;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>The document in pieces: head, one piece a rule, end.</summary>
    internal sealed class BackupJson : JsonReport
    {
        /// <summary>Of the document; a newer one is not taken in.</summary>
        public const int Format = 1;

        /// <summary>What it is a backup of.</summary>
        public const string Product = "portreeve";

        private readonly Interior _inside;
        private int _rule = -1;

        public BackupJson(Interior inside)
        {
            _inside = inside;
        }

        /// <summary>The whole document as text; for flash, where it must be in one piece.
        /// </summary>
        public static string TextOf(Interior inside)
        {
            byte[] buffer = new byte[Limits.PayloadBytesMax];
            JsonWriter json = new JsonWriter(buffer);
            BackupJson report = new BackupJson(inside);
            report.Fill(json);
            return report.IsOver ? Encoding.UTF8.GetString(buffer, 0, json.Position) : null;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            if (_rule < 0) WriteHead(json);
            else if (_rule < _inside.Table.Count)
            {
                json.Text(RuleText.Write(_inside.Table.At(_rule)));
            }
            if (_rule + 1 < _inside.Table.Count) return;
            json.CloseArray();
            json.CloseObject();
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            return ++_rule < _inside.Table.Count;
        }

        private void WriteHead(JsonWriter json)
        {
            Settings settings = _inside.Settings;
            IAddressing addressing = _inside.Around.Addressing;
            json.OpenObject();
            json.Text("product", Product);
            json.Number("format", Format);
            json.Text("version", Release.Version);
            json.Moment("time", _inside.Around.Clock.UtcSeconds);
            json.Text("name", settings.Name);
            WriteList(json, "hosts", settings.Hosts);
            WriteList(json, "adminNetworks", settings.KeptNetworks);
            json.Number("webPort", settings.KeptPort);
            // For the owner's eyes: a board's address is never taken from a file.
            if (addressing != null) json.Text("addressSetting", addressing.Setting);
            json.Name("rules");
            json.OpenArray();
        }

        private static void WriteList(JsonWriter json, string name, string[] texts)
        {
            json.Name(name);
            json.OpenArray();
            for (int i = 0; i < texts.Length; i++) json.Text(texts[i]);
            json.CloseArray();
        }
    }

    /// <summary>Keeps the settings that a restore has replaced, to return to.</summary>
    internal sealed class BackupStore
    {
        private const int CurrentFormat = 1;

        private readonly SlotPair _pair;
        private string _before;

        /// <param name="slots">The flash; its slots are before.a and before.b.</param>
        public BackupStore(ISlots slots)
        {
            _pair = new SlotPair(slots, "before", CurrentFormat);
            _before = _pair.Load();
        }

        /// <summary>True when there is something to return to.</summary>
        public bool HasBefore { get { return _before != null; } }

        /// <summary>Why Keep failed, a sentence with the next step.</summary>
        public string Trouble { get { return _pair.Trouble; } }

        /// <summary>The document kept, or null.</summary>
        public byte[] Before
        {
            get { return _before == null ? null : Encoding.UTF8.GetBytes(_before); }
        }

        /// <summary>Keeps a document in place of the last one. False: see Trouble.</summary>
        public bool Keep(string document)
        {
            if (!_pair.Save(document)) return false;
            _before = document;
            return true;
        }

        /// <summary>Forgets it: a factory reset.</summary>
        public void Erase()
        {
            _pair.Erase();
            _before = null;
        }
    }
}
