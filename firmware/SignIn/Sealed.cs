// SignIn: a verifier on its way to us, sealed: both its keys lie under a pad that only the other
// side and we can make, and a code shows that nothing was exchanged. The seal's key is stretched
// from the claim code, or it is the client key of the old password, which we know only from the
// proof that came in the same request. Without it, who hears one verifier and one login could be
// the owner without the password. Pure.
//
//   pad(name) = HMAC(key, name + "," + salt)       names "stored" and "server"; salts are new ones
//   proof     = HMAC(key, "verifier," + salt,iterations,storedKey,serverKey as they were sent)

using System.Security.Cryptography;
using System.Text;
using Portreeve.Settings;
using Portreeve.Wire;

namespace Portreeve.SignIn
{
    /// <summary>Opens sealed verifiers.</summary>
    internal static class Sealed
    {
        /// <summary>The verifier inside, or null when the seal is not by this key.</summary>
        /// <param name="request">With the texts salt, storedKey, serverKey and proof.</param>
        /// <param name="verifier">The same as it was read, its keys still sealed.</param>
        /// <param name="key">32 bytes.</param>
        public static Verifier Open(JsonReader request, Verifier verifier, byte[] key)
        {
            string salt = request.Text("salt");
            string text = request.Text("proof");
            byte[] proof = text == null ? null : Base64.Decode(text);
            byte[] right = Mac(key, "verifier," + salt + "," + verifier.Iterations.ToString() + ","
                + request.Text("storedKey") + "," + request.Text("serverKey"));
            if (proof == null || !Secrets.AreSame(proof, right)) return null;
            return new Verifier(verifier.Salt, verifier.Iterations,
                Lift(verifier.StoredKey, Mac(key, "stored," + salt)),
                Lift(verifier.ServerKey, Mac(key, "server," + salt)));
        }

        private static byte[] Mac(byte[] key, string text)
        {
            return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
        }

        private static byte[] Lift(byte[] bytes, byte[] pad)
        {
            for (int i = 0; i < pad.Length; i++) pad[i] ^= bytes[i];
            return pad;
        }
    }
}
