// How the tests of this suite share the computer. Most of them wait: for an hour to end, for a
// watchdog, for a package that is built. So several run at once, each with ports, folders and
// network namespaces of its own, and those that wait longest begin first.

using Xunit.v3;

[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(Portreeve.Home.Order))]

namespace Portreeve.Home;

/// <summary>Begins with the classes that wait longest.</summary>
public sealed class Order() : LongestFirst(
    nameof(ContainerRunTests), nameof(SystemdTests), nameof(FollowTests));
