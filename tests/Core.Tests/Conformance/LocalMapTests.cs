using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalMapTests(LocalEngineFixture engine) : MapConformance(engine), IClassFixture<LocalEngineFixture>;
