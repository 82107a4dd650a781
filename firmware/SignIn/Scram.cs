// SignIn: the server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677): messages in, messages out. The
// password never crosses the wire and is not known here; the slow derivation runs at the client,
// so a login costs two HMACs and one hash of 32 bytes. Pure but for the nonce it is given.
//
//   client                                    server
//   n,,n=owner,r=CLIENT            -------->  Begin
//                                  <--------  r=CLIENT+SERVER,s=SALT,i=ROUNDS
//   c=biws,r=CLIENT+SERVER,p=PROOF -------->  Finish (once)
//                                  <--------  v=SIGNATURE

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

        private const int NonceCharsMin = 8;
        private const int NonceCharsMax = 64;

        private string _header;
        private string _firstBare;
        private string _nonce;
        private Verifier _verifier;

        private Scram()
        {
        }

        /// <summary>The challenge to send.</summary>
        public string ServerFirst { get; private set; }

        /// <summary>
        /// Starts with the client's first message. Null when it is malformed, or wants what we
        /// have not (channel binding, another user, an extension).
        /// </summary>
        /// <param name="clientFirst">As it came.</param>
        /// <param name="verifier">The one in force.</param>
        /// <param name="serverNonce">Printable, without a comma, never used before.</param>
        public static Scram Begin(string clientFirst, Verifier verifier, string serverNonce)
        {
            if (!clientFirst.StartsWith("n,,") && !clientFirst.StartsWith("y,,")) return null;
            string bare = clientFirst.Substring(3);
            string start = "n=" + User + ",r=";
            if (!bare.StartsWith(start)) return null;
            string nonce = bare.Substring(start.Length);
            if (nonce.Length < NonceCharsMin || nonce.Length > NonceCharsMax) return null;
            if (!IsPrintable(nonce)) return null;
            Scram scram = new Scram();
            scram._header = clientFirst.Substring(0, 3);
            scram._firstBare = bare;
            scram._nonce = nonce + serverNonce;
            scram._verifier = verifier;
            scram.ServerFirst = "r=" + scram._nonce + ",s="
                + Convert.ToBase64String(verifier.Salt) + ",i=" + verifier.Iterations.ToString();
            return scram;
        }

        /// <summary>The nonce that a final message answers to, or null when it is malformed.
        /// </summary>
        public static string NonceOf(string clientFinal)
        {
            int start = clientFinal.IndexOf(",r=");
            int end = clientFinal.LastIndexOf(",p=");
            return start <= 0 || end <= start ? null
                : clientFinal.Substring(start + 3, end - start - 3);
        }

        /// <summary>True when this challenge is the one meant.</summary>
        public bool IsFor(string nonce)
        {
            return nonce == _nonce;
        }

        /// <summary>
        /// Checks the proof. The server's final message, or null when the proof is wrong. To be
        /// called once; whoever holds the challenge throws it away before.
        /// </summary>
        public string Finish(string clientFinal)
        {
            string withoutProof = "c=" + Convert.ToBase64String(Encoding.UTF8.GetBytes(_header))
                + ",r=" + _nonce;
            string before = withoutProof + ",p=";
            if (!clientFinal.StartsWith(before)) return null;
            byte[] proof = Base64.Decode(clientFinal.Substring(before.Length));
            if (proof == null || proof.Length != Sha256.DigestBytes) return null;
            byte[] message = Encoding.UTF8.GetBytes(
                _firstBare + "," + ServerFirst + "," + withoutProof);
            byte[] signature = HMACSHA256.HashData(_verifier.StoredKey, message);
            for (int i = 0; i < proof.Length; i++) proof[i] ^= signature[i];
            // The proof is now the client key, whose hash is what we keep.
            if (!Secrets.AreSame(Sha256.HashOf(proof), _verifier.StoredKey)) return null;
            return "v=" + Convert.ToBase64String(
                HMACSHA256.HashData(_verifier.ServerKey, message));
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
