// Changes: the grants of a backup on their way in: read, checked beside the rules that come with
// them, and compared with those in force. A grant that is in force already, word for word, stays
// the same object, so that its sessions live on. Those that end at a restart are not a backup's to
// say: they stay while their door leads where it did. Changes nothing; GrantBook.Replace does.

using Portreeve.Access;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Changes
{
    /// <summary>What grants a restore would put in force.</summary>
    internal sealed class GrantImport
    {
        private readonly RestoreErrors _errors;
        private readonly Grant[] _now;
        private readonly long _utcSeconds;
        private Grant[] _wanted;
        private int _count;

        public GrantImport(Rooms rooms, RestoreErrors errors)
        {
            _errors = errors;
            _now = rooms.Grants.InForce();
            _utcSeconds = rooms.Around.Clock.UtcSeconds;
            Wanted = _now;
        }

        /// <summary>All that would be in force.</summary>
        public Grant[] Wanted { get; private set; }

        /// <summary>Grants that have ended since the backup was made; they are left out.
        /// </summary>
        public int Ended { get; private set; }

        /// <summary>Reads and checks them; what is wrong goes to the errors.</summary>
        /// <param name="lines">A grant each; null when the document says nothing of grants.
        /// </param>
        /// <param name="table">The rules that would be in force with them.</param>
        public void Read(string[] lines, RuleTable table)
        {
            _wanted = new Grant[_now.Length + (lines == null ? 0 : lines.Length)];
            for (int i = 0; i < _now.Length; i++)
            {
                bool isForWhom = _now[i].TroubleWith(table) == null;
                if (isForWhom && (lines == null || !_now[i].IsLasting)) Take(_now[i]);
            }
            for (int i = 0; lines != null && i < lines.Length; i++) Read(lines[i], i + 1, table);
            if (_count > Limits.GrantsMax)
            {
                _errors.Add("grants", "this would make " + _count.ToString() + " grants, "
                    + (_count - Limits.GrantsMax).ToString() + " more than the "
                    + Limits.GrantsMax.ToString() + " that fit");
            }
            Wanted = new Grant[_count];
            for (int i = 0; i < _count; i++) Wanted[i] = _wanted[i];
        }

        /// <summary>Would this grant, in force now, still be?</summary>
        public bool Keeps(Grant grant)
        {
            return grant.IsOneOf(Wanted, Wanted.Length);
        }

        /// <summary>Is this one of Wanted not in force yet?</summary>
        public bool IsNew(Grant grant)
        {
            return !grant.IsOneOf(_now, _now.Length);
        }

        private void Take(Grant grant)
        {
            _wanted[_count++] = grant;
        }

        private void Read(string line, int number, RuleTable table)
        {
            TextErrors errors = new TextErrors();
            Grant grant = GrantText.Read(line, table, errors);
            _errors.Add("grant " + number.ToString() + ": ", errors);
            if (grant == null) return;
            if (_utcSeconds != 0 && grant.Judge(0, _utcSeconds) == OpenTime.Ended)
            {
                Ended++;
                return;
            }
            for (int i = 0; i < _count; i++)
            {
                if (!_wanted[i].IsSameAs(grant) || !_wanted[i].IsLasting) continue;
                _errors.Add("grants", "grant " + number.ToString() + ": " + grant.Who.ToString()
                    + " has a grant at this door already");
                return;
            }
            Take(Known(grant));
        }

        private Grant Known(Grant grant)
        {
            string text = GrantText.Write(grant);
            for (int i = 0; i < _now.Length; i++)
            {
                if (_now[i].IsLasting && GrantText.Write(_now[i]) == text) return _now[i];
            }
            return grant;
        }
    }
}
