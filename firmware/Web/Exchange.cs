// Web: one request and its answer, with who asks and how far the answer has come. A plain
// holder that WebConnection keeps for its life; RequestGate and Api read and fill it. It knows no
// socket.

using Portreeve.Settings;
using Portreeve.SignIn;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Web
{
    /// <summary>What answers requests.</summary>
    internal interface IRequestHandler
    {
        /// <summary>
        /// Looks at the head alone. 0: the request is wanted, its body may come; else the answer
        /// has been written.
        /// </summary>
        int Admit(Exchange exchange);

        /// <summary>Largest body this admitted request may have, bytes.</summary>
        int BodyMax(Exchange exchange);

        /// <summary>Writes the first slice of the answer to a whole request.</summary>
        void Answer(Exchange exchange);

        /// <summary>Writes the next slice.</summary>
        void Continue(Exchange exchange);
    }

    /// <summary>One request and its answer.</summary>
    internal sealed class Exchange
    {
        public readonly HttpRequest Request = new HttpRequest();
        public readonly HttpResponse Response = new HttpResponse();

        /// <summary>The peer's address, host order.</summary>
        public uint Source;

        /// <summary>Monotonic time of this step, ms.</summary>
        public long NowMs;

        /// <summary>Seconds since 1970 in UTC, 0 while not known.</summary>
        public long UtcSeconds;

        /// <summary>True when the connection shall be closed behind the answer: the budget is
        /// tight, or the answer moves us elsewhere.</summary>
        public bool MustClose;

        /// <summary>The row of ApiRoutes that was asked for, and its number; set by Admit.
        /// </summary>
        public string Row;
        public int Route;

        /// <summary>The login of the token that came along, or null.</summary>
        public WebSession Login;

        /// <summary>The key that came along, or null.</summary>
        public ApiKey Key;

        /// <summary>The JSON being sent piece by piece, or null.</summary>
        public JsonReport Report;

        /// <summary>How far an answer that is no report has come, bytes.</summary>
        public int Place;

        /// <summary>One more field for the next answer's head, or null.</summary>
        public string FieldName;
        public string FieldValue;

        /// <summary>True when somebody known asks.</summary>
        public bool IsKnown { get { return Login != null || Key != null; } }

        /// <summary>Forgets what belonged to one request.</summary>
        public void Clear()
        {
            Row = null;
            Login = null;
            Key = null;
            Report = null;
            Place = 0;
            FieldName = null;
            MustClose = false;
        }

        /// <summary>Starts an answer.</summary>
        public void Begin(int status)
        {
            HttpHead head = Request.Head;
            bool isLast = MustClose || head.WantsClose || Request.State != RequestState.Whole;
            Response.Begin(status, head.Method == HttpMethod.Head, head.IsHttp10, isLast,
                UtcSeconds);
            if (FieldName != null) Response.Field(FieldName, FieldValue);
            FieldName = null;
        }

        /// <summary>Adds a field to the head of the answer that is begun next.</summary>
        public void AddField(string name, string value)
        {
            FieldName = name;
            FieldValue = value;
        }

        /// <summary>Starts an answer with a JSON body and opens its first slice.</summary>
        public JsonWriter BeginJson(int status)
        {
            Begin(status);
            Response.JsonBody();
            Response.OpenSlice();
            return Response.Json;
        }

        /// <summary>Ends an answer whose JSON fits into one slice.</summary>
        public void EndJson()
        {
            if (Response.Json.IsFull)
            {
                Refuse(500, "this answer is longer than one may be");
                return;
            }
            Response.CloseSlice(Response.Json.Position - Response.BodyStart, true, -1);
        }

        /// <summary>Answers with a report, of any length.</summary>
        public void Answer(JsonReport report)
        {
            Report = report;
            BeginJson(200);
            ContinueReport();
        }

        /// <summary>Answers with a report that is no JSON, of any length.</summary>
        public void Answer(JsonReport report, string contentType)
        {
            Report = report;
            Begin(200);
            Response.Field("Content-Type", contentType);
            Response.Field("Cache-Control", "no-store");
            Response.OpenSlice();
            ContinueReport();
        }

        /// <summary>Fills the open slice with the report's next pieces and closes it.</summary>
        public void ContinueReport()
        {
            Report.Fill(Response.Json);
            Response.CloseSlice(Response.Json.Position - Response.BodyStart, Report.IsOver, -1);
        }

        /// <summary>
        /// The members of the body, which must be one JSON object; null when it is not: then the
        /// refusal has been written.
        /// </summary>
        public JsonReader ReadBody()
        {
            JsonReader json = new JsonReader(Request.Body);
            if (json.Read(Request.BodyStart, Request.Head.BodyBytes)) return json;
            Refuse(400, "the body is not the JSON object that is needed: " + json.Trouble);
            return null;
        }

        /// <summary>
        /// True, with the refusal written, when the list in the body's "was" is not the one of
        /// now: somebody else has changed it since the asker saw it. Without "was" nobody minds.
        /// </summary>
        public bool RefuseStale(JsonReader body, string[] now)
        {
            string[] was = body.Texts("was");
            if (was == null) return false;
            bool isSame = was.Length == now.Length;
            for (int i = 0; isSame && i < now.Length; i++) isSame = was[i] == now[i];
            return !isSame && RefuseStale("was");
        }

        /// <summary>The same for what is one text.</summary>
        public bool RefuseStale(JsonReader body, string now)
        {
            string was = body.Text("was");
            return was != null && was != now && RefuseStale("was");
        }

        /// <summary>The same for what has a revision.</summary>
        public bool RefuseStale(JsonReader body, int revision)
        {
            int was;
            return body.TryNumber("revision", out was) && was != revision
                && RefuseStale("revision");
        }

        private bool RefuseStale(string field)
        {
            Refuse(409, field, "somebody else has changed this meanwhile; look again");
            return true;
        }

        /// <summary>The name by which the page was called, without its port.</summary>
        public string Host()
        {
            byte[] bytes = Request.Bytes;
            int host = Request.Head.Host;
            int colon = AsciiText.Find(bytes, host, (byte)':');
            return Utf8Text.Converter.GetString(bytes, Piece.Start(host),
                (colon < 0 ? Piece.End(host) : colon) - Piece.Start(host));
        }

        /// <summary>Answers that it was done.</summary>
        public void Done(string message)
        {
            JsonWriter json = BeginJson(200);
            json.OpenObject();
            json.Flag("ok", true);
            json.Text("message", message);
            json.CloseObject();
            EndJson();
        }

        /// <summary>Answers with one error about nothing in particular.</summary>
        public void Refuse(int status, string message)
        {
            Refuse(status, null, message);
        }

        /// <summary>Answers with one error about a field (null: about none).</summary>
        public void Refuse(int status, string field, string message)
        {
            JsonWriter json = BeginJson(status);
            json.OpenObject();
            json.Name("errors");
            json.OpenArray();
            json.OpenObject();
            if (field != null) json.Text("field", field);
            json.Text("message", message);
            json.CloseObject();
            json.CloseArray();
            json.CloseObject();
            EndJson();
        }
    }
}
