// Rooms: what the JSON reader takes, and all that it must refuse.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Wire;

namespace Portreeve.Rooms
{
    [TestClass]
    public class JsonReaderTests
    {
        [TestMethod]
        public void Reader_OfEveryKind_GivesWhatIsThere()
        {
            JsonReader json = Read(" {\"s\":\"a\\u00e9\\n\\ud83d\\ude00\\/\", \"n\":-42,\"t\":true,"
                + "\"f\":false,\"z\":null,\"l\":[\"x\",\"y\"],\"i\":[1,2],\"o\":{\"p\":\"q\"},"
                + "\"os\":[{\"k\":1},{\"k\":2}],\"e\":[]} ");
            int number;
            bool flag;
            Assert.AreEqual("a\u00e9\n\ud83d\ude00/", json.Text("s"));
            Assert.IsTrue(json.TryNumber("n", out number));
            Assert.AreEqual(-42, number);
            Assert.IsTrue(json.TryFlag("t", out flag) && flag);
            Assert.IsTrue(json.TryFlag("f", out flag) && !flag);
            Assert.AreEqual(JsonKind.Null, json.KindOf("z"));
            Assert.AreEqual(JsonKind.Missing, json.KindOf("nothing"));
            Assert.AreEqual("y", json.Texts("l")[1]);
            Assert.AreEqual(2, json.Numbers("i")[1]);
            Assert.AreEqual("q", json.Inside("o").Text("p"));
            Assert.AreEqual(2, json.Objects("os").Length);
            Assert.AreEqual(0, json.Texts("e").Length);
        }

        [TestMethod]
        public void Reader_AskedForAnotherKind_GivesNothing()
        {
            JsonReader json = Read("{\"n\":1.5,\"big\":12345678901,\"s\":\"1\",\"mix\":[1,\"x\"]}");
            int number;
            bool flag;
            Assert.IsFalse(json.TryNumber("n", out number));
            Assert.IsFalse(json.TryNumber("big", out number));
            Assert.IsFalse(json.TryNumber("s", out number));
            Assert.IsFalse(json.TryFlag("s", out flag));
            Assert.IsNull(json.Text("n"));
            Assert.IsNull(json.Texts("mix"));
            Assert.IsNull(json.Inside("s"));
        }

        [DataRow("")]
        [DataRow("null")]
        [DataRow("[]")]
        [DataRow("{")]
        [DataRow("{}x")]
        [DataRow("{\"a\":1,}")]
        [DataRow("{,\"a\":1}")]
        [DataRow("{\"a\" 1}")]
        [DataRow("{\"a\":}")]
        [DataRow("{\"a\":01}")]
        [DataRow("{\"a\":1.}")]
        [DataRow("{\"a\":-}")]
        [DataRow("{\"a\":+1}")]
        [DataRow("{\"a\":1e}")]
        [DataRow("{\"a\":nul}")]
        [DataRow("{\"a\":True}")]
        [DataRow("{\"a\":'x'}")]
        [DataRow("{a:1}")]
        [DataRow("{\"a\":\"\\x\"}")]
        [DataRow("{\"a\":\"\\u12\"}")]
        [DataRow("{\"a\":\"\\u0000\"}")]
        [DataRow("{\"a\":\"\\ud800\"}")]
        [DataRow("{\"a\":\"\\ud800\\u0041\"}")]
        [DataRow("{\"a\":\"\\udc00\"}")]
        [DataRow("{\"a\":\"\n\"}")]
        [DataRow("{\"a\":[1,]}")]
        [DataRow("{\"a\":[1 2]}")]
        [DataRow("{\"a\":{\"b\":1,}}")]
        [DataRow("{\"a\":1,\"a\":2}")]
        [DataRow("{\"a\":1}{\"b\":2}")]
        [DataRow("{\"a\":1,/* no */\"b\":2}")]
        [DataRow("{\"a\":[[[[[[[[[[1]]]]]]]]]]}")]
        public void Reader_OfWhatIsNoJson_RefusesAndSaysWhere(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            JsonReader json = new JsonReader(bytes);
            Assert.IsFalse(json.Read(0, bytes.Length));
            Assert.IsTrue(json.Trouble.IndexOf("at character") > 0);
            Assert.AreEqual(JsonKind.Missing, json.KindOf("a"));
        }

        [DataRow(0xC0, 0x80)]
        [DataRow(0xC3, 0x28)]
        [DataRow(0xFF, 0x80)]
        [DataRow(0x80, 0x80)]
        [DataRow(0xED, 0xA0)]
        [DataRow(0xF5, 0x80)]
        public void Reader_OfBrokenUtf8_Refuses(int first, int second)
        {
            byte[] bytes = Encoding.UTF8.GetBytes("{\"a\":\"....\"}");
            bytes[6] = (byte)first;
            bytes[7] = (byte)second;
            Assert.IsFalse(new JsonReader(bytes).Read(0, bytes.Length));
        }

        private static JsonReader Read(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            JsonReader json = new JsonReader(bytes);
            Assert.IsTrue(json.Read(0, bytes.Length));
            return json;
        }
    }
}
