// World: the program of this project. With "nights" it runs nights: --seed K for one, --seeds N for
// N from K on, --names for the short ones in which DNS is what goes wrong, --tight for those in a
// heap with little room. Without, it is a suite like the others, and xunit.v3 reads its arguments.

using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Portreeve.World.Outside;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Portreeve.World
{
    internal static class Program
    {
        public static async Task<int> Main(string[] args)
        {
            if (args.Length > 0 && args[0] == "nights") return Nights(args[1..]);
            bool isDotnetTest = args.Contains("--server")
                || args.Contains("--internal-msbuild-node");
            return isDotnetTest
                ? await TestPlatformTestFramework.RunAsync(
                    args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
                : await ConsoleRunner.Run(args);
        }

        private static int Nights(string[] args)
        {
            ulong first = 1;
            ulong count = 1;
            bool isAboutNames = args.Length % 2 == 1 && args[args.Length - 1] == "--names";
            bool isTight = args.Length % 2 == 1 && args[args.Length - 1] == "--tight";
            if (isAboutNames || isTight) args = args[..^1];
            for (int i = 0; i + 1 < args.Length; i += 2)
            {
                if (!ulong.TryParse(args[i + 1], out ulong number)) return Usage();
                if (args[i] == "--seed") first = number;
                else if (args[i] == "--seeds") count = number;
                else return Usage();
            }
            if (args.Length % 2 != 0) return Usage();
            if (args.Length == 0) count = 100;
            return isTight ? RunTight(first, count) : Run(first, count, isAboutNames);
        }

        private static int RunTight(ulong first, ulong count)
        {
            Stopwatch watch = Stopwatch.StartNew();
            int failed = 0, refused = 0, unfit = 0, heard = 0, byPage = 0;
            for (ulong seed = first; seed < first + count; seed++)
            {
                NightReport report = Night.RunTight(seed);
                if (report.Broken != null)
                {
                    failed++;
                    Console.WriteLine(report + "  (" + report.HeapRoom + " bytes of room)");
                }
                refused += report.Refused;
                unfit += report.Unfit;
                heard += report.Heard;
                byPage += report.HeardByPage;
            }
            Console.WriteLine(count + " tight nights from seed " + first + ", " + failed
                + " broke a law: " + refused + " newcomers refused for memory, " + unfit
                + " times something did not fit, the owner heard " + heard + " times, " + byPage
                + " by the page, " + (int)watch.Elapsed.TotalSeconds + " s");
            return failed == 0 ? 0 : 1;
        }

        private static int Run(ulong first, ulong count, bool isAboutNames)
        {
            Stopwatch watch = Stopwatch.StartNew();
            long people = 0, grants = 0, wakes = 0, headers = 0, answers = 0;
            long steps = 0, pairs = 0, datagrams = 0, cuts = 0, ends = 0, gaveWay = 0;
            int failed = 0;
            Progress progress = new Progress(count);
            for (ulong i = 0; i < 3; i++) Night.Run(i, false);
            for (ulong seed = first; seed < first + count; seed++)
            {
                NightReport report = Night.Run(seed, true, Sabotage.None, isAboutNames);
                if (report.Broken != null)
                {
                    failed++;
                    progress.Clear();
                    Console.WriteLine(report);
                }
                steps += report.Steps;
                pairs += report.Pairs;
                datagrams += report.Datagrams;
                cuts += report.Cuts;
                ends += report.Ended;
                gaveWay += report.GaveWay;
                grants += report.Grants;
                people += report.GrantsUsed;
                wakes += report.Wakes;
                headers += report.Headers;
                answers += report.Answers;
                progress.Show(seed - first + 1, failed);
            }
            progress.Clear();
            Console.WriteLine(count + " nights from seed " + first + ", " + failed
                + " broke a law: " + steps + " steps, " + ends + " sessions and mappings, " + pairs
                + " talks that reached their target, " + datagrams + " datagrams, " + gaveWay
                + " gave way, " + cuts + " power cuts, " + grants + " grants that let " + people
                + " in, " + wakes + " magic packets, " + headers + " PROXY headers, " + answers
                + " answers of the page, " + (int)watch.Elapsed.TotalSeconds + " s");
            return failed == 0 ? 0 : 1;
        }

        private static int Usage()
        {
            Console.WriteLine("nights [--seed K] [--seeds N] [--names | --tight]");
            return 2;
        }
    }
}
