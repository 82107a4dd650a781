// Settings: keys for scripts. A key is shown once, when it is made; kept is only its hash, which is
// enough since a key is 128 random bits and cannot be guessed like a password. Knows no HTTP but
// the piece of a buffer that a key comes in.

using Portreeve.Outside;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Settings
{
    /// <summary>One key.</summary>
    internal sealed class ApiKey
    {
        /// <summary>Shown to people, never used twice.</summary>
        public int Id;

        /// <summary>What the owner calls it.</summary>
        public string Name;

        /// <summary>True for scope "full", false for "read".</summary>
        public bool IsFull;

        /// <summary>Where it may be used from; empty for everywhere inside the admin networks.
        /// </summary>
        public Cidr[] From = ApiKeys.Everywhere;

        /// <summary>When it ends, seconds since 1970 in UTC; 0 for never.</summary>
        public long EndUtcSeconds;

        /// <summary>SHA-256 of the key's text.</summary>
        public byte[] Hash;

        /// <summary>Last use since boot, monotonic ms; -1 for none.</summary>
        public long UsedMs = -1;

        /// <summary>The request that has it now, or had it last; null for none. Whose type this is
        /// Web knows.</summary>
        public object User;

        /// <summary>Why it is worth nothing here and now, or null. While the time is not known, a
        /// key with an end counts for ended.</summary>
        public string TroubleAt(uint source, long utcSeconds)
        {
            if (EndUtcSeconds != 0 && utcSeconds == 0) return "the time is not known yet, so "
                + "this key, which has an end, does not count";
            if (EndUtcSeconds != 0 && utcSeconds >= EndUtcSeconds) return "this key has ended";
            bool isHere = From.Length == 0;
            for (int i = 0; i < From.Length && !isHere; i++) isHere = From[i].Holds(source);
            return isHere ? null : "this key is bound to other addresses";
        }

        /// <summary>"full" or "read".</summary>
        public string Scope { get { return IsFull ? "full" : "read"; } }
    }

    /// <summary>All keys, in the order they were made.</summary>
    internal sealed class ApiKeys
    {
        /// <summary>Networks that a key may be bound to.</summary>
        public const int PlacesMax = 4;

        /// <summary>No network in particular.</summary>
        public static readonly Cidr[] Everywhere = new Cidr[0];

        /// <summary>Longest name, characters.</summary>
        public const int NameCharsMax = 32;

        private const string Prefix = "prk_";
        private const int SecretBytes = 16;

        private readonly Sha256 _sha = new Sha256();
        private readonly ApiKey[] _keys = new ApiKey[Limits.ApiKeysMax];

        /// <summary>Keys there are.</summary>
        public int Count { get; private set; }

        /// <summary>The number of the next key; kept, so that none is ever given twice.</summary>
        public int NextId = 1;

        /// <summary>Key i of Count.</summary>
        public ApiKey At(int i)
        {
            return _keys[i];
        }

        /// <summary>True when no more fit.</summary>
        public bool IsFull { get { return Count == _keys.Length; } }

        /// <summary>True for 1 to 32 characters that can be shown.</summary>
        public static bool IsName(string name)
        {
            if (name == null || name.Length == 0 || name.Length > NameCharsMax) return false;
            for (int i = 0; i < name.Length; i++)
            {
                if (Values.Words.IsUnseen(name[i])) return false;
            }
            return true;
        }

        /// <summary>Makes a key and returns its text, for the only time.</summary>
        public string Make(IBoard board, string name, bool isFull)
        {
            string text = Prefix + Secrets.ToHex(Secrets.Random(board, SecretBytes));
            ApiKey key = new ApiKey();
            key.Id = NextId++;
            key.Name = name;
            key.IsFull = isFull;
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
            key.Hash = Sha256.HashOf(bytes);
            Add(key);
            return text;
        }

        /// <summary>Takes in a key that was kept.</summary>
        public void Add(ApiKey key)
        {
            if (Count < _keys.Length) _keys[Count++] = key;
            if (key.Id >= NextId) NextId = key.Id + 1;
        }

        /// <summary>Takes in a key as Write wrote it.</summary>
        public void Take(JsonReader json)
        {
            ApiKey key = new ApiKey();
            string hash = json.Text("hash");
            string end = json.Text("end");
            string[] places = json.Texts("from");
            key.Hash = hash == null ? null : Base64.Decode(hash);
            key.Name = json.Text("name");
            key.IsFull = json.Text("scope") == "full";
            bool isGood = json.TryNumber("id", out key.Id) && key.Name != null && key.Hash != null
                && (end == null || long.TryParse(end, out key.EndUtcSeconds));
            if (places != null) key.From = new Cidr[places.Length];
            for (int i = 0; i < key.From.Length; i++)
            {
                key.From[i] = Cidr.Parse(places[i]);
                if (key.From[i] == null) isGood = false;
            }
            if (isGood) Add(key);
        }

        /// <summary>Writes all keys as the member "keys".</summary>
        public void Write(JsonWriter json)
        {
            json.Name("keys");
            json.OpenArray();
            for (int i = 0; i < Count; i++)
            {
                ApiKey key = _keys[i];
                json.OpenObject();
                json.Number("id", key.Id);
                json.Text("name", key.Name);
                json.Text("scope", key.Scope);
                if (key.EndUtcSeconds != 0) json.Text("end", key.EndUtcSeconds.ToString());
                if (key.From.Length > 0) WritePlaces(json, key);
                json.Text("hash", System.Convert.ToBase64String(key.Hash));
                json.CloseObject();
            }
            json.CloseArray();
        }

        /// <summary>Writes where a key may be used from as the member "from".</summary>
        public static void WritePlaces(JsonWriter json, ApiKey key)
        {
            json.Name("from");
            json.OpenArray();
            for (int i = 0; i < key.From.Length; i++) json.Text(key.From[i].ToString());
            json.CloseArray();
        }

        /// <summary>Ends a key. False: there is none of that number.</summary>
        public bool Revoke(int id)
        {
            int i = 0;
            while (i < Count && _keys[i].Id != id) i++;
            if (i == Count) return false;
            Count--;
            for (; i < Count; i++) _keys[i] = _keys[i + 1];
            _keys[Count] = null;
            return true;
        }

        /// <summary>Forgets all.</summary>
        public void Clear()
        {
            while (Count > 0) _keys[--Count] = null;
        }

        /// <summary>The key with this text, or null.</summary>
        public ApiKey Find(byte[] buffer, int text, long nowMs)
        {
            if (Piece.Count(text) != Prefix.Length + 2 * SecretBytes) return null;
            _sha.Add(buffer, Piece.Start(text), Piece.Count(text));
            byte[] hash = _sha.Finish();
            for (int i = 0; i < Count; i++)
            {
                if (!Secrets.AreSame(hash, _keys[i].Hash)) continue;
                _keys[i].UsedMs = nowMs;
                return _keys[i];
            }
            return null;
        }
    }
}
