using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterCachePolicyTests(ClusterEngineFixture engine) : CachePolicyConformance(engine);
