using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterSignalTests(ClusterEngineFixture engine) : SignalConformance(engine);
