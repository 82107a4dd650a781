// The tree that these tests are of: files that no test brings along, such as docs.

namespace Portreeve.Home;

/// <summary>Files of the checkout.</summary>
internal static class Checkout
{
    private static readonly string Root = Find();

    /// <summary>The path of something in it: "docs/at-home.md".</summary>
    public static string At(string path) => Path.Combine(Root, path);

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "tools", "portreeve")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new FileNotFoundException("the tree that this test is of");
        }
        return folder;
    }
}
