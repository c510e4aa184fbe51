using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterRecordTests(ClusterEngineFixture engine) : RecordConformance(engine);
