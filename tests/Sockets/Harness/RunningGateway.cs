// A gateway that runs, and what its owner can say to it: the tests speak to it by the console as
// people and scripts do. GatewayThread runs one in this process, GatewayProcess starts the command.

using System.Text.Json;

namespace Portreeve.Sockets;

/// <summary>A running gateway and its console.</summary>
internal abstract class RunningGateway : IDisposable
{
    /// <summary>Types a line and returns the answer's lines as one text, without a last newline.
    /// </summary>
    public abstract string Say(string line);

    public abstract void Dispose();

    /// <summary>A "show ... json" answer.</summary>
    public JsonElement Json(string what) =>
        JsonDocument.Parse(Say($"show {what} json")).RootElement;

    /// <summary>
    /// Adds a rule to 127.0.0.1 and waits until it is open, if somebody is on its list; returns
    /// its port, which is a free one unless told.
    /// </summary>
    public int Open(int target, string protocol = "tcp", string rest = "from lan", int port = 0)
    {
        if (port == 0) port = Ports.Free();
        Assert.StartsWith("Rule ", Say($"portmap add {protocol} {port} 127.0.0.1:{target} {rest}"));
        if (rest.Contains("from ")) Eventually(() => StateOf(protocol, port) == "open");
        return port;
    }

    /// <summary>The state of the rule for a port, as "show rules json" says it.</summary>
    public string StateOf(string protocol, int port) =>
        Json("rules").GetProperty("rules").EnumerateArray()
            .Where(rule => rule.GetProperty("protocol").GetString() == protocol
                && rule.GetProperty("port").GetInt32() == port)
            .Select(rule => rule.GetProperty("state").GetString()).SingleOrDefault();

    /// <summary>Live sessions and mappings.</summary>
    public int Live()
    {
        JsonElement status = Json("status");
        return status.GetProperty("sessions").GetInt32()
            + status.GetProperty("mappings").GetInt32();
    }

    /// <summary>Sockets: "now", "highest" or "max".</summary>
    public int Sockets(string column = "now") =>
        Json("limits").GetProperty("sockets").GetProperty(column).GetInt32();

    /// <summary>Asks until the answer holds this; fails with the last answer.</summary>
    public void UntilSays(string question, string expected)
    {
        string answer = "";
        Eventually(() => (answer = Say(question)).Contains(expected),
            () => $"\"{expected}\" never came; the last answer was:\n{answer}");
    }

    /// <summary>Waits for what must become true, however slow the computer is.</summary>
    public static void Eventually(Func<bool> condition, Func<string> what = null) =>
        Patience.Until(condition, what ?? (() => "it never happened"));
}
