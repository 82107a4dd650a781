// Reach: one port of the router above that leads to us for a while. Values only; PortControl asks
// for it and renews it.

using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>Why the router did not give what was asked. Numbers below 100 are ours.</summary>
    internal static class LeaseTrouble
    {
        public const int None = 0;
        public const int Silent = 1;
        public const int NotAllowed = 2;
        public const int NoRoom = 3;
        public const int NoInternet = 4;
        public const int NatBetween = 5;
        public const int Taken = 6;
        public const int Nonsense = 7;

        /// <summary>A code of UPnP stands behind this number.</summary>
        public const int Upnp = 1000;

        /// <summary>What PCP's result means (RFC 6887 section 7.4).</summary>
        public static int OfPcp(int result)
        {
            switch (result)
            {
                case 2: return NotAllowed;
                case 7: return NoInternet;
                case 8: case 10: return NoRoom;
                case 11: return Taken;
                case 12: return NatBetween;
                default: return Nonsense;
            }
        }

        /// <summary>What NAT-PMP's result means (RFC 6886 section 3.5).</summary>
        public static int OfNatPmp(int result)
        {
            return result == 2 ? NotAllowed : result == 3 ? NoInternet : result == 4 ? NoRoom
                : Nonsense;
        }

        /// <summary>What UPnP's code means (IGD, WANIPConnection).</summary>
        public static int OfUpnp(int code)
        {
            return code == 606 ? NotAllowed : code == 718 ? Taken : code == 728 ? NoRoom
                : Upnp + code;
        }

        /// <summary>The name of one of PortControl's protocols, for people.</summary>
        public static string NameOf(int protocol)
        {
            return protocol == PortControl.Pcp ? "PCP" : protocol == PortControl.NatPmp
                ? "NAT-PMP" : protocol == PortControl.Upnp ? "UPnP" : "nothing we know";
        }

        /// <summary>For the owner, with what to do.</summary>
        public static string ToText(int trouble)
        {
            switch (trouble)
            {
                case None: return "";
                case Silent: return "the router did not answer";
                case NotAllowed: return "the router does not allow it: see its settings for UPnP "
                    + "or NAT-PMP, and which ports it lets devices open";
                case NoRoom: return "the router has no room for another one, or no "
                    + "public address of its own";
                case NoInternet: return "the router has no internet connection, or no public "
                    + "address of its own";
                case NatBetween: return "another router stands between us and this one";
                case Taken: return "another machine has this port at the router; choose another "
                    + "port for the rule, or switch it off there";
                case Nonsense: return "the router's answer made no sense";
                default: return "the router refused (UPnP code " + (trouble - Upnp).ToString()
                    + ")" + (trouble - Upnp == 501 ? ", as one does that has no public address "
                    + "of its own" : "");
            }
        }
    }

    /// <summary>One lease, held or wished for.</summary>
    internal sealed class Lease
    {
        /// <summary>Protocol and port of the rule, which is our own port too.</summary>
        public bool IsUdp;
        public int Port;

        /// <summary>False once no enabled rule has it: it is to be given back.</summary>
        public bool IsWanted;

        /// <summary>True once the router may have heard of it.</summary>
        public bool IsAsked;

        /// <summary>The router's port that leads here; 0 while none does. Another than Port when
        /// that one is taken there.</summary>
        public int External;

        /// <summary>When it is asked for next, monotonic ms.</summary>
        public long DueMs;

        /// <summary>When it ends, monotonic ms.</summary>
        public long EndsMs;

        /// <summary>How often in a row it was refused.</summary>
        public int Failures;

        /// <summary>One of <see cref="LeaseTrouble"/>.</summary>
        public int Trouble;

        /// <summary>Who has the port at the router instead of us, or 0.</summary>
        public uint Holder;

        /// <summary>True when the router leads its port here now.</summary>
        public bool IsHeld(long nowMs)
        {
            return External != 0 && nowMs < EndsMs;
        }

        /// <summary>How it stands, a sentence without full stop.</summary>
        public string ToText(long nowMs)
        {
            string door = DoorName.Of(IsUdp, Port);
            if (!IsWanted) return door + ": being given back";
            if (Trouble != LeaseTrouble.None)
            {
                return door + ": " + LeaseTrouble.ToText(Trouble) + (Holder == 0 ? ""
                    : " (" + IPv4.ToText(Holder) + " has it)");
            }
            if (!IsHeld(nowMs)) return door + ": being asked for";
            return door + (External == Port ? "" : ": the router has given that port to somebody "
                + "else, and leads " + External.ToString() + " here instead")
                + (EndsMs == long.MaxValue ? ": held until it is given back, since the router "
                + "knows no end" : ": held, renewed in time");
        }
    }
}
