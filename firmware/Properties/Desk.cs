// What the chip's assembly Portreeve.Desk says of itself. It is what console and page are made of:
// upkeep of the board, HTTP, JSON, signing in.
// The desktop builds everything as one assembly and leaves this file out.

using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("Portreeve.Desk")]
[assembly: AssemblyProduct("Portreeve")]
[assembly: AssemblyVersion(Portreeve.Values.Release.Version + ".0")]
[assembly: InternalsVisibleTo("Portreeve.Reach")]
[assembly: InternalsVisibleTo("Portreeve.Admin")]
[assembly: InternalsVisibleTo("Portreeve")]
[assembly: InternalsVisibleTo("NFUnitTest")]
