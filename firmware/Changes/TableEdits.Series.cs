// Changes: a line that stands for several rules (both protocols, a range of ports): all of them are
// added, or none.

using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    internal sealed partial class TableEdits
    {
        // All rules of a series, or none; with the sockets that their doors take.
        private Answer AddAll(RuleSeries series, string line, bool isMeant)
        {
            if (!series.Errors.IsGood)
            {
                return Answer.Refused(NoChange(isMeant) + "; the line has errors.", series.Errors,
                    line);
            }
            // Before the rules are made, also where they are only looked at.
            int bytes = isMeant ? Limits.RuleBytes : Limits.ReadRuleBytes;
            if (!_rooms.Relay.Memory.Allows(series.Count * bytes))
            {
                return Answer.Refused(Refusal.NoRoom, NoRoom);
            }
            RuleTable trial = new RuleTable(_rooms.Table.Max);
            trial.Set(_rooms.Table.ToArray());
            RuleDraft draft = null;
            string numbers = "";
            string first = "";
            int sockets = 0;
            long now = _rooms.Around.Clock.UtcSeconds;
            for (int i = 0; i < series.Count; i++)
            {
                string one = series.At(i);
                draft = Judge(one, 0, trial);
                if (!draft.IsGood)
                {
                    return Answer.Refused(NoChange(isMeant) + "; rule " + (i + 1).ToString()
                        + " of these " + series.Count.ToString() + " has errors.", draft.Errors,
                        one);
                }
                trial.Add(draft.Rule);
                if (i == 0) first = RuleText.Write(draft.Rule);
                if (RuleCheck.TakesSocket(draft.Rule, now)) sockets++;
                numbers += (i == 0 ? "" : i == series.Count - 1 ? " and " : ", ")
                    + draft.Rule.Number.ToString();
            }
            string doors = sockets == 0 ? "; while they are closed they take no socket"
                : "; their doors take " + Readable.Count(sockets, "socket") + " of the board's "
                + _rooms.Limits.SocketsMax.ToString();
            string text = "rules " + numbers + " added, " + first + " to "
                + RuleText.Write(draft.Rule);
            if (!isMeant)
            {
                return Answer.Done("They would be taken as " + text + doors + ".", 0,
                    draft.Errors);
            }
            string trouble = Remember(trial.ToArray(), text);
            return trouble != null ? Answer.Refused(Refusal.NoRoom, trouble)
                : Answer.Done(Readable.Sentence(text + doors), draft.Rule.Number, draft.Errors);
        }

        private static string NoChange(bool isMeant)
        {
            return isMeant ? "Nothing was changed" : "It would not be taken";
        }
    }
}
