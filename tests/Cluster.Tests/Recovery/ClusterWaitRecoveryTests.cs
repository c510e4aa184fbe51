using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Recovery;

public sealed class ClusterWaitRecoveryTests(RecoveringClusterFixture engine) : WaitRecoveryConformance(engine), IClassFixture<RecoveringClusterFixture>;
