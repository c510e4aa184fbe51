using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterSensitiveTests(ClusterEngineFixture engine) : SensitiveConformance(engine);
