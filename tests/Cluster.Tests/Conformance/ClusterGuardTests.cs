using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterGuardTests(ClusterEngineFixture engine) : GuardConformance(engine);
