// Reach: the doctor's look at what is near: our own link and address, the clock. It asks nobody.

using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>Link and clock.</summary>
    internal static class NearCheck
    {
        /// <summary>Adds the two findings.</summary>
        /// <param name="doctor">Takes them.</param>
        /// <param name="relay">Whether a door waits for the clock.</param>
        /// <param name="rule">The rule tested, or null.</param>
        public static void Look(Doctor doctor, Relay.Relay relay, Rule rule)
        {
            LookAtLink(doctor);
            LookAtClock(doctor, rule != null && relay.DoorOf(rule) == DoorState.NoClock);
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
    }
}
