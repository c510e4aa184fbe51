using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterActionCancelTests(ClusterEngineFixture engine) : ActionCancelConformance(engine);
