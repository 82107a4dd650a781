// Values: which release this is. CHANGELOG.md has a section for it.

namespace Portreeve.Values
{
    /// <summary>The release.</summary>
    internal static class Release
    {
        /// <summary>Semantic version.</summary>
        public const string Version = "0.2.0";
    }
}
