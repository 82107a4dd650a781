// How the tests of this suite share the computer. Most of them wait: for a friend's name that is
// looked up again, for a router that starts anew, for a provider's half minute. So several run at
// once, each with ports, folders and network namespaces of its own, and those that wait longest
// begin first. What is compared by its time is marked in its place, and runs alone at the end.

using Xunit.v3;

[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 6)]
[assembly: TestCollectionOrderer(typeof(Portreeve.Sockets.Order))]

namespace Portreeve.Sockets;

/// <summary>Begins with the classes that wait longest.</summary>
public sealed class Order() : LongestFirst(nameof(CrowdTests), nameof(FriendTests),
    nameof(RouterTests), nameof(DdnsTests));
