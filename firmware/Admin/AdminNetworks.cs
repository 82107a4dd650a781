// Admin: who may see the page at all: the addresses inside the admin networks. Everybody else is
// turned away before a byte is read. Pure but for the question which hosts are near.

using Portreeve.Access;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>The admin networks, ready to be asked.</summary>
    internal sealed class AdminNetworks
    {
        private readonly ILan _lan;
        private AllowEntry[] _entries = new AllowEntry[0];

        public AdminNetworks(ILan lan)
        {
            _lan = lan;
        }

        /// <summary>Takes another list over; entries must have been checked.</summary>
        public void Set(string[] texts)
        {
            AllowEntry[] entries = new AllowEntry[texts.Length];
            TextErrors errors = new TextErrors();
            for (int i = 0; i < texts.Length; i++)
            {
                entries[i] = AllowText.Read(texts[i], 1, 0, errors);
            }
            _entries = entries;
        }

        /// <summary>
        /// True when a peer of this address may be heard. One of our own addresses means that
        /// the connection came through a door of ours, which never leads here; only a loopback
        /// address is a person at this very machine (a desktop; the chip has none).
        /// </summary>
        public bool Holds(uint address)
        {
            if (Address.IsLoopback(address)) return true;
            if (_lan.IsOurs(address)) return false;
            for (int i = 0; i < _entries.Length; i++)
            {
                AllowEntry entry = _entries[i];
                if (entry == null) continue;
                if (entry.Kind == AllowKind.Lan && _lan.IsNear(address)) return true;
                if (entry.Kind == AllowKind.Network && entry.Network.Holds(address)) return true;
            }
            return false;
        }

        /// <summary>Why this cannot be the list, or null.</summary>
        public static string TroubleWith(string[] texts)
        {
            if (texts == null || texts.Length == 0) return "one network at least is needed";
            if (texts.Length > Limits.AdminNetworksMax)
            {
                return Limits.AdminNetworksMax.ToString() + " networks are all that fit";
            }
            for (int i = 0; i < texts.Length; i++)
            {
                string trouble = TroubleWith(texts[i]);
                if (trouble != null) return trouble;
            }
            return null;
        }

        private static string TroubleWith(string text)
        {
            TextErrors errors = new TextErrors();
            AllowEntry entry = AllowText.Read(text, 1, 0, errors);
            if (entry == null) return errors.At(0).ToString();
            bool isPlain = text.IndexOf('[') < 0;
            bool isPlace = entry.Kind == AllowKind.Lan || entry.Kind == AllowKind.Network;
            return isPlain && isPlace ? null : "\"" + text + "\" is neither a network such as "
                + "192.168.1.0/24, nor an address, nor the word lan";
        }
    }
}
