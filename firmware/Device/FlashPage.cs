// Device: the packed page in the image's flash. Every call copies one slice out of the mapped
// resource; the whole is never on the heap.

using System;
using nanoFramework.Runtime.Native;
using Portreeve.Outside;
using Portreeve.Web;

namespace Portreeve.Device
{
    /// <summary>Reads PageResources.resx in slices.</summary>
    internal sealed class FlashPage : IPageSource
    {
        public int LengthOf(int file)
        {
            return file == PageFile.Page ? PageForm.Length : PageForm.BoardLength;
        }

        public string ETagOf(int file)
        {
            return file == PageFile.Page ? PageForm.ETag : PageForm.BoardETag;
        }

        public int Read(int file, int offset, byte[] buffer, int count)
        {
            int left = LengthOf(file) - offset;
            if (count > left) count = left;
            if (count <= 0) return 0;
            byte[] slice = (byte[])ResourceUtility.GetObject(PageResources.ResourceManager,
                file == PageFile.Page ? PageResources.BinaryResources.Page
                : PageResources.BinaryResources.Board, offset, count);
            Array.Copy(slice, 0, buffer, 0, count);
            return count;
        }
    }
}
