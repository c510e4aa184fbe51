using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableCacheTests(DurableEngineFixture engine) : CacheConformance(engine), IClassFixture<DurableEngineFixture>;
