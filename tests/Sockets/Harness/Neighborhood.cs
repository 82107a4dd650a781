// Nothing that a test does may leave this computer. Being reached speaks to routers, to providers
// and to everybody in the house: so a gateway that lives on this computer's own network is never
// told to, and one in a namespace that the test made may. A harness refuses it, not the tests' good
// manners.

namespace Portreeve.Sockets;

/// <summary>What may be said to a gateway on the computer's own network.</summary>
internal static class Neighborhood
{
    private static readonly string[] Outgoing = ["ddns", "router", "mdns"];

    /// <summary>Throws for a line that would make the gateway speak beyond this computer.</summary>
    /// <param name="text">Lines typed at the console.</param>
    /// <param name="hasRouter">True: its router is a program on the loopback, and it reaches no
    /// other.</param>
    public static void Refuse(string text, bool hasRouter = false)
    {
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !Outgoing.Contains(words[0].ToLowerInvariant())) continue;
            if (hasRouter && words[0] == "router") continue;
            throw new InvalidOperationException(
                $"\"{line}\" would leave this computer: give the gateway a namespace (Street)");
        }
    }
}
