// Outside: the packed page, wherever the platform keeps it: in the image's flash on the chip, in
// the program file on the desktop. It is read in slices, so that sending it takes one chunk.

namespace Portreeve.Outside
{
    /// <summary>One HTML file, gzip, that never changes while we run.</summary>
    internal interface IPageSource
    {
        /// <summary>Bytes in all.</summary>
        int Length { get; }

        /// <summary>Entity tag with its quotes, for ETag and If-None-Match.</summary>
        string ETag { get; }

        /// <summary>
        /// Copies up to count bytes from the offset to the start of the buffer. Returns how many;
        /// 0 at the end. Allocates at most as much as it returns.
        /// </summary>
        int Read(int offset, byte[] buffer, int count);
    }
}
