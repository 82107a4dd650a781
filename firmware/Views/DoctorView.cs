// Views: what the doctor found at a door, as JSON for page and scripts. Reads, changes nothing.

using Portreeve.Reach;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>The last test for page and scripts: head, one piece a step, end.</summary>
    internal sealed class DoctorJson : JsonReport
    {
        private readonly Doctor _test;
        private int _finding = -1;

        public DoctorJson(Doctor test)
        {
            _test = test;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            if (_finding < 0)
            {
                json.OpenObject();
                if (_test.RuleNumber == 0) json.Null("rule");
                else json.Number("rule", _test.RuleNumber);
                json.Flag("running", _test.IsRunning);
                json.Name("steps");
                json.OpenArray();
            }
            else if (_finding < _test.Count)
            {
                Finding finding = _test.At(_finding);
                json.OpenObject();
                json.Text("name", finding.Name);
                json.Text("verdict", finding.Verdict);
                json.Text("text", finding.Text);
                json.Text("advice", finding.Advice);
                json.CloseObject();
            }
            else
            {
                json.CloseArray();
                json.CloseObject();
            }
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            return _finding++ < _test.Count;
        }
    }
}
