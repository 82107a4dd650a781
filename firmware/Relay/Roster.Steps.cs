// Relay: the visits to those inside. A pair is visited when it is due: in the next step, or, where
// its sockets wake it, when they have something or a deadline nears (LivePair.DueMs).

using System;
using Portreeve.Journal;
using Portreeve.Values;

namespace Portreeve.Relay
{
    internal sealed partial class Roster
    {
        /// <summary>True when one that was served wants another visit at once.</summary>
        public bool IsBusy;

        /// <summary>Steps every session that is due but those at rest whose turn it is not. True:
        /// something moved.</summary>
        /// <param name="chunk">The shared buffer.</param>
        /// <param name="turn">Whose turn it is, of turnMask and one; below 0: everybody's.</param>
        /// <param name="turnMask">See Limits.TurnSteps.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public bool StepSessions(byte[] chunk, int turn, int turnMask, long nowMs)
        {
            bool moved = false;
            IsBusy = false;
            int i = 0;
            try
            {
                for (; i < _sessions.Count; i++)
                {
                    Session session = (Session)_sessions.At(i);
                    if (session.DueMs > nowMs) continue;
                    if (turn >= 0 && (i & turnMask) != turn && session.IsAtRest(nowMs)) continue;
                    if (session.Step(chunk, nowMs) > 0) moved = Note(session, nowMs);
                    if (session.End != null) Drop(_sessions, i--, nowMs);
                }
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                End(_sessions, i, EndReason.NoMemory, nowMs);
            }
            return moved;
        }

        /// <summary>Steps every mapping of this port that is due. True: something moved.</summary>
        public bool StepMappings(UdpPort port, byte[] chunk, long nowMs)
        {
            bool moved = false;
            for (int i = 0; i < _mappings.Count; i++)
            {
                Mapping mapping = (Mapping)_mappings.At(i);
                if (mapping.DueMs > nowMs || mapping.Rule != port.Rule) continue;
                if (mapping.Step(port.Socket, chunk, nowMs) > 0) moved = Note(mapping, nowMs);
                if (mapping.End != null) Drop(_mappings, i--, nowMs);
            }
            return moved;
        }

        private bool Note(LivePair pair, long nowMs)
        {
            if (pair.DueMs <= nowMs) IsBusy = true;
            return true;
        }
    }
}
