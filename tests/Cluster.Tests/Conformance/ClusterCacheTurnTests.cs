using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterCacheTurnTests(ClusterEngineFixture engine) : CacheTurnConformance(engine);
