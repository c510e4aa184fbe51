using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(SharedRecordCollection))]
public sealed class SharedRecordFollowTests(SharedRecordFixture engine) : FollowConformance(engine);
