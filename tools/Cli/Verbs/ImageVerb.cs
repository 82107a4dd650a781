// "image": builds the deploy image of one board or of all.

using System;
using System.CommandLine;
using System.Linq;
using Portreeve.BoardPictures;
using Portreeve.Cli.Chip;

namespace Portreeve.Cli.Verbs
{
    internal sealed class ImageVerb : IVerb
    {
        public Command Describe()
        {
            BoardFile[] boards = BoardFile.All(Tree.Root);
            var command = new Command("image", "Build the image that is flashed onto a board");
            var board = new Option<string?>("--board")
            {
                Description = "One board only: " + string.Join(", ", boards.Select(b => b.Name)),
            };
            var dry = new Option<bool>("--dry-run")
            {
                Description = "Only print the commands",
            };
            command.Options.Add(board);
            command.Options.Add(dry);
            command.SetAction(parsed =>
                Run(boards, parsed.GetValue(board), parsed.GetValue(dry)));
            return command;
        }

        private static int Run(BoardFile[] boards, string? name, bool isDry)
        {
            BoardFile[] chosen = [.. boards.Where(b => name == null
                || b.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
            if (chosen.Length == 0)
            {
                Console.Error.WriteLine($"There is no board {name}. Boards: "
                    + string.Join(", ", boards.Select(b => b.Name)) + ".");
                return 2;
            }
            foreach (BoardFile board in chosen)
            {
                if (isDry)
                {
                    foreach (string[] line in ImageBuild.Commands(board,
                        ToolSet.Find().ProjectSystem))
                    {
                        Console.WriteLine(string.Join(' ', line));
                    }
                    continue;
                }
                int exit = ImageBuild.Run(board);
                if (exit != 0) return exit;
            }
            return 0;
        }
    }
}
