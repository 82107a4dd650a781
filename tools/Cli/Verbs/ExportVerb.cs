// "export": the rules, friends and grants of now as the configuration of a larger engine; with
// --follow, kept in step. tools/Moving does the work.

using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using Portreeve.Moving.Asking;
using Portreeve.Moving.Export;
using Portreeve.Values;

namespace Portreeve.Cli.Verbs
{
    internal sealed class ExportVerb : IVerb
    {
        private const int FollowPatienceSeconds = 3;
        private const int EveryMsLeast = 100;
        private const int EveryMsMost = 60_000;

        private readonly Option<string?> _format = GatewayOptions.Format("What for",
            Engines.All.Select(engine => engine.Name), isFirstMeant: true);

        private readonly Option<bool> _follow = new("--follow")
        {
            Description = "Keep this machine's nftables in step with the gateway, until Ctrl-C",
        };

        private readonly Option<string?> _out = new("--out")
        {
            Description = "File to write; else standard output",
        };

        private readonly Option<string[]> _lan = new("--lan")
        {
            Description = "What \"lan\" means, with --flash: 192.168.1.0/24",
        };

        private readonly Option<int> _every = new("--every-ms")
        {
            Description = "With --follow: how often the gateway is asked",
            DefaultValueFactory = _ => 1000,
        };

        private readonly GatewayOptions _gateway = new("--from");

        public Command Describe()
        {
            _lan.Validators.Add(result =>
            {
                foreach (string text in result.Tokens.Select(token => token.Value)
                    .Where(text => !Snapshot.IsNetwork(text)))
                {
                    result.AddError($"\"{text}\" is no network; write it like 192.168.1.0/24.");
                }
            });
            _every.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, out int ms)
                    && ms is >= EveryMsLeast and <= EveryMsMost))
                {
                    result.AddError($"--every-ms takes {EveryMsLeast} to {EveryMsMost}.");
                }
            });
            var command = new Command("export",
                "Write the rules as a configuration of nftables, HAProxy, nginx or OpenWrt")
            {
                _format, _follow, _out, _lan, _every,
            };
            _gateway.AddTo(command, parsed =>
                parsed.GetValue(_follow) ? Follow(parsed) : Write(parsed));
            return command;
        }

        private int Write(ParseResult parsed)
        {
            Snapshot? snapshot;
            using (BoardApi? board = _gateway.Board(parsed, BoardApi.PatienceSeconds))
            {
                snapshot = board == null ? FromFlash(parsed) : Snapshot.Of(board);
            }
            if (snapshot == null) return 1;
            long utc = snapshot.UtcSeconds != 0 ? snapshot.UtcSeconds
                : DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            var plan = new Plan(snapshot, utc, false, new TargetNames(TargetNames.LongMs).Of);
            IEngine engine = Engines.All.First(one => one.Name == parsed.GetValue(_format));
            string text = Engines.File(engine, plan, Release.Version);
            foreach (string note in plan.Notes) Console.Error.WriteLine("not carried: " + note);
            if (parsed.GetValue(_out) is string file) File.WriteAllText(file, text);
            else Console.Out.Write(text);
            return 0;
        }

        private Snapshot? FromFlash(ParseResult parsed)
        {
            string folder = _gateway.Flash(parsed);
            if (Directory.Exists(folder))
            {
                return Snapshot.Of(folder, parsed.GetValue(_lan) ?? []);
            }
            GatewayOptions.Fail($"there is no folder {folder}; name the gateway with --from or "
                + "--flash");
            return null;
        }

        private int Follow(ParseResult parsed)
        {
            using BoardApi? board = _gateway.Board(parsed, FollowPatienceSeconds);
            if (board == null || parsed.GetValue(_format) != "nftables")
            {
                Console.Error.WriteLine("portreeve: --follow needs --from http://BOARD and --key, "
                    + "and the format nftables.");
                return 2;
            }
            var names = new TargetNames(TargetNames.ShortMs);
            var follower = new Follower(before => Snapshot.Of(board, before), Nft.Load,
                line => Console.Error.WriteLine("portreeve: " + line), names.Of,
                Nft.List(Nftables.Guard));
            using var end = new ManualResetEventSlim();
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                end.Set();
            };
            do
            {
                follower.Turn(Environment.TickCount64,
                    DateTimeOffset.UtcNow.ToUnixTimeSeconds());
            }
            while (!end.Wait(parsed.GetValue(_every)));
            Console.Error.WriteLine("portreeve: the table stays as it is; \"nft delete table ip "
                + Nftables.Table + "\" takes it away.");
            return 0;
        }
    }
}
