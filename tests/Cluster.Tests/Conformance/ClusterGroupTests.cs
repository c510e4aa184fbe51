using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterGroupTests(ClusterEngineFixture engine) : GroupConformance(engine);
