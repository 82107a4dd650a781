// Rooms: requests whole, in pieces, one behind the other, and all that must be refused.

using System;
using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Rooms
{
    [TestClass]
    public class HttpRequestTests
    {
        private const string Get = "GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n";

        [TestMethod]
        public void Request_WholeAtOnce_GivesItsPieces()
        {
            HttpRequest request = Feed("POST /p HTTP/1.1\r\nHOST:  here:80 \r\nCookie: a=b\r\n"
                + "Content-Type: application/json\r\nContent-Length: 2\r\nOrigin: http://here:80"
                + "\r\nX-Portreeve-Token: t\r\n\r\n{}");
            HttpHead head = request.Head;
            Assert.AreEqual(RequestState.Headed, request.State);
            Assert.AreEqual(HttpMethod.Post, head.Method);
            Assert.AreEqual("/p", TextOf(request, head.Path));
            Assert.AreEqual("here:80", TextOf(request, head.Host));
            Assert.AreEqual("http://here:80", TextOf(request, head.Origin));
            Assert.AreEqual("t", TextOf(request, head.Token));
            Assert.AreEqual(2, head.BodyBytes);
            request.ExpectBody(false);
            Assert.IsTrue(request.IsWhole);
            Assert.AreEqual((int)'{', (int)request.Body[request.BodyStart]);
        }

        [TestMethod]
        public void Request_ByteByByte_IsTheSame()
        {
            HttpRequest request = new HttpRequest();
            request.Reset();
            for (int i = 0; i < Get.Length; i++)
            {
                Assert.AreEqual(RequestState.Head, request.State);
                Put(request, Get.Substring(i, 1));
            }
            Assert.AreEqual(RequestState.Headed, request.State);
            Assert.AreEqual("/a", TextOf(request, request.Head.Path));
            Assert.AreEqual("b=c", TextOf(request, request.Head.Query));
        }

        [TestMethod]
        public void Requests_OneBehindTheOther_AreTakenInTurn()
        {
            HttpRequest request = Feed("POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
                + Get + "GET /3");
            request.ExpectBody(false);
            Assert.IsTrue(request.IsWhole);
            request.Next();
            Assert.AreEqual("/a", TextOf(request, request.Head.Path));
            request.ExpectBody(false);
            Assert.IsTrue(request.IsWhole);
            request.Next();
            Assert.AreEqual(RequestState.Head, request.State);
            Assert.IsFalse(request.IsEmpty);
            Put(request, " HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.AreEqual("/3", TextOf(request, request.Head.Path));
        }

        [TestMethod]
        public void Request_WithALargeBody_GetsABufferForIt()
        {
            HttpRequest request = Feed(
                "POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\nab");
            request.ExpectBody(true);
            Assert.AreEqual(4998, request.Room);
            request.Target[request.TargetStart] = (byte)'c';
            request.Add(1);
            request.Add(4997);
            Assert.IsTrue(request.IsWhole);
            Assert.AreEqual((int)'a', (int)request.Body[request.BodyStart]);
            Assert.AreEqual((int)'c', (int)request.Body[request.BodyStart + 2]);
            request.Next();
            Assert.IsTrue(request.IsEmpty);
        }

        [DataRow("GET / HTTP/1.1\r\n\r\n", 400)]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400)]
        [DataRow("GET / HTTP/1.1\nHost: a\n\n", 400)]
        [DataRow("GET / HTTP/1.1\r\nHost: a\n\r\n", 400)]
        [DataRow("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", 400)]
        [DataRow("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400)]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400)]
        [DataRow("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400)]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400)]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400)]
        [DataRow("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
        [DataRow("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400)]
        [DataRow("GET /\r\nHost: a\r\n\r\n", 400)]
        [DataRow("GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
        [DataRow("GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
        [DataRow("GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
        [DataRow("GE(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
        [DataRow("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505)]
        [DataRow("GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505)]
        [DataRow("GET / http/1.1\r\nHost: a\r\n\r\n", 400)]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n", 400)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\n\r\n", 411)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
            400)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\n", 400)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n", 400)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\n", 400)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked"
            + "\r\n\r\n", 400)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Length: 1\r\n\r\n", 400)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 501)]
        [DataRow("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400)]
        [DataRow("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: x\r\n\r\n", 417)]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n",
            400)]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nOrigin: http://b\r\n\r\n",
            400)]
        [DataRow("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
        [DataRow("\u0016\u0003\u0001", 400)]
        [DataRow("GET / HTTP/1.1\r\nHost: a\u0001\r\n\r\n", 400)]
        public void Request_ThatTwoCouldReadDifferently_IsWrong(string text, int status)
        {
            HttpRequest request = Feed(text);
            Assert.AreEqual(RequestState.Wrong, request.State);
            Assert.AreEqual(status, request.Status);
            Assert.AreEqual(0, request.Room);
        }

        [DataRow("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")]
        [DataRow("GET / HTTP/1.0\r\n\r\n")]
        [DataRow("GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nY:\tz\t\r\n\r\n")]
        [DataRow("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")]
        [DataRow("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")]
        public void Request_ThatIsOnlyUnusual_IsTaken(string text)
        {
            Assert.AreEqual(RequestState.Headed, Feed(text).State);
        }

        [TestMethod]
        public void Request_WithAnAbsoluteTarget_IsForItsAuthority()
        {
            HttpRequest request = Feed("GET http://evil/x HTTP/1.1\r\nHost: good\r\n\r\n");
            Assert.AreEqual("evil", TextOf(request, request.Head.Host));
            Assert.AreEqual("/x", TextOf(request, request.Head.Path));
        }

        [TestMethod]
        public void Request_WithALineTooLong_Is414()
        {
            HttpRequest request = Feed("GET /" + new string('a', Limits.WebTargetBytesMax));
            Assert.AreEqual(414, request.Status);
        }

        [TestMethod]
        public void Request_WithAHeadTooLong_Is431()
        {
            HttpRequest request = Feed("GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: "
                + new string('a', Limits.WebHeadBytesMax));
            Assert.AreEqual(431, request.Status);
        }

        [TestMethod]
        public void Request_WithTooManyFields_Is431()
        {
            string text = "GET / HTTP/1.1\r\nHost: a\r\n";
            for (int i = 0; i < Limits.WebFieldsMax; i++) text += "X: a\r\n";
            Assert.AreEqual(431, Feed(text).Status);
        }

        [TestMethod]
        public void Length_OfManyDigits_IsJustVeryLong()
        {
            HttpRequest request = Feed(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n");
            Assert.AreEqual(RequestState.Headed, request.State);
            Assert.AreEqual(int.MaxValue, request.Head.BodyBytes);
        }

        private static HttpRequest Feed(string text)
        {
            HttpRequest request = new HttpRequest();
            request.Reset();
            Put(request, text);
            return request;
        }

        private static void Put(HttpRequest request, string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            int count = bytes.Length < request.Room ? bytes.Length : request.Room;
            Array.Copy(bytes, 0, request.Target, request.TargetStart, count);
            request.Add(count);
        }

        private static string TextOf(HttpRequest request, int piece)
        {
            return Encoding.UTF8.GetString(request.Bytes, Piece.Start(piece), Piece.Count(piece));
        }
    }
}
