// World: who sleeps by sockets and is woken when one of them has news, once for each change, as
// the kernel's list does it on a computer. Whoever was woken must come and look at once.

using System.Collections.Generic;
using Portreeve.Outside;

namespace Portreeve.World.Outside
{
    /// <summary>A socket of the gateway by which somebody sleeps.</summary>
    internal interface IBed
    {
        /// <summary>Who does.</summary>
        ISleeper Sleeper { get; }

        /// <summary>True when a call may answer otherwise than last time; told once.</summary>
        bool TakeNews();
    }

    /// <summary>All who sleep.</summary>
    internal sealed class SimSleepers
    {
        // The step after it was woken, and one for a step that was cut short.
        private const int StepsMax = 2;

        private readonly List<IBed> _beds = new(256);
        private readonly Dictionary<ISleeper, int> _woken = new();
        private readonly SimNetwork _network;
        private int _round;

        public SimSleepers(SimNetwork network)
        {
            _network = network;
        }

        /// <summary>From now on it is told.</summary>
        public void LieDown(IBed bed)
        {
            _beds.Add(bed);
        }

        /// <summary>The socket is closed.</summary>
        public void Leave(IBed bed)
        {
            _beds.Remove(bed);
            Look(bed.Sleeper);
        }

        /// <summary>Somebody asks one of his sockets for something.</summary>
        public void Look(ISleeper sleeper)
        {
            if (sleeper != null) _woken.Remove(sleeper);
        }

        /// <summary>The gateway has lost its power.</summary>
        public void Forget()
        {
            _beds.Clear();
            _woken.Clear();
        }

        /// <summary>Before a step: wakes those who have news.</summary>
        public void Wake()
        {
            _round++;
            foreach (int atRound in _woken.Values)
            {
                if (_round - atRound > StepsMax) _network.Complain("somebody woken did not come");
            }
            bool isLost = _network.Style.Sabotage == Sabotage.WakeLost;
            foreach (IBed bed in _beds)
            {
                if (!bed.TakeNews()) continue;
                _woken.TryAdd(bed.Sleeper, _round);
                if (!isLost) bed.Sleeper.Wake();
            }
        }
    }
}
