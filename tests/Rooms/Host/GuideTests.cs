// Host only: nothing in the guides stands there untried. Every block between fences is of a kind
// that some test runs, and a kind that nobody runs fails here:
//   what is typed and answered    DocumentTests compares each answer
//   rules                         added here, one after another, to a gateway of that page's own
//   lines for the console         typed here; "not understood" is the one answer they must not get
//   the board's own announcement  compared with what the board writes
//   for a container engine        tests/Home reads the container file that it names
//   commands for a shell          tests/Image asks the command for each verb and option
//   the tree, others' files       tests/Tidy holds the tree; nginx and HAProxy read theirs in
//                                 tests/Sockets, Prometheus its own in tests/Home
//   a drawing                     of the way of a connection: its steps are named in the sources
// The same goes for lines of the console within a sentence.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;
using Portreeve.Upkeep;
using Xunit;

namespace Portreeve.Rooms.Host
{
    public class GuideTests
    {
        private const string Prompt = "portreeve> ";

        // 1 November 2026, before the dates that the documents write.
        private const long SomeDay = 1793491200;

        // What every page may speak of: a camera, an SSH box, a machine that sleeps, and strangers
        // who have knocked.
        private static readonly string[] Household =
        {
            "portmap add tcp 8080 192.168.1.20:80 from lan,anna.ddns.net # camera",
            "portmap add tcp 2222 192.168.1.30:22 from lan # ssh",
            "portmap add tcp 443 192.168.1.20:443 from any # shop",
            "portmap add tcp 9022 192.168.1.40:22 from lan wake 00:11:22:33:44:55 # nas",
        };

        private static readonly string[] NotUnderstood =
            { "error: There is no command", "error: There is no \"", "error: Write:" };

        // How blocks begin that another program reads.
        private static readonly string[] OthersFiles = { "# nginx", "scrape_configs:" };

        private readonly ITestOutputHelper _output;
        private readonly HashSet<string> _firsts;
        private readonly HashSet<string> _names;
        private Bench _bench;

        public GuideTests(ITestOutputHelper output)
        {
            _output = output;
            Start();
            _names = Names();
            _firsts = new HashSet<string>(_names.Select(name => name.Split(' ')[0]));
        }

        [Fact]
        public void Blocks_AreEachOfAKindThatATestRuns()
        {
            SortedDictionary<string, int> kinds = new SortedDictionary<string, int>();
            List<string> wrong = new List<string>();
            foreach (string page in Pages())
            {
                Start();
                foreach (string[] block in Blocks(page))
                {
                    string kind = KindOf(block);
                    kinds[kind] = kinds.TryGetValue(kind, out int count) ? count + 1 : 1;
                    string trouble = kind == "unknown" ? "no test runs this" : Try(kind, block);
                    if (trouble != null) wrong.Add(page + ": " + block[0] + "\n  " + trouble);
                }
            }
            foreach (string kind in kinds.Keys) _output.WriteLine(kinds[kind] + " x " + kind);
            Assert.True(wrong.Count == 0, string.Join("\n", wrong));
            Assert.True(kinds.Values.Sum() > 25, "the blocks are not found");
        }

        [Fact]
        public void ConsoleLines_InSentences_AreUnderstood()
        {
            int held = 0, left = 0;
            List<string> wrong = new List<string>();
            foreach (string page in Pages())
            {
                string text = Regex.Replace(string.Join("\n", Lines(page)), "(?s)```.*?```", "");
                foreach (Match span in Regex.Matches(text, "`([^`]+)`"))
                {
                    string line = Regex.Replace(span.Groups[1].Value, @"\s+", " ");
                    if (!_firsts.Contains(line.Split(' ')[0])) continue;
                    // What the reader puts in is written in capitals or left open.
                    if (Regex.IsMatch(line, @"\.\.\.|(^| )[A-Z]+( |$)"))
                    {
                        left++;
                        continue;
                    }
                    held++;
                    Start();
                    string trouble = TypeLine(line);
                    // A command's name alone is spoken of, not typed.
                    bool isName = !line.Contains(' ') || _names.Contains(line);
                    if (trouble != null && !isName) wrong.Add(page + ": " + trouble);
                }
            }
            _output.WriteLine(held + " lines typed; " + left + " with a part left open");
            Assert.True(wrong.Count == 0, string.Join("\n", wrong));
            Assert.True(held > 30, "the lines are not found");
        }

