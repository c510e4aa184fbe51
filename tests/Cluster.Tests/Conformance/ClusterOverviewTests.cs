using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterOverviewTests(ClusterEngineFixture engine) : OverviewConformance(engine);
