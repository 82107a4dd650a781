// Shell: commands about the device itself: what it is, starting anew, forgetting everything.

using Portreeve.Changes;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>"version", "uptime", "free".</summary>
    internal sealed class BoardCommand : Command
    {
        public const int Version = 0;
        public const int Uptime = 1;
        public const int Free = 2;

        private readonly Rooms _rooms;
        private readonly int _what;

        public BoardCommand(Rooms rooms, int what)
        {
            _rooms = rooms;
            _what = what;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (!IsEnd(words, at)) return Usage();
            Surroundings around = _rooms.Around;
            switch (_what)
            {
                case Version:
                    return Answer.Done("Portreeve " + Release.Version + " on "
                        + _rooms.Settings.Name + ".");
                case Uptime:
                    return Answer.Done("Up " + Readable.Time(around.Clock.NowMs)
                        + "; last start: " + around.LastStart + ".");
                default:
                    long free = _rooms.Relay.Memory.FreeBytes;
                    if (free < 0) return Answer.Done("Free memory is not known here.");
                    long system = around.Board.SystemFreeBytes;
                    return Answer.Done(Readable.Bytes(free) + " are free" + (system < 0 ? "."
                        : ", and " + Readable.Bytes(system) + " for the network's buffers."));
            }
        }
    }

    /// <summary>"zone".</summary>
    internal sealed class ZoneCommand : Command
    {
        private readonly Rooms _rooms;

        public ZoneCommand(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (!IsEnd(words, at + 1)) return Usage();
            if (!IsEnd(words, at))
            {
                string trouble = ZoneSetting.Set(_rooms.Settings, words.At(at));
                if (trouble != null) return Answer.Refused(Readable.Sentence(trouble));
                _rooms.Journal.Write(JournalKind.Change, "the zone is "
                    + _rooms.Settings.Zone.ShortName + " now", null);
            }
            Zone zone = _rooms.Settings.Zone;
            long now = _rooms.Around.Clock.UtcSeconds;
            return Answer.Done("The zone is " + (zone.Text.Length == 0 ? "UTC" : zone.Text)
                + (now == 0 ? "; the time is not known yet."
                : ", " + zone.NameAt(now) + " now; it is " + zone.Write(now) + "."));
        }
    }

    /// <summary>"metrics".</summary>
    internal sealed class MetricsCommand : Command
    {
        private readonly Rooms _rooms;

        public MetricsCommand(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (!IsEnd(words, at + 1)) return Usage();
            BoardSettings settings = _rooms.Settings;
            if (IsEnd(words, at))
            {
                return Answer.Done(Readable.Sentence(MetricsSetting.Sentence(settings.Metrics)));
            }
            string trouble = MetricsSetting.Set(settings, words.Lower(at));
            if (trouble != null) return Answer.Refused(Readable.Sentence(trouble));
            string text = MetricsSetting.Sentence(settings.Metrics);
            _rooms.Journal.Write(JournalKind.Change, text, null);
            return Answer.Done(Readable.Sentence(text));
        }
    }

    /// <summary>"restart".</summary>
    internal sealed class RestartCommand : Command
    {
        private readonly Rooms _rooms;

        public RestartCommand(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (!IsEnd(words, at)) return Usage();
            _rooms.Around.Board.Restart();
            return Answer.Done("Restarting.");
        }
    }

    /// <summary>"factory-reset".</summary>
    internal sealed class FactoryResetCommand : Command
    {
        private readonly Rooms _rooms;

        public FactoryResetCommand(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            return IsEnd(words, at) ? (Reply)new FactoryResetDialog(_rooms) : Usage();
        }
    }

    /// <summary>Wants the board's own name, so that nobody forgets everything by a slip.</summary>
    internal sealed class FactoryResetDialog : Dialog
    {
        private readonly Rooms _rooms;

        public FactoryResetDialog(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override string Prompt
        {
            get
            {
                return "This forgets every rule and setting. To go on, type "
                    + _rooms.Settings.Name + ": ";
            }
        }

        /// <inheritdoc/>
        public override Reply Take(string line)
        {
            if (line.Trim() != _rooms.Settings.Name)
            {
                return Answer.Done("Nothing was forgotten.");
            }
            return FactoryReset.Do(_rooms);
        }
    }
}
