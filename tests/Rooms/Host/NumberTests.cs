// Host only: a number in the guides is the number in the code. Each row says where a guide names
// one (the group in the pattern) and what the code holds.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Portreeve.Rooms.Host
{
    public partial class NumberTests
    {
        private static readonly string[] InWords =
        {
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        };

        private readonly ITestOutputHelper _output;

        public NumberTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Numbers_InTheGuides_AreThoseOfTheCode()
        {
            (string Page, string Pattern, double Value)[] rows =
                Rows().Concat(MoreRows()).Concat(Times()).ToArray();
            List<string> wrong = new List<string>();
            foreach ((string page, string pattern, double value) in rows)
            {
                Match match = Regex.Matches(Text(page), pattern)
                    .FirstOrDefault(one => one.Groups[1].Success);
                if (match == null) wrong.Add(page + " does not say any more: " + pattern);
                else if (Number(match.Groups[1].Value) != value)
                {
                    wrong.Add(page + " says \"" + match.Value + "\"; it is " + value);
                }
            }
            _output.WriteLine(rows.Length + " numbers held");
            Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        }

        // Nobody is left out of the guide's list of who could do what, nor either answer.
        [Theory]
        [InlineData("reads your LAN")]
        [InlineData("ARP or mDNS spoofing")]
        [InlineData("false NTP server")]
        [InlineData("floods with SYNs")]
        [InlineData("A read key")]
        [InlineData("A full key")]
        [InlineData("Another user of the computer")]
        public void SecurityGuide_SaysOfEachWhatTheyCanAndCannot(string who)
        {
            string[] cells = Text("docs/security.md").Split('\n')
                .Single(line => line.StartsWith("| ", StringComparison.Ordinal)
                    && line.Split('|')[1].Contains(who, StringComparison.Ordinal)).Split('|');
            Assert.Equal(5, cells.Length);
            Assert.All(cells[2..4], cell => Assert.True(cell.Trim().Length > 20, who));
        }

        private static (string Page, string Pattern, double Value)[] Rows()
        {
            Limits board = new Limits();
            Limits small = new Limits();
            small.SetSmall();
            return new (string Page, string Pattern, double Value)[]
            {
                ("README.md", @"The chip has (\d+) sockets\.", board.SocketsMax),
                ("README.md", @"on port (\d+) \(`--web", Source(
                    "tools/Cli/Verbs/RunVerb.cs", @"DefaultValueFactory = _ => (\d+),")),
                ("DESIGN.md", @"The chip has (\d+) sockets, \d+ of them", board.SocketsMax),
                ("DESIGN.md", @"sockets, (\d+) of them listeners", board.ListenersMax),
                ("DESIGN.md", @"one shared buffer, ([\d,]+) bytes", board.ChunkBytes),
                ("DESIGN.md", @"`--chip` takes these powers away:\s+(\d+)\s+sockets",
                    board.SocketsMax),
                ("DESIGN.md", @"datagrams of at most ([\d,]+) bytes", Limits.DatagramBytesMax),
                ("DESIGN.md", @"for (\w+) seconds at most\. A\s+seat", Limits.ParkMs / 1000.0),
                ("DESIGN.md", @"two sockets for (\w+) seconds", Limits.DrainMs / 1000.0),
                ("docs/limits.md", @"sockets of any kind \| (\d+) \|", board.SocketsMax),
                ("docs/limits.md", @"TCP doors open at once, beside the page \| (\d+) \|",
                    board.ListenersMax - 1),
                ("docs/limits.md", @"beside the page \| \d+ \| (\d+) \|", Ble("Listeners") - 1),
                ("docs/limits.md", @"both ends counted \| (\d+) \|", board.ConnectionsMax),
                ("docs/limits.md", @"a datagram \| (\d+) bytes \|", Limits.DatagramBytesMax),
                ("docs/limits.md", @"rules stored \| \d+ \| (\d+) \|", board.RulesMax),
                ("docs/limits.md", @"rules stored \| (\d+) \|", small.RulesMax),
                ("docs/limits.md", @"\*\*Rules\*\*: (\d+) entries", Limits.AllowEntriesMax),
                ("docs/limits.md", @"in all their lists together, (\d+) characters a line",
                    Limits.RuleCharsMax),
                ("docs/limits.md", @"lines of journal \| (\d+) \|", small.JournalLinesMax),
                ("docs/limits.md", @"lines of journal \| \d+ \| (\d+) \|", board.JournalLinesMax),
                ("docs/limits.md", @"knocks remembered \| (\d+) \|", small.KnocksMax),
                ("docs/limits.md", @"knocks remembered \| \d+ \| (\d+) \|", board.KnocksMax),
                ("docs/limits.md", @"([\d.]+) KB of the heap for the work itself",
                    Limits.HeapBytesMin / 1024.0),
                ("docs/limits.md", @"([\d.]+) KB for the\s+network's buffers",
                    Limits.SystemBytesMin / 1024.0),
                ("docs/limits.md", @"A session takes ([\d.]+) KB", Limits.SessionBytes / 1024.0),
                ("docs/limits.md", @"a rule with its port ([\d.]+) KB", Limits.RuleBytes / 1024.0),
                ("docs/limits.md", @"waits up to (\d+) s for one of its own",
                    Limits.EachWaitMs / 1000.0),
                ("docs/limits.md", @"got no answer gives way after (\d+) seconds",
                    Limits.YieldAskingMs / 1000.0),
                ("DESIGN.md", @"waits in one of (\w+) seats", Limits.ParkedMax),
                ("docs/page.md", @"one file of at most (\d+) KB", Source(
                    "tools/PageBuild/build.mjs", @" GZIP_MAX = (\d+) \* 1024;")),
                ("docs/page.md", @"second one of\s+at most (\d+) KB", Source(
                    "tools/PageBuild/build.mjs", @"BOARD_GZIP_MAX = (\d+) \* 1024;")),
                ("hardware/bench.md", @"page, packed \| [^|]*\| at most ([\d,]+)", 1024 * Source(
                    "tools/PageBuild/build.mjs", @" GZIP_MAX = (\d+) \* 1024;")),
                ("hardware/bench.md", @"second file, [^|]*\| [^|]*\| at most ([\d,]+)", 1024
                    * Source("tools/PageBuild/build.mjs", @"BOARD_GZIP_MAX = (\d+) \* 1024;")),
                ("hardware/README.md", @"USB port speaks at ([\d,]+) baud", Source(
                    "tools/Cli/Verbs/ConsoleVerb.cs", @"UsbBaudRate = (\d+);")),
                ("hardware/README.md", @"takes commands, at ([\d,]+) baud", Source(
                    "firmware/Device/UartTerminal.cs", @"BaudRate = (\d+);")),
                ("hardware/README.md", @"repeats the code every (\w+) seconds", Source(
                    "firmware/Device/UsbLog.cs", @"AgainMs = (\d+) \* 1000;")),
                ("hardware/README.md", @"(\d+) baud 8N1", Source(
                    "firmware/Device/UartTerminal.cs", @"BaudRate = (\d+);")),
            };
        }

        private static (string Page, string Pattern, double Value)[] MoreRows()
        {
            Limits board = new Limits();
            return new (string Page, string Pattern, double Value)[]
            {
                ("hardware/README.md", @"\[WT32-ETH01\].*\| (\d+) \| the lowest",
                    board.ListenersMax - 1),
                ("hardware/README.md", @"\[ESP32-ETHERNET-KIT\].*\| (\d+) \| debugging",
                    Ble("Listeners") - 1),
                ("docs/people.md", @"A board has (\d+) sockets", board.SocketsMax),
                ("docs/people.md", @"(\w+) are kept for you", Limits.OwnerSockets),
                ("docs/people.md", @"kept for you and (\w+) to judge", Limits.JudgeSockets),
                ("docs/people.md", @"computer carry ([\d,]+) sockets", Source(
                    "tools/Simulator/RunOptions.cs", @"DesktopSockets = (\d+);")),
                ("docs/ftp-mqtt-vpn.md", @"a board carries \[([\d,]+)\]", Limits.DatagramBytesMax),
                ("docs/ftp-mqtt-vpn.md", @"gives its place back after (\w+)\s+seconds",
                    Limits.YieldAskingMs / 1000.0),
                ("docs/ftp-mqtt-vpn.md", @"board holds \[(\w+) devices\]", Sessions(board, 1)),
                ("docs/home-assistant.md", @"board has room for \[(\w+)\]", Sessions(board, 1)),
                ("docs/camera.md", @"board has room for \[(\w+)\]", Sessions(board, 1)),
                ("docs/ssh.md", @"board has room for \[(\w+)\]", Sessions(board, 1)),
                ("docs/remote-desktop.md", @"doors has room for \[(\w+)\]", Sessions(board, 2)),
                ("docs/game-server.md", @"board\s+holds \[(\w+) players\]", Sessions(board, 2)),
                ("docs/web-shop.md", @"it has room for\s+\[(\w+) connections\]",
                    Sessions(board, 2)),
                ("docs/ftp-mqtt-vpn.md", @"leave room for (\w+) people who fetch",
                    Sessions(board, 4) / 2),
                ("docs/ftp-mqtt-vpn.md", @"each device: (\w+) with this rule",
                    Source("docs/ftp-mqtt-vpn.md", @"udp 51820 .* max (\d+) ")),
                ("docs/people.md", @"\| FTP \| .* \| (\d+) people", Sessions(board, 4) / 2),
                ("docs/words.md", @"with `wake` (\d+) seconds or more", Limits.WakeMs / 1000.0),
                ("docs/remote-desktop.md", @"calling it for (\d+) seconds",
                    Limits.WakeMs / 1000.0),
                ("docs/friends.md", @"keeps dialing for (\d+) seconds", Limits.WakeMs / 1000.0),
                ("docs/start.md", @"`http://localhost:(\d+)/`", Source(
                    "tools/Cli/Verbs/RunVerb.cs", @"DefaultValueFactory = _ => (\d+),")),
                ("docs/ports.md", @"\*\*(\d+) is the page's\*\*", board.WebPort),
                ("docs/troubleshooting.md", @"a (fourth) login pushes", Limits.WebLoginsMax + 1),
                ("docs/troubleshooting.md", @"or (\d+) minutes without activity",
                    Limits.WebLoginIdleMs / 60000.0),
            };
        }

        // The worked table: one row for each number of doors, as the budget counts.
        [Fact]
        public void People_WhoFit_AreAsManyAsTheBudgetHas()
        {
            Limits board = new Limits();
            double ble = (Ble("Connections") - 1 - Limits.JudgeSockets) / Limits.SessionSockets;
            for (int doors = 1; doors < board.ListenersMax; doors++)
            {
                int fit = Sessions(board, doors);
                string row = "\n| " + doors + " | " + fit + " | "
                    + (doors < Ble("Listeners") ? System.Math.Min(fit, (int)ble) + " |"
                    : doors == Ble("Listeners") ? "no fifth door |" : "|");
                Assert.Contains(row, Text("docs/people.md"));
            }
        }

        private static int Sessions(Limits board, int doors)
        {
            int left = board.SocketsMax - Limits.OwnerSockets - Limits.JudgeSockets - 1 - doors;
            return left / Limits.SessionSockets;
        }

        private static double Ble(string what)
        {
            return Source("hardware/boards/ESP32-ETHERNET-KIT/Board.cs",
                @"const int " + what + @"Max = (\d+);");
        }

        private static double Source(string file, string pattern)
        {
            Match match = Regex.Match(Text(file), pattern);
            Assert.True(match.Success, file + " has no " + pattern);
            return Number(match.Groups[1].Value);
        }

        private static double Number(string text)
        {
            if (text == "fourth") return 4;
            if (text == "quarter") return 4;
            if (text == "half") return 0.5;
            if (text == "a" || text == "once") return 1;
            int word = Array.IndexOf(InWords, text);
            return word >= 0 ? word
                : double.Parse(text.Replace(",", ""), CultureInfo.InvariantCulture);
        }

        private static string Text(string page)
        {
            return File.ReadAllText(Path.Combine(Project.Top, page));
        }
    }
}
