// Rooms: Shell/LineEditor: keys make a line, and the echo is what a terminal would show.

using nanoFramework.TestFramework;
using Portreeve.Shell;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class LineEditorTests
    {
        private const string Left = "\u001b[D";
        private const string Up = "\u001b[A";
        private const string Down = "\u001b[B";

        [DataRow("abc", "abc")]
        [DataRow("abx\bc", "abc")]
        [DataRow("ac" + Left + "b", "abc")]
        [DataRow("bc\u0001a", "abc")]
        [DataRow("ab\u0001\u0005c", "abc")]
        [DataRow("xyz\u0015abc", "abc")]
        [DataRow("abc xyz\u0017", "abc ")]
        [DataRow("abcxyz" + Left + Left + Left + "\u000b", "abc")]
        [DataRow("abxc" + Left + Left + "\u001b[3~", "abc")]
        [DataRow("xabc\u0001\u0004", "abc")]
        [DataRow("one two\u001bb\u001bbX", "Xone two")]
        [DataRow("\b\b" + Left + "a\u001b[C\u001b[Cbc", "abc")]
        [DataRow("wrong\u0003abc", "abc")]
        public void Keys_MakeTheLine(string typed, string expected)
        {
            Assert.AreEqual(expected, Type(New(new TextBuffer()), typed));
        }

        [TestMethod]
        public void Echo_IsWhatATerminalWouldShow()
        {
            TextBuffer echo = new TextBuffer();
            LineEditor editor = New(echo);
            Assert.AreEqual("\r> \u001b[K", echo.ToString());
            echo.Clear();
            Feed(editor, "ab");
            Assert.AreEqual("ab", echo.ToString());
            echo.Clear();
            Feed(editor, "\b");
            Assert.AreEqual("\b \b", echo.ToString());
            echo.Clear();
            Feed(editor, Left + "x");
            Assert.AreEqual("\r> a\u001b[K\u001b[1D\r> xa\u001b[K\u001b[1D", echo.ToString());
        }

        [TestMethod]
        public void LongLine_ScrollsWithinTheWindow()
        {
            TextBuffer echo = new TextBuffer();
            LineEditor editor = New(echo);
            for (int i = 0; i < 200; i++)
            {
                echo.Clear();
                Feed(editor, "y");
                Assert.IsTrue(Visible(echo.ToString()) <= 79);
            }
            Feed(editor, "\u0001");
            Assert.AreEqual("x".Length + 200, Type(editor, "x").Length);
        }

        [TestMethod]
        public void FullLine_Rings_AndSaysSo()
        {
            TextBuffer echo = new TextBuffer();
            LineEditor editor = New(echo);
            for (int i = 0; i < Limits.LineCharsMax; i++) Feed(editor, "y");
            Assert.IsFalse(editor.WasTooLong);
            echo.Clear();
            Feed(editor, "z");
            Assert.AreEqual("\u0007", echo.ToString());
            Assert.IsTrue(editor.WasTooLong);
            Assert.AreEqual(Limits.LineCharsMax, editor.Line.Length);
        }

        [TestMethod]
        public void Arrows_WalkTheHistory_AndKeepTheDraft()
        {
            LineEditor editor = New(new TextBuffer());
            string[] lines = { "first", "second", "second", "third" };
            for (int i = 0; i < lines.Length; i++)
            {
                Type(editor, lines[i]);
                editor.Remember();
                editor.Begin("> ");
            }
            Feed(editor, "draft" + Up + Up);
            Assert.AreEqual("second", editor.Line);
            Feed(editor, Up + Up + Up);
            Assert.AreEqual("first", editor.Line);
            Feed(editor, Down + Down + Down + Down);
            Assert.AreEqual("draft", editor.Line);
        }

        [TestMethod]
        public void History_KeepsOnlyTheLast()
        {
            LineHistory history = new LineHistory(3);
            for (int i = 0; i < 10; i++) history.Add("line " + i.ToString());
            history.Add("");
            Assert.AreEqual(3, history.Count);
            Assert.AreEqual("line 9", history.At(0));
            Assert.AreEqual("line 7", history.At(2));
        }

        [TestMethod]
        public void Tab_CompletesOne_ExtendsSeveral_ListsTheRest()
        {
            TextBuffer echo = new TextBuffer();
            LineEditor editor = New(echo);
            Feed(editor, "sh\t");
            Assert.AreEqual("show ", editor.Line);
            Feed(editor, "r\t");
            Assert.AreEqual("show ru", editor.Line);
            echo.Clear();
            Feed(editor, "\t");
            Assert.AreEqual("show ru", editor.Line);
            Assert.IsTrue(echo.ToString().IndexOf("\nrules  runs  \n") >= 0);
            echo.Clear();
            Feed(editor, "zz\t");
            Assert.AreEqual("zz\u0007", echo.ToString());
        }

        [TestMethod]
        public void Pipe_HasNoEcho_AndTabIsASpace()
        {
            TextBuffer echo = new TextBuffer();
            LineEditor editor = new LineEditor(new FewWords(), echo);
            editor.Echoes = false;
            editor.Begin("> ");
            Assert.AreEqual("show rules", Type(editor, "show\trules"));
            Assert.AreEqual(0, echo.Count);
        }

        private static LineEditor New(TextBuffer echo)
        {
            LineEditor editor = new LineEditor(new FewWords(), echo);
            editor.Begin("> ");
            return editor;
        }

        private static void Feed(LineEditor editor, string typed)
        {
            for (int i = 0; i < typed.Length; i++) Assert.IsFalse(editor.Feed((byte)typed[i]));
        }

        private static string Type(LineEditor editor, string typed)
        {
            Feed(editor, typed);
            Assert.IsTrue(editor.Feed(13));
            return editor.Line;
        }

        // Columns that a text takes behind the last "\r", control sequences not counted.
        private static int Visible(string text)
        {
            int columns = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == '\r') columns = 0;
                else if (text[i] == '\u001b') i = EndOfSequence(text, i);
                else columns++;
            }
            return columns;
        }

        private static int EndOfSequence(string text, int at)
        {
            at += 2;
            while (text[at] >= '0' && text[at] <= '9') at++;
            return at;
        }

        private sealed class FewWords : ICompletion
        {
            private static readonly string[] Firsts = { "show" };
            private static readonly string[] Seconds = { "rules", "runs" };
            private static readonly string[] Nothing = new string[0];

            public string[] Complete(string head)
            {
                if (head == "sh") return Firsts;
                return head == "show r" || head == "show ru" ? Seconds : Nothing;
            }
        }
    }
}
