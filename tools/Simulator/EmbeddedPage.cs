// Simulator: the packed page out of the program file. The same bytes as in the chip's image.

using System.IO;
using Portreeve.Outside;
using Portreeve.Web;

namespace Portreeve.Simulator;

internal sealed class EmbeddedPage : IPageSource
{
    private readonly Stream[] _files = [Open("page.html.gz"), Open("board.js.gz")];

    public int LengthOf(int file) =>
        file == PageFile.Page ? PageForm.Length : PageForm.BoardLength;

    public string ETagOf(int file) => file == PageFile.Page ? PageForm.ETag : PageForm.BoardETag;

    public int Read(int file, int offset, byte[] buffer, int count)
    {
        _files[file].Position = offset;
        return _files[file].Read(buffer, 0, count);
    }

    private static Stream Open(string name) =>
        typeof(IPageSource).Assembly.GetManifestResourceStream(name);
}
