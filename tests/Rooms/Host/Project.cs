// Host only: the tree under test.

using System;
using System.IO;

namespace Portreeve.Rooms.Host
{
    internal static class Project
    {
        /// <summary>The top folder.</summary>
        public static readonly string Top = Find();

        private static string Find()
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "README.md")))
            {
                folder = Path.GetDirectoryName(folder);
            }
            return folder;
        }
    }
}
