// Settings: what the owner has set about the board itself, apart from rules and people: its name,
// the page's port, who may see the page, the password's verifier, the keys. It keeps them in flash
// by a SlotPair and checks what is set; it applies nothing. Three of them can lock the owner out,
// so they exist twice: in force, and kept. ConfirmOrRevert changes the first and, when the owner
// has confirmed, the second.

using System;
using Portreeve.Flash;
using Portreeve.Outside;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Settings
{
    /// <summary>The board's settings.</summary>
    internal sealed class BoardSettings
    {
        /// <summary>The word for hosts of a network that we are on.</summary>
        public const string LanWord = "lan";

        private const int CurrentFormat = 1;

        // What an owner's settings usually take, and the most they can: eight keys, eight
        // networks, four names of the page.
        private const int TextBytesUsual = 512;
        private const int TextBytesMax = 8 * 1024;

        // Where the page is seen from unless the owner says otherwise: our own network, and no
        // other. A private one may be a carrier's, with the neighbours in it.
        private static readonly string[] DefaultNetworks = { LanWord };

        private readonly IBoard _board;
        private readonly SlotPair _pair;
        private readonly int _defaultPort;
        private string _name = "";
        private int _keptPort;
        private string[] _keptNetworks = DefaultNetworks;
        private Verifier _keptVerifier;

        /// <param name="board">Gives the name while the owner has given none.</param>
        /// <param name="slots">The flash; its slots are settings.a and settings.b.</param>
        /// <param name="defaultPort">The page's port while the owner has set none.</param>
        public BoardSettings(IBoard board, ISlots slots, int defaultPort)
        {
            _board = board;
            _defaultPort = defaultPort;
            _pair = new SlotPair(slots, "settings", CurrentFormat);
            Keys = new ApiKeys();
            Forget();
        }

        /// <summary>What Load noticed, for the journal; empty when all is well.</summary>
        public string Report { get; private set; }

        /// <summary>Why Save failed, a sentence with the next step.</summary>
        public string Trouble { get { return _pair.Trouble; } }

        /// <summary>The board's name: a host name's label.</summary>
        public string Name
        {
            get { return _name.Length > 0 ? _name : _board.Name; }
            set { _name = value; }
        }

        /// <summary>False while the board's own name counts.</summary>
        public bool HasOwnName { get { return _name.Length > 0; } }

        /// <summary>Names by which the page may be called, and that finished addresses use.
        /// </summary>
        public string[] Hosts;

        /// <summary>Our name in the house while mDNS tells it, ".local" included; else empty. Not
        /// stored here: the room Reach says it.</summary>
        public string HouseName = "";

        /// <summary>The page's port in force, TCP.</summary>
        public int WebPort;

        /// <summary>Grows with every change that was stored since boot.</summary>
        public int Version { get; private set; }

        /// <summary>Who may see the page: CIDR networks and the word "lan"; in force.</summary>
        public string[] AdminNetworks;

        /// <summary>The password's verifier in force; null while nobody has claimed the board.
        /// </summary>
        public Verifier Verifier;

        /// <summary>The owner's time zone, UTC until he sets one. One object for good: the hours
        /// of rules hold it.</summary>
        public readonly Zone Zone = new Zone();

        /// <summary>Who may read metrics, see <see cref="MetricsSetting"/>.</summary>
        public int Metrics;

        /// <summary>Keys for scripts.</summary>
        public readonly ApiKeys Keys;

        /// <summary>The address setting to return to at the next start, or null: a new one is
        /// tried and not yet confirmed.</summary>
        public string AddressBack;

        /// <summary>True once somebody owns this board.</summary>
        public bool IsClaimed { get { return Verifier != null; } }

        /// <summary>The kept values, in force or not.</summary>
        public int KeptPort { get { return _keptPort; } }

        public string[] KeptNetworks { get { return _keptNetworks; } }

        public Verifier KeptVerifier { get { return _keptVerifier; } }

        /// <summary>Puts the kept values in force.</summary>
        public void Return()
        {
            WebPort = _keptPort;
            AdminNetworks = _keptNetworks;
            Verifier = _keptVerifier;
        }

        /// <summary>Keeps what is in force, and saves. False: see Trouble; then nothing new is
        /// kept.</summary>
        public bool Keep()
        {
            int port = _keptPort;
            string[] networks = _keptNetworks;
            Verifier verifier = _keptVerifier;
            _keptPort = WebPort;
            _keptNetworks = AdminNetworks;
            _keptVerifier = Verifier;
            if (Save()) return true;
            _keptPort = port;
            _keptNetworks = networks;
            _keptVerifier = verifier;
            return false;
        }

        /// <summary>Reads the settings from flash.</summary>
        public void Load()
        {
            Forget();
            byte[] slot = _pair.LoadSlot();
            Report = _pair.Report;
            if (slot == null) return;
            JsonReader json = new JsonReader(slot);
            if (json.Read(SlotPair.TextStart, slot.Length - SlotPair.OverheadBytes)) Take(json);
            else Report = "the stored settings are whole but cannot be read: " + json.Trouble;
        }

        /// <summary>Writes the settings to flash. False: see Trouble; what was stored before
        /// still counts.</summary>
        public bool Save()
        {
            try
            {
                bool isStored = Store();
                if (isStored) Version++;
                return isStored;
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                return _pair.GiveUp();
            }
        }

        private bool Store()
        {
            // Most texts fit at once; a longer one is written again into twice the room.
            for (int size = TextBytesUsual; ; size *= 2)
            {
                byte[] slot = new byte[size];
                JsonWriter json = new JsonWriter(slot);
                json.Start(SlotPair.TextStart, size - 4, false);
                Write(json);
                if (json.IsFull && size < TextBytesMax) continue;
                return _pair.Save(slot, json.Position - SlotPair.TextStart);
            }
        }

        /// <summary>Why this cannot be a board's name, or null.</summary>
        public static string TroubleWithName(string name)
        {
            bool isGood = name.Length >= 1 && name.Length <= 32 && name.IndexOf('.') < 0
                && HostName.IsValid(name);
            return isGood ? null
                : "a name has 1 to 32 letters, digits and inner hyphens, one letter at least";
        }

        /// <summary>Why these cannot be names of the page, or null.</summary>
        public static string TroubleWithHosts(string[] hosts)
        {
            if (hosts == null) return "a list of names is needed";
            if (hosts.Length > Limits.WebHostsMax)
            {
                return Limits.WebHostsMax.ToString() + " names are all that fit";
            }
            for (int i = 0; i < hosts.Length; i++)
            {
                string name = hosts[i];
                if (IsOrigin(name))
                {
                    name = name.Substring(OriginScheme.Length);
                    int colon = name.IndexOf(':');
                    int port;
                    bool hasPort = colon > 0
                        && Number.TryParse(name.Substring(colon + 1), out port) && port > 0;
                    if (hasPort) name = name.Substring(0, colon);
                }
                if (hosts[i].Length <= Limits.WebHostCharsMax && HostName.IsValid(name)) continue;
                return "\"" + hosts[i] + "\" is no host name: write it as in the browser's "
                    + "address line, without http:// and port; or all of https://NAME for a page "
                    + "behind a TLS proxy";
            }
            return null;
        }

        /// <summary>How an origin begins.</summary>
        public const string OriginScheme = "https://";

        /// <summary>True for a name of the page that is an origin: how a browser calls the page
        /// behind a TLS proxy.</summary>
        public static bool IsOrigin(string host)
        {
            return host.StartsWith(OriginScheme);
        }

        private void Forget()
        {
            Report = "";
            _name = "";
            Hosts = new string[0];
            AddressBack = null;
            Keys.Clear();
            Zone.TrySet("");
            Metrics = MetricsSetting.Off;
            _keptPort = _defaultPort;
            _keptNetworks = DefaultNetworks;
            _keptVerifier = null;
            Return();
        }

        private void Take(JsonReader json)
        {
            string name = json.Text("name");
            if (name != null) _name = name;
            string[] hosts = json.Texts("hosts");
            if (hosts != null) Hosts = hosts;
            int number;
            if (json.TryNumber("webPort", out number) && number > 0) _keptPort = number;
            string[] networks = json.Texts("adminNetworks");
            if (networks != null && networks.Length > 0) _keptNetworks = networks;
            AddressBack = json.Text("addressBack");
            string zone = json.Text("zone");
            if (zone != null) Zone.TrySet(zone);
            if (json.TryNumber("metrics", out number)) Metrics = number;
            JsonReader verifier = json.Inside("verifier");
            string field, trouble;
            if (verifier != null) _keptVerifier = Verifier.Of(verifier, out field, out trouble);
            JsonReader[] keys = json.Objects("keys");
            for (int i = 0; keys != null && i < keys.Length; i++) Keys.Take(keys[i]);
            if (json.TryNumber("nextKey", out number) && number > Keys.NextId)
            {
                Keys.NextId = number;
            }
            Return();
        }

        private void Write(JsonWriter json)
        {
            json.OpenObject();
            if (_name.Length > 0) json.Text("name", _name);
            json.Texts("hosts", Hosts);
            if (_keptPort != _defaultPort) json.Number("webPort", _keptPort);
            if (_keptNetworks != DefaultNetworks)
            {
                json.Texts("adminNetworks", _keptNetworks);
            }
            if (AddressBack != null) json.Text("addressBack", AddressBack);
            if (Zone.Text.Length > 0) json.Text("zone", Zone.Text);
            if (Metrics != MetricsSetting.Off) json.Number("metrics", Metrics);
            if (_keptVerifier != null) Write(json, _keptVerifier);
            json.Number("nextKey", Keys.NextId);
            Keys.Write(json);
            json.CloseObject();
        }

        private static void Write(JsonWriter json, Verifier verifier)
        {
            json.Name("verifier");
            json.OpenObject();
            json.Text("salt", System.Convert.ToBase64String(verifier.Salt));
            json.Number("iterations", verifier.Iterations);
            json.Text("storedKey", System.Convert.ToBase64String(verifier.StoredKey));
            json.Text("serverKey", System.Convert.ToBase64String(verifier.ServerKey));
            json.CloseObject();
        }
    }
}
