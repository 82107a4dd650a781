// World: the laws about those who come in: on the list or granted, within the rule's limits, and
// out again when the time is over. Judged by Oracle and GrantLedger, not by the gateway's own word.

using System.Collections.Generic;
using Portreeve.Access;
using Portreeve.Relay;
using Portreeve.Table;
using Portreeve.World.Outside;

namespace Portreeve.World
{
    /// <summary>Laws about guests, from one start of the gateway to the next.</summary>
    internal sealed class GuestLaws
    {
        private readonly Stage _stage;
        private readonly Gateway _gateway;
        private readonly Dictionary<int, long> _overSinceMs = new();

        public GuestLaws(Stage stage)
        {
            _stage = stage;
            _gateway = stage.Gateway;
        }

        // Whoever comes in finds room within what the rule allows at once, and each.
        private void CheckRoom(Rule rule, uint address)
        {
            Roster roster = _gateway.Relay.Roster;
            int same = 0;
            for (int i = 0; i < roster.SessionCount; i++)
            {
                Session session = roster.SessionAt(i);
                if (session.Rule == rule && session.ClientAddress == address) same++;
            }
            for (int i = 0; i < roster.MappingCount; i++)
            {
                Mapping mapping = roster.MappingAt(i);
                if (mapping.Rule == rule && mapping.ClientAddress == address) same++;
            }
            if (rule.SessionsMax > 0 && rule.Tally.Live > rule.SessionsMax)
            {
                _stage.Break(rule.Tally.Live + " are inside by: " + RuleText.Write(rule));
            }
            if (rule.SourceSessionsMax > 0 && same > rule.SourceSessionsMax)
            {
                _stage.Break(same + " of one address are inside by: " + RuleText.Write(rule));
            }
        }

        /// <summary>Nobody of the admin networks is ever banned: those that a new board has.
        /// </summary>
        public void CheckBans()
        {
            foreach (Ban ban in _gateway.Admission.Bans.List(_stage.Clock.NowMs))
            {
                // The page is for the own network, which nobody bans.
                bool isOurLan = (ban.Address >> 8) == (SimDatagramNetwork.Gateway >> 8);
                if (isOurLan) _stage.Break("the owner is banned");
            }
        }

        /// <summary>Somebody is inside for the first time: they must be on the list now, or have
        /// a grant. True: the list has them.</summary>
        public bool Welcome(Rule rule, uint address)
        {
            CheckRoom(rule, address);
            if (Oracle.Allows(rule, address, _stage.Clock.UtcSeconds, Oracle.Homes(_gateway)))
            {
                return true;
            }
            if (!_stage.Grants.Allows(rule, address, true))
            {
                _stage.Break("a stranger was let in by: " + RuleText.Write(rule));
            }
            return false;
        }

        /// <summary>
        /// Nobody stays for long after the time of the rule, the entry or the grant is over, or
        /// the grant was taken back. Who came by a grant that counts once may stay, and so may a
        /// friend who moved: the connection is the old one.
        /// </summary>
        public void CheckStay(int number, Rule rule, uint address, Grant grant)
        {
            long utcSeconds = _stage.Clock.UtcSeconds;
            if (utcSeconds == 0 || !rule.IsEnabled) return;
            if (grant == null && !Oracle.HasTimes(rule)) return;
            bool isOpen = Oracle.IsOpen(rule, utcSeconds);
            bool mayStay = isOpen && (grant == null ? IsTimely(rule, address, utcSeconds)
                : grant.Kind == GrantKind.Once || _stage.Grants.Allows(rule, address, false)
                || Oracle.Allows(rule, address, utcSeconds, Oracle.Homes(_gateway)));
            if (mayStay)
            {
                _overSinceMs.Remove(number);
                return;
            }
            long nowMs = _stage.Clock.NowMs;
            if (!_overSinceMs.TryGetValue(number, out long sinceMs))
            {
                _overSinceMs[number] = sinceMs = nowMs;
            }
            if (nowMs - sinceMs <= 1000 + _stage.SlackMs) return;
            _stage.Break("somebody stays whose time is over: " + RuleText.Write(rule));
        }

        private bool IsTimely(Rule rule, uint address, long utcSeconds)
        {
            Dictionary<string, uint[]> homes = Oracle.Homes(_gateway);
            return Oracle.Allows(rule, address, utcSeconds, homes)
                || !Oracle.Names(rule, address, homes)
                || _stage.Grants.Allows(rule, address, false);
        }
    }
}
