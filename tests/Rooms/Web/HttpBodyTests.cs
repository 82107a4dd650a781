// Rooms: what of a request takes no room (fields of others), and bodies that come in chunks.

using System;
using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Rooms.Web
{
    [TestClass]
    public class HttpBodyTests
    {
        private const string Post = "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n";
        private const string Next = "GET /next HTTP/1.1\r\nHost: y\r\n\r\n";

        [DataRow(1)]
        [DataRow(3)]
        [DataRow(700)]
        [DataRow(4000)]
        public void FieldsOfOthers_HoweverLongAndHoweverCut_TakeNoRoom(int piece)
        {
            string cookies = "Cookie: a=" + new string('c', 6000) + "\r\nX-Hint: b\r\n";
            HttpRequest request = Feed("GET /p HTTP/1.1\r\n" + cookies + "Host: x\r\n" + cookies
                + "X-Portreeve-Token: t\r\n\r\n" + Next, piece);
            Assert.AreEqual(RequestState.Headed, request.State);
            Assert.AreEqual("x", TextOf(request, request.Head.Host));
            Assert.AreEqual("t", TextOf(request, request.Head.Token));
            Assert.AreEqual("/p", TextOf(request, request.Head.Path));
        }

        [TestMethod]
        public void FieldsOfOthers_WithoutEnd_AreRefusedInTheEnd()
        {
            HttpRequest request = Feed("GET / HTTP/1.1\r\nCookie: "
                + new string('c', Limits.WebSkippedBytesMax + 4000), 900);
            Assert.AreEqual(431, request.Status);
        }

        [DataRow("Cookie: a\u0001b\r\n\r\n")]
        [DataRow("Cookie: a\rb\r\n\r\n")]
        [DataRow("Cookie: a\nb\r\n\r\n")]
        [DataRow("Cookie: a\r\n b\r\n\r\n")]
        [DataRow("Cookie : a\r\n\r\n")]
        [DataRow("Cookie\r\n\r\n")]
        [DataRow(": a\r\n\r\n")]
        public void FieldsOfOthers_AreReadAsStrictlyAsOurs(string field)
        {
            for (int piece = 1; piece < 40; piece += 6)
            {
                HttpRequest request = Feed("GET / HTTP/1.1\r\nHost: x\r\n" + field, piece);
                Assert.AreEqual(400, request.Status);
            }
        }

        [DataRow("\r\n5\r\nhello\r\n0\r\n\r\n", "hello")]
        [DataRow("\r\n2\r\nhe\r\n3;x=\"y\"\r\nllo\r\n00\r\n\r\n", "hello")]
        [DataRow("\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\nOther: o\r\n\r\n", "0123456789")]
        [DataRow("\r\n0\r\n\r\n", "")]
        public void Body_InChunks_IsPutTogether(string rest, string body)
        {
            for (int piece = 1; piece < 60; piece += 4)
            {
                HttpRequest request = Feed(Post + rest + Next, piece);
                Assert.AreEqual(RequestState.Whole, request.State);
                Assert.AreEqual(body.Length, request.Head.BodyBytes);
                Assert.AreEqual(body, Encoding.UTF8.GetString(
                    request.Body, request.BodyStart, request.Head.BodyBytes));
                if (piece < (Post + rest + Next).Length) continue;
                request.Next();
                Assert.AreEqual("/next", TextOf(request, request.Head.Path));
            }
        }

        [TestMethod]
        public void Body_InChunks_LeavesWhatComesBehindItAlone()
        {
            HttpRequest request = Feed(Post + "\r\n5\r\nhello\r\n0\r\n\r\n" + Next, 4000);
            Assert.IsTrue(request.IsWhole);
            request.Next();
            Assert.AreEqual(RequestState.Headed, request.State);
            Assert.AreEqual("/next", TextOf(request, request.Head.Path));
            Assert.AreEqual(0, request.Head.BodyBytes);
        }

        [TestMethod]
        public void LargeBody_InChunks_HasABufferOfItsOwn()
        {
            string text = Post + "\r\n";
            for (int i = 0; i < 10; i++) text += "3E8\r\n" + new string('a', 1000) + "\r\n";
            HttpRequest request = Feed(text + "0\r\n\r\n" + Next, 4000, true);
            Assert.IsTrue(request.IsWhole);
            Assert.AreEqual(10000, request.Head.BodyBytes);
            for (int i = 0; i < 10000; i++) Assert.AreEqual((int)'a', (int)request.Body[i]);
            request.Next();
            Assert.AreEqual("/next", TextOf(request, request.Head.Path));
        }

        [DataRow("\r\n\r\n", 400)]
        [DataRow("\r\nx\r\n", 400)]
        [DataRow("\r\n-1\r\n", 400)]
        [DataRow("\r\n 1\r\n", 400)]
        [DataRow("\r\n1 \r\na\r\n", 400)]
        [DataRow("\r\n0x1\r\na\r\n", 400)]
        [DataRow("\r\n1\na\r\n", 400)]
        [DataRow("\r\n1\r\nab\r\n", 400)]
        [DataRow("\r\n1\r\na\n0\r\n\r\n", 400)]
        [DataRow("\r\nFFFF\r\n", 413)]
        [DataRow("\r\nFFFFFFFFFF\r\n", 413)]
        [DataRow("\r\n601\r\n", 413)]
        public void Body_InBadChunks_IsWrong(string rest, int status)
        {
            for (int piece = 1; piece < 60; piece += 8)
            {
                HttpRequest request = Feed(Post + rest, piece);
                Assert.AreEqual(status, request.Status);
                Assert.AreEqual(0, request.Room);
            }
        }

        [DataRow("GET http://a:80 HTTP/1.1\r\nHost: b\r\n\r\n", "a:80", "/", "")]
        [DataRow("GET HTTP://A/x?y HTTP/1.1\r\nHost: b\r\n\r\n", "A", "/x", "y")]
        [DataRow("GET hTTp://a?y=/z HTTP/1.1\r\nHost: b\r\n\r\n", "a", "/", "y=/z")]
        public void Target_WithAScheme_IsReadInAllItsForms(
            string text, string host, string path, string query)
        {
            HttpRequest request = Feed(text, 4000);
            Assert.AreEqual(RequestState.Headed, request.State);
            Assert.AreEqual(host, TextOf(request, request.Head.Host));
            Assert.AreEqual(path, TextOf(request, request.Head.Path));
            Assert.AreEqual(query, TextOf(request, request.Head.Query));
        }

        [DataRow("GET http:// HTTP/1.1\r\nHost: b\r\n\r\n")]
        [DataRow("GET http:///x HTTP/1.1\r\nHost: b\r\n\r\n")]
        [DataRow("GET ftp://a/x HTTP/1.1\r\nHost: b\r\n\r\n")]
        public void Target_WithoutHostOrOfAnotherScheme_IsWrong(string text)
        {
            Assert.AreEqual(400, Feed(text, 4000).Status);
        }

        private static HttpRequest Feed(string text, int piece)
        {
            return Feed(text, piece, false);
        }

        // Pieces of that size at most, until the request is whole, wrong or wants nothing more.
        private static HttpRequest Feed(string text, int piece, bool isLarge)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            HttpRequest request = new HttpRequest();
            request.Reset();
            int at = 0;
            while (at < bytes.Length && request.Room > 0 && request.State != RequestState.Whole)
            {
                int count = piece < request.Room ? piece : request.Room;
                if (count > bytes.Length - at) count = bytes.Length - at;
                Array.Copy(bytes, at, request.Target, request.TargetStart, count);
                request.Add(count);
                at += count;
                if (request.State != RequestState.Headed) continue;
                if (!request.Head.IsChunked) break;
                request.ExpectBody(isLarge);
            }
            return request;
        }

        private static string TextOf(HttpRequest request, int piece)
        {
            return Encoding.UTF8.GetString(request.Bytes, Piece.Start(piece), Piece.Count(piece));
        }
    }
}
