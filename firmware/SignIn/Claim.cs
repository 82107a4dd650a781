// SignIn: making a new board somebody's own. It holds the one-time code that the console shows; who
// proves to have read it sets the password. The code never crosses the wire: a key is stretched
// from it (PBKDF2, in slices, from when the owner opens the page), and what the owner sends is
// sealed with that key (see Sealed). So who reads the network learns neither code nor verifier, and
// would have to try 49 bits of code at the price of the rounds. Knows no flash and no connection.

using System.Security.Cryptography;
using System.Text;
using Portreeve.Outside;
using Portreeve.Settings;

namespace Portreeve.SignIn
{
    /// <summary>The one-time code of an unclaimed board.</summary>
    internal sealed class Claim
    {
        /// <summary>Rounds of PBKDF2-HMAC-SHA256 between the code and its key: with the 49 bits of
        /// a code some sixty years of a graphics card that does ten thousand million hashes a
        /// second; three seconds of the chip (0.3 ms a round, which is an HMAC in machine code).
        /// </summary>
        public const int Rounds = 8192;

        // A slice is about 40 ms of the chip, which has nobody to serve then.
        private const int RoundsAStep = 128;

        // Without 0 and O, 1, I and L. Ten of 31 are 49 bits.
        private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
        private const int CodeChars = 10;
        private const int SaltBytes = 16;
        private const int NotWanted = -1;

        private readonly IBoard _board;
        private string _code;
        private byte[] _codeBytes;
        private byte[] _last;
        private byte[] _key;
        private int _round = NotWanted;

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

        /// <summary>Goes into the stretching of this code, 16 random bytes.</summary>
        public byte[] Salt { get; private set; }

        /// <summary>The key of this code; null while it is not stretched yet.</summary>
        public byte[] Key { get { return _round == Rounds ? _key : null; } }

        /// <summary>True while the key is being stretched: each slice makes garbage then.</summary>
        public bool IsStretching { get { return _round != NotWanted && _round != Rounds; } }

        /// <summary>Makes another code; the one before is worth nothing.</summary>
        public void Renew()
        {
            char[] code = new char[CodeChars];
            byte[] chance = null;
            int count = 0;
            for (int i = 0; count < CodeChars; i++)
            {
                int at = i % CodeChars;
                if (at == 0) chance = Secrets.Random(_board, CodeChars);
                // 248 is 8 x 31: bytes beyond would favour some letters.
                if (chance[at] >= 248) continue;
                code[count++] = Letters[chance[at] % 31];
            }
            _code = new string(code);
            Salt = Secrets.Random(_board, SaltBytes);
            _codeBytes = null;
            _last = null;
            _key = null;
            if (_round > 0) _round = 0;
            Version++;
        }

        /// <summary>Somebody looks at the page of this unclaimed board: the key will be wanted
        /// soon.</summary>
        public void Prepare()
        {
            if (_round == NotWanted) _round = 0;
        }

        /// <summary>Goes on with the key of an unclaimed board. True while there is more to do.
        /// </summary>
        public bool Step()
        {
            if (!IsStretching) return false;
            if (_round == 0)
            {
                // The first and only block (RFC 8018 section 5.2).
                _codeBytes = Encoding.UTF8.GetBytes(_code);
                _last = new byte[SaltBytes + 4];
                System.Array.Copy(Salt, 0, _last, 0, SaltBytes);
                _last[SaltBytes + 3] = 1;
            }
            for (int i = 0; i < RoundsAStep && _round < Rounds; i++, _round++)
            {
                _last = HMACSHA256.HashData(_codeBytes, _last);
                if (_key == null) _key = new byte[_last.Length];
                for (int k = 0; k < _key.Length; k++) _key[k] ^= _last[k];
            }
            if (_round == Rounds) _last = null;
            return _round < Rounds;
        }
    }
}
