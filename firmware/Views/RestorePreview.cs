// Views: what a restore would change, told before anything is done: each rule, grant and setting
// that goes, comes or becomes another (docs/openapi.yaml, restorePreview). Reads only.

using Portreeve.Access;
using Portreeve.Changes;
using Portreeve.Names;
using Portreeve.Reach;
using Portreeve.Settings;
using Portreeve.Table;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>What a restore would change, piece by piece.</summary>
    internal sealed class RestorePreview : JsonReport
    {
        private const int Head = 0;
        private const int Gone = 1;
        private const int New = 2;
        private const int GoneGrants = 3;
        private const int NewGrants = 4;
        private const int Reached = 5;
        private const int Board = 6;
        private const int Over = 7;

        private readonly Rooms _rooms;
        private readonly Restore _restore;
        private readonly Grant[] _grants;
        private ReachSettings _reach;
        private int _part;
        private int _place;

        public RestorePreview(Rooms rooms, Restore restore)
        {
            _rooms = rooms;
            _restore = restore;
            _grants = rooms.Grants.InForce();
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            // What cannot be restored changes nothing.
            if (_restore.Errors.Count > 0 && _part != Head && _part != Over) return;
            switch (_part)
            {
                case Head: WriteHead(json); break;
                case Gone: WriteMissing(json, _rooms.Table, _restore.Rules, false); break;
                case New: WriteMissing(json, _restore.Rules, _rooms.Table, true); break;
                case GoneGrants: WriteGoneGrant(json); break;
                case NewGrants: WriteNewGrant(json); break;
                case Reached: WriteReached(json); break;
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
            if (_part == Over) return false;
            if (++_place < Count()) return true;
            _place = 0;
            _part++;
            return true;
        }

        private int Count()
        {
            switch (_part)
            {
                case Gone: return _rooms.Table.Count;
                case New: return _restore.Rules.Count;
                case GoneGrants: return _grants.Length;
                case NewGrants: return _restore.Grants.Wanted.Length;
                case Reached: return ReachSettings.Lines;
                default: return 0;
            }
        }

        private void WriteHead(JsonWriter json)
        {
            json.OpenObject();
            json.Flag("ok", _restore.Errors.Count == 0);
            json.Number("revision", Restore.RevisionOf(_rooms));
            json.Name("errors");
            json.OpenArray();
            for (int i = 0; i < _restore.Errors.Count; i++)
            {
                // The first errors are the ones to correct first; the rest show up again.
                int mark = json.Mark();
                ErrorsJson.Write(json, _restore.Errors.At(i));
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

        private void WriteGoneGrant(JsonWriter json)
        {
            if (_place >= _grants.Length || _restore.Grants.Keeps(_grants[_place])) return;
            WriteChange(json, "grant", GrantText.Write(_grants[_place]), null);
        }

        private void WriteNewGrant(JsonWriter json)
        {
            Grant[] wanted = _restore.Grants.Wanted;
            if (_place >= wanted.Length || !_restore.Grants.IsNew(wanted[_place])) return;
            WriteChange(json, "grant", null, GrantText.Write(wanted[_place]));
        }

        private void WriteReached(JsonWriter json)
        {
            ReachSettings wanted = _restore.Reach.Wanted;
            // Kept, since it is read from flash while all is off.
            if (_reach == null) _reach = _rooms.Reach.Settings;
            if (wanted != null)
            {
                WriteDifference(json, "being reached", _reach.LineAt(_place),
                    wanted.LineAt(_place));
            }
            if (_place > 0 || !_restore.Reach.LacksPassword) return;
            WriteChange(json, "being reached", null,
                "ddns stays off until its password is set, which no backup holds");
        }

        private void WriteBoard(JsonWriter json)
        {
            BoardSettings settings = _rooms.Settings;
            WriteDifference(json, "name", settings.Name, _restore.Name);
            WriteDifference(json, "names of the page", Listed(settings.Hosts),
                Listed(_restore.Hosts));
            WriteDifference(json, "admin networks", Listed(settings.AdminNetworks),
                Listed(_restore.Networks));
            WriteDifference(json, "port of the page", settings.WebPort.ToString(),
                _restore.Port.ToString());
            WriteDifference(json, "time zone", settings.Zone.Text, _restore.Zone);
            WriteDifference(json, "friends' grace period",
                FriendBook.TextOf(_rooms.Names.Friends.GraceMs),
                FriendBook.TextOf(_restore.GraceMs));
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
