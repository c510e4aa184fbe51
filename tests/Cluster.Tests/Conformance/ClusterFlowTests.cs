using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterFlowTests(ClusterEngineFixture engine) : FlowConformance(engine);
