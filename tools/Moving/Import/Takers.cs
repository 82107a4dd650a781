// Moving: who takes the rules: a board by its API, or the folder of a gateway on this computer.
// Both judge each line as the console does, since it is the gateway's own code that judges.

using System.Text.Json;
using Portreeve.Moving.Asking;
using Portreeve.Outside;
using Portreeve.Simulator;
using Portreeve.Table;
using Portreeve.Wire;

namespace Portreeve.Moving.Import;

/// <summary>What a gateway says about a line.</summary>
/// <param name="IsGood">It takes it.</param>
/// <param name="Says">The line as it would be stored, or what is wrong.</param>
internal sealed record Opinion(bool IsGood, string Says);

/// <summary>A gateway that rules go into.</summary>
internal interface ITaker : IDisposable
{
    /// <summary>For people: which one.</summary>
    string Name { get; }

    /// <summary>The rules it has.</summary>
    HashSet<string> Rules();

    /// <summary>Would it take this? Changes nothing.</summary>
    Opinion Check(string rule);

    /// <summary>Adds a rule.</summary>
    Opinion Add(string rule);
}

/// <summary>A board.</summary>
internal sealed class BoardTaker(BoardApi board) : ITaker
{
    public string Name => board.Address.ToString();

    public HashSet<string> Rules() => [.. board.Get("rules").GetProperty("rules").EnumerateArray()
        .Select(rule => rule.GetProperty("line").GetString())];

    public Opinion Check(string rule)
    {
        JsonElement said = board.Post("rules/check", new { line = rule }, out bool _);
        bool isGood = said.TryGetProperty("ok", out JsonElement ok) && ok.GetBoolean();
        return new Opinion(isGood, isGood ? said.GetProperty("line").GetString() : Words(said));
    }

    public Opinion Add(string rule)
    {
        JsonElement said = board.Post("rules", new { line = rule }, out bool isDone);
        return new Opinion(isDone, isDone ? said.GetProperty("message").GetString() : Words(said));
    }

    public void Dispose() => board.Dispose();

    private static string Words(JsonElement said) => string.Join("; ",
        said.GetProperty("errors").EnumerateArray().Select(error =>
            error.GetProperty("message").GetString()
            + (error.TryGetProperty("proposal", out JsonElement proposal)
                && proposal.ValueKind == JsonValueKind.String && proposal.GetString().Length > 0
                ? ": " + proposal.GetString() : "")));
}

/// <summary>A folder. The gateway itself is put together over it, and never runs.</summary>
internal sealed class FolderTaker : ITaker
{
    private readonly FlashFolder _folder;
    private readonly Machine _machine;

    private FolderTaker(FlashFolder folder)
    {
        _folder = folder;
        _machine = new Machine(new RunOptions { Web = 0 }, new DurableSlots(folder.Path),
            new NobodysTerminal(), "moving in");
    }

    public string Name => _folder.Path;

    /// <summary>Takes the folder; null: see the trouble.</summary>
    public static FolderTaker Of(string path, out string trouble)
    {
        FlashFolder folder = FlashFolder.Take(path, out trouble);
        return folder == null ? null : new FolderTaker(folder);
    }

    public HashSet<string> Rules() => [.. _machine.Gateway.Table.ToArray().Select(RuleText.Write)];

    public Opinion Check(string rule)
    {
        RuleDraft draft = _machine.Gateway.Edits.Judge(rule, 0);
        return new Opinion(draft.IsGood, draft.IsGood ? RuleText.Write(draft.Rule)
            : Words(draft.Errors));
    }

    public Opinion Add(string rule)
    {
        Answer answer = _machine.Gateway.Edits.Add(rule);
        return new Opinion(answer.IsGood, answer.IsGood || answer.Errors == null ? answer.Text
            : Words(answer.Errors));
    }

    public void Dispose()
    {
        _machine.Dispose();
        _folder.Dispose();
    }

    private static string Words(Values.TextErrors errors)
    {
        List<string> all = [];
        for (int i = 0; i < errors.Count; i++) all.Add(errors.At(i).ToString());
        return string.Join("; ", all);
    }

    private sealed class NobodysTerminal : ITerminal
    {
        public bool IsInteractive => false;

        public bool IsReady => true;

        public int Read(byte[] buffer) => 0;

        public void Write(string text)
        {
        }
    }
}
