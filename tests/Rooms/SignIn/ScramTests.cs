// Rooms: SCRAM-SHA-256 against the example of its RFC, and what must prove nothing.

using nanoFramework.TestFramework;
using Portreeve.Settings;
using Portreeve.SignIn;
using Portreeve.Wire;

namespace Portreeve.Rooms
{
    /// <summary>RFC 5802 and RFC 7677; the example of the latter's section 3, but for the user's
    /// name, which is always "owner" here: proof and signature were computed for that by
    /// Python's hashlib and hmac (the same code gives the RFC's own values for "user").</summary>
    [TestClass]
    public class ScramTests
    {
        private const string ServerNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

        private const string First = "n,,n=owner,r=rOprNGfwEbeRWgbNEkqO";

        private const string Nonce = "rOprNGfwEbeRWgbNEkqO" + ServerNonce;

        [TestMethod]
        public void Login_OfTheRfcsExample_GivesItsChallengeAndSignature()
        {
            Scram scram = Scram.Begin(First, RfcVerifier(), ServerNonce);
            Assert.AreEqual("r=" + Nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                scram.ServerFirst);
            string final = "c=biws,r=" + Nonce
                + ",p=NeX6cL3EXstjAYF+D04/Wcp6MsI1J0p4gCZGfD8foHw=";
            scram = Scram.Resume(final, RfcVerifier(), ServerNonce.Length);
            Assert.AreEqual(ServerNonce, scram.ServerNonce);
            Assert.IsNull(scram.ServerFinal);
            Assert.IsTrue(scram.Check(final));
            Assert.AreEqual("v=EJ/JP71QQhlrODc47qFie637u2JArcnUkJs/whuYVvA=",
                scram.ServerFinal);
            Assert.IsTrue(Secrets.AreSame(Sha256.HashOf(scram.ClientKey),
                RfcVerifier().StoredKey));
        }

        [TestMethod]
        public void Login_WithAnotherPassword_ProvesNothing()
        {
            string final = "c=biws,r=" + Nonce
                + ",p=h5HOltW5rf7oDusGWWOBZtoRMEBqjmgg81vmO0fcFyM=";
            Scram scram = Scram.Resume(final, RfcVerifier(), ServerNonce.Length);
            Assert.IsFalse(scram.Check(final));
            Assert.IsNull(scram.ServerFinal);
            Assert.IsNull(scram.ClientKey);
        }

        [DataRow("c=eSws,r=NONCE,p=NeX6cL3EXstjAYF+D04/Wcp6MsI1J0p4gCZGfD8foHw=")]
        [DataRow("c=biws,r=NONCEx,p=NeX6cL3EXstjAYF+D04/Wcp6MsI1J0p4gCZGfD8foHw=")]
        [DataRow("c=biws,r=NONCE,p=")]
        [DataRow("c=biws,r=NONCE,p=AAAA")]
        [DataRow("c=biws,r=NONCE,p=NeX6cL3EXstjAYF+D04/Wcp6MsI1J0p4gCZGfD8foHw==")]
        [DataRow("r=NONCE,c=biws,p=NeX6cL3EXstjAYF+D04/Wcp6MsI1J0p4gCZGfD8foHw=")]
        [DataRow("c=biws,r=NONCE,x=1,p=NeX6cL3EXstjAYF+D04/Wcp6MsI1J0p4gCZGfD8foHw=")]
        [DataRow("")]
        public void Final_ThatIsNotExactlyThat_ProvesNothing(string final)
        {
            int at = final.IndexOf("NONCE");
            if (at >= 0) final = final.Substring(0, at) + Nonce + final.Substring(at + 5);
            Scram scram = Scram.Resume(final, RfcVerifier(), ServerNonce.Length);
            Assert.IsTrue(scram == null || !scram.Check(final));
        }

        [DataRow("n,,n=user,r=rOprNGfwEbeRWgbNEkqO")]
        [DataRow("p=tls-unique,,n=owner,r=rOprNGfwEbeRWgbNEkqO")]
        [DataRow("n,a=admin,n=owner,r=rOprNGfwEbeRWgbNEkqO")]
        [DataRow("n,,m=x,n=owner,r=rOprNGfwEbeRWgbNEkqO")]
        [DataRow("n,,n=owner,r=short")]
        [DataRow("n,,n=owner,r=rOprNGfwEbeRWgbNEkqO,x=1")]
        [DataRow("n,,n=owner,r=rOprNGfw EbeRWgbNEkqO")]
        [DataRow("n,,n=owner")]
        [DataRow("")]
        public void First_OfAnotherKind_IsRefused(string first)
        {
            Assert.IsNull(Scram.Begin(first, RfcVerifier(), ServerNonce));
        }

        [DataRow("c=biws,r=abcdefg12345678,p=AAAA", false)]
        [DataRow("c=biws,r=abcdefgh12345678,p=AAAA", true)]
        [DataRow("c=bi", false)]
        [DataRow("c=biws,p=AAAA", false)]
        [DataRow(",p=,r=", false)]
        [DataRow(",p=", false)]
        public void Final_WithoutANonceOfOurs_IsNotTakenUp(string final, bool isTaken)
        {
            Assert.AreEqual(isTaken, Scram.Resume(final, RfcVerifier(), 8) != null);
        }

        // Password "pencil", salt and count of RFC 7677 section 3.
        private static Verifier RfcVerifier()
        {
            return new Verifier(Base64.Decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096,
                Base64.Decode("WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="),
                Base64.Decode("wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="));
        }
    }
}
