using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterTimeoutTests(ClusterEngineFixture engine) : TimeoutConformance(engine);
