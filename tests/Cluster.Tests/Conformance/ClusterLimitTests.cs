using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterLimitTests(ClusterEngineFixture engine) : LimitConformance(engine);
