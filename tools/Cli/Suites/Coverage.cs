// "test --coverage": how much of the firmware the tests reach. coverlet counts, once for each
// suite; here its reports are laid over one another, so a line counts when any suite reached it.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Portreeve.Cli.Suites
{
    /// <summary>Lines of firmware/ and whether a test ran them.</summary>
    internal sealed class Coverage
    {
        private readonly SortedDictionary<string, Dictionary<int, bool>> _files =
            new(StringComparer.Ordinal);

        /// <summary>Runs the suites one after the other and prints the rooms' figures; the exit
        /// code. What tests find is printed by "test"; here they only have to run.</summary>
        public static int Run(IEnumerable<string> suites)
        {
            var coverage = new Coverage();
            foreach (string suite in suites)
            {
                string results = Tree.At($"tests/{suite}/obj/coverage");
                if (Directory.Exists(results)) Directory.Delete(results, true);
                using (new Patience("counting what " + suite + " reaches"))
                {
                    Subprocess.Stream(_ => { }, "dotnet", "test", "--project",
                        Tree.ProjectIn("tests/" + suite)!, "-c", "Release", "--no-build",
                        "--coverlet", "--coverlet-output-format", "cobertura",
                        "--coverlet-include", "[Portreeve]*", "--results-directory", results);
                }
                string? report = Directory.Exists(results) ? Directory.EnumerateFiles(results,
                    "coverage.cobertura*.xml", SearchOption.AllDirectories).FirstOrDefault() : null;
                if (report == null)
                {
                    Console.Error.WriteLine($"error: {suite} gave no report");
                    return 1;
                }
                coverage.Add(XDocument.Load(report));
                Console.WriteLine($"with {suite}: {coverage.Percent(""):0.0} % of firmware/");
            }
            coverage.Print();
            return 0;
        }

        /// <summary>Lays a report in the form of Cobertura over what is known.</summary>
        public void Add(XDocument report)
        {
            foreach (XElement type in report.Descendants("class"))
            {
                string file = ((string?)type.Attribute("filename") ?? "").Replace('\\', '/');
                int at = file.LastIndexOf("firmware/", StringComparison.Ordinal);
                string room = at < 0 ? file : file[(at + "firmware/".Length)..];
                if (!File.Exists(Tree.At("firmware/" + room))) continue;
                if (!_files.TryGetValue(room, out Dictionary<int, bool>? lines))
                {
                    _files[room] = lines = [];
                }
                foreach (XElement line in type.Descendants("line"))
                {
                    int number = (int?)line.Attribute("number") ?? 0;
                    bool isHit = (int?)line.Attribute("hits") > 0;
                    lines[number] = isHit || lines.GetValueOrDefault(number);
                }
            }
        }

        /// <summary>How many of 100 lines were reached, in files whose path begins so; 0 where
        /// there are none.</summary>
        public double Percent(string folder)
        {
            bool[] lines = [.. _files.Where(file => file.Key.StartsWith(folder,
                StringComparison.Ordinal)).SelectMany(file => file.Value.Values)];
            return lines.Length == 0 ? 0 : 100.0 * lines.Count(isHit => isHit) / lines.Length;
        }

        private void Print()
        {
            foreach (string room in _files.Keys.Where(file => file.Contains('/'))
                .Select(file => file[..(file.IndexOf('/') + 1)]).Distinct())
            {
                Console.WriteLine($"  {room,-12} {Percent(room),5:0.0} %");
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"The tests reach {Percent(""):0.0} % of the lines of firmware/."));
        }
    }
}
