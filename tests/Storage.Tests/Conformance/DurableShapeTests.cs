using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableShapeTests(DurableEngineFixture engine) : ShapeConformance(engine), IClassFixture<DurableEngineFixture>;