        private string KindOf(string[] block)
        {
            if (block.All(IsAnnouncement)) return "announcement of the board";
            if (block.Any(line => line.StartsWith(Prompt, StringComparison.Ordinal)))
            {
                return "typed and answered";
            }
            if (block.All(line => line.StartsWith("tcp ", StringComparison.Ordinal)
                || line.StartsWith("udp ", StringComparison.Ordinal)))
            {
                return "rules";
            }
            if (block[0].StartsWith("tools/portreeve ", StringComparison.Ordinal)
                || block[0].StartsWith("printf ", StringComparison.Ordinal))
            {
                return "for a shell";
            }
            if (block[0].StartsWith("firmware/ ", StringComparison.Ordinal)) return "the tree";
            if (block[0].StartsWith("podman ", StringComparison.Ordinal))
            {
                return "for a container engine";
            }
            if (OthersFiles.Contains(block[0])) return "others' files";
            if (block[0].Contains(" -> ")) return "a drawing";
            return block.All(line => _firsts.Contains(Bare(line).Split(' ')[0]))
                ? "for the console" : "unknown";
        }

        private string Try(string kind, string[] block)
        {
            if (kind == "rules")
            {
                Empty();
                string[] refused = block.Where(
                    line => !Regex.IsMatch(Say("portmap add " + line), "^Rules? ")).ToArray();
                return refused.Length == 0 ? null : "refused: " + string.Join("; ", refused);
            }
            if (kind == "for the console")
            {
                string[] troubles = block.Select(line => TypeLine(Bare(line)))
                    .Where(trouble => trouble != null).ToArray();
                return troubles.Length == 0 ? null : string.Join("; ", troubles);
            }
            return null;
        }

        // Types it on a gateway with a household behind it; null, or what is wrong with it.
        private string TypeLine(string line)
        {
            string answer = Say(line);
            // A question for a secret or a name is answered by nothing, which ends it.
            Say("");
            return NotUnderstood.Any(no => answer.StartsWith(no, StringComparison.Ordinal))
                ? line + " is answered: " + answer.Split('\n')[0] : null;
        }

        private void Start()
        {
            _bench = new Bench();
            _bench.World.Utc = SomeDay;
            _bench.Begin();
            foreach (string line in Household) Say(line);
            for (uint i = 1; i <= 5; i++)
            {
                _bench.World.Network.Acceptor(8080).Knock(0xC6336420 + i);
                _bench.Pass(100);
            }
        }

        private void Empty()
        {
            RuleTable table = _bench.Gateway.Table;
            while (table.Count > 0) Say("portmap del " + table.Count);
        }

        // The name of each command, of one word or two, as "help" lists them.
        private HashSet<string> Names()
        {
            return new HashSet<string>(Say("help").Split('\n').Select(line => Regex.Match(
                line, "^ *([a-z][a-z-]+( [a-z]+)?)").Groups[1].Value).Where(name => name != ""));
        }

        private string Say(string line)
        {
            _bench.World.Written = "";
            _bench.World.Typed = line + "\n";
            for (int i = 0; i < 60; i++) _bench.Step();
            return _bench.World.Written.Replace("\r", "").TrimEnd('\n');
        }

        // A line of a block without what explains it behind two spaces.
        private static string Bare(string line)
        {
            return Regex.Split(line, " {2,}")[0].Trim();
        }

        private static bool IsAnnouncement(string line)
        {
            string code = new Bench().Begin().Gateway.Front.Login.Claim.Code;
            return Announcement.TryRead(line, out Announcement read) && read.Page.Length > 0
                && read.ToString() == line.TrimEnd() && Shape(read.Code) == Shape(code);
        }

        private static string Shape(string text)
        {
            return Regex.Replace(text, "[0-9A-Z]", "x");
        }

        private static IEnumerable<string[]> Blocks(string page)
        {
            List<string> block = null;
            foreach (string line in Lines(page))
            {
                if (!line.StartsWith("```", StringComparison.Ordinal))
                {
                    if (block != null && line.Trim().Length > 0) block.Add(line);
                    continue;
                }
                if (block != null && block.Count > 0) yield return block.ToArray();
                block = block == null ? new List<string>() : null;
            }
            Assert.True(block == null, page + ": a block has no end");
        }

        private static IEnumerable<string> Lines(string page)
        {
            return File.ReadLines(Path.Combine(Project.Top, page));
        }

        /// <summary>Every page for people but the change log, which tells of the past.</summary>
        private static IEnumerable<string> Pages()
        {
            string top = Project.Top;
            return Directory.EnumerateFiles(top, "*.md")
                .Concat(Directory.EnumerateFiles(
                    Path.Combine(top, "docs"), "*.md", SearchOption.AllDirectories))
                .Concat(Directory.EnumerateFiles(
                    Path.Combine(top, "hardware"), "*.md", SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(top, file))
                .Where(page => page != "CHANGELOG.md").OrderBy(page => page);
        }
    }
}
