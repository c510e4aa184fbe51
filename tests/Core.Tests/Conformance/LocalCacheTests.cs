using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalCacheTests(LocalEngineFixture engine) : CacheConformance(engine), IClassFixture<LocalEngineFixture>;
