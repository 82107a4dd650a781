// Changes: how we are reached, as the owner sets it on console and page alike: each change is
// checked, stored, and in force at once. What was set stays when flash refuses the new.

using Portreeve.Journal;
using Portreeve.Reach;
using Portreeve.Settings;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>What the owner can change about being reached.</summary>
    internal sealed class ReachEdits
    {
        private readonly Rooms _rooms;

        public ReachEdits(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <summary>Sets the account whose names are kept up to date, and begins.</summary>
        /// <param name="provider">noip, dyndns, duckdns or a web address.</param>
        /// <param name="names">Apart by commas.</param>
        /// <param name="user">Empty for none.</param>
        /// <param name="password">Null keeps the stored one.</param>
        /// <param name="isPlain">The owner lets it cross the internet readable.</param>
        /// <param name="refreshDays">0 keeps what is set.</param>
        public Answer SetDdns(string provider, string names, string user, string password,
            bool isPlain, int refreshDays)
        {
            return SetDdns(Fresh(_rooms), provider, names, user, password, isPlain, refreshDays);
        }

        /// <summary>The same with what else is wished: all of it, or nothing.</summary>
        public Answer SetDdns(ReachSettings wish, string provider, string names, string user,
            string password, bool isPlain, int refreshDays)
        {
            // A stored password goes to the provider it was given for, and to nobody else.
            if (password == null && provider != wish.Provider)
            {
                return Answer.Refused("Another provider needs its password or token.");
            }
            wish.Provider = provider;
            wish.Names = names.ToLower();
            wish.User = user;
            if (password != null) wish.Password = password;
            if (refreshDays > 0) wish.RefreshDays = refreshDays;
            wish.Set(ReachSettings.Plain, isPlain);
            string trouble = DdnsProvider.TroubleWith(wish);
            if (trouble != null) return Answer.Refused(Readable.Sentence(trouble));
            wish.Set(ReachSettings.Ddns, true);
            return Keep(wish, "DNS updates for " + wish.Names + " are on.");
        }

        /// <summary>Ends the updates; what is set is kept.</summary>
        public Answer StopDdns()
        {
            return StopDdns(Fresh(_rooms));
        }

        /// <summary>The same with what else is wished.</summary>
        public Answer StopDdns(ReachSettings wish)
        {
            wish.Set(ReachSettings.Ddns, false);
            return Keep(wish, "DNS updates are off.");
        }

        /// <summary>Sets who is asked for our outside address; empty for the usual.</summary>
        public Answer SetCheckUrl(string url)
        {
            ReachSettings wish = Fresh(_rooms);
            wish.CheckUrl = url;
            return Keep(wish, url.Length == 0 ? "The usual service is asked for our outside "
                + "address." : url + " is asked for our outside address.");
        }

        /// <summary>Sets the public resolver that the doctor asks for our name; empty for the
        /// usual one.</summary>
        public Answer SetResolver(string text)
        {
            ReachSettings wish = Fresh(_rooms);
            wish.Resolver = text;
            return Keep(wish, "The doctor asks " + (text.Length > 0 ? text
                : IPv4.ToText(Limits.PublicResolver)) + " where our name leads.");
        }

        /// <summary>Asks the router above for the ports of enabled rules, or gives them back.
        /// </summary>
        public Answer SetRouter(bool isOn)
        {
            ReachSettings wish = Fresh(_rooms);
            wish.Set(ReachSettings.Router, isOn);
            return Keep(wish, isOn ? "The router is asked to lead the ports of enabled rules here."
                : "Every port of the router is given back.");
        }

        /// <summary>Shows a name in the house, or stops that.</summary>
        /// <param name="isOn">The switch.</param>
        /// <param name="name">Without ".local"; empty keeps what is set.</param>
        public Answer SetHouse(bool isOn, string name)
        {
            ReachSettings wish = Fresh(_rooms);
            if (name.EndsWith(".local")) name = name.Substring(0, name.Length - 6);
            if (name.Length > 0) wish.HouseName = name.ToLower();
            wish.Set(ReachSettings.Mdns, isOn);
            return Keep(wish, isOn ? "The house will know us as " + wish.HouseName + ".local."
                : "The house is told no name of ours any more.");
        }

        /// <summary>What is wrong with the words of these settings, those of an account aside; or
        /// null.</summary>
        public static string TroubleWith(ReachSettings wish)
        {
            string url = wish.CheckUrl;
            uint address;
            if (url.Length > Limits.DdnsCharsMax || (url.Length > 0 && HttpTarget.Of(url) == null))
            {
                return "\"" + url + "\" is no web address: write it from http:// or https:// on";
            }
            if (wish.Resolver.Length > 0 && !IPv4.TryParse(wish.Resolver, out address))
            {
                return "\"" + wish.Resolver + "\" is no address, such as 9.9.9.9";
            }
            return BoardSettings.TroubleWithName(wish.HouseName);
        }

        /// <summary>The stored settings, apart from those in force: to be changed, then stored.
        /// </summary>
        public static ReachSettings Fresh(Rooms rooms)
        {
            ReachSettings wish = new ReachSettings(rooms.Around.Slots);
            wish.Load();
            return wish;
        }

        /// <summary>Stores changed settings and puts them in force. Null when done; else the
        /// refusal, since flash did not take them.</summary>
        public static Answer Store(Rooms rooms, ReachSettings wish)
        {
            if (wish.Has(ReachSettings.Router) && wish.Nonce.Length == 0)
            {
                wish.Nonce = Secrets.ToHex(Secrets.Random(rooms.Around.Board,
                    PortMessage.NonceBytes));
            }
            if (!wish.Save())
            {
                return Answer.Refused(Refusal.NoRoom, Readable.Sentence(wish.Trouble));
            }
            rooms.Reach.Take(wish);
            return null;
        }

        private Answer Keep(ReachSettings wish, string text)
        {
            string trouble = TroubleWith(wish);
            if (trouble != null) return Answer.Refused(Readable.Sentence(trouble));
            Answer refusal = Store(_rooms, wish);
            if (refusal != null) return refusal;
            _rooms.Journal.Write(JournalKind.Change, text.Substring(0, text.Length - 1), null);
            return Answer.Done(text);
        }
    }
}
