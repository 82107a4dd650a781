// Reach: the doctor's look at what is near: our own link and address, the clock, the resolver. It
// asks nobody: friends and targets that have names have asked the resolver already.

using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>Link, clock, resolver.</summary>
    internal static class NearCheck
    {
        /// <summary>Adds the three findings.</summary>
        /// <param name="doctor">Takes them.</param>
        /// <param name="relay">Whether a door waits for the clock.</param>
        /// <param name="rule">The rule tested, or null.</param>
        public static void Look(Doctor doctor, Relay.Relay relay, Rule rule)
        {
            LookAtLink(doctor);
            LookAtClock(doctor, rule != null && relay.DoorOf(rule) == DoorState.NoClock);
            LookAtResolver(doctor);
        }

        private static void LookAtLink(Doctor doctor)
        {
            Surroundings around = doctor.Reach.Around;
            uint own = around.Lan.Address;
            uint router = around.Uplink == null ? 0 : around.Uplink.Router;
            if (own == 0)
            {
                doctor.Add("link", Finding.Bad, "The gateway has no address in the network.",
                    "Is the cable in, and does the router hand out addresses (DHCP)?");
                return;
            }
            doctor.Add("link", Finding.Good, "Our address is " + IPv4.ToText(own)
                + (router == 0 ? "." : ", our router " + IPv4.ToText(router) + "."), null);
        }

        private static void LookAtClock(Doctor doctor, bool isNeeded)
        {
            long utcSeconds = doctor.Reach.Around.Clock.UtcSeconds;
            if (utcSeconds != 0)
            {
                doctor.Add("clock", Finding.Good, "The time is known: "
                    + doctor.Reach.Board.Zone.Write(utcSeconds) + ".", null);
                return;
            }
            doctor.Add("clock", isNeeded ? Finding.Bad : Finding.Unsure,
                "The time of day is not known" + (isNeeded ? ", and this rule depends on it."
                : "; hours and dates of rules wait for it."),
                "The board asks a time server (NTP): is the way to the internet open?");
        }

        private static void LookAtResolver(Doctor doctor)
        {
            ILan lan = doctor.Reach.Around.Lan;
            uint server = lan.DnsServer(0) != 0 ? lan.DnsServer(0) : lan.DnsServer(1);
            if (server == 0)
            {
                doctor.Add("resolver", Finding.Bad, "No name server is known, so no friend's name "
                    + "is found.", "The router should tell one by DHCP; \"address\" sets it.");
                return;
            }
            int asked = doctor.Names.Friends.Count + doctor.Names.Targets.Count;
            int found = Found(doctor, doctor.Names.Friends) + Found(doctor, doctor.Names.Targets);
            string text = "The name server " + IPv4.ToText(server);
            if (asked == 0)
            {
                doctor.Add("resolver", Finding.Unsure, text + " was not asked: no rule has a name.",
                    null);
                return;
            }
            doctor.Add("resolver", found > 0 ? Finding.Good : Finding.Bad, text + " has found "
                + found.ToString() + " of our " + Readable.Count(asked, "name") + ".", found > 0
                ? null : "Does it run, and are the names right? The router usually is one.");
        }

        private static int Found(Doctor doctor, NameBook book)
        {
            int found = 0;
            for (int i = 0; i < book.Count; i++)
            {
                if (book.At(i).IsKnown(doctor.Reach.Around.Clock.NowMs)) found++;
            }
            return found;
        }
    }
}
