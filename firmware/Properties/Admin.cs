// What the chip's assembly Portreeve.Admin says of itself. It is the owner's two mouths, console
// and page, and the gateway that holds all rooms.
// The desktop builds everything as one assembly and leaves this file out.

using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("Portreeve.Admin")]
[assembly: AssemblyProduct("Portreeve")]
[assembly: AssemblyVersion(Portreeve.Values.Release.Version + ".0")]
[assembly: InternalsVisibleTo("Portreeve")]
[assembly: InternalsVisibleTo("NFUnitTest")]
