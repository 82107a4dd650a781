// Shell: "show ...": what there is to see, for a person or, with "json", for a script.

using Portreeve.Changes;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>One of the views.</summary>
    internal sealed class ShowCommand : Command
    {
        public const int Status = 0;
        public const int Rules = 1;
        public const int Sessions = 2;
        public const int Mappings = 3;
        public const int LimitsTable = 4;
        public const int JournalLines = 5;
        public const int Reach = 6;

        private readonly Rooms _rooms;
        private readonly TableEdits _edits;
        private readonly int _view;

        public ShowCommand(Rooms rooms, TableEdits edits, int view)
        {
            _rooms = rooms;
            _edits = edits;
            _view = view;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            bool isJson = words.Lower(at) == "json";
            if (!IsEnd(words, isJson ? at + 1 : at)) return Usage();
            return isJson ? ForScript() : ForPerson();
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            return argument == 0 ? Choices("json") : base.Complete(words, argument);
        }

        private Reply ForPerson()
        {
            switch (_view)
            {
                case Status: return StatusView.Text(_rooms);
                case Rules: return new RulesText(_rooms);
                case Sessions:
                    return new NowText(new NowWalk(_rooms.Relay.Roster, true, false),
                        _rooms.Around.Clock, "Nobody is inside over TCP.");
                case Mappings:
                    return new NowText(new NowWalk(_rooms.Relay.Roster, false, true),
                        _rooms.Around.Clock, "Nobody is inside over UDP.");
                case LimitsTable: return LimitsView.Text(_rooms);
                case Reach:
                    return new FixedText(ReachView.Lines(_rooms.Reach,
                        _rooms.Around.Clock.NowMs));
                default: return new JournalText(_rooms.Journal, _rooms.Around.Clock);
            }
        }

        private Reply ForScript()
        {
            switch (_view)
            {
                case Status: return StatusView.Json(_rooms, null);
                case Rules: return new RulesJson(_rooms, _edits.UndoText);
                case Sessions:
                    return new NowJson(new NowWalk(_rooms.Relay.Roster, true, false),
                        _rooms.Around.Clock, _rooms.Admission);
                case Mappings:
                    return new NowJson(new NowWalk(_rooms.Relay.Roster, false, true),
                        _rooms.Around.Clock, _rooms.Admission);
                case LimitsTable: return new LimitsJson(_rooms);
                case Reach: return new ReachJson(_rooms.Reach, _rooms.Around.Clock.NowMs);
                default: return new JournalJson(_rooms.Journal, _rooms.Around.Clock, 0);
            }
        }
    }
}
