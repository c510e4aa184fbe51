using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterConcurrencyTests(ClusterEngineFixture engine) : ConcurrencyConformance(engine);
