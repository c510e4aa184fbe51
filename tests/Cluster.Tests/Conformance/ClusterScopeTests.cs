using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterScopeTests(ClusterEngineFixture engine) : ScopeConformance(engine);
