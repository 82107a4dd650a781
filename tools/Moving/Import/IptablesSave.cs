// Moving: DNAT lines of iptables-save, or of the commands that made them. Only what comes in from
// outside is a door; a condition that we have no word for makes a line one that is not understood,
// since without it the door would be wider.

using System.Text.RegularExpressions;

namespace Portreeve.Moving.Import;

/// <summary>iptables' nat table.</summary>
internal sealed partial class IptablesSave : IReader
{
    /// <inheritdoc/>
    public string Name => "iptables";

    /// <inheritdoc/>
    public bool Knows(string text) => text.Split('\n').Any(line => line.Contains("-j DNAT",
        StringComparison.Ordinal) || line.Contains("-j REDIRECT", StringComparison.Ordinal));

    /// <inheritdoc/>
    public Reading Read(string text, Around around)
    {
        Reading reading = new(around);
        string[] lines = text.Split('\n');
        string table = "";
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.StartsWith('#')) continue;
            if (line.StartsWith('*')) table = line;
            bool isOurs = line.Contains("-j DNAT", StringComparison.Ordinal)
                || line.Contains("-j REDIRECT", StringComparison.Ordinal);
            if (isOurs) new Line(reading, around, i + 1, line).Read();
            else if (KeepsOut().IsMatch(line) && (table == "*nat" || line.Contains("-t nat")))
            {
                reading.Miss(i + 1, line, "it keeps somebody out of the lines behind it, and a "
                    + "list has no word for who may not");
            }
        }
        return reading;
    }

    [GeneratedRegex(@"-A PREROUTING .*-s \S.*-j (RETURN|ACCEPT)\b")]
    private static partial Regex KeepsOut();

    private sealed class Line(Reading reading, Around around, int number, string text)
    {
        private readonly string[] _words = Cut(text);
        private readonly List<string> _trouble = [];
        private readonly List<string> _from = [];
        private readonly List<string> _notes = [];
        private string _protocol = "";
        private string _ports = "";
        private string _to = "";
        private string _chain = "";
        private string _name = "";
        private bool _isRedirect;
        private bool _isInward;

        public void Read()
        {
            for (int i = 0; i < _words.Length; i++) i += Word(i);
            if (_chain == "OUTPUT" || _isInward)
            {
                reading.MissInward(number, text);
                return;
            }
            if (_protocol is not ("tcp" or "udp")) _trouble.Add("it is not for TCP or UDP alone");
            else if (_ports.Length == 0) _trouble.Add("it is for all ports");
            if (_trouble.Count > 0)
            {
                reading.Miss(number, text, string.Join("; ", _trouble));
                return;
            }
            foreach (string ports in _ports.Split(',')) Add(ports);
        }

        private void Add(string ports)
        {
            string[] to = _to.Split(':', 2);
            string target = _isRedirect ? "localhost" : to[0];
            string there = to.Length == 2 && to[1].Length > 0 ? to[1] : null;
            if (_chain == "DOCKER")
            {
                // A container is reached by its machine's port only.
                target = "localhost";
                there = null;
            }
            foreach (Found door in reading.Add(number, text, [_protocol], ports, target, there))
            {
                door.From.AddRange(_from);
                door.Notes.AddRange(_notes);
                door.Name = Reading.NameOf(_name);
                if (_chain == "DOCKER" && around.This != null)
                {
                    door.Notes.Add("Docker made it; the door leads to Docker's machine");
                }
            }
        }

        // How many words behind this one belong to it.
        private int Word(int i)
        {
            string next = i + 1 < _words.Length ? _words[i + 1] : "";
            switch (_words[i])
            {
                case "!":
                    // Not by the containers' own bridge: everybody else's way in.
                    if (next is "-i" && i + 2 < _words.Length
                        && (_words[i + 2].StartsWith("docker", StringComparison.Ordinal)
                            || _words[i + 2].StartsWith("br-", StringComparison.Ordinal))) return 2;
                    _trouble.Add($"\"! {next}\" has no word here");
                    return 2;
                case "-t" or "-j" or "-m" or "--match" or "-w" or "--wait": break;
                case "-A" or "-I" or "--append" or "--insert":
                    _chain = next;
                    return i + 2 < _words.Length && int.TryParse(_words[i + 2], out _) ? 2 : 1;
                case "-p" or "--protocol": _protocol = next; break;
                case "--dport" or "--dports" or "--destination-port": _ports = next; break;
                case "-s" or "--source": Source(next); break;
                case "-d" or "--destination":
                    _isInward |= Reading.IsInward(next);
                    _notes.Add($"it was for {next} only; a board has one address");
                    break;
                case "-i" or "--in-interface":
                    _isInward |= next == "lo";
                    _notes.Add($"it was for {next} only; a board has one way in");
                    break;
                case "--to-destination" or "--to" or "--to-ports" or "--to-port":
                    _to = _words[i].StartsWith("--to-port", StringComparison.Ordinal)
                        ? ":" + next : next;
                    if (_to.Split(':')[0].Contains('-'))
                    {
                        _trouble.Add("several machines share it; a door leads to one");
                    }
                    break;
                case "--random" or "--random-fully" or "--persistent": return 0;
                case "--comment": _name = next; break;
                case "--dst-type": break;
                case "--mac-source" or "--src-range" or "--ctstate" or "--state" or "--limit"
                    or "--match-set" or "--timestart" or "--sport" or "--sports":
                    _trouble.Add($"{_words[i]} {next} has no word here");
                    break;
                default:
                    // iptables-save -c has a line's counters before it.
                    if (i == 0 && _words[i].StartsWith('[')) return 0;
                    if (_words[i] is "iptables" or "sudo" || _words[i].EndsWith("/iptables",
                        StringComparison.Ordinal)) return 0;
                    _trouble.Add($"\"{_words[i]}\" is not understood");
                    return 0;
            }
            if (_words[i] == "-j") _isRedirect = next == "REDIRECT";
            return 1;
        }

        private void Source(string text)
        {
            foreach (string one in text.Split(','))
            {
                if (Reading.Entry(one) is string entry) _from.Add(entry);
                else _trouble.Add($"the source {one} is no address or network");
            }
        }

        // A comment in quotes is one word.
        private static string[] Cut(string line)
        {
            List<string> words = [];
            string[] parts = line.Split('"');
            for (int i = 0; i < parts.Length; i++)
            {
                if (i % 2 == 1) words.Add(parts[i]);
                else words.AddRange(parts[i].Split((char[])null,
                    StringSplitOptions.RemoveEmptyEntries));
            }
            return [.. words];
        }
    }
}
