// Admin: commands about the device itself: what it is, starting anew, forgetting everything.

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>"version", "uptime", "free".</summary>
    internal sealed class BoardCommand : Command
    {
        public const int Version = 0;
        public const int Uptime = 1;
        public const int Free = 2;

        private static readonly string[] Names = { "version", "uptime", "free" };

        private static readonly string[] Helps =
        {
            "which release this is", "how long it runs, and why it last started",
            "how much memory is left"
        };

        private readonly Interior _inside;
        private readonly int _what;

        public BoardCommand(Interior inside, int what)
            : base(Names[what], "", Helps[what])
        {
            _inside = inside;
            _what = what;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (!IsEnd(words, at)) return Usage();
            Surroundings around = _inside.Around;
            switch (_what)
            {
                case Version:
                    return Answer.Done("Portreeve " + Release.Version + " on "
                        + _inside.Settings.Name + ".");
                case Uptime:
                    return Answer.Done("Up " + Spoken.Time(around.Clock.NowMs)
                        + "; last start: " + around.LastStart + ".");
                default:
                    long free = around.Board.FreeBytes;
                    if (free < 0) return Answer.Done("Free memory is not known here.");
                    long system = around.Board.SystemFreeBytes;
                    return Answer.Done(Spoken.Bytes(free) + " are free" + (system < 0 ? "."
                        : ", and " + Spoken.Bytes(system) + " for the network's buffers."));
            }
        }
    }

    /// <summary>"restart".</summary>
    internal sealed class RestartCommand : Command
    {
        private readonly Interior _inside;

        public RestartCommand(Interior inside)
            : base("restart", "", "starts anew; rules and settings stay")
        {
            _inside = inside;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (!IsEnd(words, at)) return Usage();
            _inside.Around.Board.Restart();
            return Answer.Done("Restarting.");
        }
    }

    /// <summary>"factory-reset".</summary>
    internal sealed class FactoryResetCommand : Command
    {
        private readonly Interior _inside;

        public FactoryResetCommand(Interior inside)
            : base("factory-reset", "", "forgets all rules and settings; asks first")
        {
            _inside = inside;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            return IsEnd(words, at) ? (Reply)new FactoryResetDialog(_inside) : Usage();
        }
    }

    /// <summary>Wants the board's own name, so that nobody forgets everything by a slip.</summary>
    internal sealed class FactoryResetDialog : Dialog
    {
        private readonly Interior _inside;

        public FactoryResetDialog(Interior inside)
        {
            _inside = inside;
        }

        /// <inheritdoc/>
        public override string Prompt
        {
            get
            {
                return "This forgets every rule and setting. To go on, type "
                    + _inside.Settings.Name + ": ";
            }
        }

        /// <inheritdoc/>
        public override Reply Take(string line)
        {
            if (line.Trim() != _inside.Settings.Name)
            {
                return Answer.Done("Nothing was forgotten.");
            }
            return FactoryReset.Do(_inside);
        }
    }

    /// <summary>The effect, for console, page and button alike.</summary>
    internal static class FactoryReset
    {
        /// <summary>Erases every store and restarts.</summary>
        public static Answer Do(Interior inside)
        {
            inside.Journal.Write(JournalKind.Admin, "factory reset by the owner", null);
            inside.Store.Erase();
            inside.Settings.Erase();
            inside.Backups.Erase();
            // Grants end with their rules, friends are forgotten with theirs; flash is rid of them
            // at once, so that a power cut now brings nobody back.
            inside.Table.Clear();
            new GrantStore(inside.Around.Slots).Erase();
            inside.Names.Friends.Erase();
            // A new owner looks for the board where the router put it. It needs no probe, so it is
            // taken before the restart.
            if (inside.Around.Addressing != null) inside.Around.Addressing.Apply("dhcp");
            inside.Around.Board.Restart();
            return Answer.Done("Everything is forgotten. Restarting as new.");
        }
    }
}
