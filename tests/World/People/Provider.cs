// World: a provider of dynamic DNS, dyndns2, and a what-is-my-address service. The provider gives
// each of its codes, lies, hangs, dies, and is replaced by something that is none. It remembers
// what it has told the board, for the laws: when the board may come again, and whether at all.

using System.Collections.Generic;

namespace Portreeve.World.People
{
    /// <summary>How the provider is just now.</summary>
    internal enum ProviderMood
    {
        Honest, Same, Fatal, Troubled, Waiting, Lying, Babbling, Hanging, Dead, Replaced, Failing
    }

    /// <summary>The provider.</summary>
    internal sealed class Provider : WebHost
    {
        public const uint Address = 0xCB007135;
        public const string Url =
            "http://203.0.113.53/nic/update?hostname={names}&myip={ip}";

        private const long SecondUs = 1000000;

        private static readonly string[] FatalWords =
        {
            "badauth", "badagent", "!donator", "abuse", "badsys"
        };

        private static readonly string[] NameWords = { "nohost", "notfqdn", "!yours", "!active" };

        public Provider(Stage stage, Dice dice) : base(stage, dice)
        {
            stage.Network.Place(Address, 80, this);
        }

        public ProviderMood Mood;

        /// <summary>The board may not ask before this moment.</summary>
        public long NotBeforeUs { get; private set; }

        /// <summary>The board must not ask again until its owner changes something.</summary>
        public bool IsFinal { get; private set; }

        /// <summary>When the last answer left.</summary>
        public long AnsweredUs { get; private set; }

        /// <summary>The law that was broken, or null.</summary>
        public string Broken { get; private set; }

        /// <summary>Answers by their first word.</summary>
        public readonly Dictionary<string, int> Words = new();

        /// <summary>What the name has now, as text.</summary>
        public string Stored { get; private set; } = "";

        /// <summary>The owner has changed the account: what was refused may be tried.</summary>
        public void Forgive()
        {
            if (IsFinal) NotBeforeUs = System.Math.Min(NotBeforeUs, AnsweredUs + 30 * SecondUs);
            IsFinal = false;
        }

        public override void BeMisheard()
        {
            if (Stage.Clock.NowUs - AnsweredUs > 5 * SecondUs) return;
            IsFinal = false;
            NotBeforeUs = AnsweredUs + Limits.DdnsRetryS * SecondUs - 3 * SecondUs;
        }

        protected override string Hear(string request)
        {
            long now = Stage.Clock.NowUs;
            if (IsFinal) Broken ??= "the provider was asked again after a refusal";
            if (now < NotBeforeUs)
            {
                Broken ??= "the provider was asked " + (NotBeforeUs - now) / SecondUs
                    + " s too early";
            }
            if (!request.Contains("Authorization: Basic ") || !request.Contains("\r\nUser-Agent: "))
            {
                Broken ??= "a request without a name: " + request;
            }
            int at = request.IndexOf("myip=") + 5;
            string asked = request.Substring(at, request.IndexOf(' ', at) - at);
            AnsweredUs = now;
            NotBeforeUs = now + Limits.DdnsRetryS * SecondUs - 3 * SecondUs;
            return Answer(asked);
        }

        private string Answer(string asked)
        {
            switch (Mood)
            {
                case ProviderMood.Honest:
                    string word = Stored == asked ? "nochg" : "good";
                    Stored = asked;
                    return Say(word, " " + asked);
                case ProviderMood.Same: return Say("nochg", " " + asked);
                case ProviderMood.Fatal:
                    IsFinal = true;
                    return Say(Dice.Chance(60) ? Dice.Of(FatalWords) : Dice.Of(NameWords), "");
                case ProviderMood.Troubled:
                    Wait(Limits.DdnsTroubleS);
                    return Say(Dice.Of("911", "dnserr", "numhost"), "");
                case ProviderMood.Waiting:
                    int minutes = Dice.Between(1, 90);
                    Wait(minutes * 60);
                    return Say("w" + minutes + "m", "");
                case ProviderMood.Lying: return Say("good", " 198.51.100.77");
                case ProviderMood.Babbling: return Noise();
                case ProviderMood.Replaced:
                    return Page(200, "<!doctype html><title>Parked</title>good luck");
                case ProviderMood.Failing: return Page(Dice.Of(500, 503, 301, 404), "good");
                default: return null;
            }
        }

        private void Wait(int seconds)
        {
            long us = seconds * SecondUs - 3 * SecondUs;
            if (AnsweredUs + us > NotBeforeUs) NotBeforeUs = AnsweredUs + us;
        }

        private string Say(string word, string rest)
        {
            Words[word] = Words.GetValueOrDefault(word) + 1;
            string text = Dice.Chance(20) ? word.ToUpperInvariant() : word;
            return Page(200, Dice.Of("", "\n", " ") + text + rest + Dice.Of("", "\r\n", "\n"));
        }

        private string Noise()
        {
            char[] noise = new char[Dice.Between(0, 3000)];
            for (int i = 0; i < noise.Length; i++) noise[i] = (char)Dice.Below(128);
            return Dice.Chance(50) ? new string(noise) : Page(200, new string(noise));
        }
    }

    /// <summary>Tells who asks where he comes from.</summary>
    internal sealed class WhatIsMyAddress : WebHost
    {
        public const uint Address = 0xCB007136;
        public const string Url = "http://203.0.113.54/";

        public WhatIsMyAddress(Stage stage, Dice dice) : base(stage, dice)
        {
            stage.Network.Place(Address, 80, this);
        }

        /// <summary>What it says; may be nonsense.</summary>
        public string Text = "";

        /// <summary>It hangs.</summary>
        public bool IsHanging;

        protected override string Hear(string request)
        {
            return IsHanging ? null : Page(Dice.Chance(90) ? 200 : 503, Text);
        }
    }
}
