using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(SharedRecordCollection))]
public sealed class SharedRecordLogTests(SharedRecordFixture engine) : LogConformance(engine);
