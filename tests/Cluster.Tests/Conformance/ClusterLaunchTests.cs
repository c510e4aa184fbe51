using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterLaunchTests(ClusterEngineFixture engine) : LaunchConformance(engine);
