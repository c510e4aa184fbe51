using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterReadingTests(ClusterEngineFixture engine) : ReadingConformance(engine);
