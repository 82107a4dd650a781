// Upkeep: the one line that a board says on its USB cable until it is claimed, and after that when
// its address changes: most people have only that cable. The flash tool reads the same line, so
// writing and reading stand side by side. Pure.

namespace Portreeve.Upkeep
{
    /// <summary>Who and where we are, in one line.</summary>
    internal sealed class Announcement
    {
        private const string Head = "portreeve> ";
        private const string At = " page http://";
        private const string Claim = " claim code ";

        /// <summary>The board's name, never empty.</summary>
        public string Name = "";

        /// <summary>"192.168.1.50" or "192.168.1.50:8088"; "" while there is no address.</summary>
        public string Page = "";

        /// <summary>The one-time code; "" once the board is claimed.</summary>
        public string Code = "";

        /// <summary>"portreeve> NAME page http://PAGE/ claim code CODE", parts left out when
        /// empty.</summary>
        public override string ToString()
        {
            string line = Head + Name;
            if (Page.Length > 0) line += At + Page + "/";
            if (Code.Length > 0) line += Claim + Code;
            return line;
        }

        /// <summary>Finds the line's parts again; false when it is some other line.</summary>
        public static bool TryRead(string line, out Announcement found)
        {
            found = new Announcement();
            int start = line.IndexOf(Head);
            if (start < 0) return false;
            string rest = line.Substring(start + Head.Length).Trim();
            int claim = rest.IndexOf(Claim);
            if (claim >= 0)
            {
                found.Code = rest.Substring(claim + Claim.Length).Trim();
                rest = rest.Substring(0, claim);
            }
            int at = rest.IndexOf(At);
            if (at >= 0)
            {
                found.Page = rest.Substring(at + At.Length).TrimEnd('/');
                rest = rest.Substring(0, at);
            }
            found.Name = rest.Trim();
            return found.Name.Length > 0 && found.Name.IndexOf(' ') < 0;
        }
    }
}
