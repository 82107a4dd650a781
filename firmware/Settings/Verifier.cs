// Settings: what is kept instead of the password (RFC 5802 section 3). Who steals it from flash can
// not log in with it, and has to guess passwords at the price of PBKDF2. Values only.

using Portreeve.Wire;

namespace Portreeve.Settings
{
    /// <summary>A SCRAM-SHA-256 verifier.</summary>
    internal sealed class Verifier
    {
        /// <summary>Fewest rounds taken: RFC 7677 section 4.</summary>
        public const int IterationsMin = 4096;

        /// <summary>Most rounds taken; more would only make a browser hang.</summary>
        public const int IterationsMax = 1000000;

        /// <summary>Rounds a new verifier shall have: about half a second of plain JavaScript on
        /// a phone, since browsers keep their native PBKDF2 from pages without TLS.</summary>
        public const int IterationsNew = 20000;

        public readonly byte[] Salt;
        public readonly int Iterations;
        public readonly byte[] StoredKey;
        public readonly byte[] ServerKey;

        public Verifier(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey)
        {
            Salt = salt;
            Iterations = iterations;
            StoredKey = storedKey;
            ServerKey = serverKey;
        }

        /// <summary>
        /// Makes a verifier of the four texts it travels as. Null when one of them cannot be:
        /// <paramref name="field"/> names it, <paramref name="trouble"/> says why.
        /// </summary>
        public static Verifier Of(JsonReader json, out string field, out string trouble)
        {
            byte[] salt = Bytes(json, "salt");
            byte[] storedKey = Bytes(json, "storedKey");
            byte[] serverKey = Bytes(json, "serverKey");
            int iterations;
            field = null;
            trouble = null;
            if (salt == null || salt.Length < 12 || salt.Length > 32)
            {
                field = "salt";
                trouble = "the salt must be base64 of 16 random bytes";
            }
            else if (!json.TryNumber("iterations", out iterations)
                || iterations < IterationsMin || iterations > IterationsMax)
            {
                field = "iterations";
                trouble = "the number of rounds must be 4096 to 1000000";
            }
            else if (storedKey == null || storedKey.Length != Sha256.DigestBytes)
            {
                field = "storedKey";
                trouble = "this must be base64 of 32 bytes";
            }
            else if (serverKey == null || serverKey.Length != Sha256.DigestBytes)
            {
                field = "serverKey";
                trouble = "this must be base64 of 32 bytes";
            }
            else
            {
                return new Verifier(salt, iterations, storedKey, serverKey);
            }
            return null;
        }

        private static byte[] Bytes(JsonReader json, string name)
        {
            string text = json.Text(name);
            return text == null ? null : Base64.Decode(text);
        }
    }
}
