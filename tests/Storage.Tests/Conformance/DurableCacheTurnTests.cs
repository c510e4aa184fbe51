using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableCacheTurnTests(DurableEngineFixture engine) : CacheTurnConformance(engine), IClassFixture<DurableEngineFixture>;
