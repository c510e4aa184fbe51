using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterIdentityTests(ClusterEngineFixture engine) : IdentityConformance(engine);
