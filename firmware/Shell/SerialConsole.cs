// Shell: the console: one of the owner's two mouths. It reads what the terminal has, edits a line,
// lets Commands answer and writes the answer, a line a step, so that a slow serial line never
// holds the gateway up. It knows no command itself.
//
//            a line                      last line written
//   Reading --------> (Commands) -----------------------------> Reading
//      ^                 |  \ report: Writing, a line a step ---^
//      | answer          v
//      '------------- Asking: the next line goes to a dialog (confirmation, import)
//
// A person's terminal gets echo, prompt, and the journal as it is written. A pipe gets answers
// only, so that a script reads nothing but what it asked for; refusals begin with "error: ".

using System;
using Portreeve.Changes;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>Ties line editor, commands and terminal together.</summary>
    internal sealed class SerialConsole
    {
        private const string Prompt = "portreeve> ";
        private const string NoMemory = "error: " + Shortage.Sentence + ".\n";
        private const int ReadBytes = 64;
        private const byte CtrlC = 3;

        private readonly ITerminal _terminal;
        private readonly Commands _commands;
        private readonly Journal.Journal _journal;
        private readonly LogSetting _log;
        private readonly Rooms _rooms;
        private readonly TextBuffer _out = new TextBuffer();
        private readonly LineEditor _editor;
        private readonly byte[] _read = new byte[ReadBytes];
        private byte[] _pieces;
        private JsonWriter _json;
        private Reply _writing;
        private Dialog _dialog;
        private int _readCount;
        private int _readNext;
        private int _shown;
        private bool _isPrompted;
        private bool _goesOn;

        public SerialConsole(Rooms rooms, Commands commands, LogSetting log)
        {
            _terminal = rooms.Around.Terminal;
            _commands = commands;
            _journal = rooms.Journal;
            _rooms = rooms;
            _log = log;
            _log.IsOn = _terminal.IsInteractive;
            _editor = new LineEditor(commands, _out);
        }

        /// <summary>True while an answer is being written or typed bytes wait.</summary>
        public bool IsBusy
        {
            get { return _writing != null || _readNext < _readCount; }
        }

        /// <summary>
        /// Bytes that were read and not looked at yet: typed ahead of a restart, they belong to
        /// the console that comes after this one.
        /// </summary>
        public byte[] Unread()
        {
            byte[] rest = new byte[_readCount > _readNext ? _readCount - _readNext : 0];
            for (int i = 0; i < rest.Length; i++) rest[i] = _read[_readNext + i];
            return rest;
        }

        /// <summary>Says something to a person at the terminal, now; a pipe does not get it.
        /// </summary>
        public void Greet(string text)
        {
            if (_terminal.IsInteractive) _terminal.Write(text + "\n");
        }

        /// <summary>Does what can be done now. True: something was read or written.</summary>
        public bool Step()
        {
            try
            {
                return Work();
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                // One command ends; what it had begun to say goes with it.
                _writing = null;
                if (_dialog != null && !_dialog.Lose()) _dialog = null;
                _isPrompted = false;
                _goesOn = false;
                _out.Clear();
                _terminal.Write(NoMemory);
                return true;
            }
        }

        private bool Work()
        {
            _editor.Echoes = _terminal.IsInteractive;
            if (_writing != null)
            {
                if (!_terminal.IsReady) return false;
                if (!_writing.IsReady && !IsCancelled()) return false;
                WriteNext();
                return true;
            }
            ShowPrompt();
            if (ShowJournal()) return true;
            if (_readNext >= _readCount)
            {
                _readCount = _terminal.Read(_read);
                _readNext = 0;
                if (_readCount <= 0) return false;
            }
            bool isLine = false;
            while (_readNext < _readCount && !isLine) isLine = _editor.Feed(_read[_readNext++]);
            if (isLine) TakeLine();
            Flush();
            return true;
        }

        // Ctrl-C ends a report that takes its time; what else is typed meanwhile waits.
        private bool IsCancelled()
        {
            if (_readNext >= _readCount)
            {
                _readCount = _terminal.Read(_read);
                _readNext = 0;
            }
            if (_readNext >= _readCount || _read[_readNext] != CtrlC) return false;
            _readNext++;
            ((TextReport)_writing).Cancel();
            return true;
        }

        private void ShowPrompt()
        {
            if (_isPrompted) return;
            _isPrompted = true;
            _editor.Begin(_dialog != null ? _dialog.Prompt : Prompt);
            Flush();
        }

        private void TakeLine()
        {
            string line = _editor.Line;
            bool isCut = _editor.WasTooLong;
            if (_dialog == null) _editor.Remember();
            _isPrompted = false;
            bool isShort = !isCut && !_rooms.Relay.Memory.CanWork(Limits.WorkBytes);
            if ((isCut || isShort) && _dialog != null) _dialog.Lose();
            if (isCut)
            {
                Take(Answer.Refused("The line is too long; " + Limits.LineCharsMax.ToString()
                    + " characters fit."));
                return;
            }
            if (isShort)
            {
                _terminal.Write(NoMemory);
                return;
            }
            if (_dialog == null)
            {
                string claim = _terminal.IsInteractive ? PageCommand.ClaimText(_rooms) : null;
                if (claim != null && line.Trim().Length > 0) claim = null;
                Take(claim != null ? Answer.Done(claim) : _commands.Run(line));
                return;
            }
            Reply reply = _dialog.Take(line);
            if (reply == null) return;
            _dialog = null;
            Take(reply);
        }

        private void Take(Reply reply)
        {
            Answer answer = reply as Answer;
            if (answer != null)
            {
                Write(answer);
                return;
            }
            Dialog dialog = reply as Dialog;
            if (dialog != null)
            {
                _dialog = dialog;
                return;
            }
            _writing = reply;
        }

        private void Write(Answer answer)
        {
            _out.Append(answer.IsGood ? "" : "error: ").Append(Words.Shown(answer.Text))
                .Append("\n");
            if (answer.Errors == null) return;
            bool hasCarets = false;
            for (int i = 0; i < answer.Errors.Count; i++)
            {
                if (answer.Errors.At(i).Column > 0) hasCarets = true;
            }
            if (answer.Line != null && hasCarets) WriteCarets(answer);
            for (int i = 0; i < answer.Errors.Count; i++)
            {
                TextError error = answer.Errors.At(i);
                _out.Append(error.IsNote ? "  note: " : "  ");
                _out.Append(Words.Shown(error.IsNote ? Told(error) : error.ToString()))
                    .Append("\n");
            }
        }

        private static string Told(TextError note)
        {
            return note.Proposal.Length > 0 ? note.Message + "; " + note.Proposal : note.Message;
        }

        // The line again, and a caret under each column that has an error.
        private void WriteCarets(Answer answer)
        {
            _out.Append("  ").Append(answer.Line).Append("\n  ");
            int column = 1;
            for (int i = 0; i < answer.Errors.Count; i++)
            {
                TextError error = answer.Errors.At(i);
                if (error.Column < column || error.IsNote) continue;
                for (; column < error.Column; column++) _out.Append(' ');
                _out.Append('^');
                column++;
            }
            _out.Append("\n");
        }

        private void WriteNext()
        {
            TextReport text = _writing as TextReport;
            if (text != null)
            {
                string line = text.NextLine();
                if (line == null) _writing = null;
                else _out.Append(line).Append("\n");
            }
            else
            {
                WriteJson((JsonReport)_writing);
            }
            Flush();
        }

        private void WriteJson(JsonReport report)
        {
            // Made when the first script asks, and kept: a person may never need it.
            if (_pieces == null)
            {
                byte[] pieces = new byte[JsonReport.PieceBytesMax];
                _json = new JsonWriter(pieces);
                _pieces = pieces;
            }
            _json.Start(0, _pieces.Length, _goesOn);
            report.Fill(_json);
            _goesOn = !report.IsOver;
            _out.Append(Utf8Text.Converter.GetString(_pieces, 0, _json.Position));
            if (!report.IsOver) return;
            _out.Append("\n");
            _writing = null;
        }

        // Between two lines only, and only to a person who has not begun to type an answer.
        private bool ShowJournal()
        {
            JournalLine line = JournalText.After(_journal, _shown);
            if (line == null) return false;
            _shown = line.Number;
            if (!_log.IsOn || line.Kind > _log.KindMax || _dialog != null) return true;
            _editor.Hide();
            _out.Append("* ").Append(Words.Shown(line.Text));
            if (line.Reason != null) _out.Append("  (").Append(line.Reason.Sentence).Append(")");
            _out.Append("\n");
            _editor.Refresh();
            Flush();
            return true;
        }

        private void Flush()
        {
            if (_out.Count == 0) return;
            string text = _out.ToString();
            _out.Clear();
            _terminal.Write(text);
        }
    }
}
