// Home: what a gateway says, as a plan of who may come in: what is not certain lets nobody in, and
// what cannot be read is told.

using System.Net;
using System.Net.Sockets;
using System.Text;
using Portreeve.Moving.Asking;
using Portreeve.Moving.Export;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Home;

public sealed class PlanTests
{
    private const long Now = 1_800_000_000;

    // A gateway that has lost its clock lets nobody in by an end of the calendar.
    [Theory]
    [InlineData("timed", 0, false)]
    [InlineData("dated", 0, false)]
    [InlineData("timed", Now + 60, true)]
    [InlineData("good", 0, true)]
    public void GrantWhoseEndIsNotKnown_LetsNobodyIn(string kind, long end, bool isIn)
    {
        Snapshot snapshot = Of("tcp 8080 192.168.1.20:80") with
        {
            Grants = [new Permission(Cidr.Parse("203.0.113.66"), 1, kind, end)],
        };
        foreach (bool isLive in (bool[])[true, false])
        {
            var plan = new Plan(snapshot, 0, isLive, _ => 0);
            Assert.Equal(isIn ? 1 : 0, plan.Doors.Sum(door => door.Guests.Length));
            Assert.Equal(isIn ? 0 : 1, plan.Notes.Count(note => note.Contains("203.0.113.66")));
        }
    }

    [Fact]
    public void WhatNoEngineHasAWordFor_IsNamed()
    {
        foreach (IEngine engine in Engines.All)
        {
            var plan = new Plan(Of("tcp 8080 192.168.1.20:80 from 203.0.113.9 ban 5 yield 5m "
                + "wake 02:00:00:00:00:01"), Now, false, _ => 0);
            engine.Write(plan);
            foreach (string word in (string[])["8080): wake", "8080): ban", "8080): yield"])
            {
                Assert.Contains(plan.Notes, note => note.Contains(word));
            }
        }
    }

    // One name that nobody knows, and HAProxy and nginx start nothing at all.
    [Fact]
    public void TargetWithoutAnAddress_IsLeftOutByEveryEngine()
    {
        foreach (IEngine engine in Engines.All)
        {
            var plan = new Plan(Of("tcp 8080 nas.lan:80 from 203.0.113.9",
                "tcp 8081 192.168.1.20:80 from 203.0.113.9"), Now, false, _ => 0);
            Assert.DoesNotContain("nas.lan", engine.Write(plan));
            Assert.Contains("rule 1 (tcp 8080): left out: nas.lan has no address now", plan.Notes);
            Assert.Equal(8081, Assert.Single(plan.Doors).Rule.Port);
        }
    }

    [Theory]
    [InlineData(400, """{"errors":[{"field":"","message":"no"}]}""", "says 400: no")]
    [InlineData(200, """{"hello":"world"}""", "no gateway")]
    [InlineData(200, "[]", "no gateway")]
    [InlineData(404, "[]", "says 404")]
    [InlineData(502, """{"errors":"down"}""", "says 502")]
    [InlineData(200, "<html>", "does not answer")]
    public void AnswerOfSomebodyElse_IsASentence(int status, string body, string expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        byte[] answer = Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Length: "
            + $"{body.Length}\r\nConnection: close\r\n\r\n{body}");
        var serving = new Thread(() => Serve(listener, answer));
        serving.Start();
        using var board = new BoardApi(new Uri("http://" + listener.LocalEndpoint), "key");
        BoardException said = Assert.Throws<BoardException>(() => Snapshot.Of(board));
        Assert.Contains(expected, said.Message);
        listener.Stop();
        serving.Join();
    }

    private static void Serve(TcpListener listener, byte[] answer)
    {
        try
        {
            while (true)
            {
                using TcpClient client = listener.AcceptTcpClient();
                using NetworkStream stream = client.GetStream();
                byte[] asked = new byte[4096];
                int count = 0;
                while (!Encoding.ASCII.GetString(asked, 0, count).Contains("\r\n\r\n"))
                {
                    count += stream.Read(asked, count, asked.Length - count);
                }
                stream.Write(answer);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    // fw4 writes "!fw4: " and the name of a redirect as a comment, which nft(8) takes up to 128
    // bytes of, else nothing of the whole firewall.
    [Theory]
    [InlineData('x', 200)]
    [InlineData('\u65e5', 66)]
    public void LongNote_IsCutForEveryEngine(char letter, int count)
    {
        string line = "tcp 8080 192.168.1.20:80 from 203.0.113.9 # " + new string(letter, count);
        foreach (IEngine engine in Engines.All)
        {
            string text = engine.Write(new Plan(Of(line), Now, false, _ => 0));
            string[] notes = [.. text.Split('\n').Where(one => one.Contains(letter + "" + letter))
                .Select(one => one[one.IndexOf("rule 1: ")..].TrimEnd('"', '\''))];
            Assert.NotEmpty(notes);
            Assert.All(notes, note => Assert.InRange(
                Encoding.UTF8.GetByteCount("!fw4: Portreeve " + note), 90, 128));
        }
    }

    // What is not understood would be nobody's network, and every-ms 0 a busy loop.
    [Theory]
    [InlineData("--lan", "192.168.1.1/24", "is no network")]
    [InlineData("--every-ms", "-1", "takes 100 to 60000")]
    [InlineData("--every-ms", "0", "takes 100 to 60000")]
    public void OptionThatMeansNothing_IsRefused(string option, string value, string expected)
    {
        using Household household = new();
        (int exit, _, string errors) = Household.Portreeve(null, "export", "--flash",
            household.Flash, option, value);
        Assert.NotEqual(0, exit);
        Assert.Contains(expected, errors);
    }

    private static Snapshot Of(params string[] lines) => new()
    {
        Source = "a test",
        Rules = [.. lines.Select((line, i) =>
        {
            RuleDraft draft = RuleText.Read(line, 0);
            Assert.True(draft.IsGood, line);
            draft.Rule.Number = i + 1;
            return draft.Rule;
        })],
    };
}
