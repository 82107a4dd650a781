// Views: the change that waits for its confirmation, as JSON: part of the status and of answers.

using Portreeve.Changes;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>Writes the change that waits.</summary>
    internal static class PendingJson
    {
        /// <summary>The change that waits, or null, as a value.</summary>
        public static void Write(JsonWriter json, ConfirmOrRevert trial, long nowMs)
        {
            if (!trial.IsPending)
            {
                json.Null();
                return;
            }
            json.OpenObject();
            json.Text("what", trial.Kind);
            json.Text("text", trial.Text);
            json.Number("leftS", trial.LeftS(nowMs));
            json.Text("url", trial.Url);
            json.Text("back", trial.Back);
            json.CloseObject();
        }
    }
}
