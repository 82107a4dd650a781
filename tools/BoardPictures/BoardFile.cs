// A board's Board.cs as data: its constants, and the "wire" comments that say where a pin is found
// on the board and what it goes to. Read as text, so that no tool has to compile the firmware. The
// command-line tool links this file too.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Portreeve.BoardPictures
{
    /// <summary>What a Board.cs says.</summary>
    internal sealed class BoardFile
    {
        private static readonly Regex Constant =
            new(@"public const (?:int|bool|string) (\w+) = (.+);");

        private static readonly Regex Wire = new(@"// wire: (.+?)(?: -> (.+))?$");

        private readonly Dictionary<string, string> _values = [];

        private BoardFile(string path)
        {
            Folder = Path.GetDirectoryName(path)!;
            string where = "", to = "";
            foreach (string line in File.ReadLines(path))
            {
                Match wire = Wire.Match(line);
                if (wire.Success) (where, to) = (wire.Groups[1].Value, wire.Groups[2].Value);
                Match constant = Constant.Match(line);
                if (!constant.Success) continue;
                string name = constant.Groups[1].Value;
                _values[name] = constant.Groups[2].Value.Trim('"');
                if (where.Length > 0) Wires.Add(new PinWire(name, Number(name), where, to));
                (where, to) = ("", "");
            }
        }

        /// <summary>The folder of the board.</summary>
        public string Folder { get; }

        /// <summary>Every pin that has a wire comment, in the order of the file.</summary>
        public List<PinWire> Wires { get; } = [];

        public string Name => Text("Name");

        /// <summary>The runtime's image, for nanoff.</summary>
        public string Image => Text("Image");

        /// <summary>A whole number of the file.</summary>
        public int Number(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

        /// <summary>A constant as it is written; an exception names one that is missing.</summary>
        public string Text(string name) => _values.TryGetValue(name, out string? value)
            ? value
            : throw new InvalidDataException($"{Folder}/Board.cs has no constant {name}");

        /// <summary>All boards below a project's root, by name.</summary>
        public static BoardFile[] All(string root)
        {
            string boards = Path.Combine(root, "hardware", "boards");
            return [.. Directory.GetFiles(boards, "Board.cs", SearchOption.AllDirectories)
                .Select(path => new BoardFile(path))
                .OrderBy(board => board.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>One pin and its wire.</summary>
    /// <param name="Name">The constant, such as ConsoleTx.</param>
    /// <param name="Pin">The GPIO number.</param>
    /// <param name="Where">Where it is found, such as "UEXT pin 3 (GPIO4)".</param>
    /// <param name="To">What it goes to; empty when it is on the board already.</param>
    internal sealed record PinWire(string Name, int Pin, string Where, string To);
}
