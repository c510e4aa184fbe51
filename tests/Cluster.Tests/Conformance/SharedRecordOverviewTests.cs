using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(SharedRecordCollection))]
public sealed class SharedRecordOverviewTests(SharedRecordFixture engine) : OverviewConformance(engine);
