// What the chip's assembly Portreeve.Reach says of itself. It is being found and reached from
// outside: the doctor, names in DNS, the router above, our name in the house.
// The desktop builds everything as one assembly and leaves this file out.

using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("Portreeve.Reach")]
[assembly: AssemblyProduct("Portreeve")]
[assembly: AssemblyVersion(Portreeve.Values.Release.Version + ".0")]
[assembly: InternalsVisibleTo("Portreeve.Admin")]
[assembly: InternalsVisibleTo("Portreeve")]
[assembly: InternalsVisibleTo("NFUnitTest")]
