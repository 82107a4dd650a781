// Changes: all settings as one JSON document (docs/openapi.yaml, schema Backup), to keep and to
// bring back. There is no secret in it: no verifier, no keys, no claim code, no provider's
// password. Reads only.

using Portreeve.Access;
using Portreeve.Flash;
using Portreeve.Outside;
using Portreeve.Reach;
using Portreeve.Settings;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>The document in pieces: head, one piece a rule, one a grant, end.</summary>
    internal sealed class BackupJson : JsonReport
    {
        /// <summary>Of the document; a newer one is not taken in.</summary>
        public const int Format = 1;

        /// <summary>What it is a backup of.</summary>
        public const string Product = "portreeve";

        // A document of five rules; a longer one is written again into twice the room.
        private const int SlotBytesUsual = 1024;

        private const int Head = 0;
        private const int Rules = 1;
        private const int Grants = 2;
        private const int Reached = 3;
        private const int End = 4;

        private readonly Rooms _rooms;
        private readonly string[] _grants;
        private ReachSettings _reach;
        private int _part;
        private int _place;

        public BackupJson(Rooms rooms)
        {
            _rooms = rooms;
            _grants = GrantsOf(rooms);
        }

        /// <summary>The whole document in one piece, for flash: from SlotPair.TextStart on, with
        /// room for what a slot has around it. Null when it is longer than a slot may be.
        /// </summary>
        /// <param name="rooms">The rooms.</param>
        /// <param name="bytes">Length of the document.</param>
        public static byte[] SlotOf(Rooms rooms, out int bytes)
        {
            for (int size = SlotBytesUsual; size <= Limits.PayloadBytesMax; size *= 2)
            {
                byte[] slot = new byte[size + SlotPair.OverheadBytes];
                JsonWriter json = new JsonWriter(slot);
                json.Start(SlotPair.TextStart, SlotPair.TextStart + size, false);
                BackupJson report = new BackupJson(rooms);
                report.Fill(json);
                bytes = json.Position - SlotPair.TextStart;
                if (report.IsOver) return slot;
            }
            bytes = 0;
            return null;
        }

        /// <summary>The grants that outlive a restart, a line each.</summary>
        public static string[] GrantsOf(Rooms rooms)
        {
            Grant[] grants = rooms.Grants.InForce();
            int count = 0;
            for (int i = 0; i < grants.Length; i++)
            {
                if (grants[i].IsLasting) grants[count++] = grants[i];
            }
            string[] lines = new string[count];
            for (int i = 0; i < count; i++) lines[i] = GrantText.Write(grants[i]);
            return lines;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            switch (_part)
            {
                case Head: WriteHead(json); break;
                case Rules:
                    // Between two pieces the table may have grown shorter.
                    if (_place >= _rooms.Table.Count) break;
                    json.Text(RuleText.Write(_rooms.Table.At(_place)));
                    break;
                case Grants:
                    if (_place == 0) BeginNext(json, "grants");
                    if (_place < _grants.Length) json.Text(_grants[_place]);
                    break;
                case Reached:
                    if (_place == 0) BeginNext(json, "reach");
                    // Kept, since it is read from flash while all is off.
                    if (_reach == null) _reach = _rooms.Reach.Settings;
                    string line = _reach.LineAt(_place);
                    if (line.Length > 0) json.Text(line);
                    break;
                default:
                    json.CloseArray();
                    json.CloseObject();
                    break;
            }
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            if (_part == End) return false;
            int count = _part == Rules ? _rooms.Table.Count
                : _part == Grants ? _grants.Length : _part == Reached ? ReachSettings.Lines : 0;
            if (++_place < count) return true;
            _place = 0;
            _part++;
            return true;
        }

        private static void BeginNext(JsonWriter json, string name)
        {
            json.CloseArray();
            json.Name(name);
            json.OpenArray();
        }

        private void WriteHead(JsonWriter json)
        {
            BoardSettings settings = _rooms.Settings;
            IAddressing addressing = _rooms.Around.Addressing;
            json.OpenObject();
            json.Text("product", Product);
            json.Number("format", Format);
            json.Text("version", Release.Version);
            json.Moment("time", _rooms.Around.Clock.UtcSeconds);
            json.Text("name", settings.Name);
            json.Texts("hosts", settings.Hosts);
            json.Texts("adminNetworks", settings.KeptNetworks);
            json.Number("webPort", settings.KeptPort);
            json.Text("zone", settings.Zone.Text);
            json.Number("friendGraceS", _rooms.Names.Friends.GraceMs / 1000);
            // For the owner's eyes: a board's address is never taken from a file.
            if (addressing != null) json.Text("addressSetting", addressing.Setting);
            json.Name("rules");
            json.OpenArray();
        }
    }

    /// <summary>Keeps the settings that a restore has replaced, to return to.</summary>
    internal sealed class BackupStore
    {
        private const int CurrentFormat = 1;

        private readonly SlotPair _pair;

        /// <param name="slots">The flash; its slots are before.a and before.b.</param>
        public BackupStore(ISlots slots)
        {
            _pair = new SlotPair(slots, "before", CurrentFormat);
            _pair.LoadSlot();
        }

        /// <summary>True when there is something to return to.</summary>
        public bool HasBefore { get { return _pair.State == SlotState.Good; } }

        /// <summary>Why Keep failed, a sentence with the next step.</summary>
        public string Trouble { get { return _pair.Trouble; } }

        /// <summary>The document kept, read from flash each time, or null. It lies in the array
        /// as SlotPair.LoadSlot says.</summary>
        public byte[] Before { get { return _pair.LoadSlot(); } }

        /// <summary>Keeps a document in place of the last one. False: see Trouble.</summary>
        /// <param name="slot">As BackupJson.SlotOf gives it.</param>
        /// <param name="bytes">Length of the document.</param>
        public bool Keep(byte[] slot, int bytes)
        {
            return _pair.Save(slot, bytes);
        }
    }
}
