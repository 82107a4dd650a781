// What the chip's assembly Portreeve.Doors says of itself. It is the doors: who may come in, and
// the bytes.
// The desktop builds everything as one assembly and leaves this file out.

using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("Portreeve.Doors")]
[assembly: AssemblyProduct("Portreeve")]
[assembly: AssemblyVersion(Portreeve.Values.Release.Version + ".0")]
[assembly: InternalsVisibleTo("Portreeve.Desk")]
[assembly: InternalsVisibleTo("Portreeve.Reach")]
[assembly: InternalsVisibleTo("Portreeve.Admin")]
[assembly: InternalsVisibleTo("Portreeve")]
[assembly: InternalsVisibleTo("NFUnitTest")]
