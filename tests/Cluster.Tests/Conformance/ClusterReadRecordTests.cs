using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterReadRecordTests(ClusterEngineFixture engine) : ReadRecordConformance(engine);
