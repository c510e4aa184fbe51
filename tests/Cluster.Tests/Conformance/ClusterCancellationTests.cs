using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterCancellationTests(ClusterEngineFixture engine) : CancellationConformance(engine);
