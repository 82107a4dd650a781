// Host only: what README and docs/ show of the console is typed here, and what comes back must be
// what they show. A page is one gateway, new at its first block; its blocks follow one another.
// What happens around it stands in comments that a reader does not see:
//   <!-- console: dns 203.0.113.9 -->              where every name leads
//   <!-- console: connect 203.0.113.9 8080 -->     somebody comes to a TCP port
//   <!-- console: wait 42 -->                      seconds go by

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Portreeve.Rooms.Fakes;
using Portreeve.Values;
using Xunit;

namespace Portreeve.Rooms.Host
{
    public class DocumentTests
    {
        private const string Prompt = "portreeve> ";

        // It is typed where a real router stands: Sockets, ReachedTests.
        private const string WithARouter = "<!-- street -->";

        private const string Happening = "<!-- console: ";

        // 1 November 2026, before the dates that the documents write.
        private const long SomeDay = 1793491200;

        private readonly Bench _bench = new Bench();
        private DnsServer _server;

        /// <summary>The pages that show the console.</summary>
        public static IEnumerable<object[]> Pages()
        {
            string top = Project.Top;
            return Directory.EnumerateFiles(Path.Combine(top, "docs"), "*.md")
                .Append(Path.Combine(top, "README.md"))
                .Where(file => File.ReadLines(file).Any(IsTyped)
                    && !File.ReadLines(file).Contains(WithARouter))
                .Select(file => new object[] { Path.GetRelativePath(top, file) });
        }

        [Theory]
        [MemberData(nameof(Pages))]
        public void Console_OnThisPage_AnswersAsShown(string page)
        {
            _bench.World.Utc = SomeDay;
            _bench.Begin();
            _server = new DnsServer(_bench.World);
            bool isInBlock = false;
            StringBuilder shown = new StringBuilder(), said = new StringBuilder();
            foreach (string line in File.ReadLines(Path.Combine(Project.Top, page)))
            {
                if (line.StartsWith(Happening, StringComparison.Ordinal)) Happen(line);
                bool isFence = line.StartsWith("```", StringComparison.Ordinal);
                if (isFence || !isInBlock && !IsTyped(line)) isInBlock = false;
                if (IsTyped(line))
                {
                    isInBlock = true;
                    said.Append(line).Append('\n').Append(Say(line.Substring(Prompt.Length)));
                }
                if (isInBlock) shown.Append(line.TrimEnd()).Append('\n');
            }
            string all = said.ToString();
            Assert.True(shown.ToString() == all, "it says:\n" + all);
        }

        private static bool IsTyped(string line)
        {
            return line.StartsWith(Prompt, StringComparison.Ordinal);
        }

        private void Happen(string line)
        {
            string[] words = line.Substring(Happening.Length).Split(' ');
            if (words[0] == "dns")
            {
                _server.Addresses = new[] { Address(words[1]) };
            }
            else if (words[0] == "wait")
            {
                Pass(int.Parse(words[1]) * 1000L);
            }
            else
            {
                Assert.Equal("connect", words[0]);
                _bench.World.Network.Acceptor(int.Parse(words[2])).Knock(Address(words[1]));
                Pass(100);
            }
        }

        private string Say(string line)
        {
            _bench.World.Written = "";
            _bench.World.Typed = line + "\n";
            for (int i = 0; i < 60; i++)
            {
                _server.Answer();
                _bench.Step();
            }
            string[] lines = _bench.World.Written.Replace("\r", "").TrimEnd('\n').Split('\n');
            return string.Concat(lines.Select(one => one.TrimEnd() + "\n"));
        }

        private void Pass(long ms)
        {
            for (long i = 0; i < ms; i += 50)
            {
                _server.Answer();
                _bench.Pass(50);
            }
        }

        private static uint Address(string text)
        {
            Assert.True(IPv4.TryParse(text, out uint address), text);
            return address;
        }
    }
}
