using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterFollowTests(ClusterEngineFixture engine) : FollowConformance(engine)
{
    // Its silos keep a record each.
    protected override bool IsNumbered => false;
}
