// Settings: who may see the page at all: the addresses inside the admin networks. Everybody else is
// turned away before a byte is read. The list itself is Admission's, since who is on it is never
// banned at a door either; here it is set, checked, and asked for the page.

using Portreeve.Access;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Settings
{
    /// <summary>The admin networks, as the page asks for them.</summary>
    internal sealed class AdminNetworks
    {
        private readonly Admission _admission;
        private readonly ILan _lan;
        private readonly bool _isShared;

        /// <param name="admission">Keeps the list.</param>
        /// <param name="lan">Knows our own addresses.</param>
        /// <param name="isShared">See <see cref="Surroundings.IsShared"/>.</param>
        public AdminNetworks(Admission admission, ILan lan, bool isShared)
        {
            _admission = admission;
            _lan = lan;
            _isShared = isShared;
        }

        /// <summary>Puts another list in force; an entry that cannot be read lets nobody in.
        /// </summary>
        public void Set(string[] texts)
        {
            TextErrors errors = new TextErrors();
            AllowEntry[] read = new AllowEntry[texts.Length];
            int count = 0;
            for (int i = 0; i < texts.Length; i++)
            {
                read[count] = AllowText.Read(texts[i], 1, 0, null, errors);
                if (IsPlace(read[count])) count++;
            }
            AllowEntry[] entries = new AllowEntry[count];
            for (int i = 0; i < count; i++) entries[i] = read[i];
            _admission.AdminNetworks = entries;
        }

        /// <summary>
        /// True when a peer of this address may be heard. On the chip one of our own addresses
        /// means that the connection came through a door of ours, which never leads here. On a
        /// computer it is a person at this very machine, whatever the list says: RuleCheck and
        /// TargetBook see to it that no door there leads here.
        /// </summary>
        public bool Holds(uint address)
        {
            if (IPv4.IsLoopback(address)) return true;
            return _lan.IsOurs(address) ? _isShared : _admission.IsAdmin(address);
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

        /// <summary>What to ask before these good networks are taken, or null: whether all of the
        /// internet, or strangers' networks, shall see the page's login.</summary>
        public static string QuestionAbout(string[] texts)
        {
            for (int i = 0; i < texts.Length; i++)
            {
                Cidr network = Cidr.Parse(texts[i]);
                if (network == null) continue;
                bool isOwn = network.Bits >= 8
                    && (IPv4.IsPrivate(network.Base) || IPv4.IsLoopback(network.Base));
                if (!isOwn) return "everyone in " + texts[i] + " could see the login of this "
                    + "board; say that you are sure";
            }
            return null;
        }

        private static string TroubleWith(string text)
        {
            TextErrors errors = new TextErrors();
            AllowEntry entry = AllowText.Read(text, 1, 0, null, errors);
            if (entry == null) return errors.At(0).ToString();
            bool isPlain = text.IndexOf('[') < 0;
            return isPlain && IsPlace(entry) ? null : "\"" + text + "\" is neither a network such "
                + "as 192.168.1.0/24, nor an address, nor the word lan";
        }

        private static bool IsPlace(AllowEntry entry)
        {
            return entry != null
                && (entry.Kind == AllowKind.Lan || entry.Kind == AllowKind.Network);
        }
    }
}
