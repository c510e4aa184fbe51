using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

[Collection(nameof(ClusterCollection))]
public sealed class ClusterShapeTests(ClusterEngineFixture engine) : ShapeConformance(engine);
