using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterRetryTests(ClusterEngineFixture engine) : RetryConformance(engine);
