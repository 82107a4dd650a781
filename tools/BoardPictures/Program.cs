// Draws the wiring pictures. Without an option it writes them; --check says which are stale.

namespace Portreeve.BoardPictures;

internal static class Program
{
    private static int Main(string[] args)
    {
        bool isCheck = args.Length == 1 && args[0] == "--check";
        if (args.Length > 0 && !isCheck)
        {
            Console.Error.WriteLine("usage: BoardPictures [--check]   (inside the project)");
            return 2;
        }

        string root = Root();
        int stale = 0;
        foreach (BoardFile board in BoardFile.All(root))
        {
            string path = Path.Combine(board.Folder, "wiring.svg");
            string picture = Picture.Draw(board).ReplaceLineEndings("\n");
            bool isSame = File.Exists(path) && File.ReadAllText(path) == picture;
            if (isSame) continue;
            stale++;
            string done = isCheck ? "stale" : "wrote";
            Console.WriteLine($"{done} {Path.GetRelativePath(root, path)}");
            if (!isCheck) File.WriteAllText(path, picture);
        }

        return isCheck && stale > 0 ? 1 : 0;
    }

    private static string Root()
    {
        string folder = Directory.GetCurrentDirectory();
        while (!Directory.Exists(Path.Combine(folder, "hardware", "boards")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("no hardware/boards here or above");
        }

        return folder;
    }
}
