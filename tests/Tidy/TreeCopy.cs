// Tidy: a copy of what the nano check reads, for tests that must break something.

using Portreeve.NanoCheck;

namespace Portreeve.Tidy;

internal sealed class TreeCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portreeve-tidy-");

    public TreeCopy()
    {
        Repository from = Tree.Repository;
        Repository = new Repository(_folder.FullName);
        foreach (string file in Tree.Texts.Append(Path.Combine(from.Root, "nfproj.sln"))
            .Concat(Directory.GetFiles(from.Reference)).Distinct())
        {
            string target = Path.Combine(_folder.FullName, from.Relative(file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    public Repository Repository { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
