// World: the law "the right proof succeeds within five seconds", whatever other machines of the LAN
// do: they keep connections silent, drip requests, ask for the page again and again, guess
// passwords. The owner comes from an address that has never logged in, again and again.

using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.World.Outside;
using Xunit;

namespace Portreeve.World
{
    public class SiegeTests
    {
        private const int PagePort = 80;
        private const int LawMs = 5000;
        private const int Logins = 4;
        private const uint OwnersAddress = 0xC0A80132;
        private const uint FirstAttacker = 0xC0A80140;
        private const string Json = "Host: 192.168.1.5\r\nContent-Type: application/json\r\n";

        private static readonly byte[] s_clientKey = SHA256.HashData("the owner"u8);

        [Theory]
        [InlineData("silent")]
        [InlineData("half a head")]
        [InlineData("slow body")]
        [InlineData("page")]
        [InlineData("challenge")]
        [InlineData("guess")]
        [InlineData("all")]
        public void RightProof_SucceedsInTime_WhateverOthersDo(string load)
        {
            foreach (int attackers in new[] { 3, 12, 40 })
            {
                long worst = WorstMs(load, attackers, FirstAttacker);
                Assert.True(worst <= LawMs, $"{attackers} times {load}: {worst} ms");
            }
        }

        // The law can fail: an address is all that tells the owner from a guesser, so one that
        // guesses from the owner's own address keeps him waiting.
        [Fact]
        public void RightProof_WithAGuesserAtTheSameAddress_IsSeenToBeLate() =>
            Assert.True(WorstMs("guess", 3, OwnersAddress) > LawMs);

        private static long WorstMs(string load, int attackers, uint firstAttacker)
        {
            var stage = new Stage(new Dice(11), new SimStyle()) { StepUs = 300 };
            stage.Boot();
            stage.Gateway.Settings.Verifier = new Verifier(new byte[16], 4096,
                SHA256.HashData(s_clientKey), new byte[32]);
            var besiegers = new List<Besieger>();
            for (int i = 0; i < attackers; i++)
            {
                besiegers.Add(new Besieger(stage, firstAttacker + (uint)i, load, i));
            }
            long worst = 0;
            for (int i = 0; i < Logins; i++)
            {
                // Each time from another address, so that none has logged in before.
                uint address = firstAttacker == OwnersAddress ? OwnersAddress
                    : OwnersAddress - (uint)i;
                var owner = new Owner(stage, address);
                long started = stage.Clock.NowMs + 1500;
                while (!owner.IsIn && stage.Clock.NowMs < started + 4 * LawMs)
                {
                    foreach (Besieger besieger in besiegers) besieger.Act();
                    if (stage.Clock.NowMs >= started) owner.Act();
                    stage.Round();
                    stage.Pass(stage.RestUs());
                }
                worst = Math.Max(worst, stage.Clock.NowMs - started);
                Assert.Null(stage.Broken);
            }
            return worst;
        }

        /// <summary>One connection after the other, with requests and answers as text.</summary>
        private abstract class Asker
        {
            private readonly byte[] _bytes = new byte[8192];
            private readonly StringBuilder _answer = new();
            private SimConnection _connection;
            private long _sinceMs;
            private int _port = 2000;

            protected Asker(Stage stage, uint address)
            {
                Stage = stage;
                Address = address;
            }

            protected readonly Stage Stage;

            protected readonly uint Address;

            protected long RestUntilMs;

            /// <summary>What to send over a new connection.</summary>
            protected abstract string Request();

            /// <summary>How long to wait for its answer, ms.</summary>
            protected abstract int PatienceMs { get; }

            /// <summary>What came; an empty text when nothing did.</summary>
            protected abstract void Take(string answer);

