// SignIn: making a new board somebody's own. It holds the one-time code that the console shows;
// who proves to have read it sets the password. The code itself never crosses the wire: it is the
// key of an HMAC over the new verifier, which so cannot be exchanged on its way either. Knows no
// flash and no connection.

using System.Security.Cryptography;
using System.Text;
using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.Wire;

namespace Portreeve.SignIn
{
    /// <summary>The one-time code of an unclaimed board.</summary>
    internal sealed class Claim
    {
        // Without 0 and O, 1, I and L. Ten of 31 are 49 bits.
        private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
        private const int CodeChars = 10;

        private readonly IBoard _board;
        private string _code;

        public Claim(IBoard board)
        {
            _board = board;
            Renew();
        }

        /// <summary>The code for a person, such as "7KMQ2-XW4PA".</summary>
        public string Code
        {
            get { return _code.Substring(0, CodeChars / 2) + "-" + _code.Substring(CodeChars / 2); }
        }

        /// <summary>Grows with every new code, so that the console can show it.</summary>
        public int Version { get; private set; }

        /// <summary>Makes another code; the one before is worth nothing.</summary>
        public void Renew()
        {
            char[] code = new char[CodeChars];
            byte[] chance = new byte[1];
            int count = 0;
            while (count < CodeChars)
            {
                _board.FillRandom(chance);
                // 248 is 8 x 31: bytes beyond would favour some letters.
                if (chance[0] >= 248) continue;
                code[count++] = Letters[chance[0] % 31];
            }
            _code = new string(code);
            Version++;
        }

        /// <summary>
        /// True when the proof is base64 of HMAC-SHA256 with the code as its key over these four
        /// texts, joined by commas. Wrong ones never change the code: the owner may just be
        /// typing it.
        /// </summary>
        public bool IsProven(JsonReader request, int iterations, string proof)
        {
            string message = request.Text("salt") + "," + iterations.ToString() + ","
                + request.Text("storedKey") + "," + request.Text("serverKey");
            byte[] given = Base64.Decode(proof);
            byte[] right = HMACSHA256.HashData(Encoding.UTF8.GetBytes(_code),
                Encoding.UTF8.GetBytes(message));
            return given != null && Secrets.AreSame(given, right);
        }
    }
}
