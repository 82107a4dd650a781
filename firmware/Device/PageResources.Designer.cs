// Device: the numbers of the packed page among the image's resources. Written by tools/PageBuild
// in place of the IDE's generator; the build task derives the same from the resources' names.

namespace Portreeve.Device
{
    /// <summary>The resources that PageResources.resx puts into the image.</summary>
    internal static class PageResources
    {
        /// <summary>The packed page, gzip.</summary>
        public enum BinaryResources : short
        {
            Page = -29772,

            /// <summary>The part of it that is Board, gzip.</summary>
            Board = 22510
        }

        private static System.Resources.ResourceManager _manager;

        /// <summary>For ResourceUtility.GetObject, which reads a slice without the rest.</summary>
        public static System.Resources.ResourceManager ResourceManager
        {
            get
            {
                if (_manager == null)
                {
                    _manager = new System.Resources.ResourceManager(
                        "Portreeve.Device.PageResources", typeof(PageResources).Assembly);
                }
                return _manager;
            }
        }
    }
}
