using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterLaunchAgainTests(ClusterEngineFixture engine) : LaunchAgainConformance(engine);
