using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Recovery;

public sealed class ClusterRecoveryTests(RecoveringClusterFixture engine) : RecoveryConformance(engine), IClassFixture<RecoveringClusterFixture>;
