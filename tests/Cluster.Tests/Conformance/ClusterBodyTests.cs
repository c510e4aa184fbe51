using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterBodyTests(ClusterEngineFixture engine) : BodyConformance(engine);