            public void Act()
            {
                long now = Stage.Clock.NowMs;
                if (_connection == null)
                {
                    if (now < RestUntilMs) return;
                    _connection = Stage.Network.Knock(Address, _port++, PagePort);
                    byte[] request = Encoding.ASCII.GetBytes(Request());
                    _connection.PeerSend(request, request.Length);
                    _answer.Clear();
                    _sinceMs = now;
                    return;
                }
                int got = _connection.PeerReceive(_bytes, _bytes.Length);
                if (got > 0) _answer.Append(Encoding.ASCII.GetString(_bytes, 0, got));
                bool isWhole = _answer.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)
                    && _answer.ToString().EndsWith('}');
                bool isOver = got == Flow.Broken || got == Flow.Finished || isWhole;
                if (!isOver && now - _sinceMs < PatienceMs) return;
                if (got == Flow.Nothing || isWhole) _connection.PeerReset();
                _connection = null;
                Take(_answer.ToString());
            }
        }

        private sealed class Besieger : Asker
        {
            private readonly string _load;
            private string _guess;
            private int _turn;

            public Besieger(Stage stage, uint address, string load, int turn)
                : base(stage, address)
            {
                _load = load;
                _turn = turn;
                RestUntilMs = turn * 7;
            }

            protected override int PatienceMs => 30000;

            protected override string Request()
            {
                string guess = "{\"clientFinal\":\"c=biws,r=guess,p=AAAA\"}";
                string first = "{\"clientFirst\":\"n,,n=owner,r=12345678\"}";
                string[] kinds = ["silent", "half a head", "slow body", "page", "challenge",
                    "guess"];
                return (_load == "all" ? kinds[_turn++ % kinds.Length] : _load) switch
                {
                    "silent" => "",
                    "half a head" => "GET / HTTP/1.1\r\nHost: 192.1",
                    "slow body" => "POST /api/v1/login/first HTTP/1.1\r\n" + Json
                        + "Content-Length: 900\r\n\r\n{",
                    "page" => "GET / HTTP/1.1\r\nHost: 192.168.1.5\r\n\r\n",
                    "challenge" => Post("login/first", first),
                    _ => Post("login/final", _guess ?? guess),
                };
            }

            // A guess needs a challenge; the one that was given serves for all tries.
            protected override void Take(string answer)
            {
                RestUntilMs = Stage.Clock.NowMs + 20;
                if (answer.Contains("start again", StringComparison.Ordinal)) _guess = null;
                if (_load == "guess" && _guess == null)
                {
                    string challenge = Stage.Gateway.Front.Login.Begin(
                        "n,,n=owner,r=12345678", Address, Stage.Clock.NowMs);
                    _guess = "{\"clientFinal\":\"c=biws," + challenge.Split(',')[0] + ",p="
                        + Convert.ToBase64String(new byte[32]) + "\"}";
                }
            }
        }

        private sealed class Owner : Asker
        {
            private const string Bare = "n=owner,r=owners-nonce";

            private string _final;

            public Owner(Stage stage, uint address)
                : base(stage, address)
            {
            }

            public bool IsIn { get; private set; }

            protected override int PatienceMs => 2500;

            protected override string Request() => _final == null
                ? Post("login/first", "{\"clientFirst\":\"n,," + Bare + "\"}")
                : Post("login/final", "{\"clientFinal\":\"" + _final + "\"}");

            protected override void Take(string answer)
            {
                bool isGood = answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
                if (isGood && _final != null) IsIn = true;
                else if (isGood) Prove(answer);
                else RestUntilMs = Stage.Clock.NowMs + 200;
            }

            private void Prove(string answer)
            {
                int start = answer.IndexOf("r=", StringComparison.Ordinal);
                string first = answer[start..answer.IndexOf('"', start)];
                string bare = "c=biws," + first.Split(',')[0];
                byte[] proof = HMACSHA256.HashData(SHA256.HashData(s_clientKey),
                    Encoding.ASCII.GetBytes($"{Bare},{first},{bare}"));
                for (int i = 0; i < proof.Length; i++) proof[i] ^= s_clientKey[i];
                _final = bare + ",p=" + Convert.ToBase64String(proof);
            }
        }

        private static string Post(string path, string body) => "POST /api/v1/" + path
            + " HTTP/1.1\r\n" + Json + $"Content-Length: {body.Length}\r\n\r\n" + body;
    }
}
