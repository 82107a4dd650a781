// Upkeep: the watchman's rounds: what is looked at beside the gateway's own step. It gathers what
// the device senses, has it judged by the rooms of this folder, says what is wrong, and answers
// what must be done with the device. It restarts and erases nothing itself.
//
//   each step: lamp, button        4 times a second: link, flash, serial line, memory, crashes

using Portreeve.Budget;
using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>Goes round the device.</summary>
    internal sealed class Rounds
    {
        /// <summary>Nothing has to be done.</summary>
        public const int Nothing = 0;

        /// <summary>Restart: the Ethernet chip has not started.</summary>
        public const int Restart = 1;

        /// <summary>Forget everything and restart: the button was held.</summary>
        public const int Forget = 2;

        private const int EveryMs = 250;

        private readonly ISensors _body;
        private readonly Surroundings _around;
        private readonly StatusLamp _lamp;
        private readonly Troubles _troubles;
        private readonly CrashLedger _ledger;
        private readonly PhyRetry _retry;
        private readonly ButtonPress _button = new ButtonPress();
        private readonly MemoryBudget _memory;
        private readonly long _startMs;
        private long _nextMs;

        /// <param name="body">The device's senses.</param>
        /// <param name="around">Clock and place in the network.</param>
        /// <param name="lamp">The lamp that the gateway uses too.</param>
        /// <param name="troubles">Who hears of troubles.</param>
        /// <param name="ledger">Crashes; null where there is no flash.</param>
        /// <param name="retry">Restarts for the link's sake; null where the board needs
        /// none.</param>
        /// <param name="memory">Whether there is enough.</param>
        public Rounds(ISensors body, Surroundings around, StatusLamp lamp, Troubles troubles,
            CrashLedger ledger, PhyRetry retry, MemoryBudget memory)
        {
            _body = body;
            _around = around;
            _lamp = lamp;
            _troubles = troubles;
            _ledger = ledger;
            _retry = retry;
            _memory = memory;
            _startMs = around.Clock.NowMs;
            Link = new LinkWatch(_startMs);
            troubles.Set(Trouble.SafeMode, around.SafeMode);
        }

        /// <summary>How the Ethernet side stands.</summary>
        public readonly LinkWatch Link;

        /// <summary>Looks at what is due. One of the answers above.</summary>
        public int Step(long nowMs)
        {
            bool isForgotten = _button.Step(_body.IsButtonDown, nowMs);
            int answer = isForgotten ? Forget : Nothing;
            if (nowMs >= _nextMs)
            {
                _nextMs = nowMs + EveryMs;
                if (Look(nowMs) && answer == Nothing) answer = Restart;
            }
            _lamp.Insist(_button.IsArmed ? LampCode.ResetArmed : _troubles.Lamp);
            _lamp.Step(nowMs);
            return answer;
        }

        /// <summary>True: the board should restart for its link's sake.</summary>
        private bool Look(long nowMs)
        {
            Link.Step(_body.HasEthernet, _body.HasLink, _around.Lan.Address, nowMs);
            _troubles.Set(Trouble.WrongImage, Link.Trouble == Trouble.WrongImage);
            _troubles.Set(Trouble.NoLink, Link.Trouble == Trouble.NoLink);
            _troubles.Set(Trouble.CablePulled, Link.Trouble == Trouble.CablePulled);
            _troubles.Set(Trouble.NoAddress, Link.Trouble == Trouble.NoAddress);
            _troubles.Set(Trouble.LineNoise, _body.IsLineNoisy);
            if (_body.FlashRefusal == null) _troubles.Clear(Trouble.FlashFull);
            else _troubles.Raise(Trouble.FlashFull, _body.FlashRefusal);
            _troubles.Set(Trouble.MemoryShort, _memory.IsShort);
            long uptimeMs = nowMs - _startMs;
            // Safe mode is left by the owner, not by waiting: the doors stay shut until then.
            if (_ledger != null && !_around.SafeMode) _ledger.Step(uptimeMs);
            return _retry != null && _retry.Step(Link, uptimeMs);
        }
    }
}
