using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalCacheTurnTests(LocalEngineFixture engine) : CacheTurnConformance(engine), IClassFixture<LocalEngineFixture>;
