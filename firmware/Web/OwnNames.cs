// Web: which names are ours. A page of somebody else's can have its own name resolve to our
// address (DNS rebinding) and then speak with us as if it were ours; but the browser still sends
// that name as Host, so only our own names are answered. Pure but for the questions it asks.

using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Web
{
    /// <summary>Our addresses, NAME.local and the configured names.</summary>
    internal sealed class OwnNames
    {
        private readonly BoardSettings _settings;
        private readonly ILan _lan;

        public OwnNames(BoardSettings settings, ILan lan)
        {
            _settings = settings;
            _lan = lan;
        }

        /// <summary>True when this is a name of ours, with or without a port.</summary>
        /// <param name="buffer">Holds the authority.</param>
        /// <param name="authority">As in the field Host.</param>
        /// <param name="source">Who asks: "localhost" is ours only for this very machine.</param>
        public bool Hold(byte[] buffer, int authority, uint source)
        {
            int name = authority;
            int colon = AsciiText.Find(buffer, authority, (byte)':');
            if (colon >= 0)
            {
                int port = Piece.Of(colon + 1, Piece.End(authority));
                if (AsciiText.Number(buffer, port) < 1) return false;
                name = Piece.Of(Piece.Start(authority), colon);
            }
            // A name may end in the root's dot.
            if (Piece.Count(name) > 1 && buffer[Piece.End(name) - 1] == '.')
            {
                name = Piece.Of(Piece.Start(name), Piece.End(name) - 1);
            }
            if (Piece.Count(name) == 0) return false;
            uint address;
            if (AsciiText.TryAddress(buffer, name, out address)) return _lan.IsOurs(address);
            return IsOurName(buffer, name, source);
        }

        private bool IsOurName(byte[] buffer, int name, uint source)
        {
            if (AsciiText.IsWord(buffer, name, "localhost"))
            {
                return IPv4.IsLoopback(source);
            }
            int label = Piece.Count(name) - ".local".Length;
            int dot = Piece.Start(name) + label;
            if (label > 0 && IsName(buffer, Piece.Of(dot - label, dot), _settings.Name)
                && AsciiText.IsWord(buffer, Piece.Of(dot, Piece.End(name)), ".local"))
            {
                return true;
            }
            string[] hosts = _settings.Hosts;
            for (int i = 0; i < hosts.Length; i++)
            {
                if (IsName(buffer, name, hosts[i])) return true;
            }
            return false;
        }

        private static bool IsName(byte[] buffer, int piece, string name)
        {
            if (Piece.Count(piece) != name.Length) return false;
            int start = Piece.Start(piece);
            for (int i = 0; i < name.Length; i++)
            {
                byte one = AsciiText.Lower(buffer[start + i]);
                if (one != AsciiText.Lower((byte)name[i])) return false;
            }
            return true;
        }
    }
}
