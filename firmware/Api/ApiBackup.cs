// Api: the part of the API about backup and restore (docs/openapi.yaml, tag board). A restore is
// checked completely before anything is written, and the settings before it are kept to return to.

using Portreeve.Changes;
using Portreeve.Flash;
using Portreeve.Journal;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about backups.</summary>
    internal sealed class ApiBackup
    {
        private readonly Rooms _rooms;
        private readonly TableEdits _edits;
        private readonly ConfirmOrRevert _trial;
        private readonly BackupStore _store;

        public ApiBackup(Rooms rooms, TableEdits edits, ConfirmOrRevert trial,
            BackupStore store)
        {
            _rooms = rooms;
            _edits = edits;
            _trial = trial;
            _store = store;
        }

        public void Backup(Exchange exchange)
        {
            exchange.AddField("Content-Disposition", "attachment; filename=\""
                + _rooms.Settings.Name + ".portreeve.json\"");
            exchange.Answer(new BackupJson(_rooms));
        }

        public void Preview(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            Restore restore = Read(exchange, body);
            if (restore != null) exchange.Answer(new RestorePreview(_rooms, restore));
        }

        public void Restore(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            if (exchange.RefuseStale(body, Changes.Restore.RevisionOf(_rooms))) return;
            Restore(exchange, body);
        }

        public void Back(Exchange exchange)
        {
            if (exchange.ReadBody() == null) return;
            byte[] before = _store.Before;
            JsonReader body = before == null ? null : new JsonReader(before);
            if (body == null || !body.Read(SlotPair.TextStart,
                before.Length - SlotPair.OverheadBytes))
            {
                exchange.Refuse(409, "there is nothing to return to");
                return;
            }
            Restore(exchange, body);
        }

        private void Restore(Exchange exchange, JsonReader body)
        {
            if (_trial.IsPending)
            {
                exchange.Refuse(409, _trial.Busy);
                return;
            }
            Restore restore = Read(exchange, body);
            if (restore == null) return;
            if (restore.Errors.Count > 0)
            {
                Refuse(exchange, restore);
                return;
            }
            int bytes;
            byte[] now = BackupJson.SlotOf(_rooms, out bytes);
            string trouble = now == null ? "the settings of now are too long to keep aside"
                : _store.Keep(now, bytes) ? restore.Store(exchange.NowMs)
                : _store.Trouble;
            if (trouble != null)
            {
                exchange.Refuse(503, trouble);
                return;
            }
            _rooms.Journal.Write(JournalKind.Change, "a backup was restored", null);
            trouble = _trial.TryRestored(restore.Port, restore.Networks, exchange.NowMs);
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Flag("ok", true);
            json.Text("message", "Restored. The settings before are kept to return to."
                + (restore.Grants.Ended == 0 ? "" : " Left out, since over: "
                    + Readable.Count(restore.Grants.Ended, "grant") + ".")
                + (restore.Reach.LacksPassword ? " DNS updates stay off until their password is "
                    + "set, which no backup holds." : "")
                + (trouble == null ? "" : " But the port stays: " + trouble + "."));
            json.Number("revision", _rooms.Table.Version);
            if (_trial.IsPending)
            {
                json.Name("pending");
                PendingJson.Write(json, _trial, exchange.NowMs);
            }
            json.CloseObject();
            exchange.EndJson();
        }

        // Null, and answered: there is no memory for its rules beside those of now.
        private Restore Read(Exchange exchange, JsonReader body)
        {
            Restore restore = new Restore(_rooms, _edits);
            restore.Read(body);
            if (!restore.IsShort) return restore;
            exchange.Refuse(503, Shortage.Sentence);
            return null;
        }

        private static void Refuse(Exchange exchange, Restore restore)
        {
            JsonWriter json = exchange.BeginJson(400);
            json.OpenObject();
            json.Name("errors");
            json.OpenArray();
            for (int i = 0; i < restore.Errors.Count; i++)
            {
                int mark = json.Mark();
                ErrorsJson.Write(json, restore.Errors.At(i));
                if (!json.IsFull) continue;
                json.Rewind(mark);
                break;
            }
            json.CloseArray();
            json.CloseObject();
            exchange.EndJson();
        }
    }
}
