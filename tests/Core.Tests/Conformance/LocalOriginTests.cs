using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalOriginTests(LocalEngineFixture engine) : OriginConformance(engine), IClassFixture<LocalEngineFixture>;
