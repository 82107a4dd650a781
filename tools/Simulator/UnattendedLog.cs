// Simulator: a gateway that nobody types at, run by a service manager or in a container. Its output
// is the log there: the journal, and the code that makes a new gateway somebody's, which its owner
// finds nowhere else. A script that typed something gets its answers only, as ever.

using System.Text;

namespace Portreeve.Simulator;

/// <summary>Types what an owner at a console would.</summary>
internal sealed class UnattendedLog(RunOptions options, DesktopTerminal terminal)
{
    private Gateway _seen;
    private int _code;

    /// <summary>Looks whether there is something to say; before each step.</summary>
    public void Step(Gateway gateway)
    {
        if (options.ExitAtEof || !terminal.IsUnattended) return;
        if (gateway != _seen)
        {
            _seen = gateway;
            _code = 0;
            Type("log level sessions\n");
        }
        var claim = gateway.Front.Login.Claim;
        if (options.Web == 0 || gateway.Settings.IsClaimed || claim.Version == _code) return;
        _code = claim.Version;
        Type("claim\n");
    }

    private void Type(string line) => terminal.PutBack(Encoding.ASCII.GetBytes(line));
}
