// Moving: the redirect sections of OpenWrt's /etc/config/firewall, with the ipsets that they name.

using System.Globalization;

namespace Portreeve.Moving.Import;

/// <summary>OpenWrt's firewall file.</summary>
internal sealed class OpenWrtFirewall : IReader
{
    // What a rule of ours cannot say, and without it the door would be wider.
    private static readonly string[] Narrowing =
        ["src_mac", "src_port", "mark", "monthdays", "start_date", "helper", "limit", "extra",
            "device"];

    /// <inheritdoc/>
    public string Name => "openwrt";

    /// <inheritdoc/>
    public bool Knows(string text) => text.Split('\n').Any(line =>
        line.TrimStart().StartsWith("config redirect", StringComparison.Ordinal)
        || line.TrimStart().StartsWith("config 'redirect'", StringComparison.Ordinal));

    /// <inheritdoc/>
    public Reading Read(string text, Around around)
    {
        Reading reading = new(around);
        List<UciSection> sections = Uci.Read(text, reading.Miss);
        foreach (UciSection section in sections.Where(one => one.Type == "redirect"))
        {
            Redirect(reading, section, sections);
        }
        return reading;
    }

    private static void Redirect(Reading reading, UciSection section, List<UciSection> all)
    {
        string name = section.Of("name", section.Name);
        string text = "redirect " + name;
        string trouble = TroubleWith(section);
        List<string> from = [];
        trouble ??= Sources(section, all, from);
        if (trouble != null)
        {
            reading.Miss(section.Line, text, trouble);
            return;
        }
        List<string> words = [];
        trouble = Times(section, words);
        if (trouble != null)
        {
            reading.Miss(section.Line, text, trouble);
            return;
        }
        string[] protocols = Protocols(section.Of("proto", "tcp udp"));
        string there = section.Of("dest_port");
        foreach (string ports in section.WordsOf("src_dport"))
        {
            foreach (Found door in reading.Add(section.Line, text, protocols, ports,
                section.Of("dest_ip", "localhost"), there.Length == 0 ? null : there))
            {
                door.IsOn = section.Of("enabled", "1") is not ("0" or "no" or "off" or "false"
                    or "disabled");
                door.Name = Reading.NameOf(name);
                door.From.AddRange(from);
                door.Words.AddRange(words);
                if (section.Of("src_dip").Length > 0)
                {
                    door.Notes.Add($"it was for {section.Of("src_dip")} only; a board has one "
                        + "address");
                }
                if (section.Of("src", "wan") != "wan")
                {
                    door.Notes.Add($"it was for the zone {section.Of("src")} only; a board has one "
                        + "way in");
                }
            }
        }
    }

    private static string TroubleWith(UciSection section)
    {
        if (section.Of("target", "DNAT") != "DNAT") return "only DNAT leads somebody in";
        if (section.Of("src", "wan") == "lan") return "it turns what goes out, not what comes in";
        if (section.Of("family") == "ipv6") return "it is for IPv6, which a board does not speak";
        if (Protocols(section.Of("proto", "tcp udp")) == null)
        {
            return $"\"{section.Of("proto")}\" is neither TCP nor UDP";
        }
        if (section.WordsOf("src_dport").Length == 0) return "it is for all ports";
        if (section.WordsOf("dest_port").Length > 1) return "it has several ports inside";
        string option = Narrowing.FirstOrDefault(one => section.Of(one).Length > 0);
        return option == null ? null : $"{option} '{section.Of(option)}' has no word here";
    }

    private static string Sources(UciSection section, List<UciSection> all, List<string> from)
    {
        foreach (string source in section.WordsOf("src_ip"))
        {
            if (Reading.Entry(source) is not string entry)
            {
                return $"the source {source} is no IPv4 address or network";
            }
            from.Add(entry);
        }
        if (section.Of("ipset") is not { Length: > 0 } set) return null;
        List<string> members = [];
        if (set.StartsWith('!')) return "it lets in who is not in a set; a list has no such word";
        UciSection found = all.FirstOrDefault(one => one.Type == "ipset" && one.Of("name") == set);
        if (found == null || found.WordsOf("entry").Length == 0)
        {
            return $"the file does not say who is in the set {set}";
        }
        foreach (string one in found.WordsOf("entry"))
        {
            if (Reading.Entry(one) is not string entry)
            {
                return $"{one} in the set {set} is no IPv4 address or network";
            }
            members.Add(entry);
        }
        if (from.Count > 0)
        {
            // Who comes in is in the set, and comes from there.
            members = Reading.Both(from, members);
            from.Clear();
        }
        from.AddRange(members);
        return from.Count == 0 ? Reading.NobodyOnBoth : null;
    }

    private static string Times(UciSection section, List<string> words)
    {
        bool isUtc = section.Of("utc_time") is "1" or "yes" or "on" or "true" or "enabled";
        string start = section.Of("start_time");
        string stop = section.Of("stop_time");
        string days = section.Of("weekdays").ToLowerInvariant();
        string date = section.Of("stop_date");
        if (date.Length > 0)
        {
            bool isRead = DateTime.TryParse(date, CultureInfo.InvariantCulture,
                DateTimeStyles.None, out DateTime end);
            if (!isRead) return $"stop_date '{date}' is no date";
            words.Add("until " + end.ToString("yyyy-MM-ddTHH:mm") + (isUtc ? "Z" : ""));
        }
        if (start.Length + stop.Length + days.Length == 0) return null;
        if (days.StartsWith('!')) return $"weekdays '{days}' has no word here";
        if (isUtc) return "its hours are in UTC, and a rule's are the owner's";
        if (!TryClock(start, "00:00", isEnd: false, out string from)) return NoTime(start);
        if (!TryClock(stop, "24:00", isEnd: true, out string to)) return NoTime(stop);
        string[] names = days.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (names.Any(day => day.Length < 3)) return $"weekdays '{days}' has no word here";
        // There the night belongs to the day that it ends on, here to the one that it begins on.
        if (names.Length > 0 && string.CompareOrdinal(from, to) >= 0)
        {
            return $"its hours go past midnight, {from}-{to}, and on some days only";
        }
        words.Add("hours " + (names.Length == 0 ? "daily"
            : string.Join(',', names.Select(day => day[..3]))) + $" {from}-{to}");
        return null;
    }

    private static string NoTime(string text) => $"'{text}' is no time of a day";

    // Rules have minutes: one that is begun is not given.
    private static bool TryClock(string text, string otherwise, bool isEnd, out string clock)
    {
        clock = otherwise;
        if (text.Length == 0) return true;
        string[] formats = ["H:mm", "H:mm:ss"];
        if (!TimeOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture,
            DateTimeStyles.None, out TimeOnly time)) return false;
        if (!isEnd && time.Second > 0) time = time.AddMinutes(1);
        clock = isEnd && text == "23:59:59" ? "24:00"
            : time.ToString("HH:mm", CultureInfo.InvariantCulture);
        return true;
    }

    private static string[] Protocols(string text)
    {
        string[] words = text.ToLowerInvariant().Replace("tcpudp", "tcp udp").Split(' ',
            StringSplitOptions.RemoveEmptyEntries);
        return words.All(word => word is "tcp" or "udp" or "6" or "17")
            ? [.. words.Select(word => word is "udp" or "17" ? "udp" : "tcp").Distinct()] : null;
    }
}
