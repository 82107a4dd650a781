// Outside: the packed page, wherever the platform keeps it: in the image's flash on the chip, in
// the program file on the desktop. It is read in slices, so that sending it takes one chunk.

namespace Portreeve.Outside
{
    /// <summary>The files of the page.</summary>
    internal static class PageFile
    {
        /// <summary>The page itself, HTML.</summary>
        public const int Page = 0;

        /// <summary>The script of its view Board, which the page asks for when somebody opens it.
        /// </summary>
        public const int Board = 1;
    }

    /// <summary>The files of <see cref="PageFile"/>, gzip, that never change while we run.
    /// </summary>
    internal interface IPageSource
    {
        /// <summary>Bytes of a file.</summary>
        int LengthOf(int file);

        /// <summary>Its entity tag with the quotes, for ETag and If-None-Match.</summary>
        string ETagOf(int file);

        /// <summary>
        /// Copies up to count bytes of a file from the offset to the start of the buffer. Returns
        /// how many; 0 at the end. Allocates at most as much as it returns.
        /// </summary>
        int Read(int file, int offset, byte[] buffer, int count);
    }
}
