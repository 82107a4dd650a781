// Views: what a change has led to, as JSON: done, or the errors, in the same words that the console
// prints, each with its column, the field it is about and what would be right (docs/openapi.yaml,
// schema Error). Notes are left out: they refuse nothing.

using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>Errors for the page and scripts.</summary>
    internal static class ErrorsJson
    {
        // What the longest error asks for, with the writer's three bytes a character.
        private const int ErrorsMax = 8;

        /// <summary>The list, as a value; null makes it empty.</summary>
        public static void Write(JsonWriter json, TextErrors errors)
        {
            json.OpenArray();
            int written = 0;
            for (int i = 0; errors != null && i < errors.Count && written < ErrorsMax; i++)
            {
                TextError error = errors.At(i);
                if (error.IsNote) continue;
                int mark = json.Mark();
                Write(json, error);
                written++;
                // All errors of a line fit into a slice unless they quote it at length.
                if (!json.IsFull) continue;
                json.Rewind(mark);
                break;
            }
            json.CloseArray();
        }

        /// <summary>Answers with what a change has led to.</summary>
        /// <param name="exchange">Whom to answer.</param>
        /// <param name="field">What a refusal is about, or null.</param>
        /// <param name="answer">Done, or a refusal.</param>
        /// <param name="table">Its version is told along; or null.</param>
        public static void Finish(Exchange exchange, string field, Answer answer,
            RuleTable table = null)
        {
            if (!answer.IsGood)
            {
                Refuse(exchange, field, answer);
                return;
            }
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Flag("ok", true);
            json.Text("message", answer.Text);
            if (answer.Number > 0) json.Number("id", answer.Number);
            if (table != null) json.Number("revision", table.Version);
            json.CloseObject();
            exchange.EndJson();
        }

        /// <summary>Answers with the errors of a refusal, or with its sentence.</summary>
        /// <param name="exchange">Whom to answer.</param>
        /// <param name="field">What the sentence is about, or null.</param>
        /// <param name="answer">A refusal.</param>
        public static void Refuse(Exchange exchange, string field, Answer answer)
        {
            int status = answer.Kind == Refusal.Gone ? 404 : answer.Kind == Refusal.Conflict ? 409
                : answer.Kind == Refusal.NoRoom ? 503 : 400;
            if (answer.Errors == null || answer.Errors.IsGood)
            {
                exchange.Refuse(status, field, answer.Text);
                return;
            }
            JsonWriter json = exchange.BeginJson(status);
            json.OpenObject();
            json.Name("errors");
            Write(json, answer.Errors);
            json.CloseObject();
            exchange.EndJson();
        }

        /// <summary>One error.</summary>
        public static void Write(JsonWriter json, TextError error)
        {
            json.OpenObject();
            if (error.Column > 0) json.Number("column", error.Column);
            else json.Null("column");
            json.Text("field", error.Field);
            json.Text("message", error.Message);
            json.Text("proposal", error.Proposal.Length == 0 ? null : error.Proposal);
            json.CloseObject();
        }
    }
}
