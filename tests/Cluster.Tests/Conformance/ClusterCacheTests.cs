using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterCacheTests(ClusterEngineFixture engine) : CacheConformance(engine);
