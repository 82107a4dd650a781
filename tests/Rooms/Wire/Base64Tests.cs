// Rooms: base64 against the vectors of its RFC, and what is not canonical.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Wire;

namespace Portreeve.Rooms
{
    /// <summary>RFC 4648 section 10, and what is not canonical.</summary>
    [TestClass]
    public class Base64Tests
    {
        [DataRow("", "")]
        [DataRow("Zg==", "f")]
        [DataRow("Zm8=", "fo")]
        [DataRow("Zm9v", "foo")]
        [DataRow("Zm9vYg==", "foob")]
        [DataRow("Zm9vYmE=", "fooba")]
        [DataRow("Zm9vYmFy", "foobar")]
        [DataRow("Pz8+", "??>")]
        [DataRow("Pz8/", "???")]
        public void Decode_OfTheRfcsVectors_GivesTheText(string text, string expected)
        {
            byte[] bytes = Base64.Decode(text);
            Assert.AreEqual(expected, Encoding.UTF8.GetString(bytes, 0, bytes.Length));
        }

        [DataRow("Zg")]
        [DataRow("Zg=")]
        [DataRow("Zg===")]
        [DataRow("Zh==")]
        [DataRow("Zm9=")]
        [DataRow("Z===")]
        [DataRow("====")]
        [DataRow("Zm 9")]
        [DataRow("Zm-_")]
        [DataRow("Zg==Zg==")]
        public void Decode_OfWhatIsNotCanonical_GivesNothing(string text)
        {
            Assert.IsNull(Base64.Decode(text));
        }
    }
}
