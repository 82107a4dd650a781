// Simulator: the packed page out of the program file. The same bytes as in the chip's image.

using System.IO;
using Portreeve.Outside;
using Portreeve.Web;

namespace Portreeve.Simulator;

internal sealed class EmbeddedPage : IPageSource
{
    private readonly Stream _stream =
        typeof(IPageSource).Assembly.GetManifestResourceStream("page.html.gz");

    public int Length => PageForm.Length;

    public string ETag => PageForm.ETag;

    public int Read(int offset, byte[] buffer, int count)
    {
        _stream.Position = offset;
        return _stream.Read(buffer, 0, count);
    }
}
