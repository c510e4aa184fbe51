using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterFailureTests(ClusterEngineFixture engine) : FailureConformance(engine);
