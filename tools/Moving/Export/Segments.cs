// Moving: guests as ranges of addresses that do not overlap, each with the latest end that anybody
// in it has. Sets of nftables take no two elements over one address.

using Portreeve.Values;

namespace Portreeve.Moving.Export;

/// <summary>A range of addresses.</summary>
/// <param name="First">The first address, host order.</param>
/// <param name="Last">The last one.</param>
/// <param name="EndUtc">Until when, seconds since 1970; 0 = without an end.</param>
internal sealed record Segment(uint First, uint Last, long EndUtc)
{
    /// <summary>As an element: 203.0.113.9, 203.0.113.0/24 or a range.</summary>
    public override string ToString()
    {
        if (First == Last) return IPv4.ToText(First);
        for (int bits = 0; bits < 32; bits++)
        {
            uint mask = Cidr.MaskOf(bits);
            if ((First & mask) == First && (First | ~mask) == Last)
            {
                return IPv4.ToText(First) + "/" + bits;
            }
        }
        return IPv4.ToText(First) + "-" + IPv4.ToText(Last);
    }

    /// <summary>The least ranges that say the same as the guests.</summary>
    public static List<Segment> Of(IEnumerable<Guest> guests)
    {
        (ulong First, ulong Behind, long End)[] ranges = [.. guests.Select(guest =>
        {
            ulong first = guest.Who.Base;
            return (first, first + (1UL << (32 - guest.Who.Bits)), guest.EndUtc);
        })];
        ulong[] borders = [.. ranges.SelectMany(r => new[] { r.First, r.Behind })
            .Distinct().Order()];
        List<Segment> segments = [];
        for (int i = 0; i + 1 < borders.Length; i++)
        {
            long[] ends = [.. ranges.Where(r => r.First <= borders[i] && borders[i] < r.Behind)
                .Select(r => r.End)];
            if (ends.Length == 0) continue;
            long end = ends.Contains(0) ? 0 : ends.Max();
            uint first = (uint)borders[i];
            uint last = (uint)(borders[i + 1] - 1);
            Segment before = segments.LastOrDefault();
            if (before != null && before.Last + 1UL == first && before.EndUtc == end)
            {
                segments[^1] = before with { Last = last };
            }
            else
            {
                segments.Add(new Segment(first, last, end));
            }
        }
        return segments;
    }
}
