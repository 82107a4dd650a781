// Stories: what a person does at the console in the first ten minutes, and what goes wrong.

using System;
using System.IO;
using Xunit;

namespace Portreeve.Stories;

public sealed class ConsoleStories : IDisposable
{
    private const string Prompt = "portreeve> ";
    private const string Up = "\u001b[A";
    private const string Left = "\u001b[D";

    private readonly int _port = Ports.FreeTcp();
    private readonly DirectoryInfo _flash = Directory.CreateTempSubdirectory("portreeve-story-");

    public void Dispose() => _flash.Delete(true);

    [TerminalFact]
    public void FirstDoor_IsAddedByTab_AndIsThereAfterARestart()
    {
        using (var terminal = new Terminal(_flash.FullName))
        {
            terminal.Sees("\"help\" lists the commands; Ctrl-C ends it.");
            terminal.Sees(Prompt);
            terminal.Press("show st\t\r").Sees("No door yet. The first one: portmap add");
            terminal.Sees(Prompt);
            terminal.Press($"por\tad\ttcp {_port} 127.0.0.1:18081 from lan # camera\r");
            terminal.Sees($"Rule 1 added: tcp {_port} 127.0.0.1:18081 from lan # camera.");
            terminal.Press("show rules\r");
            terminal.Sees($"  1  open   tcp {_port} 127.0.0.1:18081 from lan");
            terminal.Press("\u0003").Sees("ended with 0");
        }
        using var again = new Terminal(_flash.FullName);
        again.Sees(Prompt);
        again.Press("export\r").Sees($"tcp {_port} 127.0.0.1:18081 from lan # camera");
    }

    [TerminalFact]
    public void NewBoard_AnswersEnter_WithItsAddressAndItsCode()
    {
        using var terminal = new Terminal();
        terminal.Sees(Prompt);
        for (int i = 0; i < 2; i++)
        {
            terminal.Press("\r").Sees("This board is nobody's yet. Open ");
            terminal.Sees(" and enter the code ");
            terminal.Sees(Prompt);
        }
    }

    [TerminalFact]
    public void Slip_IsShownUnderItsColumn_AndCorrectedFromTheHistory()
    {
        using var terminal = new Terminal();
        terminal.Sees(Prompt);
        terminal.Press($"portmap add tcp {_port} 127.0.0.1:18081 fron lan\r");
        string indent = new(' ', "  tcp  127.0.0.1:18081 ".Length + $"{_port}".Length);
        terminal.Sees($"  tcp {_port} 127.0.0.1:18081 fron lan\r\n{indent}^");
        terminal.Sees("did you mean from?");
        terminal.Sees(Prompt);

        // The last line again, five to the left, one letter out, another in.
        terminal.Press(Up + Left + Left + Left + Left + "\u007fm\r");
        terminal.Sees($"Rule 1 added: tcp {_port} 127.0.0.1:18081 from lan.");
    }

    [TerminalFact]
    public void Rule_IsFetchedByTab_EditedAndTakenBack()
    {
        using var terminal = new Terminal();
        terminal.Sees(Prompt);
        terminal.Press($"portmap add tcp {_port} 127.0.0.1:18081 from lan\r").Sees("added");
        terminal.Press("portmap edit 1 \t\u0017\u0017from any\r");
        terminal.Sees($"Rule 1 is now: tcp {_port} 127.0.0.1:18081 from any.");
        terminal.Press("portmap undo\r").Sees("Undone");
        terminal.Press("export\r").Sees($"tcp {_port} 127.0.0.1:18081 from lan\r\n");
    }

    [TerminalFact]
    public void Editing_WorksAsOnAnyTerminal()
    {
        using var terminal = new Terminal();
        terminal.Sees(Prompt);
        terminal.Press("ersion\u0001v\r").Sees("Portreeve ");
        terminal.Press("nonsense\u0015version\r").Sees("Portreeve ");
        terminal.Press("version nonsense\u0017\b\r").Sees("Portreeve ");
        terminal.Press("versionx\u001b[D\u001b[3~\r").Sees("Portreeve ");
        terminal.Press("portmap \t").Sees("add  edit  enable  disable  del");
        terminal.Press("\u0015version\r").Sees("Portreeve ");
        string wide = "why tcp 8080 from 1.2.3.4 " + new string('x', 200);
        terminal.Press(wide + "\r").Sees("error: Write: why");
    }

    [TerminalFact]
    public void CtrlC_LeavesTheTerminalAsItWas()
    {
        using var terminal = new Terminal();
        terminal.Sees(Prompt);
        terminal.Press("half a line\u0003").Sees("ended with 0");
        string settings = terminal.Sees("-extproc");
        Assert.Contains(" icanon", settings);
        Assert.Contains(" echo ", settings);
        Assert.DoesNotContain("-icanon", settings);
        Assert.Contains(" icrnl", settings);
    }

    // Some supervisors hand their children a blocked SIGINT.
    [TerminalFact]
    public void CtrlC_EndsItWhereTheSignalIsBlocked()
    {
        using var terminal = new Terminal(null, "env --block-signal=INT");
        terminal.Sees(Prompt);
        terminal.Press("\u0003").Sees("ended with 0");
    }

    [TerminalFact]
    public void FactoryReset_AsksForTheName()
    {
        using var terminal = new Terminal();
        terminal.Sees(Prompt);
        terminal.Press($"portmap add tcp {_port} 127.0.0.1:18081\r").Sees("added");
        terminal.Press("factory-reset\r").Sees("To go on, type portreeve-");
        terminal.Press("yes\r").Sees("Nothing was forgotten.");
        terminal.Press("export\r").Sees($"tcp {_port}");
    }
}
