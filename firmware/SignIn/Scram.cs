// SignIn: the server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677): messages in, messages out. The
// password never crosses the wire and is not known here; the slow derivation runs at the client,
// so a login costs two HMACs and one hash of 32 bytes. Pure but for the nonce it is given.
//
//   client                                    server
//   n,,n=owner,r=CLIENT            -------->  Begin
//                                  <--------  r=CLIENT+SERVER,s=SALT,i=ROUNDS
//   c=biws,r=CLIENT+SERVER,p=PROOF -------->  Resume, Check
//                                  <--------  v=SIGNATURE
//
// Nothing is kept between the two: the final message says all that the first one did, and the
// server's nonce shows its maker (Login) that it is his.

using System;
using System.Security.Cryptography;
using System.Text;
using Portreeve.Settings;
using Portreeve.Wire;

namespace Portreeve.SignIn
{
    /// <summary>One login under way.</summary>
    internal sealed class Scram
    {
        /// <summary>The one user there is.</summary>
        public const string User = "owner";

        private const string BareStart = "n=" + User + ",r=";
        private const int NonceCharsMin = 8;
        private const int NonceCharsMax = 64;

        // The base64 of the only two headers without channel binding, "n,," and "y,,".
        private const string NoBinding = "biws";
        private const string NoBindingOffered = "eSws";

        private readonly string _bare;
        private readonly string _withoutProof;
        private readonly Verifier _verifier;

        private Scram(string binding, string clientNonce, string serverNonce, Verifier verifier)
        {
            ClientNonce = clientNonce;
            ServerNonce = serverNonce;
            _verifier = verifier;
            string nonce = clientNonce + serverNonce;
            _bare = BareStart + clientNonce;
            _withoutProof = "c=" + binding + ",r=" + nonce;
            ServerFirst = "r=" + nonce + ",s=" + Convert.ToBase64String(verifier.Salt) + ",i="
                + verifier.Iterations.ToString();
        }

        /// <summary>The challenge to send.</summary>
        public readonly string ServerFirst;

        /// <summary>What the client chose.</summary>
        public readonly string ClientNonce;

        /// <summary>What we chose.</summary>
        public readonly string ServerNonce;

        /// <summary>The answer to a right proof; null while there was none.</summary>
        public string ServerFinal { get; private set; }

        /// <summary>What only somebody who has the password can make, 32 bytes; null while there
        /// was no right proof.</summary>
        public byte[] ClientKey { get; private set; }

        /// <summary>
        /// Starts with the client's first message. Null when it is malformed, or wants what we
        /// have not (channel binding, another user, an extension).
        /// </summary>
        /// <param name="clientFirst">As it came.</param>
        /// <param name="verifier">The one in force.</param>
        /// <param name="serverNonce">Printable, without a comma, never used before.</param>
        public static Scram Begin(string clientFirst, Verifier verifier, string serverNonce)
        {
            string nonce = NonceIn(clientFirst);
            if (nonce == null) return null;
            string binding = clientFirst[0] == 'n' ? NoBinding : NoBindingOffered;
            return new Scram(binding, nonce, serverNonce, verifier);
        }

        /// <summary>What the client chose in its first message, or null when that is malformed or
        /// wants what we have not.</summary>
        public static string NonceIn(string clientFirst)
        {
            if (!clientFirst.StartsWith("n,,") && !clientFirst.StartsWith("y,,")) return null;
            if (clientFirst.IndexOf(BareStart) != 3) return null;
            string nonce = clientFirst.Substring(3 + BareStart.Length);
            return IsNonce(nonce) ? nonce : null;
        }

        /// <summary>
        /// Takes up a client's final message. Null when it is none, or answers no challenge of
        /// ours; what it proves is for Check to say.
        /// </summary>
        /// <param name="clientFinal">As it came.</param>
        /// <param name="verifier">The one in force.</param>
        /// <param name="serverChars">Length of our nonces.</param>
        public static Scram Resume(string clientFinal, Verifier verifier, int serverChars)
        {
            // c=....,r=NONCE,p=PROOF
            const int NonceStart = 9;
            int end = clientFinal.LastIndexOf(",p=");
            int clientChars = end - NonceStart - serverChars;
            if (clientChars < NonceCharsMin || !clientFinal.StartsWith("c=")) return null;
            string binding = clientFinal.Substring(2, NoBinding.Length);
            if (binding != NoBinding && binding != NoBindingOffered) return null;
            if (clientFinal.Substring(6, 3) != ",r=") return null;
            string nonce = clientFinal.Substring(NonceStart, clientChars);
            if (!IsNonce(nonce)) return null;
            return new Scram(binding, nonce,
                clientFinal.Substring(NonceStart + clientChars, serverChars), verifier);
        }

        /// <summary>Checks the proof of the message that was resumed. True when it is right:
        /// ServerFinal and ClientKey are set then.</summary>
        public bool Check(string clientFinal)
        {
            int start = _withoutProof.Length + ",p=".Length;
            if (clientFinal.Length < start) return false;
            byte[] proof = Base64.Decode(clientFinal.Substring(start));
            if (proof == null || proof.Length != Sha256.DigestBytes) return false;
            byte[] message = Encoding.UTF8.GetBytes(
                _bare + "," + ServerFirst + "," + _withoutProof);
            byte[] signature = HMACSHA256.HashData(_verifier.StoredKey, message);
            for (int i = 0; i < proof.Length; i++) proof[i] ^= signature[i];
            // The proof is now the client key, whose hash is what we keep.
            if (!Secrets.AreSame(Sha256.HashOf(proof), _verifier.StoredKey)) return false;
            ClientKey = proof;
            ServerFinal = "v=" + Convert.ToBase64String(
                HMACSHA256.HashData(_verifier.ServerKey, message));
            return true;
        }

        private static bool IsNonce(string nonce)
        {
            return nonce.Length >= NonceCharsMin && nonce.Length <= NonceCharsMax
                && IsPrintable(nonce);
        }

        // Printable ASCII but the comma (RFC 5802 section 7).
        private static bool IsPrintable(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] <= ' ' || text[i] > '~' || text[i] == ',') return false;
            }
            return true;
        }
    }
}
