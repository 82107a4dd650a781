// What nanoFramework.Json does, pinned: the desktop's stand-in must do the same, and a new version
// of the library must not do otherwise. Runs on the chip against the real one.

using System;
using System.Collections;
using System.Text;
using nanoFramework.Json;
using nanoFramework.TestFramework;
using Portreeve.Flash;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    public class JsonSample
    {
        public string Name { get; set; }

        public int Count { get; set; }

        public bool IsOn { get; set; }

        public string[] Lines { get; set; }

        public JsonSample[] Children { get; set; }
    }

    public class StoredTable
    {
        public string[] Rules { get; set; }
    }

    [TestClass]
    public class JsonTests
    {
        private const string Strange = "8 tcp 80 nas.lan:80 # \"a\" b\\c/d {x} \u00E4 \u20AC (5)";

        [DataRow("3 off tcp 8080 192.168.1.20:80 from lan")]
        [DataRow(Strange)]
        [DataRow("")]
        public void StoredLine_ReadByTheLibrary_IsTheSame(string line)
        {
            TextBuffer first = new TextBuffer().Append("1 udp 53 10.0.0.1");
            TextBuffer second = new TextBuffer().Append(line);
            byte[] bytes = new byte[StoredLines.FrameBytes(2) + StoredLines.BytesOf(first)
                + StoredLines.BytesOf(second)];
            int at = StoredLines.Put(first, bytes, StoredLines.Open(bytes, 0));
            StoredLines.Close(bytes, StoredLines.Put(second, bytes, at));
            string text = Encoding.UTF8.GetString(bytes, 0, bytes.Length);
            object read = JsonConvert.DeserializeObject(text, typeof(StoredTable));
            string[] rules = ((StoredTable)read).Rules;
            Assert.AreEqual(2, rules.Length);
            Assert.AreEqual(line, Shielded.Unwrap(rules[1]));
        }

        [DataRow("3 off tcp 8080 192.168.1.20:80 from lan")]
        [DataRow(Strange)]
        [DataRow("")]
        public void LineStoredByTheLibrary_Read_IsTheSame(string line)
        {
            StoredTable stored = new StoredTable();
            stored.Rules = new string[] { Shielded.Wrap(line), Shielded.Wrap("1 udp 53 10.0.0.1") };
            string[] read = StoredLines.Read(JsonConvert.SerializeObject(stored));
            Assert.IsNotNull(read);
            Assert.AreEqual(2, read.Length);
            Assert.AreEqual(line, read[0]);
        }

        [TestMethod]
        public void Graph_WrittenAndRead_IsTheSame()
        {
            JsonSample sample = new JsonSample();
            sample.Name = "line\n\ttab \"quote\" back\\slash \u00E4.";
            sample.Count = -5;
            sample.IsOn = true;
            sample.Lines = new string[] { "one", "" };
            sample.Children = new JsonSample[] { new JsonSample() };
            sample.Children[0].Name = "child";
            sample.Children[0].Lines = new string[0];
            sample.Children[0].Children = new JsonSample[0];
            JsonSample read = Read(JsonConvert.SerializeObject(sample));
            Assert.AreEqual(sample.Name, read.Name);
            Assert.AreEqual(-5, read.Count);
            Assert.IsTrue(read.IsOn);
            CollectionAssert.AreEqual(sample.Lines, read.Lines);
            Assert.AreEqual("child", read.Children[0].Name);
            Assert.AreEqual(0, read.Children[0].Lines.Length);
        }

        [TestMethod]
        public void NullString_Read_IsEmpty()
        {
            Assert.AreEqual("", Read("{\"Name\":null}").Name);
        }

        [DataRow("{\"Lines\":null}")]
        [DataRow("{\"Lines\":5}")]
        [DataRow("{\"Lines\":\"a\"}")]
        public void WhatIsNoArray_Read_IsNoArray(string text)
        {
            // The chip leaves a string in the string[]; the desktop refuses.
            object lines = null;
            try
            {
                lines = Read(text).Lines;
            }
            catch (InvalidCastException)
            {
            }
            Assert.IsNull(lines as string[]);
        }

        [TestMethod]
        public void EmptyArray_Read_HasLengthZero()
        {
            Assert.AreEqual(0, Read("{\"Lines\":[]}").Lines.Length);
        }

        [TestMethod]
        public void UnknownMembers_Read_ArePassedOver()
        {
            JsonSample read = Read("{\"What\":{\"a\":[1,2]},\"Count\":3,\"Else\":[\"x\"]}");
            Assert.AreEqual(3, read.Count);
        }

        [TestMethod]
        public void NameInOtherCase_Read_LeavesTheDefault()
        {
            JsonSample read = Read("{\"count\":3,\"NAME\":\"x\"}");
            Assert.AreEqual(0, read.Count);
            Assert.IsNull(read.Name);
        }

        [DataRow("")]
        [DataRow("{")]
        [DataRow("{\"Count\"")]
        [DataRow("{\"Count\":}")]
        [DataRow("{\"Name\":\"x")]
        [DataRow("{Count:1}")]
        [DataRow("{\"Lines\":[\"a\"")]
        [DataRow("{\"Lines\":[\"a\" \"b\"]}")]
        [DataRow("{\"Count\":1}}")]
        [DataRow("nonsense")]
        public void BrokenText_Read_ThrowsDeserializationException(string text)
        {
            Assert.ThrowsException(typeof(DeserializationException), () => Read(text));
        }

        [TestMethod]
        public void BareNumber_Read_RunsPastTheEnd()
        {
            Assert.ThrowsException(typeof(IndexOutOfRangeException), () => Read("5"));
        }

        [TestMethod]
        public void Table_Read_HasArrayListsAndNumbersByTheirSize()
        {
            Hashtable table = (Hashtable)JsonConvert.DeserializeObject(
                "{\"a\":1,\"b\":5000000000,\"c\":1.5,\"d\":\"x\",\"e\":true,\"f\":null,"
                + "\"g\":[1,\"y\"],\"h\":{\"i\":2}}", typeof(Hashtable));
            Assert.AreEqual((object)1, table["a"]);
            Assert.AreEqual((object)5000000000L, table["b"]);
            Assert.AreEqual((object)1.5, table["c"]);
            Assert.AreEqual((object)"x", table["d"]);
            Assert.AreEqual((object)true, table["e"]);
            Assert.IsNull(table["f"]);
            Assert.IsTrue(table.Contains("f"));
            ArrayList list = (ArrayList)table["g"];
            Assert.AreEqual((object)1, list[0]);
            Assert.AreEqual((object)"y", list[1]);
            Assert.AreEqual((object)2, ((Hashtable)table["h"])["i"]);
        }

        [TestMethod]
        public void Escapes_Read_AreUndone()
        {
            Assert.AreEqual("a\"b\\c\nd\te.", Read("{\"Name\":\"a\\\"b\\\\c\\nd\\te.\"}").Name);
        }

        private static JsonSample Read(string json)
        {
            return (JsonSample)JsonConvert.DeserializeObject(json, typeof(JsonSample));
        }
    }
}
