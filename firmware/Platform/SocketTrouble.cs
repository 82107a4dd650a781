// Platform: a sentence for a socket call that failed. The one place that looks at error codes,
// and only for people: on the chip the code can be stale (it is read from a global that some
// paths do not set), so nothing may branch on it.

namespace Portreeve.Platform
{
    /// <summary>
    /// Words for the codes of SocketException, Winsock's numbers (SocketPowers.CodeOf).
    /// </summary>
    internal static class SocketTrouble
    {
        /// <summary>Why a port could not be opened, with the next step.</summary>
        public static string OfOpening(int port, int code)
        {
            string where = "port " + port.ToString() + " ";
            switch (code)
            {
                case 10048:
                    return where + "is in use by another program; stop it or choose another port";
                case 10013:
                    return where + "is not allowed to this user; choose a port above 1023";
                case 10024:
                case 10055:
                    return where + "could not be opened: no socket is free";
                case 10050:
                case 10051:
                    return where + "could not be opened: the network is down; check the cable";
                case 10049:
                    return where + "could not be opened: the address to bind is not ours";
                default:
                    return where + "could not be opened: in use, or no socket is free (code "
                        + code.ToString() + ")";
            }
        }

        /// <summary>Why a dial could not even start, with the next step.</summary>
        public static string OfDialing(int code)
        {
            return "no socket is free or the network is down (code " + code.ToString()
                + "); check the cable";
        }
    }
}
