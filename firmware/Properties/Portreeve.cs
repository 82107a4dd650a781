// What the chip's assembly Portreeve says of itself. It is the image: sockets, board, start.
// The desktop builds everything as one assembly and leaves this file out.

using System.Reflection;

[assembly: AssemblyTitle("Portreeve")]
[assembly: AssemblyProduct("Portreeve")]
[assembly: AssemblyVersion(Portreeve.Values.Release.Version + ".0")]
