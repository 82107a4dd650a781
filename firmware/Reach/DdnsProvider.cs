// Reach: what the providers of dynamic DNS want to be asked, and what their answers mean: dyndns2
// as No-IP, Dyn and most others speak it, and DuckDNS. A web address of the owner's own may stand
// for any other. Pure; it sends nothing.

using System.Text;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>What an answer's word asks of us.</summary>
    internal static class DdnsVerdict
    {
        /// <summary>The name has the address.</summary>
        public const int Good = 0;

        /// <summary>Failure: again after a pause that grows.</summary>
        public const int Retry = 1;

        /// <summary>Trouble of the provider: not before half an hour.</summary>
        public const int Trouble = 2;

        /// <summary>This name is refused until the owner changes something.</summary>
        public const int NameRefused = 3;

        /// <summary>Everything is refused until the owner changes something.</summary>
        public const int Refused = 4;
    }

    /// <summary>Providers and their words.</summary>
    internal static class DdnsProvider
    {
        private const string Query = "/update?hostname={names}&myip={ip}";

        /// <summary>The web address of a provider's word, or the word itself.</summary>
        public static string UrlOf(string provider)
        {
            switch (provider)
            {
                case "noip": return "https://dynupdate.no-ip.com/nic" + Query;
                case "dyndns": return "https://members.dyndns.org/v3" + Query;
                case "duckdns":
                    return "https://www.duckdns.org/update?domains={names}&token={password}"
                        + "&ip={ip}";
                default: return provider;
            }
        }

        /// <summary>Who is asked for our outside address unless the owner names somebody. An
        /// answer over plain HTTP can be forged on its way, as one of DNS can.</summary>
        public static string CheckUrlOf(string provider)
        {
            return provider == "noip" ? "http://ip1.dynupdate.no-ip.com/"
                : "http://checkip.dyndns.com/";
        }

        /// <summary>The web address to ask, places filled; "http" in place of "https" when the
        /// owner wants it plain.</summary>
        public static string Fill(ReachSettings settings, string names, string address)
        {
            string url = UrlOf(settings.Provider);
            bool isWord = url != settings.Provider;
            if (isWord && settings.Has(ReachSettings.Plain)) url = "http" + url.Substring(5);
            if (settings.Provider == "duckdns") names = WithoutDuck(names);
            url = Put(url, "{names}", names);
            url = Put(url, "{ip}", address);
            url = Put(url, "{user}", Escape(settings.User));
            return Put(url, "{password}", Escape(settings.Password));
        }

        /// <summary>True when this account proves itself by a password or token.</summary>
        public static bool NeedsPassword(ReachSettings settings)
        {
            return settings.User.Length > 0
                || UrlOf(settings.Provider).IndexOf("{password}") >= 0;
        }

        /// <summary>The field that proves who we are; empty where the address itself does.
        /// </summary>
        public static string ProofOf(ReachSettings settings)
        {
            if (settings.User.Length == 0) return "";
            if (UrlOf(settings.Provider).IndexOf("{password}") >= 0) return "";
            return "Authorization: Basic " + System.Convert.ToBase64String(
                Encoding.UTF8.GetBytes(settings.User + ":" + settings.Password)) + "\r\n";
        }

        /// <summary>Why these cannot be settings, or null.</summary>
        public static string TroubleWith(ReachSettings settings)
        {
            string url = UrlOf(settings.Provider);
            if (settings.Provider.Length == 0) return "say the provider: noip, dyndns, duckdns, "
                + "or a web address with {names} and {ip} in it";
            if (url.Length > Limits.DdnsCharsMax || HttpTarget.Of(Fill(settings, "a", "b")) == null)
            {
                return "\"" + settings.Provider + "\" is no provider and no web address: write "
                    + "noip, dyndns, duckdns, or https://HOST/PATH?hostname={names}&myip={ip}";
            }
            if (url == settings.Provider && url.IndexOf("{names}") < 0
                && url.IndexOf("{ip}") < 0)
            {
                return "the web address needs a place for {names} or {ip}";
            }
            if (url.StartsWith("http://") && !settings.Has(ReachSettings.Plain))
            {
                return "over http:// your password crosses the internet readable; use https://, "
                    + "or add the word plain to do it all the same";
            }
            string trouble = TroubleWithNames(settings.Names);
            if (trouble != null) return trouble;
            return IsSecretGood(settings.User, false) && IsSecretGood(settings.Password, true)
                ? null : "a user name or password has at most "
                + Limits.DdnsSecretCharsMax.ToString() + " characters, and a user name no colon";
        }

        /// <summary>What the first word of a line of an answer asks of us; the line in lower
        /// case.</summary>
        /// <param name="line">Such as "good 203.0.113.9".</param>
        /// <param name="waitS">The pause it asks for, s, or 0.</param>
        public static int VerdictOf(string line, out int waitS)
        {
            waitS = 0;
            int blank = line.IndexOf(' ');
            string word = blank < 0 ? line : line.Substring(0, blank);
            switch (word)
            {
                case "good": case "nochg": case "ok":
                    return DdnsVerdict.Good;
                case "nohost": case "notfqdn": case "!yours": case "!active":
                    return DdnsVerdict.NameRefused;
                case "badauth": case "badagent": case "!donator": case "abuse": case "badsys":
                case "ko":
                    return DdnsVerdict.Refused;
                case "911": case "dnserr": case "numhost":
                    return DdnsVerdict.Trouble;
                default:
                    return TryWait(word, out waitS) ? DdnsVerdict.Trouble : DdnsVerdict.Retry;
            }
        }

        /// <summary>An answer's word as a sentence for the owner.</summary>
        public static string ToText(string word)
        {
            switch (word)
            {
                case "good": case "ok": return "the provider has stored the address";
                case "nochg": return "the provider had the address already";
                case "nohost": return "the provider does not know this name under your account: "
                    + "check the name";
                case "notfqdn": return "the provider takes this for no full host name: check it";
                case "!yours": return "the name belongs to somebody else: check it";
                case "!active": return "the name is switched off at the provider";
                case "badauth": return "the provider refuses the user name or password: set them "
                    + "again";
                case "ko": return "DuckDNS refuses the token or the name: set them again";
                case "badagent": return "the provider has blocked this kind of device; ask them, "
                    + "then set it up again";
                case "!donator": return "the provider wants a paid plan for this";
                case "abuse": return "the provider has blocked the name for abuse; settle it with "
                    + "them, then set it up again";
                case "badsys": return "the provider does not know this kind of update";
                case "911": return "the provider has troubles of its own";
                case "dnserr": return "the provider's DNS failed";
                case "numhost": return "the provider finds too many or too few names";
                case "sent": return "the last request may have been cut off by a restart";
                default: return "the provider's answer made no sense";
            }
        }

        private static bool TryWait(string word, out int waitS)
        {
            waitS = 0;
            if (word.Length < 3 || word.Length > 6 || word[0] != 'w') return false;
            if (!Duration.TryParse(word.Substring(1), out waitS)) return false;
            if (waitS > Limits.DdnsWaitMaxS) waitS = Limits.DdnsWaitMaxS;
            return true;
        }

        private static string TroubleWithNames(string names)
        {
            string[] each = names.Split(',');
            if (names.Length > Limits.DdnsCharsMax || each.Length > Limits.DdnsNamesMax)
            {
                return Limits.DdnsNamesMax.ToString() + " names, "
                    + Limits.DdnsCharsMax.ToString() + " characters in all, are what fits";
            }
            for (int i = 0; i < each.Length; i++)
            {
                if (!Values.HostName.IsValid(each[i]))
                {
                    return "\"" + each[i] + "\" is no host name: write the names apart by commas";
                }
            }
            return null;
        }

        private static bool IsSecretGood(string text, bool mayHaveColon)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < ' ' || text[i] == 127 || (text[i] == ':' && !mayHaveColon))
                {
                    return false;
                }
            }
            return text.Length <= Limits.DdnsSecretCharsMax;
        }

        private static string WithoutDuck(string names)
        {
            return Put(names, ".duckdns.org", "");
        }

        private static string Put(string text, string place, string value)
        {
            int at = text.IndexOf(place);
            while (at >= 0)
            {
                text = text.Substring(0, at) + value + text.Substring(at + place.Length);
                int from = at + value.Length;
                at = from < text.Length ? text.IndexOf(place, from) : -1;
            }
            return text;
        }

        // RFC 3986 section 2.3: what needs no escape.
        private static string Escape(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            string escaped = "";
            for (int i = 0; i < bytes.Length; i++)
            {
                char c = (char)bytes[i];
                bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
                escaped += isPlain ? c.ToString() : "%" + Hex(bytes[i] >> 4) + Hex(bytes[i] & 15);
            }
            return escaped;
        }

        private static string Hex(int digit)
        {
            return "0123456789ABCDEF".Substring(digit, 1);
        }
    }
}
