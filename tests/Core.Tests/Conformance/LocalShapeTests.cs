using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalShapeTests(LocalEngineFixture engine) : ShapeConformance(engine), IClassFixture<LocalEngineFixture>;
