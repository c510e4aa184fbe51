using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterIsolationTests(ClusterEngineFixture engine) : IsolationConformance(engine);
