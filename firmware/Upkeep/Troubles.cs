// Upkeep: which troubles there are right now. Says each once when it comes and once when it goes,
// never repeats itself, and knows which lamp code is the worst.
//
//   (gone) -- Raise: one line with the next step --> (there) -- Clear: one line --> (gone)

using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>The troubles that are there now, and who hears of them.</summary>
    internal sealed class Troubles
    {
        private readonly bool[] _isThere = new bool[Trouble.All.Length];
        private readonly ITerminal _terminal;

        /// <summary>Tells the terminal, which may be null.</summary>
        public Troubles(ITerminal terminal)
        {
            _terminal = terminal;
        }

        /// <summary>Hears of everything too; null before there is one.</summary>
        public Journal.Journal Journal;

        /// <summary>
        /// The most urgent lamp code of all that are there; Starting when none is.
        /// </summary>
        public int Lamp { get; private set; }

        /// <summary>True while this trouble is there.</summary>
        public bool Has(Trouble trouble)
        {
            return _isThere[trouble.Place];
        }

        /// <summary>The trouble is there or is gone; said only when that is news.</summary>
        public void Set(Trouble trouble, bool isThere)
        {
            if (isThere) Raise(trouble, null);
            else Clear(trouble);
        }

        /// <summary>
        /// The trouble is there. The detail, if any, is said with it. False: it was known.
        /// </summary>
        public bool Raise(Trouble trouble, string detail)
        {
            int place = trouble.Place;
            if (_isThere[place]) return false;
            _isThere[place] = true;
            FindLamp();
            string what = trouble.Line;
            if (detail != null && detail.Length > 0) what += " (" + detail + ")";
            Say("trouble " + trouble.Name + ": " + what, "next: " + trouble.NextStep);
            return true;
        }

        /// <summary>The trouble is gone. False: it was not there.</summary>
        public bool Clear(Trouble trouble)
        {
            int place = trouble.Place;
            if (!_isThere[place]) return false;
            _isThere[place] = false;
            FindLamp();
            Say("over: " + trouble.Name, null);
            return true;
        }

        // Asked for in every step, so it is kept.
        private void FindLamp()
        {
            int worst = LampCode.Starting;
            for (int i = 0; i < _isThere.Length; i++)
            {
                if (_isThere[i] && Trouble.All[i].Lamp > worst) worst = Trouble.All[i].Lamp;
            }
            Lamp = worst;
        }

        private void Say(string line, string nextStep)
        {
            if (Journal != null) Journal.Write(nextStep == null ? line : line + "; " + nextStep);
            if (_terminal == null) return;
            _terminal.Write("\n" + line + "\n");
            if (nextStep != null) _terminal.Write("  " + nextStep + "\n");
        }
    }
}
