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
                // A port may be left out behind its colon (RFC 3986 section 3.2.3).
                int port = Piece.Of(colon + 1, Piece.End(authority));
                if (Piece.Count(port) > 0 && AsciiText.Number(buffer, port) < 1) return false;
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
            if (IsName(buffer, name, _settings.HouseName)) return true;
            string[] hosts = _settings.Hosts;
            for (int i = 0; i < hosts.Length; i++)
            {
                if (IsName(buffer, name, NameOf(hosts[i]))) return true;
            }
            return false;
        }

        /// <summary>True when this is an origin that the owner has named, such as
        /// "https://doors.example.org".</summary>
        public bool HoldOrigin(byte[] buffer, int origin)
        {
            string[] hosts = _settings.Hosts;
            for (int i = 0; i < hosts.Length; i++)
            {
                if (!BoardSettings.IsOrigin(hosts[i])) continue;
                if (IsName(buffer, origin, hosts[i])) return true;
            }
            return false;
        }

        // The host of an origin; any other name as it is.
        private static string NameOf(string host)
        {
            if (!BoardSettings.IsOrigin(host)) return host;
            int start = BoardSettings.OriginScheme.Length;
            int colon = host.IndexOf(':', start);
            return host.Substring(start, (colon < 0 ? host.Length : colon) - start);
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
