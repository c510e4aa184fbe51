using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterOriginTests(ClusterEngineFixture engine) : OriginConformance(engine);
