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
        public int Length { get { return PageForm.Length; } }

        public string ETag { get { return PageForm.ETag; } }

        public int Read(int offset, byte[] buffer, int count)
        {
            if (count > PageForm.Length - offset) count = PageForm.Length - offset;
            if (count <= 0) return 0;
            byte[] slice = (byte[])ResourceUtility.GetObject(PageResources.ResourceManager,
                PageResources.BinaryResources.Page, offset, count);
            Array.Copy(slice, 0, buffer, 0, count);
            return count;
        }
    }
}
