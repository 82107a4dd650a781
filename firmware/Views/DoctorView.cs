// Views: what the doctor finds, as JSON for page and scripts, and as lines for a person, told one
// by one while it walks. Reads; ends a test only when the person who reads has had enough.

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
                json.Flag("waiting", _test.IsAwaiting);
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

    /// <summary>A test for a person: a finding when it is settled, what to do beneath it, and a sum
    /// at the end.</summary>
    internal sealed class DoctorText : TextReport
    {
        private readonly Doctor _test;
        private string _advice;
        private int _next;
        private bool _isSummed;
        private bool _isEnded;

        public DoctorText(Doctor test)
        {
            _test = test;
        }

        /// <inheritdoc/>
        public override bool IsReady
        {
            get
            {
                if (_advice != null || !_test.IsRunning) return true;
                return _next < _test.Count && _test.At(_next).Verdict != Finding.Waiting;
            }
        }

        /// <inheritdoc/>
        public override void Cancel()
        {
            _isEnded = true;
            _test.Stop();
        }

        /// <inheritdoc/>
        public override string NextLine()
        {
            if (_advice != null)
            {
                string advice = "           > " + _advice;
                _advice = null;
                return advice;
            }
            if (_next < _test.Count)
            {
                Finding finding = _test.At(_next++);
                _advice = finding.Advice;
                return MarkOf(finding.Verdict) + finding.Name.PadRight(9) + finding.Text;
            }
            if (_isSummed) return null;
            _isSummed = true;
            return Sum();
        }

        private static string MarkOf(string verdict)
        {
            return verdict == Finding.Good ? "+ " : verdict == Finding.Bad ? "! " : "? ";
        }

        private string Sum()
        {
            int good = 0;
            for (int i = 0; i < _test.Count; i++)
            {
                if (_test.At(i).Verdict == Finding.Good) good++;
            }
            int unsure = _test.Count - good - _test.Bad;
            return (_isEnded ? "Ended: " : "") + good.ToString() + " good (+), "
                + _test.Bad.ToString() + " bad (!), " + unsure.ToString() + " not known (?)"
                + (_test.IsCut ? "; there was no room for the rest: test one rule." : ".");
        }
    }
}
