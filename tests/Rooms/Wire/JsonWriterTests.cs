// Rooms: what the JSON writer writes, and that it keeps to its limit.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Wire;

namespace Portreeve.Rooms
{
    [TestClass]
    public class JsonWriterTests
    {
        [TestMethod]
        public void Writer_OfEveryKind_PutsCommasWhereTheyBelong()
        {
            byte[] buffer = new byte[400];
            JsonWriter json = new JsonWriter(buffer);
            json.OpenObject();
            json.Text("a", "x");
            json.Number("b", -12);
            json.Name("c");
            json.OpenArray();
            json.Flag(true);
            json.Null();
            json.OpenObject();
            json.CloseObject();
            json.Address(0xC0A80102);
            json.Endpoint(0xCB007109, 51123);
            json.CloseArray();
            json.Moment("d", 0);
            json.Moment("e", 1795334400);
            json.CloseObject();
            Assert.AreEqual("{\"a\":\"x\",\"b\":-12,\"c\":[true,null,{},\"192.168.1.2\","
                + "\"203.0.113.9:51123\"],\"d\":null,\"e\":\"2026-11-22T08:00:00Z\"}",
                TextOf(buffer, json));
        }

        [TestMethod]
        public void Text_WithWhatJsonForbids_IsEscaped()
        {
            byte[] buffer = new byte[200];
            JsonWriter json = new JsonWriter(buffer);
            json.Text("\"\\\n\u0001\u00e9\u20ac");
            Assert.AreEqual("\"\\\"\\\\\\u000a\\u0001\u00e9\u20ac\"", TextOf(buffer, json));
        }

        [TestMethod]
        public void Writer_ThatIsFull_RewindsToItsMarkAndGoesOn()
        {
            byte[] buffer = new byte[40];
            JsonWriter json = new JsonWriter(buffer);
            json.OpenArray();
            json.Number(1);
            int mark = json.Mark();
            json.Text("much too long for the few bytes that are left");
            Assert.IsTrue(json.IsFull);
            json.Rewind(mark);
            Assert.IsFalse(json.IsFull);
            json.Number(2);
            json.CloseArray();
            Assert.AreEqual("[1,2]", TextOf(buffer, json));
        }

        [TestMethod]
        public void Writer_OfAnySizeTooSmall_NeverWritesBehindItsLimit()
        {
            for (int limit = 0; limit < 60; limit++)
            {
                byte[] buffer = new byte[80];
                for (int i = limit; i < buffer.Length; i++) buffer[i] = 0xEE;
                JsonWriter json = new JsonWriter(buffer);
                json.Start(0, limit, false);
                json.OpenObject();
                json.Text("name", "\"quoted\"");
                json.Endpoint(0xFFFFFFFF, 65535);
                json.Moment(1795334400);
                json.CloseObject();
                for (int i = limit; i < buffer.Length; i++) Assert.AreEqual(0xEE, (int)buffer[i]);
            }
        }

        private static string TextOf(byte[] buffer, JsonWriter json)
        {
            Assert.IsFalse(json.IsFull);
            return Encoding.UTF8.GetString(buffer, 0, json.Position);
        }
    }
}
