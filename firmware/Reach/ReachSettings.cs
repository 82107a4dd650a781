// Reach: what the owner has set about being reached, in flash. Everything is off at first. The
// password of a provider stands here and is never shown, nor is it in any line of a backup. One
// line for each setting, "key value", so that a later release can add some.

using Portreeve.Flash;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>Switches and words.</summary>
    internal sealed class ReachSettings
    {
        /// <summary>Switches, to be added up.</summary>
        public const int Ddns = 1;
        public const int Router = 2;
        public const int Mdns = 4;

        /// <summary>The owner lets the password cross the internet readable.</summary>
        public const int Plain = 8;

        /// <summary>Lines that LineAt knows.</summary>
        public const int Lines = 9;

        private const int CurrentFormat = 1;
        private const string UsualHouse = "portreeve";

        private readonly SlotPair _pair;

        public ReachSettings(ISlots slots)
        {
            _pair = new SlotPair(slots, "reach", CurrentFormat);
            Forget();
        }

        /// <summary>What is on: a sum of the constants above.</summary>
        public int Switches;

        /// <summary>The provider: one of DdnsProvider's words, or a web address with places for
        /// {names}, {ip}, {user}, {password}.</summary>
        public string Provider;

        /// <summary>The names to update, apart by commas, in lower case.</summary>
        public string Names;

        /// <summary>The account or key; empty for none.</summary>
        public string User;

        /// <summary>Its password or token. Never shown.</summary>
        public string Password;

        /// <summary>Days after which unchanged names are updated all the same.</summary>
        public int RefreshDays;

        /// <summary>Who is asked for our outside address; empty for the provider's own.</summary>
        public string CheckUrl;

        /// <summary>The public resolver that the doctor asks for our name, an address in text;
        /// empty for the usual one.</summary>
        public string Resolver;

        /// <summary>Our name in the house, without ".local".</summary>
        public string HouseName;

        /// <summary>Twelve bytes in hexadecimal: by these the router knows us again (RFC 6887
        /// section 11.2). Made when Router is switched on for the first time.</summary>
        public string Nonce;

        /// <summary>The port of the invites' door; 0 until the owner names one.</summary>
        public int InvitePort;

        /// <summary>What Load noticed, for the journal; empty when all is well.</summary>
        public string Report { get { return _pair.Report; } }

        /// <summary>Why Save failed, a sentence with the next step.</summary>
        public string Trouble { get { return _pair.Trouble; } }

        /// <summary>True when a switch is on.</summary>
        public bool Has(int which)
        {
            return (Switches & which) != 0;
        }

        /// <summary>Puts a switch on or off; Save keeps it.</summary>
        public void Set(int which, bool isOn)
        {
            Switches = isOn ? Switches | which : Switches & ~which;
        }

        /// <summary>The first name that is updated, or "".</summary>
        public string FirstName
        {
            get
            {
                if (!Has(Ddns)) return "";
                int comma = Names.IndexOf(',');
                return comma < 0 ? Names : Names.Substring(0, comma);
            }
        }

        /// <summary>Reads the settings from flash.</summary>
        public void Load()
        {
            Forget();
            string text = _pair.Load();
            if (text == null) return;
            string[] lines = text.Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                int blank = lines[i].IndexOf(' ');
                if (blank > 0) Take(lines[i].Substring(0, blank), lines[i].Substring(blank + 1));
            }
        }

        /// <summary>Writes them to flash. False: see Trouble; what was stored before counts.
        /// </summary>
        public bool Save()
        {
            return _pair.Save("on " + Switches.ToString() + "\nprovider " + Provider + "\nnames "
                + Names + "\nuser " + User + "\npassword " + Password + "\nrefresh "
                + RefreshDays.ToString() + "\ncheck " + CheckUrl
                + "\nresolver " + Resolver + "\nhouse " + HouseName + "\nnonce " + Nonce
                + "\ninvite " + InvitePort.ToString());
        }

        /// <summary>Line i of Lines for a backup, without password and nonce: "provider noip".
        /// Empty where it is as on a new board.</summary>
        public string LineAt(int i)
        {
            switch (i)
            {
                case 0: return "on" + (Has(Ddns) ? " ddns" : "") + (Has(Plain) ? " plain" : "")
                    + (Has(Router) ? " router" : "") + (Has(Mdns) ? " mdns" : "");
                case 1: return Line("provider", Provider);
                case 2: return Line("names", Names);
                case 3: return Line("user", User);
                case 4: return RefreshDays == Limits.DdnsRefreshDays ? ""
                    : Line("refresh", RefreshDays.ToString());
                case 5: return Line("check", CheckUrl);
                case 6: return Line("resolver", Resolver);
                case 7: return HouseName == UsualHouse ? "" : Line("house", HouseName);
                default: return InvitePort == 0 ? "" : Line("invite", InvitePort.ToString());
            }
        }

        /// <summary>Takes what is in force out and these lines in; password and nonce stay, the
        /// password only for the account that it belongs to.</summary>
        public void TakeLines(string[] lines)
        {
            string account = Provider + " " + User;
            string password = Password;
            string nonce = Nonce;
            Forget();
            for (int i = 0; i < lines.Length; i++)
            {
                string line = lines[i];
                int blank = line.IndexOf(' ');
                string key = blank < 0 ? line : line.Substring(0, blank);
                string value = blank < 0 ? "" : line.Substring(blank + 1);
                if (key == "on") TakeSwitches(value.Split(' '));
                else if (key != "password" && key != "nonce") Take(key, value);
            }
            Nonce = nonce;
            if (Provider + " " + User == account) Password = password;
        }

        private void TakeSwitches(string[] words)
        {
            for (int i = 0; i < words.Length; i++)
            {
                switch (words[i])
                {
                    case "ddns": Set(Ddns, true); break;
                    case "plain": Set(Plain, true); break;
                    case "router": Set(Router, true); break;
                    case "mdns": Set(Mdns, true); break;
                }
            }
        }

        private static string Line(string key, string value)
        {
            return value.Length == 0 ? "" : key + " " + value;
        }

        private void Forget()
        {
            Switches = 0;
            InvitePort = 0;
            Provider = Names = User = Password = CheckUrl = Resolver = Nonce = "";
            HouseName = UsualHouse;
            RefreshDays = Limits.DdnsRefreshDays;
        }

        private void Take(string key, string value)
        {
            int number;
            switch (key)
            {
                case "on": if (Number.TryParse(value, out number)) Switches = number; break;
                case "provider": Provider = value; break;
                case "names": Names = value; break;
                case "user": User = value; break;
                case "password": Password = value; break;
                case "refresh":
                    if (Number.TryParse(value, out number)) RefreshDays = number;
                    break;
                case "check": CheckUrl = value; break;
                case "resolver": Resolver = value; break;
                case "house": HouseName = value; break;
                case "nonce": Nonce = value; break;
                case "invite":
                    if (Number.TryParse(value, out number)) InvitePort = number;
                    break;
            }
        }
    }
}
