// Web: the states of a page connection; WebConnection.cs has the picture.

namespace Portreeve.Web
{
    /// <summary>How a page connection stands.</summary>
    internal static class WebState
    {
        public const int Free = 0;
        public const int Reading = 1;
        public const int Answering = 2;
        public const int Lingering = 3;
    }
}
