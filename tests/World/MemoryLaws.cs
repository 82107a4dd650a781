// World: the laws of a night in a heap of so many bytes. The board does not restart (whatever
// leaves the gateway's step has broken that already); the owner gets the console or the page; and
// what did not fit is told to somebody.

using Portreeve.Journal;

namespace Portreeve.World
{
    /// <summary>Laws of the tight nights.</summary>
    internal sealed class MemoryLaws
    {
        /// <summary>So long a reason may take: a command or a request runs over several steps.
        /// </summary>
        private const long ReasonUs = 3000000;

        private readonly Stage _stage;
        private int _refusals;
        private int _told;
        private long _dueUs;

        public MemoryLaws(Stage stage)
        {
            _stage = stage;
            _told = Told();
        }

        /// <summary>Checks them after a step.</summary>
        public void Check()
        {
            int refusals = _stage.Heap.Heap.Refusals;
            if (refusals > _refusals && _dueUs == 0)
            {
                _dueUs = _stage.Clock.NowUs + ReasonUs;
            }
            _refusals = refusals;
            if (_dueUs == 0) return;
            int told = Told();
            if (told != _told) _dueUs = 0;
            _told = told;
            if (_dueUs != 0 && _stage.Clock.NowUs > _dueUs)
            {
                _stage.Break("something did not fit into memory, and nobody was told");
            }
        }

        // The page's refusals, the end reason, the console and the journal.
        private int Told()
        {
            int told = _stage.Network.Refusals503 + _stage.Terminal.SaidMemory
                + _stage.Gateway.Counters.Of(EndReason.NoMemory);
            Journal.Journal journal = _stage.Gateway.Journal;
            int last = 0;
            for (int i = 0; i < journal.Count; i++)
            {
                JournalLine line = journal.At(i);
                bool isReason = line.Text != null && line.Text.Contains("memory");
                if (isReason && line.Number > last) last = line.Number;
            }
            return told + last;
        }
    }
}
